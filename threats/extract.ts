/** Makes the threat model of a program: of what its modules say of themselves, and of the other files of its folder. */
import type { Location } from '../engine/finding.ts';
import { hash64 } from '../engine/settle/hash.ts';
import type { ApiKnowledge, ModuleSurface, PlacedRoute } from '../engine/surface/surface.ts';
import { type Touched, touchedBy } from './apiElements.ts';
import { Controls } from './controls.ts';
import type { Control, DataFlow, Element, ElementKind, Evidence, ThreatModel, Zone } from './element.ts';
import { frameworkName } from './names.ts';
import { Interpreter } from './setup/interpreter.ts';
import { Reach } from './setup/reach.ts';
import { fullRoutes, joinPaths } from './setup/router.ts';
import type { FunctionValue, Handler } from './setup/values.ts';

/** What is known of a program before anybody asks what threatens it. Plain data, but for what models say. */
export interface ProgramFacts {
  /** In any order; those of tests are left out by the caller. */
  readonly surfaces: readonly ModuleSurface[];
  readonly api: ApiKnowledge;
}

/** Names of callers, who are no elements: a flow that begins at one comes from outside of the program. */
const INTERNET = 'zone:internet';

const NO_HTTP = new Set(['CRON', 'CLI', 'MESSAGE']);

const ADMIN =
  /(?:^|\/)(?:admin|administrator|internal|manage|management|debug|metrics|actuator|console|backoffice|superuser|staff)(?:\/|$)/i;

/** Pure, and deterministic: the same program in any order of files gives the same model. */
export function extract({ surfaces, api }: ProgramFacts): ThreatModel {
  const sorted = [...surfaces].filter(({ inTest }) => !inTest).sort((a, b) => (a.path < b.path ? -1 : 1));
  const interpreter = new Interpreter(new Map(sorted.map((surface) => [surface.path, surface])), api);
  interpreter.runAll();
  const reach = new Reach(interpreter);
  const draft = new Draft(api, reach);
  for (const surface of sorted)
    for (const fn of surface.functions.values()) draft.addFunction(interpreter.functionValue(surface, fn));
  for (const found of routesOf(interpreter, sorted)) draft.addRoute(found);
  return draft.model();
}

/** A way in, with all that is known of its handler. */
interface FoundRoute {
  readonly framework: string;
  readonly method: string;
  readonly path: string;
  readonly middleware: readonly Handler[];
  readonly handler: Handler;
  readonly location: Location;
  readonly via: string;
}

function routesOf(interpreter: Interpreter, surfaces: readonly ModuleSurface[]): FoundRoute[] {
  const registered = fullRoutes(interpreter.routers).map(({ route, path, middleware }): FoundRoute => {
    const isHttp = !NO_HTTP.has(route.method) && route.method !== 'WS' && route.method !== 'RPC';
    return {
      framework: frameworkName(route.framework),
      method: route.method,
      path: isHttp ? path : route.path,
      middleware,
      handler: route.handler,
      location: route.location,
      via: route.via,
    };
  });
  const placed = surfaces.flatMap((surface) => surface.routes.map((route) => placedRoute(interpreter, surface, route)));
  return [...registered, ...withMiddlewareFiles(placed)].map((route) => withEverywhere(interpreter, route));
}

function placedRoute(interpreter: Interpreter, surface: ModuleSurface, route: PlacedRoute): FoundRoute {
  const frame = interpreter.moduleFrame(surface.path)!;
  const valuesOf = (ref: PlacedRoute['value']) => interpreter.eval(ref, frame);
  return {
    framework: frameworkName(route.framework),
    method: route.method,
    path: route.path,
    middleware: route.middleware.map(({ text, location, value }) => ({ text, location, values: valuesOf(value) })),
    handler: { text: route.handler, location: route.location, values: valuesOf(route.value) },
    location: route.location,
    via: route.by,
  };
}

/** A file of middleware stands before all routes of its framework. */
function withMiddlewareFiles(routes: readonly FoundRoute[]): FoundRoute[] {
  const middleware = routes.filter(({ method }) => method === 'MIDDLEWARE');
  return routes
    .filter(({ method }) => method !== 'MIDDLEWARE')
    .map((route) => ({
      ...route,
      middleware: [
        ...middleware.filter(({ framework }) => framework === route.framework).map(({ handler }) => handler),
        ...route.middleware,
      ],
    }));
}

