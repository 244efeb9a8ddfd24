import {
  type CallLike,
  constantsInProduction,
  type Edit,
  hasPhrase,
  insertAfter,
  type Node,
  nameOf,
  namesIn,
  type PatternRule,
  type Report,
  type RuleContext,
  replace,
  type StringWithHoles,
  unwrap,
  wordsOf,
} from '../../../engine/rule.ts';

/** API values that set a cookie. */
const SETTERS = [
  ...['express-session', 'cookie-session', 'hono/cookie.setCookie', 'cookie.serialize', 'express.Response#cookie'],
  'next/headers.cookies().set',
];

/** The parts of a rule that looks at each call that sets a cookie, by what the callee is or by its name. */
export function whereCookiesAreSet(
  report: (cookie: CookieCall, call: CallLike, context: RuleContext) => Report | undefined,
): Pick<PatternRule, 'calls' | 'on'> {
  const handler = (call: CallLike, context: RuleContext) => {
    const cookie = cookieCall(call, context);
    return cookie && report(cookie, call, context);
  };
  return {
    calls: Object.fromEntries(SETTERS.map((name) => [name, handler])),
    on: {
      CallExpression(call, context) {
        if (call.callee.type !== 'MemberExpression') return undefined;
        const name = nameOf(call.callee) ?? '';
        if (/^(setHeader|header|append|set)$/.test(name) && isSetCookie(call.arguments[0], context)) {
          return headerCookies(call, context).flatMap((cookie) => report(cookie, call, context) ?? []);
        }
        return /^(cookie|setCookie|set)$/.test(name) ? handler(call, context) : undefined;
      },
    },
  };
}

/** A place where a cookie is set: what both rules on cookies' flags look at. */
export interface CookieCall {
  /** What the report marks when a flag is absent: the cookie's name, or the call where it has none. */
  readonly node: Node;
  /** `login` cookies carry a session or a token, `readable` ones are made for scripts. */
  readonly purpose: 'login' | 'readable' | 'other';
  /** The options; undefined where there are none. */
  readonly options: Node | undefined;
  /** What comes before the options, to write some there. */
  readonly before: Node;
  /** The flags that are set unless the options say otherwise. */
  readonly defaults: readonly string[];
  /** Only what the options say counts. */
  readonly isSession: boolean;
  /** The text of the header `Set-Cookie`, where the cookie is written by hand. */
  readonly header?: StringWithHoles;
}

const LOGIN = [
  ...['session', 'sess', 'sid', 'sessionid', 'connect sid', 'token', 'jwt', 'auth', 'authorization', 'authentication'],
  ...['login', 'remember', 'sso', 'apikey', 'api key', 'access', 'refresh', 'bearer', 'credential', 'credentials'],
];

/** What a cookie holds besides that lets nobody in: where to go after it, how it was done. */
const ABOUT_LOGIN = [
  'redirect',
  'return',
  'url',
  'path',
  'method',
  'provider',
  'count',
  'attempts',
  'error',
  'message',
];

/** Cookies that scripts must read: tokens sent twice against forgery, preferences, consent. */
const READABLE = [
  ...['csrf', 'xsrf', 'theme', 'locale', 'lang', 'language', 'consent', 'gdpr', 'banner', 'preference', 'preferences'],
  ...['timezone', 'sidebar', 'flag', 'ab', 'experiment', 'analytics', 'color', 'mode', 'hint', 'expires', 'expiry'],
];

