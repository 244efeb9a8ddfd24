import type { Location } from '../engine/finding.ts';
import type { ApiKnowledge, FunctionSurface, Permit, Ref, Refusal } from '../engine/surface/surface.ts';
import type { Control, Evidence } from './element.ts';
import { callsIn } from './setup/interpreter.ts';
import type { ApiCall, Reach } from './setup/reach.ts';
import type { FunctionValue, Handler, LibraryValue, Value } from './setup/values.ts';

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
    /auth(?!or\b)|log(?:ged)?.?in|signed.?in|sign.?in|require.?(?:user|session)|session.?check|jwt|\bprotect(?:ed|Route)?\b|is.?user|current.?user|verify.?(?:token|user)|guard/i,
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
  ...['user', 'auth', 'authenticated', 'session', 'token', 'login', 'logged', 'authorization', 'jwt', 'bearer'],
  ...['credentials', 'uid', 'apikey', 'passport', 'signed', 'account'],
]);
const MAY = new Set([
  ...['admin', 'role', 'roles', 'permission', 'permissions', 'privileges', 'privilege', 'allowed', 'rights', 'scope'],
  ...['scopes', 'isadmin', 'superuser', 'moderator', 'staff', 'manager', 'editor', 'superadmin', 'administrator'],
]);
const WHOSE = new Set(['owner', 'author', 'owns', 'belongs', 'creator']);
const WHENCE = new Set(['csrf', 'xsrf', 'origin', 'referer', 'referrer', 'site', 'sameorigin']);

/** Finds what protects: by the models, by what a function does, by its name alone. */
export class Controls {
  readonly #api: ApiKnowledge;
  readonly #reach: Reach;

  constructor(api: ApiKnowledge, reach: Reach) {
    this.#api = api;
    this.#reach = reach;
  }

  readonly #known = new Map<object | undefined, Map<string, readonly Control[]>>();

  /** What middleware is good for, at the path of a route. The same stands before many. */
  of(handler: Handler, path = '', marks: ReadonlySet<string> = NO_MARKS): readonly Control[] {
    const [only, ...more] = handler.values;
    if (only?.kind !== 'function' || more.length > 0) return this.#of(handler, path, marks);
    const ofFrame = this.#known.get(only.frame) ?? new Map<string, readonly Control[]>();
    this.#known.set(only.frame, ofFrame);
    const { text, location, isConditional } = handler;
    const at = only.fn.passesAt.length > 0 ? path : '';
    const key = [this.#reach.identityOf(only), text, location.path, location.start, isConditional, at, ...marks].join(
      ' ',
    );
    const found = ofFrame.get(key) ?? this.#of(handler, path, marks);
    ofFrame.set(key, found);
    return found;
  }