function withEverywhere({ everywhere }: Interpreter, route: FoundRoute): FoundRoute {
  const here = everywhere.filter(({ framework }) => frameworkName(framework) === route.framework);
  if (here.length === 0) return route;
  const before = here.flatMap(({ handlers }) =>
    handlers.map(
      (handler): Handler => ({
        text: handler.written?.text ?? 'function',
        location: handler.written?.location ?? route.location,
        values: handler.values,
      }),
    ),
  );
  const path = here.reduce((rest, { prefix }) => (prefix === '' ? rest : joinPaths(prefix, rest)), route.path);
  return { ...route, path, middleware: [...before, ...route.middleware] };
}

interface ElementDraft {
  readonly id: string;
  readonly kind: ElementKind;
  readonly framework: string;
  readonly name: string;
  readonly zone: Zone;
  location: Location;
  readonly controls: Control[];
  readonly evidence: Evidence[];
  readonly data: Set<string>;
  readonly code: Set<string>;
  /** Code around it that its answers rest on: middleware, and functions in which what it reaches is touched. */
  readonly around: Set<string>;
  readonly spans: Location[];
  readonly route?: Element['route'];
  readonly middleware: readonly string[];
  readonly reaches: Set<string>;
  readonly handler: string;
}

/** So much evidence of one element is kept; the rest says the same. */
const MAX_EVIDENCE = 12;

class Draft {
  readonly #api: ApiKnowledge;
  readonly #reach: Reach;
  readonly #controls: Controls;
  readonly #elements = new Map<string, ElementDraft>();
  readonly #flows = new Map<string, DataFlow>();
  readonly #touched = new Map<string, readonly (Touched & { readonly location: Location })[]>();

  constructor(api: ApiKnowledge, reach: Reach) {
    this.#api = api;
    this.#reach = reach;
    this.#controls = new Controls(api, reach);
  }

