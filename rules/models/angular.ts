import { libraryModel } from '../../engine/model.ts';

/**
 * Angular escapes and cleans what templates show, unless it is told to trust a value. Facts:
 * https://angular.dev/best-practices/security#trusting-safe-values, https://angular.dev/api/router/ActivatedRoute,
 * https://angular.dev/api/core/Renderer2, https://angular.dev/api/common/http/HttpClient.
 */
const SNAPSHOT = ['params', 'queryParams', 'paramMap', 'queryParamMap', 'fragment'];

const REQUESTS = ['get', 'post', 'put', 'patch', 'delete'].map((name) => `HttpClient#${name}`);

/** Methods of RxJS that hand on what an observable gives: https://rxjs.dev/api/index/class/Observable. */
const SUBSCRIBE = ['subscribe', 'forEach'];

export default libraryModel({
  package: ['@angular/router', '@angular/platform-browser', '@angular/core', '@angular/common/http', '@angular/common'],
  types: [
    { type: 'ActivatedRouteSnapshot', is: ['ActivatedRoute#snapshot', 'ActivatedRouteSnapshot#parent'] },
    { type: 'ActivatedRoute', is: ['ActivatedRoute#parent'] },
    { type: 'DomSanitizer' },
    { type: 'Renderer2' },
    { type: 'HttpClient' },
    { type: 'ElementRef' },
    { type: 'Parameters' },
    { type: 'Reply' },
  ],
  handlers: [
    // https://angular.dev/guide/components/host-elements#the-hostbinding-and-hostlistener-decorators
    { decorators: ['HostListener'], event: ['window:message'], parameters: ['global.WindowMessage'] },
    { decorators: ['HostListener'], event: ['window:hashchange'], parameters: ['global.HashChangeEvent'] },
    {
      to: SNAPSHOT.flatMap((name) => SUBSCRIBE.map((method) => `ActivatedRoute#${name}.${method}`)),
      parameters: ['Parameters'],
    },
    { to: REQUESTS.flatMap((path) => SUBSCRIBE.map((method) => `${path}().${method}`)), parameters: ['Reply'] },
    { to: REQUESTS.map((path) => `${path}().subscribe`), option: 'next', parameters: ['Reply'] },
  ],
  sources: [
    {
      trust: 'browser',
      from: [...SNAPSHOT.map((name) => `ActivatedRouteSnapshot#${name}`), 'Parameters#'],
      shape: 'text',
      label: 'a part of the URL',
    },
    { trust: 'stored', from: ['Reply#'], label: 'the reply of a server' },
  ],
  sinks: [
    { rule: 'dom-xss', call: ['DomSanitizer#bypassSecurityTrustHtml'], argument: 0, unmistakable: true },
    {
      rule: 'dom-xss',
      call: ['DomSanitizer#bypassSecurityTrustScript'],
      argument: 0,
      kinds: ['code'],
      unmistakable: true,
    },
    {
      rule: 'dom-xss-url',
      call: ['DomSanitizer#bypassSecurityTrustUrl', 'DomSanitizer#bypassSecurityTrustResourceUrl'],
      argument: 0,
      unmistakable: true,
    },
    {
      rule: 'dom-xss',
      call: ['Renderer2#setProperty'],
      argument: 2,
      when: { constant: { argument: 1, in: ['innerHTML', 'outerHTML'] } },
    },
    {
      rule: 'dom-xss-url',
      call: ['Renderer2#setAttribute', 'Renderer2#setProperty'],
      argument: 2,
      when: { constant: { argument: 1, in: ['href', 'action', 'formaction'] } },
    },
    { rule: 'dom-xss', write: ['ElementRef#nativeElement.innerHTML', 'ElementRef#nativeElement.outerHTML'] },
    { rule: 'dom-xss', call: ['ElementRef#nativeElement.insertAdjacentHTML'], argument: 1 },
  ],
  sanitizers: [
    // https://angular.dev/api/platform-browser/DomSanitizer#sanitize
    { call: ['DomSanitizer#sanitize'], argument: 1, clears: ['html-text', 'html-attribute', 'url-scheme', 'code'] },
  ],
  propagators: [
    {
      call: ['get', 'getAll'].flatMap((method) => [
        ...['paramMap', 'queryParamMap'].map((name) => `ActivatedRouteSnapshot#${name}.${method}`),
        `Parameters#${method}`,
      ]),
      from: 'receiver',
      to: 'return',
    },
  ],
});