  #of(handler: Handler, path: string, marks: ReadonlySet<string>, via = 'middleware'): Control[] {
    if (handler.signsIn) {
      const { location, text, signsIn } = handler;
      const evidence: Evidence = { kind: 'option', location, text, via: 'the settings of the route' };
      return [{ kind: 'authentication', how: signsIn === 'all' ? 'certain' : 'partial', evidence }];
    }
    const isMarkedOut = this.#isMarkedOut(handler.values, marks);
    const code = this.#codeOf(handler.values);
    const isPartial = handler.isConditional === true || this.#isExempt(handler.values, path);
    const named = namedControl(handler.text);
    const isElse = named !== undefined && !OF_ACCESS.has(named);
    const isOptional = handler.values.some((value) => isToldToLetPass(value));
    return this.#seen(handler, via, marks)
      .filter(({ kind }) => !(named === 'csrf' && kind === 'signature') && !(isMarkedOut && OF_ACCESS.has(kind)))
      .map((control) => {
        // What is called a limiter may look up who somebody is, and send nobody away for that.
        const isUnsure = isPartial || (OF_ACCESS.has(control.kind) && (isElse || isOptional));
        return {
          ...control,
          ...(isUnsure && control.how === 'certain' ? { how: 'partial' } : {}),
          ...(code.length > 0 && { code }),
        };
      });
  }

  /** What calls in the chain that made a route check of its input. */
  ofChecks(checks: readonly LibraryValue[]): Control[] {
    return checks.flatMap((check) =>
      this.#modelled(check)
        .filter(({ kind }) => kind === 'validation')
        .map((control) => {
          const { location, text } = check.made?.step ?? NOWHERE;
          const name = /\.(\w+)\([^.]*$/.exec(text)?.[0] ?? text;
          return { ...control, evidence: { kind: 'schema' as const, location, text: name, via: control.evidence.via } };
        }),
    );
  }

  /** The code of middleware, and of what it calls. */
  #codeOf(values: readonly Value[]): Location[] {
    const functions = values.flatMap((value) => this.#running(value));
    return this.#reach
      .from(functions)
      .slice(0, MAX_REACHED)
      .map(({ fn }) => fn.location);
  }

  /** True when middleware lets the callers of this path pass unasked. */
  #isExempt(values: readonly Value[], path: string): boolean {
    return values
      .flatMap((value) => this.#running(value))
      .some(({ fn }) => fn.passesAt.some((part) => part === '' || path.includes(part)));
  }

  #seen(handler: Handler, via: string, marks: ReadonlySet<string>): Control[] {
    const evidence: Evidence = { kind: 'middleware', location: handler.location, text: handler.text, via };
    const found = new Map<ControlKind, Control>();
    for (const value of handler.values)
      for (const { kind, how, evidence: by } of this.#modelled(value))
        if (found.get(kind)?.how !== 'certain') found.set(kind, { kind, how, evidence: { ...evidence, via: by.via } });
    for (const [kind, how] of this.#byBody(handler.values, namedControl(handler.text), marks))
      if (found.get(kind)?.how !== 'certain')
        found.set(kind, { kind, how, evidence: { ...evidence, via: 'what it does' } });
    const named = namedControl(handler.text);
    if (named && !found.has(named) && !(named === 'authentication' && found.has('authorization')))
      found.set(named, { kind: named, how: 'named', evidence: { ...evidence, via: 'its name' } });
    return [...found.values()];
  }

  /** What a model says of a value that a library made, or is. It is certain unless an option turns something off. */
  #modelled(value: Value): Control[] {
    const library = value.kind === 'object' ? value.base : value;
    if (value.kind === 'class') {
      const instance = this.#reach.instanceOf(value);
      if (!instance?.base) return [];
      // Who gets the verdict and says nothing lets all pass: https://docs.nestjs.com/recipes/passport#extending-guards
      const verdicts = this.#reach.methodOf(instance, 'handleRequest');
      // And so does who decides without asking it.
      const deciding = this.#reach.methodOf(instance, 'canActivate');
      const isHeard =
        verdicts.every(({ fn }) => fn.refusals.length > 0) &&
        deciding.every(({ fn }) => callsIn(fn.steps).some(({ callee }) => isOfSuper(callee)));
      return this.#modelled(instance.base).map((control) => (isHeard ? control : { ...control, how: 'partial' }));
    }
    if (library?.kind !== 'library') return [];
    const { made } = library;
    const names = made ? made.callee.names : library.names;
    const args = made?.arguments ?? [];
    const hasPartsOff = args.some(({ values }) => values.some(isTurnedOff));
    return names.flatMap((name) =>
      this.#api.controls(name).flatMap((row) => {
        const holds = !row.when || hasOption(args[row.when.argument]?.values ?? [], row.when.option, row.when.is);
        const kind = row.control as ControlKind;
        const how = holds && !(hasPartsOff && OF_PARTS.has(kind)) ? 'certain' : 'partial';
        return [{ kind, how, evidence: { ...NOWHERE, via: name } }];
      }),
    );
  }

  /**
   * What middleware does that sends callers away, itself or by what it calls. That something far within it refuses counts in
   * full only where its name says that this is what it is for.
   */
  #byBody(
    values: readonly Value[],
    named: ControlKind | undefined,
    marks: ReadonlySet<string>,
  ): Map<ControlKind, Control['how']> {
    const kinds = new Map<ControlKind, Control['how']>();
    const functions = values.flatMap((value) => this.#running(value));
    for (const { fn } of functions) if (fn.parameters.length === 4) return new Map([['error-handler', 'certain']]);
    const reached = this.#reach.from(functions).slice(0, MAX_REACHED);
    // Who lets pass without asking, asks others only.
    const misses = ({ passesWithout }: FunctionSurface) => !passesWithout.some((word) => HARMLESS.has(word));
    const isOptional =
      reached.some(({ fn }) => misses(fn) && fn.passesWithout.some((word) => WHO.has(word) || word === 'catch')) ||
      functions.some(
        (each) =>
          this.#letsPass(each, marks) === 'some' ||
          // `if (!settings.isHosted) return next()`
          (each.fn.passesWithout.length > 0 && misses(each.fn)),
      );
    // `if (!limiter) return next()`
    const isLeftOut = functions.some(({ fn }) => fn.passesWithout.length > 0 && misses(fn));
    // `auth()` of `auth(...rights)` was told of no rights.
    const isUntold = functions.some(({ frame }) => frame?.arguments?.length === 0 && frame.fn.parameters.length > 0);
    const isOwn = ({ module, fn }: FunctionValue) =>
      functions.some((own) => own.module === module && (own.fn === fn || own.fn.id === fn.parent));
    const isFor = (kind: ControlKind) =>
      named !== undefined && (named === kind || (OF_ACCESS.has(named) && OF_ACCESS.has(kind)));
    for (const each of reached)
      for (const { kind, refusal } of refusing(each.fn)) {
        const isUnsure =
          (refusal.isNarrow && OF_ACCESS.has(kind)) ||
          // `if (limiter) { if (!limiter.has(ip)) return res.sendStatus(429); }`
          (!refusal.isAlways && kind === 'rate-limit') ||
          !(isOwn(each) || isFor(kind)) ||
          (isOptional && (kind === 'authentication' || kind === 'authorization')) ||
          (isLeftOut && kind === 'rate-limit') ||
          (isUntold && kind === 'authorization');
        if (!isUnsure || !kinds.has(kind)) kinds.set(kind, isUnsure ? 'partial' : 'certain');
      }
    for (const each of reached)
      for (const { callee, step, arguments: args } of this.#reach.callsOf(each))
        for (const name of callee.names)
          for (const row of this.#api.controls(name)) {
            const kind = row.control as ControlKind;
            // What it hands some requests on to, and lets others pass by, is not passed by all.
            // Where it does so by path, the route's own path says whether it is.
            const isByPassed =
              each.fn.passesAt.length === 0 &&
              (step.isConditional || (each.fn.passes && (kind === 'csrf' || kind === 'authentication')));
            // `passport.authenticate('jwt', (error, user) => …)` leaves it to the function to send somebody away.
            const isLeftToOthers =
              kind === 'authentication' && args.some(({ values }) => values.some((value) => value.kind === 'function'));
            const how = isOptional || isByPassed || isLeftToOthers ? 'partial' : 'certain';
            if (!row.when && !kinds.has(kind)) kinds.set(kind, how);
          }
    // Who is told apart by a token that was checked is known.
    if (kinds.get('token-check') === 'certain' && !kinds.has('authentication')) kinds.set('authentication', 'certain');
    return kinds;
  }

  /** True for a guard that lets all callers of a route pass, since that is marked so, or not marked. */
  #isMarkedOut(values: readonly Value[], marks: ReadonlySet<string>): boolean {
    return values.flatMap((value) => this.#running(value)).some((running) => this.#letsPass(running, marks) === 'all');
  }

  /**
   * Whom a guard lets pass unasked. Where it reads of a route's metadata whether it asks, the route says it:
   * https://docs.nestjs.com/security/authentication#enable-authentication-globally
   */
  #letsPass(guard: FunctionValue, marks: ReadonlySet<string>): 'all' | 'some' | 'none' {
    const { fn } = guard;
    const permits = fn.name === 'canActivate' ? fn.permits : [];
    if (permits.length === 0) return 'none';
    const read = this.#reach.callsOf(guard).flatMap(({ callee, step, arguments: [key] }) => {
      const isRead = callee.names.some((name) => /Reflector#get(?:AllAnd(?:Override|Merge))?$/.test(name));
      const text = key?.values.find(({ kind }) => kind === 'text');
      return isRead && text?.kind === 'text' && step.declares !== undefined
        ? [{ name: step.declares, key: text.text }]
        : [];
    });
    const ways = permits.map((permit) => {
      const by = read.find(({ name }) => permit.names.includes(name));
      if (!by) return asksNobody(permit) ? 'some' : 'none';
      return marks.has(by.key) === permit.isMissing ? 'none' : 'all';
    });
    return ways.includes('all') ? 'all' : ways.includes('some') ? 'some' : 'none';
  }

  /** What runs of a value: a function, the method of a guard, of a pipe, of an interceptor. */
  #running(value: Value): FunctionValue[] {
    if (value.kind === 'function') return [value];
    // `middleware(async ({ ctx, next }) => …)`: what a library wraps.
    if (value.kind === 'library')
      return (value.made?.arguments ?? []).flatMap(({ values }) => values.filter((each) => each.kind === 'function'));
    const object = value.kind === 'class' ? this.#reach.instanceOf(value) : value;
    if (object?.kind !== 'object') return [];
    return ['canActivate', 'use', 'intercept'].flatMap((name) => this.#reach.methodOf(object, name));
  }

  /** Which parts of what comes in meet a schema in a call: `body`, `params`, `query`; or `all` of it. */
  checkedIn({ callee, step }: ApiCall): readonly string[] {
    const isValidation = callee.names.some((name) =>
      this.#api.controls(name).some(({ control }) => control === 'validation'),
    );
    return isValidation ? step.arguments.filter(isGiven).map((argument) => partOf(argument) ?? 'all') : [];
  }

  /**
   * What a call in the handler of a route is good for: `bcrypt.compare`, `schema.parse(req.body)`.
   * @param isWhole whether all that comes in by the route meets a schema there
   */
  inHandler(call: ApiCall, isOwn: boolean, isWhole: boolean): Control[] {
    return call.callee.names.flatMap((name) =>
      this.#api.controls(name).flatMap((row) => {
        const kind = row.control as ControlKind;
        if (!IN_HANDLERS.has(kind)) return [];
        const isOfInput = kind !== 'validation' || (isWhole && call.step.arguments.some(isGiven));
        const evidence: Evidence = { kind: 'call', location: call.step.location, text: call.step.text, via: name };
        return [{ kind, how: isOwn && isOfInput ? 'certain' : 'partial', evidence } as const];
      }),
    );
  }
}

