import { libraryModel, type SinkModel } from '../../engine/model.ts';
import type { TaintKind } from '../../engine/rule.ts';

/**
 * Requests that arrive and requests that leave. Facts: https://nodejs.org/api/http.html, https://nodejs.org/api/https.html,
 * https://nodejs.org/api/http2.html.
 */

/**
 * What a header or cookie can do. Nobody can make the browser of a victim send one with text of their choice, so it is neither
 * markup that comes back nor a place to be sent to (and `Host` is how a page is redirected to https). A line end in it would
 * have ended it.
 */
export const IN_A_HEADER: readonly TaintKind[] = [
  'shell-command',
  'argument',
  'program',
  'code',
  'sql-value',
  'sql-identifier',
  'path',
  'url-path',
  'header',
  'regex',
  'object-key',
  'size',
  'long-text',
  'template',
  'ldap',
  'xpath',
  'serialized',
];

/** Headers by which a server tells browsers what they may do: https://cwe.mitre.org/data/definitions/644.html */
const SECURITY_HEADERS = [
  'Clear-Site-Data',
  'Content-Security-Policy',
  'Content-Security-Policy-Report-Only',
  'Permissions-Policy',
  'Referrer-Policy',
  'Refresh',
  'Strict-Transport-Security',
  'X-Frame-Options',
];

/** The proxy in front sends the file: https://www.nginx.com/resources/wiki/start/topics/examples/x-accel/ */
const FILE_HEADERS = ['X-Accel-Redirect', 'X-Sendfile', 'X-LIGHTTPD-send-file'];

/**
 * What is dangerous in functions that set one header. A line end in a value is refused by Node.js and by the Fetch API
 * (https://nodejs.org/api/http.html#responsesetheadername-value), so that most values are harmless.
 */
export function headerSinks(call: readonly string[], name = 0): readonly SinkModel[] {
  const named = (...headers: string[]) => ({ when: { constant: { argument: name, in: headers } } });
  return [
    { rule: 'http-header-injection', call, argument: name },
    { rule: 'http-header-injection', call, argument: name + 1, ...named('Content-Disposition') },
    { rule: 'cookie-injection', call, argument: name + 1, ...named('Set-Cookie') },
    { rule: 'security-header-from-input', call, argument: name + 1, ...named(...SECURITY_HEADERS) },
    { rule: 'security-header-from-input', call, argument: name + 1, ...named(...FILE_HEADERS), kinds: ['path'] },
  ];
}

/** The same of functions that take all headers as an object, in a property of it where `inside` is said. */
export function headersSinks(call: readonly string[], argument: number, inside = ''): readonly SinkModel[] {
  const paths = (headers: readonly string[]) =>
    headers.flatMap((header) => [`${inside}${header}`, `${inside}${header.toLowerCase()}`]);
  return [
    { rule: 'http-header-injection', call, argument, path: `${inside}*`, kinds: ['object-shape'] },
    { rule: 'http-header-injection', call, argument, path: paths(['Content-Disposition']), isExact: true },
    { rule: 'cookie-injection', call, argument, path: paths(['Set-Cookie']), isExact: true },
    { rule: 'security-header-from-input', call, argument, path: paths(SECURITY_HEADERS), isExact: true },
    {
      rule: 'security-header-from-input',
      call,
      argument,
      path: paths(FILE_HEADERS),
      isExact: true,
      kinds: ['path'],
    },
  ];
}

/** The modules' own functions, and those of follow-redirects: https://github.com/follow-redirects/follow-redirects#usage. */
const REQUESTS = ['', 'http.', 'https.'].flatMap((module) => [`${module}get`, `${module}request`]);