/** The cookie that a call sets, or undefined when it sets none, or deletes one. */
function cookieCall(call: CallLike, context: RuleContext): CookieCall | undefined {
  const callee = unwrap(call.callee);
  // https://expressjs.com/en/resources/middleware/session.html: `httpOnly` is on, `secure` is not.
  if (context.isEntity(callee, 'express-session')) {
    const options = call.arguments[0];
    if (!options || !context.isClosedObject(options)) return undefined;
    const cookie = context.property(options, 'cookie');
    return {
      node: call.callee,
      purpose: 'login',
      options: cookie,
      before: options,
      defaults: ['httpOnly'],
      isSession: true,
    };
  }
  // https://expressjs.com/en/resources/middleware/cookie-session.html: `secure` follows the connection.
  if (context.isEntity(callee, 'cookie-session')) {
    const [options] = call.arguments;
    return (
      options && {
        node: call.callee,
        purpose: 'login',
        options,
        before: options,
        defaults: ['httpOnly', 'secure'],
        isSession: true,
      }
    );
  }
  const found = settingOf(call, callee, context);
  if (!found) return undefined;
  const [whole] = call.arguments;
  // `cookies().set({ name, value, httpOnly })`: https://nextjs.org/docs/app/api-reference/functions/cookies
  const named = call.arguments.length === 1 ? context.property(whole, 'name') : undefined;
  if (whole && named) {
    const value = context.property(whole, 'value');
    if (!value || isDeletion(value, whole, context)) return undefined;
    return {
      node: named,
      purpose: purposeOf(named, context),
      options: whole,
      before: whole,
      defaults: found.defaults,
      isSession: false,
    };
  }
  const [name, value, options] = call.arguments.slice(found.first);
  if (!name || !value || name.type === 'SpreadElement' || isDeletion(value, options, context)) return undefined;
  return {
    node: name,
    purpose: purposeOf(name, context),
    options,
    before: value,
    defaults: found.defaults,
    isSession: false,
  };
}

const NEXT = ['next/server', 'next/headers'];

function isSetCookie(node: Node | undefined, context: RuleContext): boolean {
  const name = context.constantOf(node);
  return typeof name === 'string' && name.toLowerCase() === 'set-cookie';
}

/** The cookies that are written by hand into the header, one or a list: https://www.rfc-editor.org/rfc/rfc6265#section-4.1. */
function headerCookies(call: CallLike, context: RuleContext): CookieCall[] {
  const value = call.arguments[1];
  const list = value && context.resolve(value);
  const texts = list?.type === 'ArrayExpression' ? list.elements : [value];
  return texts.flatMap((node) => {
    const header = node ? context.stringOf(node) : undefined;
    const name = typeof header?.[0] === 'string' ? /^\s*([^=;\s]+)=/.exec(header[0])?.[1] : undefined;
    if (!node || !header || name === undefined) return [];
    const isEmpty =
      /^[^=]*=("")?;/.test(String(header[0])) || (header.length === 1 && /^[^=]*=$/.test(String(header[0])));
    if (
      isEmpty ||
      header.some((piece) => typeof piece === 'string' && /;\s*max-age=0\b|expires=[^;]*1970/i.test(piece))
    )
      return [];
    return [
      {
        node,
        purpose: purposeOfName([name]),
        options: undefined,
        before: node,
        defaults: [],
        isSession: false,
        header,
      },
    ];
  });
}

/** What the attributes after the value say of a flag; a hole among them may be any of them. */
function headerFlag(header: StringWithHoles, flag: string): 'on' | 'absent' | 'unknown' {
  let attributes = '';
  let isUnknown = false;
  for (const piece of header) {
    if (typeof piece === 'string')
      attributes += attributes ? piece : piece.includes(';') ? piece.slice(piece.indexOf(';')) : '';
    // A hole right after `=` is an attribute's value: `Max-Age=${age}`.
    else if (attributes && !attributes.endsWith('=')) isUnknown = true;
  }
  if (new RegExp(`;\\s*${flag}\\s*(;|$)`, 'i').test(attributes)) return 'on';
  const last = header.at(-1);
  // The value itself may be a cookie with its attributes.
  return isUnknown || (!attributes && typeof last !== 'string') ? 'unknown' : 'absent';
}

