import {
  type CallLike,
  type Fix,
  isDevelopmentOnly,
  type Node,
  patternRule,
  type Report,
  type RuleContext,
  suggestion,
  unwrap,
} from '../../../../engine/rule.ts';

/** Schemes without encryption, and what to write instead where it is the same protocol on the same kind of port. */
const SCHEME = /^(http|ws|ftp|mqtt|redis|ldap|amqp):\/\//i;
const ENCRYPTED: Readonly<Record<string, string>> = { http: 'https', ws: 'wss' };

/** Names that stay on this machine or in this network, or that RFC 2606 and RFC 6761 keep for examples. */
const LOCAL_NAME =
  /(^|\.)(localhost|local|internal|intranet|lan|home|corp|svc|cluster|test|example|invalid|onion|home\.arpa|example\.(com|org|net))$/i;
/** RFC 1918, RFC 3927, RFC 6598 and loopback. */
const LOCAL_ADDRESS =
  /^(127\.|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|169\.254\.|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|0\.0\.0\.0|\[)/;
/** Certificates are looked up over http by design: RFC 5280, section 4.2.1.13; RFC 6960. */
const BY_DESIGN = /^(ocsp|crl|pki|cacerts?)[.\d]/i;

/** The host of a URL that begins with constant text; undefined when the host is not all constant. */
function hostOf(text: string, isWhole: boolean): string | undefined {
  const match = /^\w+:\/\/(?:[^/@]*@)?([^/:?#]+)([/:?#]?)/.exec(text);
  return match?.[1] && (match[2] || isWhole) ? match[1] : undefined;
}

function isRemote(host: string): boolean {
  if (LOCAL_NAME.test(host) || LOCAL_ADDRESS.test(host) || BY_DESIGN.test(host)) return false;
  // A single word is a service in the same network: `http://redis`.
  return host.includes('.');
}

function report(url: Node | undefined, call: CallLike, context: RuleContext): Report | undefined {
  const pieces = context.stringOf(url);
  const first = pieces?.[0];
  if (!url || !pieces || typeof first !== 'string') return undefined;
  const scheme = SCHEME.exec(first)?.[1]?.toLowerCase();
  const host = hostOf(first, pieces.length === 1);
  if (scheme === undefined || host === undefined || !isRemote(host) || isDevelopmentOnly(call, context)) {
    return undefined;
  }
  const withCredentials = hasCredentials(first, call, context);
  return {
    node: url,
    ...(withCredentials ? { severity: 'medium' } : {}),
    message: `${withCredentials ? 'The credentials travel' : `What is sent to ${host} travels`} unencrypted, so anyone on the way can read and change it. Use ${ENCRYPTED[scheme] ?? `${scheme}s`}.`,
    fixes: fixesOf(url, scheme),
  };
}

/** A user in the URL, an `auth` option, or an `Authorization` or cookie header. */
function hasCredentials(url: string, call: CallLike, context: RuleContext): boolean {
  if (/^\w+:\/\/[^/@]+@/.test(url)) return true;
  return call.arguments.some((argument) => {
    if (context.property(argument, 'auth')) return true;
    const headers = context.property(argument, 'headers');
    return ['Authorization', 'authorization', 'Cookie', 'cookie', 'X-API-Key', 'x-api-key'].some((name) =>
      context.property(headers, name),
    );
  });
}

function fixesOf(url: Node, scheme: string): Fix[] {
  const encrypted = ENCRYPTED[scheme];
  const text = unwrap(url);
  const start = text.type === 'Literal' || text.type === 'TemplateLiteral' ? text.range[0] + 1 : undefined;
  if (encrypted === undefined || start === undefined) return [];
  // Whether the server answers there is not known.
  return [suggestion(`Use ${encrypted}`, { start, end: start + scheme.length, text: encrypted })];
}

function first(call: CallLike, context: RuleContext): Report | undefined {
  const [url] = call.arguments;
  return report(url, call, context) ?? options(call, context);
}

function second(call: CallLike, context: RuleContext): Report | undefined {
  return report(call.arguments[1], call, context);
}

/** The URL stands in an option of the first argument. */
function options(call: CallLike, context: RuleContext): Report | undefined {
  for (const name of ['url', 'uri', 'baseURL', 'prefixUrl']) {
    for (const argument of call.arguments) {
      const value = context.property(argument, name);
      const list = value && context.resolve(value);
      // ldapjs takes several servers: https://github.com/ldapjs/node-ldapjs/blob/master/docs/client.md
      const urls = list?.type === 'ArrayExpression' ? list.elements : [value];
      const found = urls.map((url) => report(url ?? undefined, call, context)).find(Boolean);
      if (found) return found;
    }
  }
  return undefined;
}

/** https://nodemailer.com/smtp/: `ignoreTLS` sends in the clear even to a server that offers STARTTLS. */
function mail(call: CallLike, context: RuleContext): Report | undefined {
  const [settings] = call.arguments;
  const ignored = context.property(settings, 'ignoreTLS');
  if (!ignored || context.constantOf(ignored) !== true || isDevelopmentOnly(call, context)) return undefined;
  if (context.constantOf(context.property(settings, 'secure')) === true) return undefined;
  const host = context.constantOf(context.property(settings, 'host'));
  if (typeof host !== 'string' || !isRemote(host)) return undefined;
  const withCredentials = context.property(settings, 'auth') !== undefined;
  return {
    node: ignored,
    ...(withCredentials ? { severity: 'medium' } : {}),
    message: `${withCredentials ? 'The credentials and the mail travel' : 'The mail travels'} to ${host} unencrypted, so anyone on the way can read and change it. Use \`requireTLS: true\`, or \`secure: true\` on port 465.`,
  };
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete', 'head', 'request', 'options'];
const CLIENTS = ['axios', 'got', 'ky', 'superagent', 'needle', 'request', 'undici', 'http', 'https'];

export default patternRule({
  id: 'cleartext-transport',
  title: 'Unencrypted connection',
  severity: 'low',
  confidence: 'high',
  cwe: [319],
  owasp: ['A02:2021', 'A04:2025'],
  calls: {
    ...Object.fromEntries(CLIENTS.flatMap((client) => METHODS.map((method) => [`${client}.${method}`, first]))),
    'global.fetch': first,
    'undici.fetch': first,
    'node-fetch': first,
    'cross-fetch': first,
    'axios.default': first,
    'axios.create': first,
    'got.default': first,
    'got.extend': first,
    'request.default': first,
    'ky.default': first,
    'ky.create': first,
    'needle.default': second,
    'global.WebSocket': first,
    'ws.default': first,
    'ws.WebSocket': first,
    'socket.io-client.io': first,
    'mqtt.connect': first,
    'mqtt.connectAsync': first,
    'redis.createClient': first,
    'ioredis.default': first,
    'amqplib.connect': first,
    'ldapjs.createClient': options,
    'nodemailer.createTransport': mail,
    // https://developer.mozilla.org/docs/Web/API/XMLHttpRequest/open
    'global.XMLHttpRequest#open': second,
  },
});
