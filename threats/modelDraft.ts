/** Elements and flows of a threat model as they come together. */
import type { Location } from '../engine/finding.ts';
import { hash64 } from '../engine/settle/hash.ts';
import type { Control, DataFlow, Element, ElementKind, Evidence, ThreatModel, Zone } from './element.ts';

export interface ElementDraft {
  readonly id: string;
  readonly kind: ElementKind;
  readonly framework: string;
  readonly name: string;
  readonly zone: Zone;
  location: Location;
  readonly controls: Control[];
  readonly evidence: Evidence[];
  readonly data: Set<string>;
  /** Hashes of its code. */
  readonly code: Set<string>;
  /** Code around it that its answers rest on: middleware, and functions in which what it reaches is touched. */
  readonly around: Set<string>;
  readonly spans: Location[];
  readonly route?: Element['route'];
  readonly middleware: readonly string[];
  readonly reaches: Set<string>;
  readonly handler: string;
  /** What holds for an element when it holds for each of its calls. */
  readonly claims: Map<Control['kind'], { holds: Held; evidence: Evidence }>;
}

/** What makes an element; what is left out is empty. */
export interface NewElement {
  readonly kind: ElementKind;
  readonly framework: string;
  /** What tells it from others of its kind and framework. */
  readonly key: string;
  readonly name: string;
  readonly zone: Zone;
  readonly location: Location;
  readonly route?: Element['route'];
  readonly handler?: string;
  readonly middleware?: readonly string[];
}

export interface NewFlow {
  readonly from: string;
  readonly to: string;
  readonly protocol: string;
  readonly data: Iterable<string>;
  readonly zones: readonly [Zone, Zone];
  readonly location: Location;
}

/** So much evidence of one element is kept; the rest says the same. */
const MAX_EVIDENCE = 12;

export class ModelDraft {
  readonly #elements = new Map<string, ElementDraft>();
  readonly #flows = new Map<string, DataFlow>();

  /** The element with this identity, made when it is new. It stands where it stands first. */
  element(made: NewElement): ElementDraft {
    const { kind, framework, key, name, zone, location, route, handler = '', middleware = [] } = made;
    const id = `${kind}:${framework}:${key}`;
    const known = this.#elements.get(id);
    if (known) {
      if (isBefore(location, known.location)) known.location = location;
      return known;
    }
    const draft: ElementDraft = {
      id,
      kind,
      framework,
      name,
      zone,
      location,
      controls: [],
      evidence: [],
      data: new Set(),
      code: new Set(),
      around: new Set(),
      spans: [],
      ...(route && { route }),
      middleware,
      reaches: new Set(),
      handler,
      claims: new Map(),
    };
    this.#elements.set(id, draft);
    return draft;
  }

  has({ kind, framework, key }: Pick<NewElement, 'kind' | 'framework' | 'key'>): boolean {
    return this.#elements.has(`${kind}:${framework}:${key}`);
  }

  flow({ from, to, protocol, data, zones: [a, b], location }: NewFlow): void {
    const key = `${from} ${to} ${protocol}`;
    const known = this.#flows.get(key);
    const evidence = known?.evidence ?? [];
    const isNew = !evidence.some((each) => each.path === location.path && each.start === location.start);
    this.#flows.set(key, {
      from,
      to,
      protocol,
      data: [...new Set([...(known?.data ?? []), ...data])].sort(),
      ...(a !== b && { crosses: [a, b] as const }),
      evidence: isNew && evidence.length < MAX_EVIDENCE ? [...evidence, location] : evidence,
      findings: [],
    });
  }

  model(): ThreatModel {
    return {
      elements: [...this.#elements.values()].map(finished).sort((a, b) => compare(a.id, b.id)),
      flows: [...this.#flows.values()].sort(
        (a, b) => compare(a.from, b.from) || compare(a.to, b.to) || compare(a.protocol, b.protocol),
      ),
    };
  }
}

export function addEvidence(element: ElementDraft, evidence: Evidence): void {
  if (element.evidence.length < MAX_EVIDENCE) element.evidence.push(evidence);
}

const SURENESS = ['named', 'partial', 'certain'];

/** One control a kind and place; a surer one takes the place of another. */
export function addControl(element: ElementDraft, control: Control): void {
  const at = element.controls.findIndex(
    ({ kind, evidence }) => kind === control.kind && evidence.text === control.evidence.text,
  );
  if (at < 0) element.controls.push(control);
  else if (SURENESS.indexOf(control.how) > SURENESS.indexOf(element.controls[at]!.how)) element.controls[at] = control;
}

/** What is on one of two ways to the same element, and not on the other, is passed by some. */
export function joinControls(element: ElementDraft, others: readonly Control[]): void {
  const isSure = (controls: readonly Control[], kind: Control['kind']) =>
    controls.some((control) => control.kind === kind && control.how === 'certain');
  const before = [...element.controls];
  const weaker = (control: Control, beside: readonly Control[]): Control =>
    control.how === 'certain' && !isSure(beside, control.kind) ? { ...control, how: 'partial' } : control;
  element.controls.length = 0;
  for (const control of before) addControl(element, weaker(control, others));
  for (const control of others) addControl(element, weaker(control, before));
}

/** Whether something holds: `partial` where it does for some, or as far as can be seen. */
export type Held = 'certain' | 'partial' | 'no';

/** Says of one of the calls of an element that something holds, or does not. */
export function claim(element: ElementDraft, kind: Control['kind'], holds: Held, evidence: Evidence): void {
  const known = element.claims.get(kind);
  if (!known) element.claims.set(kind, { holds, evidence });
  else if (known.holds !== holds) {
    if (known.holds === 'no') known.evidence = evidence;
    known.holds = 'partial';
  }
}

function finished(draft: ElementDraft): Element {
  const { id, kind, framework, name, zone, location, evidence, route, middleware, handler, claims } = draft;
  const controls = [...draft.controls];
  for (const [claimed, { holds, evidence: by }] of claims)
    if (holds !== 'no') controls.push({ kind: claimed, how: holds, evidence: by });
  const reaches = [...draft.reaches].sort();
  const code = hash64([...draft.code].sort().join(' '));
  const protection = [...new Set(controls.map((control) => `${control.kind} ${control.how}`))].sort();
  return {
    id,
    kind,
    framework,
    name,
    zone,
    location,
    ...(route && { route }),
    controls,
    evidence,
    data: [...draft.data].sort(),
    ...(draft.spans.length > 0 && { spans: draft.spans }),
    // Without the id: the answers for a route that only got another path still hold.
    hash: hash64([code, ...[...draft.around].sort(), '', ...middleware, '', ...reaches, '', ...protection].join('\n')),
    parts: { middleware, reaches, code, handler },
  };
}

function isBefore(a: Location, b: Location): boolean {
  return a.path === b.path ? a.start < b.start : a.path < b.path;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
