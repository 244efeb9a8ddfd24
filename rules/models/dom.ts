import { libraryModel } from '../../engine/model.ts';
import type { TaintKind } from '../../engine/rule.ts';

/**
 * The page in a browser. Facts: https://developer.mozilla.org/en-US/docs/Web/API and, for what a browser does with markup,
 * https://html.spec.whatwg.org/multipage/dynamic-markup-insertion.html.
 */

/** Attributes whose text is run as a script: https://html.spec.whatwg.org/multipage/webappapis.html#event-handlers-on-elements,-document-objects,-and-window-objects */
const EVENT_ATTRIBUTES = [
  'onblur',
  'onchange',
  'onclick',
  'ondblclick',
  'onerror',
  'onfocus',
  'oninput',
  'onkeydown',
  'onkeypress',
  'onkeyup',
  'onload',
  'onmousedown',
  'onmouseenter',
  'onmouseleave',
  'onmousemove',
  'onmouseout',
  'onmouseover',
  'onmouseup',
  'onpointerdown',
  'onsubmit',
  'ontoggle',
];

const ELEMENTS = [
  'HTMLElement',
  'HTMLAnchorElement',
  'HTMLAreaElement',
  'HTMLBodyElement',
  'HTMLButtonElement',
  'HTMLDivElement',
  'HTMLFormElement',
  'HTMLHeadingElement',
  'HTMLInputElement',
  'HTMLLIElement',
  'HTMLOListElement',
  'HTMLParagraphElement',
  'HTMLSpanElement',
  'HTMLTableCellElement',
  'HTMLTableElement',
  'HTMLTemplateElement',
  'HTMLTextAreaElement',
  'HTMLUListElement',
  'SVGElement',
];

/** The page's URL starts with its own host; that it starts with its own scheme, the rules tell. */
export const IN_THE_PAGE_URL: readonly TaintKind[] = [
  'html-text',
  'html-attribute',
  'code',
  'url-scheme',
  'url-path',
  'path',
  'regex',
  'object-key',
  'template',
];

