import { libraryModel } from '../../engine/model.ts';
import { IN_A_HEADER } from './node-http.ts';

/** Facts: https://unetworking.github.io/uWebSockets.js/generated/interfaces/HttpRequest.html, …/HttpResponse.html, …/WebSocketBehavior.html. */
const METHODS = ['get', 'post', 'put', 'patch', 'del', 'options', 'head', 'any'];

export default libraryModel({
  package: 'uWebSockets.js',
  types: [
    { type: 'TemplatedApp', is: ['App()', 'SSLApp()', ...[...METHODS, 'ws'].map((name) => `TemplatedApp#${name}()`)] },
    { type: 'HttpRequest' },
    {
      type: 'HttpResponse',
      is: ['cork', 'writeStatus', 'writeHeader', 'onData', 'onAborted'].map((name) => `HttpResponse#${name}()`),
    },
    { type: 'Message' },
  ],
  handlers: [
    { to: METHODS.map((name) => `TemplatedApp#${name}`), argument: 1, parameters: ['HttpResponse', 'HttpRequest'] },
    { to: ['TemplatedApp#ws'], argument: 1, option: 'upgrade', parameters: ['HttpResponse', 'HttpRequest'] },
    { to: ['TemplatedApp#ws'], argument: 1, option: 'message', parameters: ['', 'Message'] },
    { to: ['HttpResponse#onData'], parameters: ['BodyPart'] },
  ],
  sources: [
    { trust: 'remote', from: ['HttpRequest#getQuery()'], shape: 'text', label: 'the query string' },
    { trust: 'remote', from: ['HttpRequest#getParameter()'], shape: 'text', label: 'a route parameter' },
    { trust: 'remote', from: ['HttpRequest#getUrl()'], kinds: IN_A_HEADER, label: "the request's URL" },
    { trust: 'remote', from: ['HttpRequest#getHeader()'], kinds: IN_A_HEADER, label: 'a request header' },
    { trust: 'remote', from: ['BodyPart#'], shape: 'text', label: 'the request body' },
    { trust: 'remote', from: ['Message#'], shape: 'text', label: 'a message of a client' },
  ],
  sinks: [
    { rule: 'xss-reflected', call: ['HttpResponse#end', 'HttpResponse#write', 'HttpResponse#tryEnd'], argument: 0 },
    {
      rule: 'open-redirect',
      call: ['HttpResponse#writeHeader'],
      argument: 1,
      when: { constant: { argument: 0, in: ['location'] } },
    },
  ],
  entryPoints: [
    ...METHODS.map((name) => ({
      call: [`TemplatedApp#${name}`],
      method: name === 'any' ? 'ANY' : name === 'del' ? 'DELETE' : name.toUpperCase(),
      path: 0,
    })),
    { call: ['TemplatedApp#ws'], method: 'WS', path: 0 },
  ],
});