/** Where the name stands and which flags are on by themselves. */
function settingOf(
  call: CallLike,
  callee: Node,
  context: RuleContext,
): { first: number; defaults: readonly string[] } | undefined {
  // https://hono.dev/docs/helpers/cookie
  if (context.isEntity(callee, 'hono/cookie.setCookie')) return { first: 1, defaults: [] };
  // https://github.com/jshttp/cookie#cookieserializename-value-options
  if (context.isEntity(callee, 'cookie.serialize')) return { first: 0, defaults: [] };
  if (callee.type !== 'MemberExpression') return undefined;
  const isObject = call.arguments.length === 1 && nameOf(callee) === 'set' && context.imports(...NEXT);
  if (call.arguments.length < 2 && !isObject) return undefined;
  const receiver = unwrap(callee.object);
  switch (nameOf(callee)) {
    case 'cookie':
      // https://expressjs.com/en/5x/api.html#res.cookie
      return context.isEntity(callee, 'express.Response#cookie') ||
        /^(res|response|reply)$/.test(nameOf(receiver) ?? '')
        ? { first: 0, defaults: [] }
        : undefined;
    case 'setCookie':
      // https://github.com/fastify/fastify-cookie#sending
      return /^(reply|res|response)$/.test(nameOf(receiver) ?? '') ? { first: 0, defaults: [] } : undefined;
    case 'set':
      // https://nextjs.org/docs/app/api-reference/functions/cookies
      if (context.isEntity(callee, 'next/headers.cookies().set')) return { first: 0, defaults: [] };
      if (nameOf(receiver) !== 'cookies') return undefined;
      if (context.imports(...NEXT)) return { first: 0, defaults: [] };
      // https://github.com/pillarjs/cookies#cookiessetname--values--options (Koa): both follow good sense.
      return { first: 0, defaults: ['httpOnly', 'secure'] };
    default:
      return undefined;
  }
}

function purposeOf(name: Node, context: RuleContext): CookieCall['purpose'] {
  const constant = context.constantOf(name);
  return purposeOfName(typeof constant === 'string' ? [constant] : namesIn(name));
}

function purposeOfName(names: readonly string[]): CookieCall['purpose'] {
  const words = names.flatMap(wordsOf);
  if (hasPhrase(words, READABLE)) return 'readable';
  // `loginRedirect` says where to go, and lets nobody in.
  return hasPhrase(words, LOGIN) && !hasPhrase(words, ABOUT_LOGIN) ? 'login' : 'other';
}

/** An empty value, or an end in the past, deletes the cookie. */
function isDeletion(value: Node, options: Node | undefined, context: RuleContext): boolean {
  if (context.constantOf(value) === '' || context.constantOf(value) === null) return true;
  const age = context.constantOf(context.property(options, 'maxAge'));
  if (typeof age === 'number' && age <= 0) return true;
  const expires = context.property(options, 'expires');
  return (
    expires?.type === 'NewExpression' &&
    expires.arguments.length === 1 &&
    context.constantOf(expires.arguments[0]) === 0
  );
}

/** What the options say of a flag; `unknown` when it is decided elsewhere. */
export function flagOf(
  cookie: CookieCall,
  flag: string,
  context: RuleContext,
): { state: 'on' | 'off' | 'absent' | 'unknown'; value?: Node } {
  if (cookie.header) return { state: headerFlag(cookie.header, flag) };
  if (!cookie.options) return { state: cookie.defaults.includes(flag) ? 'on' : 'absent' };
  // An object in a variable may be changed before it is used.
  if (cookie.options.type !== 'ObjectExpression' && !context.isClosedObject(cookie.options))
    return { state: 'unknown' };
  const value = context.property(cookie.options, flag);
  if (value) {
    const choices = constantsInProduction(value, context);
    const off = choices.find((choice) => !choice.value);
    if (off) return { state: 'off', value: off.node };
    return { state: context.constantOf(value) === undefined ? 'unknown' : 'on', value };
  }
  if (cookie.defaults.includes(flag)) return { state: 'on' };
  return { state: context.isClosedObject(cookie.options) ? 'absent' : 'unknown' };
}

/** The edits that turn a flag on; none when there is no place for it. */
export function turnOn(cookie: CookieCall, flag: string, value: Node | undefined): readonly Edit[] {
  if (cookie.header) return [];
  if (value) return value.type === 'Literal' ? [replace(value, 'true')] : [];
  if (cookie.options) {
    if (cookie.options.type !== 'ObjectExpression') return [];
    const [first] = cookie.options.properties;
    const start = cookie.options.range[0] + 1;
    // Half-typed text can end before the brace is closed.
    if (!first && cookie.options.range[1] <= start) return [];
    return first
      ? [{ start: first.range[0], end: first.range[0], text: `${flag}: true, ` }]
      : [{ start, end: cookie.options.range[1] - 1, text: ` ${flag}: true ` }];
  }
  if (!cookie.isSession) return [insertAfter(cookie.before, `, { ${flag}: true }`)];
  if (cookie.before.type !== 'ObjectExpression') return [];
  const last = cookie.before.properties.at(-1);
  return last ? [insertAfter(last, `, cookie: { ${flag}: true }`)] : [];
}
