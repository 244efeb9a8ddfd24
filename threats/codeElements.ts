import type { ApiKnowledge, ModuleSurface } from '../engine/surface/surface.ts';
import { type Touched, touchedBy } from './apiElements.ts';
import { addScript } from './documentElements.ts';
import type { Evidence } from './element.ts';
import { addControl, addEvidence, claim, type ElementDraft, type ModelDraft } from './modelDraft.ts';
import { callsIn } from './setup/interpreter.ts';
import type { ApiCall, Reach } from './setup/reach.ts';
import type { FunctionValue } from './setup/values.ts';

/** A call that speaks of an element. */
export interface Touch extends Touched {
  readonly call: ApiCall;
}

/** Elements that are made once for each route that they are met on. */
const BY_ROUTE = new Set(['upload', 'download']);

/** Names that queries themselves give to parts of them, and that are no tables: `db.with('recent', (db) => …)`. */
function subqueriesIn(modules: readonly ModuleSurface[]): ReadonlySet<string> {
  const found = new Set<string>();
  for (const { functions } of modules)
    for (const { steps } of functions.values())
      for (const { callee, arguments: args } of callsIn(steps)) {
        const [first] = args;
        if (callee.kind === 'member' && NAMING_PART.test(callee.name) && first?.kind === 'text' && args.length > 1)
          found.add(first.text.replace(/\s*\(.*$/s, ''));
      }
  return found;
}

/** Facts: https://kysely.dev/docs/examples/cte/simple-selects, https://knexjs.org/guide/query-builder.html#with */
const NAMING_PART = /^with(?:Recursive|Materialized|NotMaterialized)?$/;

/** Turns what functions touch into elements. */
export class CodeElements {
  readonly #draft: ModelDraft;
  readonly #api: ApiKnowledge;
  readonly #reach: Reach;
  readonly #known = new Map<string, readonly Touch[]>();
  readonly #subqueries: ReadonlySet<string>;
  /** Calls that a route has an element for. */
  readonly #onRoutes = new Set<ApiCall['step']>();

  constructor(draft: ModelDraft, api: ApiKnowledge, reach: Reach, modules: readonly ModuleSurface[]) {
    this.#draft = draft;
    this.#api = api;
    this.#reach = reach;
    this.#subqueries = subqueriesIn(modules);
  }

  /** What a function touches by itself. */
  touchesOf(value: FunctionValue): readonly Touch[] {
    const key = this.#reach.identityOf(value);
    let touches = this.#known.get(key);
    if (!touches) {
      touches = this.#reach.callsOf(value).flatMap((call) => this.touchesIn(call));
      this.#known.set(key, touches);
    }
    return touches;
  }

  touchesIn(call: ApiCall): readonly Touch[] {
    return touchedBy(call, this.#api)
      .filter(({ kind, key }) => kind !== 'store' || !this.#subqueries.has(key))
      .map((each) => ({ ...each, call }));
  }

  /** The element that a call on a route speaks of. */
  onRoute(touch: Touch, route: string): ElementDraft {
    this.#onRoutes.add(touch.call.step);
    return this.#element(BY_ROUTE.has(touch.kind) ? { ...touch, key: route, name: route } : touch, undefined);
  }

  /** Everything that a function touches, whoever calls it. After all routes. */
  addFunction(value: FunctionValue): void {
    // What changes the shape of stores is run by whoever installs the program, and names them as they were.
    const isMigration = /(?:^|\/)migrations?\//.test(value.module.path);
    for (const touch of this.touchesOf(value)) {
      if (isMigration && touch.kind === 'store') continue;
      if (!BY_ROUTE.has(touch.kind) || !this.#onRoutes.has(touch.call.step)) this.#element(touch, value);
    }
    for (const { name, location } of value.fn.environment) {
      if (name === 'NODE_ENV') continue;
      const element = this.#draft.element({ kind: 'secret', framework: 'env', key: name, name, zone: 'app', location });
      addEvidence(element, { kind: 'call', location, text: `reads process.env.${name}`, via: 'process.env' });
    }
  }

  /** Types and schemas of people, and scripts of other hosts. */
  addModule(surface: ModuleSurface): void {
    for (const { name, classes, location } of surface.data) {
      const element = this.#draft.element({ kind: 'data', framework: 'type', key: name, name, zone: 'data', location });
      for (const each of classes) element.data.add(each);
      element.code.add(classes.join(' '));
      addEvidence(element, {
        kind: 'type',
        location,
        text: `${name}: ${classes.join(', ')}`,
        via: 'names of its fields',
      });
    }
    for (const script of surface.scripts) addScript(this.#draft, script, 'html');
  }

  /** @param value the function in which it is touched, when all of it is added */
  #element(touch: Touch, value: FunctionValue | undefined): ElementDraft {
    const { kind, framework, key, name, zone, call, via, control } = touch;
    const { location, text } = call.step;
    const element = this.#draft.element({ kind, framework, key, name, zone, location });
    const evidence: Evidence = { kind: 'call', location, text, via };
    if (
      !element.evidence.some((each) => each.location.path === location.path && each.location.start === location.start)
    ) {
      addEvidence(element, evidence);
      for (const [claimed, holds] of touch.claims) claim(element, claimed, holds, evidence);
      if (control) addControl(element, { kind: control, how: 'certain', evidence });
    }
    if (!value) return element;
    element.code.add(value.fn.hash);
    element.spans.push(location);
    if (kind === 'store' || kind === 'call') for (const each of value.fn.data) element.data.add(each);
    return element;
  }
}
