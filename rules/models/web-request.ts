import { libraryModel } from '../../engine/model.ts';
import { headersSinks, IN_A_HEADER } from './node-http.ts';

/**
 * The `Request` of the web as a server meets it, and the `Response` that it gives. Frameworks say by their models which
 * functions get one. Facts: https://developer.mozilla.org/en-US/docs/Web/API/Request,
 * https://developer.mozilla.org/en-US/docs/Web/API/Response.
 */
export default libraryModel({
  // No package: a name that nothing is imported from.
  package: 'web-request',
  types: [
    // A request that the program makes itself is a `global.Request`.
    { type: 'Request', is: ['Request#clone()'] },
    { type: 'Headers', is: ['Request#headers'] },
    { type: 'Url' },
    { type: 'Query', is: ['Request#url.searchParams', 'Url#searchParams'], extends: ['global.URLSearchParams'] },
    { type: 'Form', is: ['Request#formData()'], extends: ['global.FormData'] },
  ],
  sources: [
    {
      // The URL parser encodes what HTML needs, and the host is the server's own or cannot be chosen by a link.
      trust: 'remote',
      from: ['Request#url', 'Url#', 'Url#href', 'Url#pathname', 'Url#search', 'Url#hash', 'Url#toString()'],
      kinds: IN_A_HEADER,
      label: "the request's URL",
    },
    { trust: 'remote', from: ['Query#'], shape: 'text', label: 'the query string' },
    {
      trust: 'remote',
      from: [
        ...['get()', 'getSetCookie()', 'entries()', 'values()'].map((name) => `Headers#${name}`),
        'Headers#forEach().0',
      ],
      kinds: IN_A_HEADER,
      label: 'a request header',
    },
    { trust: 'remote', from: ['Request#json()'], label: 'the request body' },
    {
      trust: 'remote',
      from: ['text', 'arrayBuffer', 'bytes', 'blob'].map((name) => `Request#${name}()`).concat('Request#body', 'Form#'),
      shape: 'text',
      label: 'the request body',
    },
  ],
  // What `new URL(request.url)` has in its query is the request's.
  propagators: ['global.URL', 'global.URL.parse', 'url.URL'].map((call) => ({
    call: [call],
    from: { argument: 0, path: 'searchParams' },
    to: { returnPath: 'searchParams' },
  })),
  sinks: [
    // Text is sent as text/plain: https://fetch.spec.whatwg.org/#concept-bodyinit-extract
    { rule: 'xss-reflected', call: ['global.Response'], argument: 0 },
    { rule: 'open-redirect', call: ['global.Response.redirect'], argument: 0 },
    ...headersSinks(['global.Response'], 1, 'headers.'),
    { rule: 'open-redirect', call: ['global.Response'], argument: 1, path: 'headers.Location' },
    { rule: 'open-redirect', call: ['global.Response'], argument: 1, path: 'headers.location' },
  ],
});