/** Controls that consist of parts, each of which an option can turn off: `helmet({ contentSecurityPolicy: false })`. */
const OF_PARTS: ReadonlySet<ControlKind> = new Set<ControlKind>([
  'security-headers',
  'cookie-flags',
  'token-check',
  'csrf',
]);

/** Words of what is better missing: who is not banned may pass. */
const HARMLESS = new Set([
  'err',
  'error',
  'errors',
  'banned',
  'blocked',
  'expired',
  'locked',
  'invalid',
  'revoked',
  'suspended',
]);

/** Controls of who is let in. */
const OF_ACCESS: ReadonlySet<ControlKind> = new Set<ControlKind>([
  'authentication',
  'authorization',
  'ownership',
  'token-check',
  'signature',
]);

/** True for what was made with an option that lets strangers pass: `auth({ optional: true })`. */
function isToldToLetPass(value: Value): boolean {
  const given =
    value.kind === 'function'
      ? (value.frame?.arguments ?? [])
      : value.kind === 'library'
        ? (value.made?.arguments ?? [])
        : [];
  return given.some(({ values }) =>
    values.some(
      (option) =>
        option.kind === 'object' &&
        [...option.properties].some(([name, settings]) =>
          settings.some((each) => each.kind === 'constant' && LETS_PASS.get(name) === each.value),
        ),
    ),
  );
}