export default libraryModel({
  package: 'global',
  elements: [
    {
      kind: 'store',
      call: ['Storage#setItem', 'Storage#getItem', 'Storage#removeItem'],
      name: { argument: 0 },
      framework: 'browser',
      protocol: 'call',
    },
  ],
  types: [
    // Other windows; this one's members are globals.
    { type: 'Window', is: ['top', 'parent', 'opener'], declaredAs: ['Window'] },
    { type: 'Document', is: ['document', 'Window#document', 'Element#ownerDocument', 'Element#contentDocument'] },
    { type: 'Location', is: ['location', 'Window#location', 'Document#location'] },
    {
      type: 'Element',
      is: [
        'Document#getElementById()',
        'Document#querySelector()',
        'Document#createElement()',
        'Document#createElementNS()',
        'Document#body',
        'Document#head',
        'Document#documentElement',
        'Document#activeElement',
        'Document#elementFromPoint()',
        'Document#querySelectorAll().*',
        'Document#getElementsByClassName().*',
        'Document#getElementsByTagName().*',
        'Document#getElementsByName().*',
        'Element#querySelector()',
        'Element#querySelectorAll().*',
        'Element#getElementsByClassName().*',
        'Element#getElementsByTagName().*',
        'Element#closest()',
        'Element#cloneNode()',
        'Element#appendChild()',
        'Element#insertBefore()',
        'Element#insertAdjacentElement()',
        'Element#children.*',
        'Element#parentElement',
        'Element#parentNode',
        'Element#firstElementChild',
        'Element#lastElementChild',
        'Element#nextElementSibling',
        'Element#previousElementSibling',
        'Element#content',
      ],
      declaredAs: ELEMENTS,
    },
    { type: 'ShadowRoot', is: ['Element#attachShadow()', 'Element#shadowRoot'] },
    { type: 'HTMLScriptElement', extends: ['Element'] },
    { type: 'HTMLIFrameElement', extends: ['Element'] },
    { type: 'Range', is: ['Document#createRange()'] },
    {
      type: 'Storage',
      is: ['localStorage', 'sessionStorage'],
    },
    // No declared type says so much: a socket, a worker and a port hand out a `MessageEvent` as well.
    { type: 'WindowMessage' },
    { type: 'HashChangeEvent' },
    { type: 'ServerConnection', is: ['WebSocket#', 'EventSource#'] },
    { type: 'ServerMessage' },
    { type: 'StorageEvent' },
    { type: 'BroadcastChannel' },
    { type: 'DataTransfer', is: ['DragEvent#dataTransfer', 'ClipboardEvent#clipboardData'] },
    { type: 'DragEvent' },
    { type: 'ClipboardEvent' },
  ],
  routing: [
    {
      call: ['addEventListener', 'Window#addEventListener'],
      does: 'entry',
      method: 'MESSAGE',
      event: ['message'],
      path: 0,
    },
  ],
  handlers: [
    // Any window that has a reference to this one can send: https://developer.mozilla.org/en-US/docs/Web/API/Window/message_event
    {
      to: ['addEventListener', 'Window#addEventListener'],
      argument: 1,
      event: ['message'],
      parameters: ['WindowMessage'],
    },
    {
      to: ['addEventListener', 'Window#addEventListener'],
      argument: 1,
      event: ['hashchange'],
      parameters: ['HashChangeEvent'],
    },
    { to: ['onmessage', 'Window#onmessage'], parameters: ['WindowMessage'] },
    { to: ['onhashchange', 'Window#onhashchange'], parameters: ['HashChangeEvent'] },
    // Another tab wrote it: https://developer.mozilla.org/en-US/docs/Web/API/Window/storage_event
    {
      to: ['addEventListener', 'Window#addEventListener'],
      argument: 1,
      event: ['storage'],
      parameters: ['StorageEvent'],
    },
    { to: ['onstorage', 'Window#onstorage'], parameters: ['StorageEvent'] },
    // What is pasted or dropped can come from any page: https://developer.mozilla.org/en-US/docs/Web/API/DataTransfer/getData
    {
      to: ['addEventListener', 'Window#addEventListener', 'Document#addEventListener', 'Element#addEventListener'],
      argument: 1,
      event: ['paste'],
      parameters: ['ClipboardEvent'],
    },
    {
      to: ['addEventListener', 'Window#addEventListener', 'Document#addEventListener', 'Element#addEventListener'],
      argument: 1,
      event: ['drop'],
      parameters: ['DragEvent'],
    },
    // https://developer.mozilla.org/en-US/docs/Web/API/WebSocket/message_event, …/EventSource/message_event
    { to: ['ServerConnection#addEventListener'], argument: 1, event: ['message'], parameters: ['ServerMessage'] },
    { to: ['ServerConnection#onmessage'], parameters: ['ServerMessage'] },
  ],
  sources: [
    // https://developer.mozilla.org/en-US/docs/Web/API/Location
    { trust: 'browser', from: ['Location#hash'], shape: 'text', label: "the URL's fragment" },
    { trust: 'browser', from: ['Location#search'], shape: 'text', label: "the URL's query" },
    {
      trust: 'browser',
      from: ['Location#href', 'Location#toString()', 'Document#URL', 'Document#documentURI', 'Document#baseURI'],
      kinds: IN_THE_PAGE_URL,
      label: "the page's URL",
    },
    // It starts with a slash.
    {
      trust: 'browser',
      from: ['Location#pathname'],
      kinds: IN_THE_PAGE_URL.filter((kind) => kind !== 'url-scheme'),
      label: "the URL's path",
    },
    // https://developer.mozilla.org/en-US/docs/Web/API/Document/referrer: the URL of the page that linked here, so it is a
    // whole URL and never one of a script.
    { trust: 'browser', from: ['Document#referrer'], kinds: [...IN_THE_PAGE_URL, 'url-host'], label: 'the referrer' },
    // Set by whoever opened this window: https://developer.mozilla.org/en-US/docs/Web/API/Window/name
    { trust: 'browser', from: ['name', 'Window#name'], shape: 'text', label: "the window's name" },
    { trust: 'browser', from: ['WindowMessage#data'], label: 'a message of another window' },
    {
      trust: 'browser',
      from: ['HashChangeEvent#newURL', 'HashChangeEvent#oldURL'],
      kinds: IN_THE_PAGE_URL,
      label: "the page's URL",
    },
    { trust: 'browser', from: ['DataTransfer#getData()'], shape: 'text', label: 'what is pasted or dropped' },
    // Where a navigation leads or came from: https://developer.mozilla.org/en-US/docs/Web/API/Navigation/currentEntry
    { trust: 'browser', from: ['navigation.currentEntry.url'], kinds: IN_THE_PAGE_URL, label: "the page's URL" },
    // The page itself kept it, at least its origin did.
    {
      trust: 'stored',
      from: ['StorageEvent#newValue', 'StorageEvent#oldValue'],
      shape: 'text',
      confidence: 'low',
      label: "the browser's storage",
    },
    // Others' words, passed on by a server.
    { trust: 'stored', from: ['ServerMessage#data'], shape: 'text', label: 'a message of the server' },
    { trust: 'stored', from: ['Document#cookie'], shape: 'text', confidence: 'low', label: 'a cookie' },
    // Only pages of this origin write there: https://developer.mozilla.org/en-US/docs/Web/API/Storage/getItem
    {
      trust: 'stored',
      from: ['Storage#getItem()'],
      shape: 'text',
      confidence: 'low',
      label: "the browser's storage",
    },
  ],
  sinks: [
    // https://developer.mozilla.org/en-US/docs/Web/API/Document/cookie
    { rule: 'cookie-injection', write: ['Document#cookie'] },
    // https://developer.mozilla.org/en-US/docs/Web/API/Document/evaluate
    { rule: 'xpath-injection', call: ['Document#evaluate', 'Document#createExpression', 'XPathEvaluator#evaluate'] },
    // https://developer.mozilla.org/en-US/docs/Web/API/Element/innerHTML, …/outerHTML
    {
      rule: 'dom-xss',
      write: ['Element#innerHTML', 'Element#outerHTML', 'ShadowRoot#innerHTML'],
      unmistakable: true,
    },
    // https://developer.mozilla.org/en-US/docs/Web/API/HTMLIFrameElement/srcdoc
    { rule: 'dom-xss', write: ['Element#srcdoc'], unmistakable: true },
    { rule: 'dom-xss', call: ['Element#insertAdjacentHTML'], argument: 1, unmistakable: true },
    { rule: 'dom-xss', call: ['Element#setHTMLUnsafe', 'ShadowRoot#setHTMLUnsafe'], argument: 0, unmistakable: true },
    { rule: 'dom-xss', call: ['Document.parseHTMLUnsafe'], argument: 0 },
    { rule: 'dom-xss', call: ['Document#write', 'Document#writeln'], argument: 'any' },
    { rule: 'dom-xss', call: ['Range#createContextualFragment'], argument: 0, unmistakable: true },
    {
      rule: 'dom-xss',
      call: ['Document#execCommand'],
      argument: 2,
      when: { constant: { argument: 0, in: ['insertHTML'] } },
    },
    {
      rule: 'dom-xss',
      call: ['Element#setAttribute'],
      argument: 1,
      when: { constant: { argument: 0, in: ['srcdoc'] } },
    },
    // What a handler attribute holds is a script, however it is quoted.
    {
      rule: 'dom-xss',
      call: ['Element#setAttribute'],
      argument: 1,
      when: { constant: { argument: 0, in: EVENT_ATTRIBUTES } },
      kinds: ['code'],
    },
    // Which element it is, the rules tell.
    { rule: 'dom-xss', write: ['Element#text', 'Element#textContent', 'Element#innerText'], kinds: ['code'] },
    { rule: 'dom-xss', write: ['Element#src'], kinds: ['url-host'] },

    // A `javascript:` URL runs in the page: https://developer.mozilla.org/en-US/docs/Web/URI/Reference/Schemes/javascript
    {
      rule: 'dom-xss-url',
      write: ['location', 'Window#location', 'Document#location', 'Location#href'],
    },
    { rule: 'dom-xss-url', call: ['Location#assign', 'Location#replace'], argument: 0 },
    { rule: 'dom-xss-url', call: ['open', 'Window#open'], argument: 0 },
    { rule: 'dom-xss-url', write: ['Element#href', 'Element#action', 'Element#formAction', 'Element#src'] },
    {
      rule: 'dom-xss-url',
      call: ['Element#setAttribute'],
      argument: 1,
      when: { constant: { argument: 0, in: ['href', 'action', 'formaction', 'xlink:href'] } },
    },
    {
      rule: 'dom-xss-url',
      call: ['Element#setAttributeNS'],
      argument: 2,
      when: { constant: { argument: 1, in: ['href', 'xlink:href'] } },
    },
  ],
  // `new URL(location)` reads its text.
  propagators: [{ call: ['URL'], from: { argument: 0, path: 'href' }, to: 'return', as: 'text' }],
  sanitizers: [
    // Parses without scripts and handlers: https://developer.mozilla.org/en-US/docs/Web/API/Document/parseHTML_static
    { call: ['Document.parseHTML'], clears: ['html-text', 'html-attribute'] },
    { call: ['Document#createTextNode'], clears: 'all' },
    // Names what is in memory: https://developer.mozilla.org/en-US/docs/Web/API/URL/createObjectURL_static
    { call: ['URL.createObjectURL'], clears: 'all' },
  ],
});
