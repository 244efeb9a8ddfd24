/** What the handler of a route does itself before it answers: who sends strangers away there needs no middleware. */
import type { ApiKnowledge, CallStep, Refusal } from '../engine/surface/surface.ts';
import type { Control, Evidence } from './element.ts';
import type { Reach } from './setup/reach.ts';
import type { FunctionValue } from './setup/values.ts';

type ControlKind = Control['kind'];

/** Functions in functions are followed so far. */
const MAX_DEPTH = 4;

/** Words of those who are known already. */
const KNOWN = new Set([
  ...['session', 'sessions', 'auth', 'authed', 'authenticated', 'authentication', 'authorization', 'authorized'],
  ...['jwt', 'bearer', 'locals', 'signed', 'logged', 'loggedin', 'identity', 'principal', 'cookie', 'cookies'],
]);

/** Words of people, and of where a request keeps who sent it. */
const WHO = new Set(['user', 'users', 'uid', 'account', 'viewer', 'member', 'token', 'apikey', 'secret', 'me']);
const KEPT = new Set([
  ...['req', 'request', 'ctx', 'context', 'state', 'current', 'get', 'require', 'locals', 'event', 'header', 'headers'],
]);

const MAY = new Set([
  ...['admin', 'role', 'roles', 'permission', 'permissions', 'privileges', 'privilege', 'rights', 'scope', 'scopes'],
  ...['isadmin', 'superuser', 'moderator', 'staff', 'ability', 'can', 'superadmin'],
]);
const WHOSE = new Set(['owner', 'author', 'owns', 'belongs', 'creator']);

/** Who is looked up by what was sent, is signing in: nobody knows yet who that is. */
const SENT = new Set([
  ...['body', 'params', 'param', 'query', 'password', 'passwd', 'compare', 'email', 'username', 'form', 'input'],
  ...['credentials', 'otp', 'pin', 'nonce', 'challenge', 'captcha', 'signature', 'by', 'code', 'login', 'signin'],
]);

/** Words of a search in a store. */
const FOUND = new Set(['find', 'findone', 'findunique', 'findfirst', 'select', 'where', 'repository', 'exists']);

/** Names of functions that are there to send somebody away: `requireUser`, `assertSignedIn`. */
const GUARDING =
  /^(?:require|ensure|assert|check|verify|protect|enforce|must|demand|expect|guard|authori[sz]e|authenticate|only)/i;

/** Finds the checks in a handler that all of its ways go through. */
export class InsideChecks {
  readonly #api: ApiKnowledge;
  readonly #reach: Reach;
  readonly #known = new Map<string, ReadonlyMap<ControlKind, Control['how']>>();

  constructor(api: ApiKnowledge, reach: Reach) {
    this.#api = api;
    this.#reach = reach;
  }

  /** What a handler checks by itself, and by functions that it calls. */
  of(handler: FunctionValue): Control[] {
    const found: Control[] = [];
    for (const refusal of handler.fn.refusals) {
      const kinds = kindsOf(refusal, handler.fn.name);
      const how = refusal.ends && refusal.isAlways && !refusal.isNarrow ? 'certain' : 'partial';
      const evidence: Evidence = {
        kind: 'check',
        location: refusal.location,
        text: refusal.with === 'redirect' ? 'redirects to the sign-in' : `answers ${refusal.with}`,
        via: 'what it does',
      };
      for (const kind of kinds) found.push({ kind, how, evidence });
    }
    for (const { step, value } of this.#reach.invocationsOf(handler)) {
      for (const [kind, how] of this.#thrownBy(value, 0)) {
        const evidence: Evidence = { kind: 'check', location: step.location, text: step.text, via: 'what it does' };
        found.push({
          kind,
          how: isPassed(step, value.fn.isAsync) ? how : 'partial',
          evidence,
          code: [value.fn.location],
        });
      }
    }
    for (const { step, callee } of this.#reach.callsOf(handler))
      for (const name of callee.names)
        for (const row of this.#api.controls(name)) {
          if (!row.throws) continue;
          const evidence: Evidence = { kind: 'check', location: step.location, text: step.text, via: name };
          found.push({ kind: row.control as ControlKind, how: isPassed(step, true) ? 'certain' : 'partial', evidence });
        }
    return found;
  }

  /** What a function throws for, so that nothing of its caller runs. */
  #thrownBy(value: FunctionValue, depth: number): ReadonlyMap<ControlKind, Control['how']> {
    const key = `${value.module.path}#${value.fn.id}`;
    const known = this.#known.get(key);
    if (known || depth > MAX_DEPTH) return known ?? new Map();
    const found = new Map<ControlKind, Control['how']>();
    this.#known.set(key, found);
    const add = (kind: ControlKind, how: Control['how']) => {
      if (found.get(kind) !== 'certain') found.set(kind, how);
    };
    for (const refusal of value.fn.refusals) {
      for (const kind of refusal.isThrown ? kindsOf(refusal, value.fn.name) : [])
        add(kind, refusal.isAlways && !refusal.isNarrow ? 'certain' : 'partial');
    }
    for (const { step, value: inner } of this.#reach.invocationsOf(value))
      for (const [kind, how] of this.#thrownBy(inner, depth + 1))
        add(kind, isPassed(step, inner.fn.isAsync) ? how : 'partial');
    for (const { step, callee } of this.#reach.callsOf(value))
      for (const name of callee.names)
        for (const row of this.#api.controls(name))
          if (row.throws) add(row.control as ControlKind, isPassed(step, true) ? 'certain' : 'partial');
    return found;
  }
}

/** Every way comes to the call, and waits for what it says. */
function isPassed(step: CallStep, isAsync: boolean): boolean {
  return !step.isConditional && !step.isAfterExit && (!isAsync || step.isAwaited);
}

/** What a refusal is for. Nothing when it may be the answer to somebody who is just signing in. */
function kindsOf({ with: status, asks, from }: Refusal, name: string | undefined): readonly ControlKind[] {
  if (asks.length === 0 || status === 429) return [];
  const words = [...asks, ...from];
  const speaksOf = (which: ReadonlySet<string>) => words.some((word) => which.has(word));
  const asksFor = (which: ReadonlySet<string>) => asks.some((word) => which.has(word));
  const isKnown = speaksOf(KNOWN) || (speaksOf(WHO) && speaksOf(KEPT) && !speaksOf(FOUND));
  if (asksFor(WHOSE)) return ['ownership'];
  // Who may do something is somebody.
  if (status !== 'redirect' && (asksFor(MAY) || (speaksOf(MAY) && status === 403)))
    return isKnown && !speaksOf(SENT) ? ['authorization', 'authentication'] : ['authorization'];
  if (speaksOf(SENT)) return [];
  if (isKnown) return ['authentication'];
  const isGuard = name !== undefined && GUARDING.test(name);
  return isGuard && asksFor(WHO) && !speaksOf(FOUND) ? ['authentication'] : [];
}