/** Options by which middleware lets strangers pass, with the value that does it. */
const LETS_PASS: ReadonlyMap<string, boolean> = new Map([
  ...['optional', 'isOptional', 'allowAnonymous', 'anonymous', 'allowGuest', 'passthrough'].map(
    (name) => [name, true] as const,
  ),
  ...['required', 'isRequired', 'mandatory', 'credentialsRequired'].map((name) => [name, false] as const),
]);

/** A middleware that needs more functions than these to say no is an application. */
const MAX_REACHED = 24;

/** What a call in a handler can be good for; who is asked to sign in there is not signed in yet. */
const IN_HANDLERS: ReadonlySet<ControlKind> = new Set<ControlKind>([
  'validation',
  'signature',
  'token-check',
  'password-hash',
  'rate-limit',
]);

const NO_MARKS: ReadonlySet<string> = new Set();

const NOWHERE: Evidence = {
  kind: 'middleware',
  location: { path: '', start: 0, end: 0, startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 },
  text: '',
  via: '',
};

function isOfSuper(callee: Ref): boolean {
  return callee.kind === 'member' && callee.of.kind === 'super';
}

/** A part of what the function is given first: `req.body`. */
function isGiven(ref: Ref): boolean {
  if (ref.kind === 'parameter') return true;
  return ref.kind === 'member' && isGiven(ref.of);
}

