import type { ApiKnowledge, FunctionSurface } from '../engine/surface/surface.ts';
import type { Control, Evidence } from './element.ts';
import type { Reach } from './setup/reach.ts';
import type { Handler, LibraryValue, Value } from './setup/values.ts';

type ControlKind = Control['kind'];

/** What names of middleware promise. The first that fits counts. */
const NAMED: readonly (readonly [RegExp, ControlKind])[] = [
  [/csrf|xsrf/i, 'csrf'],
  [/rate.?limit|throttl|slow.?down|limiter|brute/i, 'rate-limit'],
  [/owner|belongs|same.?user|is.?(?:self|author)|can.?edit/i, 'ownership'],
  [
    /admin|role|permi(?:t|ssion)|privilege|authori[sz]e(?!d?.?user)|can[A-Z]|ensure.?(?:can|access)|acl|polic(?:y|ies)|allow.?if/i,
    'authorization',
  ],
  [
    /auth(?!or\b)|log(?:ged)?.?in|signed.?in|sign.?in|require.?(?:user|session)|session.?check|jwt|protect|is.?user|current.?user|verify.?(?:token|user)|guard/i,
    'authentication',
  ],
  [/valid|sanitiz|schema|celebrate|check.?(?:body|params|query|input)/i, 'validation'],
  [/\bcors\b/i, 'cors'],
  [/helmet|security.?headers|\bcsp\b|hsts/i, 'security-headers'],
  [/upload|multer|file.?size/i, 'upload-limit'],
  [/error.?handler|handle.?errors?|on.?error/i, 'error-handler'],
  [/log(?:ger|ging)?\b|morgan|audit/i, 'logging'],
  [/signature|hmac|webhook.?verif/i, 'signature'],
];

/** Words of a condition that ask who somebody is, and what they may do. */
const WHO = new Set([
  'user',
  'auth',
  'authenticated',
  'session',
  'token',
  'login',
  'logged',
  'authorization',
  'jwt',
  'bearer',
  'account',
  'credentials',
  'uid',
  'identity',
  'key',
  'apikey',
  'cookie',
  'uuid',
  'verify',
  'decoded',
  'payload',
  'passport',
  'info',
  'member',
]);
const MAY = new Set([
  'admin',
  'role',
  'roles',
  'permission',
  'permissions',
  'privileges',
  'privilege',
  'can',
  'allowed',
  'rights',
  'scope',
  'scopes',
  'owner',
  'isadmin',
  'superuser',
  'group',
  'groups',
  'moderator',
  'mod',
]);

/** Finds what protects: by the models, by what a function does, by its name alone. */
export class Controls {
  readonly #api: ApiKnowledge;
  readonly #reach: Reach;

  constructor(api: ApiKnowledge, reach: Reach) {
    this.#api = api;
    this.#reach = reach;
  }

  /** What middleware is good for. */
  of(handler: Handler, via = 'middleware'): Control[] {
    const evidence: Evidence = { kind: 'middleware', location: handler.location, text: handler.text, via };
    const found = new Map<ControlKind, Control>();
    for (const value of handler.values) {
      for (const [kind, by] of this.#modelled(value))
        found.set(kind, { kind, how: 'certain', evidence: { ...evidence, via: by } });
    }
    for (const kind of this.#byBody(handler.values))
      if (!found.has(kind)) found.set(kind, { kind, how: 'certain', evidence: { ...evidence, via: 'what it does' } });
    const named = namedControl(handler.text);
    if (named && !found.has(named) && !(named === 'authentication' && found.has('authorization')))
      found.set(named, { kind: named, how: 'named', evidence: { ...evidence, via: 'its name' } });
    return [...found.values()];
  }

  /** What a model says of a value that a library made, or is. */
  #modelled(value: Value): (readonly [ControlKind, string])[] {
    const library = value.kind === 'object' ? value.base : value;
    if (library?.kind !== 'library') return [];
    const found: (readonly [ControlKind, string])[] = [];
    for (const callee of callsBehind(library))
      for (const name of callee.names)
        for (const row of this.#api.controls(name)) {
          const holds = !row.when || hasOption(callee.arguments[row.when.argument]?.values ?? [], row.when.option);
          if (holds) found.push([row.control as ControlKind, name]);
        }
    return found;
  }

  /** What middleware does that sends callers away, itself or by what it calls. */
  #byBody(values: readonly Value[]): Set<ControlKind> {
    const kinds = new Set<ControlKind>();
    const functions = values.flatMap((value) => (value.kind === 'function' ? [value] : []));
    for (const value of functions) if (value.fn.parameters.length === 4) return new Set<ControlKind>(['error-handler']);
    const reached = this.#reach.from(functions).slice(0, MAX_REACHED);
    const passes = reached.some(({ fn }) => fn.passes) || functions.length > 0;
    if (!passes) return kinds;
    for (const each of reached) {
      for (const kind of refusing(each.fn)) kinds.add(kind);
      for (const call of this.#reach.callsOf(each))
        for (const name of call.callee.names)
          for (const row of this.#api.controls(name)) if (!row.when) kinds.add(row.control as ControlKind);
    }
    return kinds;
  }

  /** What calls in a handler's own code are good for: `bcrypt.compare`, `schema.parse`. */
  modelledName(name: string): readonly ControlKind[] {
    return this.#api.controls(name).map((row) => row.control as ControlKind);
  }
}

/** A middleware that needs more functions than these to say no is an application. */
const MAX_REACHED = 24;

/** What the refusals of a function are for. */
export function refusing(fn: FunctionSurface): ControlKind[] {
  return fn.refusals.flatMap((refusal): ControlKind[] => {
    if (refusal.with === 429) return ['rate-limit'];
    const asks = (words: ReadonlySet<string>) => refusal.asks.some((word) => words.has(word));
    if (asks(new Set(['csrf', 'xsrf']))) return ['csrf'];
    if (asks(MAY)) return ['authorization'];
    if (refusal.with === 403 && !asks(WHO)) return [];
    return asks(WHO) ? ['authentication'] : [];
  });
}

/** What a name of middleware promises: the words of `requireLogin`, `schema.validate(x)`, without its arguments' texts. */
function namedControl(text: string): ControlKind | undefined {
  const name = text.replace(/\(.*$/s, '');
  return NAMED.find(([pattern]) => pattern.test(name))?.[1];
}

interface Behind {
  readonly names: readonly string[];
  readonly arguments: readonly { readonly values: readonly Value[] }[];
}

/** The calls that made a value, and what it is itself. */
function callsBehind(value: LibraryValue, depth = 0): Behind[] {
  const { made } = value;
  if (!made || depth > 4) return [{ names: value.names, arguments: [] }];
  return [{ names: made.callee.names, arguments: made.arguments }];
}

function hasOption(values: readonly Value[], option: string): boolean {
  return values.some((value) => value.kind === 'object' && value.properties.has(option));
}