  /** What a function touches by itself becomes an element, whoever calls it. */
  addFunction(value: FunctionValue): void {
    for (const touched of this.#touchedBy(value)) {
      const element = this.#element(
        touched.kind,
        touched.framework,
        touched.key,
        touched.name,
        touched.zone,
        touched.location,
      );
      this.#add(element, { kind: 'call', location: touched.location, text: touched.name, via: touched.via });
      if (touched.control)
        addControl(element, {
          kind: touched.control as Control['kind'],
          how: 'certain',
          evidence: { kind: 'call', location: touched.location, text: touched.name, via: touched.via },
        });
      element.code.add(value.fn.hash);
      element.spans.push(touched.location);
      for (const name of value.fn.data) if (touched.kind === 'store' || touched.kind === 'call') element.data.add(name);
    }
    for (const { name, location } of value.fn.environment) {
      if (name === 'NODE_ENV') continue;
      const element = this.#element('secret', 'env', name, name, 'app', location);
      this.#add(element, { kind: 'call', location, text: `reads process.env.${name}`, via: 'process.env' });
    }
  }

  #touchedBy(value: FunctionValue): readonly (Touched & { readonly location: Location })[] {
    const key = `${value.module.path}#${value.fn.id}`;
    let touched = this.#touched.get(key);
    if (!touched) {
      touched = this.#reach
        .callsOf(value)
        .flatMap((call) => touchedBy(call, this.#api).map((each) => ({ ...each, location: call.step.location })));
      this.#touched.set(key, touched);
    }
    return touched;
  }

  addRoute({ framework, method, path, middleware, handler, location, via }: FoundRoute): void {
    const functions = this.#reach.from(this.#reach.functionsIn(handler.values));
    const before = middleware.map((each) => ({
      handler: each,
      functions: this.#reach.from(this.#reach.functionsIn(each.values)),
    }));
    const isAdmin = ADMIN.test(path);
    const key = `${method}:${path}`;
    const id = `entry:${framework}:${key}`;
    const evidenceOf = (each: Handler): Evidence => ({
      kind: 'middleware',
      location: each.location,
      text: each.text,
      via: framework,
    });
    const known = this.#elements.get(id);
    const element: ElementDraft = known ?? {
      id,
      kind: 'entry',
      framework,
      name: path === '' ? `${method} ${handler.text}` : `${method} ${path}`,
      zone: isAdmin ? 'admin' : 'app',
      location,
      controls: [],
      evidence: [],
      data: new Set(),
      code: new Set(),
      around: new Set(),
      spans: [],
      route: { method, path, middleware: middleware.map(evidenceOf), handler: handler.text },
      middleware: middleware.map(({ text }) => text),
      reaches: new Set(),
      handler: handler.text,
    };
    this.#elements.set(id, element);
    this.#add(element, { kind: 'route', location, text: element.name, via });
    for (const each of middleware) for (const control of this.#controls.of(each)) addControl(element, control);
    for (const value of functions) {
      for (const control of this.#inHandler(value)) addControl(element, control);
      for (const name of value.fn.data) element.data.add(name);
    }
    const all = [...functions, ...before.flatMap((each) => each.functions)];
    for (const value of all)
      for (const touched of this.#touchedBy(value)) {
        const target = `${touched.kind}:${touched.framework}:${touched.key}`;
        element.reaches.add(target);
        this.#flow(id, target, touched.protocol, value.fn.data, [zoneOf(element), touched.zone], touched.location);
      }
    element.code.add(functions[0]?.fn.hash ?? hash64(handler.text));
    for (const each of before) for (const value of each.functions.slice(0, 1)) element.around.add(value.fn.hash);
    for (const value of functions) if (this.#touchedBy(value).length > 0) element.around.add(value.fn.hash);
    element.spans.push(...functions.map(({ fn }) => fn.location));
    if (!NO_HTTP.has(method)) {
      const protocol = method === 'WS' ? 'ws' : 'http';
      this.#flow(INTERNET, id, protocol, [...element.data], ['internet', zoneOf(element)], location);
    }
    if (isAdmin && !NO_HTTP.has(method)) this.#admin(framework, path, location, element);
  }

  /** Controls that the handler itself has: calls that a model knows. */
  #inHandler(value: FunctionValue): Control[] {
    return this.#reach.callsOf(value).flatMap((call) =>
      call.callee.names.flatMap((name) =>
        this.#controls.modelledName(name).map(
          (kind): Control => ({
            kind,
            how: 'certain',
            evidence: { kind: 'call', location: call.step.location, text: call.step.text, via: name },
          }),
        ),
      ),
    );
  }

  #admin(framework: string, path: string, location: Location, route: ElementDraft): void {
    const names = path.split('/').filter(Boolean);
    const end = names.findIndex((name) => ADMIN.test(`/${name}`));
    const prefix = `/${names.slice(0, end + 1).join('/')}`;
    const element = this.#element('admin', framework, prefix, prefix, 'admin', location);
    this.#add(element, { kind: 'route', location, text: route.name, via: 'its path' });
    element.reaches.add(route.id);
  }

  #element(
    kind: ElementKind,
    framework: string,
    key: string,
    name: string,
    zone: Zone,
    location: Location,
  ): ElementDraft {
    const id = `${kind}:${framework}:${key}`;
    const known = this.#elements.get(id);
    if (known) {
      if (isBefore(location, known.location)) known.location = location;
      return known;
    }
    const made: ElementDraft = {
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
      middleware: [],
      reaches: new Set(),
      handler: '',
    };
    this.#elements.set(id, made);
    return made;
  }

  #add(element: ElementDraft, evidence: Evidence): void {
    if (element.evidence.length < MAX_EVIDENCE) element.evidence.push(evidence);
  }

  #flow(
    from: string,
    to: string,
    protocol: string,
    data: readonly string[],
    [a, b]: readonly [Zone, Zone],
    location: Location,
  ): void {
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
    const elements = [...this.#elements.values()].map(finished).sort(byId);
    const flows = [...this.#flows.values()].sort(
      (a, b) => compare(a.from, b.from) || compare(a.to, b.to) || compare(a.protocol, b.protocol),
    );
    return { elements, flows };
  }
}

function zoneOf({ zone }: ElementDraft): Zone {
  return zone;
}

function addControl(element: ElementDraft, control: Control): void {
  const at = element.controls.findIndex(
    ({ kind, evidence }) => kind === control.kind && evidence.text === control.evidence.text,
  );
  if (at < 0) element.controls.push(control);
  else if (element.controls[at]!.how === 'named' && control.how === 'certain') element.controls[at] = control;
}

function finished(draft: ElementDraft): Element {
  const { id, kind, framework, name, zone, location, controls, evidence, route, middleware, handler } = draft;
  const reaches = [...draft.reaches].sort();
  const code = hash64([...draft.code].sort().join(' '));
  const certain = controls.map((control) => `${control.kind} ${control.how}`).sort();
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
    hash: hash64([code, ...[...draft.around].sort(), '', ...middleware, '', ...reaches, '', ...certain].join('\n')),
    parts: { middleware, reaches, code, handler },
  };
}

function isBefore(a: Location, b: Location): boolean {
  return a.path === b.path ? a.start < b.start : a.path < b.path;
}

function byId(a: Element, b: Element): number {
  return compare(a.id, b.id);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