const PARTS: ReadonlySet<string> = new Set(['body', 'params', 'query']);

function partOf(ref: Ref): string | undefined {
  if (ref.kind !== 'member') return undefined;
  return PARTS.has(ref.name) ? ref.name : partOf(ref.of);
}

/** True when who lets pass on a condition does not ask who it is. */
function asksNobody({ words, isMissing }: Permit): boolean {
  return isMissing || !words.some((word) => WHO.has(word) || MAY.has(word) || WHOSE.has(word));
}

/** What the refusals of a function are for. */
function refusing({ refusals }: FunctionSurface): { readonly kind: ControlKind; readonly refusal: Refusal }[] {
  return refusals.flatMap((refusal) => kindsOf(refusal).map((kind) => ({ kind, refusal })));
}

function kindsOf(refusal: Refusal): ControlKind[] {
  if (refusal.with === 429) return ['rate-limit'];
  if (refusal.asks.length === 0) return [];
  const asks = (words: ReadonlySet<string>) => refusal.asks.some((word) => words.has(word));
  if (asks(WHENCE)) return refusal.with === 401 ? ['authentication'] : ['csrf'];
  if (refusal.with === 403) {
    if (asks(WHOSE)) return ['ownership'];
    // Who may do something is somebody.
    if (asks(MAY)) return asks(WHO) ? ['authorization', 'authentication'] : ['authorization'];
    return asks(WHO) ? ['authentication'] : [];
  }
  return ['authentication'];
}

/** What a name of middleware promises: the words of `requireLogin`, `schema.validate(x)`, without its arguments' texts. */
function namedControl(text: string): ControlKind | undefined {
  const name = text.replace(/\(.*$/s, '');
  return NAMED.find(([pattern]) => pattern.test(name))?.[1];
}

function isTurnedOff(value: Value): boolean {
  return (
    value.kind === 'object' &&
    [...value.properties.values()].some((values) =>
      values.some((each) => each.kind === 'constant' && each.value === false),
    )
  );
}

function hasOption(values: readonly Value[], option: string, is: 'fixed' | undefined): boolean {
  return values.some((value) => {
    const given = value.kind === 'object' ? value.properties.get(option) : undefined;
    return given !== undefined && (is === undefined || (given.length > 0 && given.every(isFixed)));
  });
}

function isFixed(value: Value): boolean {
  if (value.kind === 'list') return value.items.every((item) => item.values.length > 0 && item.values.every(isFixed));
  return value.kind === 'text' && value.text !== '*' && !value.text.includes('{…}');
}