export default libraryModel({
  package: ['http', 'https', 'http2', 'follow-redirects'],
  types: [
    {
      type: 'Server',
      is: ['createServer()', 'createSecureServer()', 'Server#listen()', 'Server#on()'],
      extends: ['events.EventEmitter'],
    },
    // What a request is as a stream, apart from its head: https://nodejs.org/api/stream.html#readable-streams
    { type: 'RequestStream' },
    { type: 'IncomingMessage', extends: ['RequestStream'] },
    { type: 'Http2ServerRequest', extends: ['IncomingMessage'] },
    { type: 'ServerResponse', is: ['ServerResponse#writeHead()', 'ServerResponse#setHeader()'] },
    { type: 'Http2ServerResponse', extends: ['ServerResponse'] },
    { type: 'RequestBody' },
    { type: 'ServerHttp2Stream', extends: ['RequestStream'] },
    { type: 'Http2Headers' },
  ],
  handlers: [
    { to: ['createServer', 'createSecureServer'], parameters: ['IncomingMessage', 'ServerResponse'] },
    {
      to: ['Server#on', 'Server#once'],
      argument: 1,
      event: ['request'],
      parameters: ['IncomingMessage', 'ServerResponse'],
    },
    // https://nodejs.org/api/http2.html#event-stream
    {
      to: ['Server#on', 'Server#once'],
      argument: 1,
      event: ['stream'],
      parameters: ['ServerHttp2Stream', 'Http2Headers'],
    },
    {
      to: ['Server#on', 'Server#once'],
      argument: 1,
      event: ['upgrade', 'connect'],
      parameters: ['IncomingMessage', 'net.Socket'],
    },
    { to: ['RequestStream#on', 'RequestStream#once'], argument: 1, event: ['data'], parameters: ['RequestBody'] },
  ],
  sources: [
    // As it stands in the request line, percent-encoded.
    {
      trust: 'remote',
      from: ['IncomingMessage#url'],
      kinds: [...IN_A_HEADER, 'html-text', 'html-attribute', 'url-host'],
      label: "the request's URL",
    },
    {
      trust: 'remote',
      from: ['IncomingMessage#headers', 'IncomingMessage#rawHeaders', 'IncomingMessage#headersDistinct'],
      members: true,
      kinds: IN_A_HEADER,
      label: 'a request header',
    },
    { trust: 'remote', from: ['Http2Headers#'], members: true, kinds: IN_A_HEADER, label: 'a request header' },
    // `for await (const chunk of req)` reads it in pieces.
    { trust: 'remote', from: ['RequestBody#', 'RequestStream#*'], shape: 'text', label: 'the request body' },
  ],
  sinks: [
    // A URL, or options, or both.
    { rule: 'ssrf', call: REQUESTS, argument: 0 },
    { rule: 'ssrf', call: REQUESTS, argument: 0, path: 'host' },
    { rule: 'ssrf', call: REQUESTS, argument: 0, path: 'hostname' },
    { rule: 'ssrf', call: REQUESTS, argument: 1, path: 'host' },
    { rule: 'ssrf', call: REQUESTS, argument: 1, path: 'hostname' },
    { rule: 'ssrf', call: ['connect'], argument: 0 },
    { rule: 'xss-reflected', call: ['ServerResponse#end', 'ServerResponse#write'], argument: 0 },
    ...headerSinks(['ServerResponse#setHeader', 'ServerResponse#appendHeader']),
    ...headersSinks(['ServerResponse#writeHead'], 1),
    ...headersSinks(['ServerResponse#writeHead'], 2),
    { rule: 'open-redirect', call: ['ServerResponse#writeHead'], argument: 1, path: 'Location' },
    { rule: 'open-redirect', call: ['ServerResponse#writeHead'], argument: 1, path: 'location' },
    { rule: 'open-redirect', call: ['ServerResponse#writeHead'], argument: 2, path: 'Location' },
    { rule: 'open-redirect', call: ['ServerResponse#writeHead'], argument: 2, path: 'location' },
    {
      rule: 'open-redirect',
      call: ['ServerResponse#setHeader'],
      argument: 1,
      when: { constant: { argument: 0, in: ['location'] } },
    },
  ],
  entryPoints: [{ call: ['createServer', 'createSecureServer'], method: 'ANY' }],
});
