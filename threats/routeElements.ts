import type { Location } from '../engine/finding.ts';
import { hash64 } from '../engine/settle/hash.ts';
import type { Ref } from '../engine/surface/surface.ts';
import type { CodeElements } from './codeElements.ts';
import type { Controls } from './controls.ts';
import type { Control, ElementKind, Evidence, Zone } from './element.ts';
import type { InsideChecks } from './inside.ts';
import { addControl, addEvidence, claim, type ElementDraft, joinControls, type ModelDraft } from './modelDraft.ts';
import type { Reach } from './setup/reach.ts';
import type { FoundRoute, FunctionValue, Handler } from './setup/values.ts';

/** Callers that are no elements: a flow that begins at one comes from outside of the program. */
const INTERNET = 'zone:internet';

/** Entry points that nobody outside of the program calls. */
const INSIDE = new Set(['CRON', 'CLI', 'MESSAGE']);

const ADMIN =
  /(?:^|\/)(?:admin|administrator|internal|manage|management|debug|metrics|actuator|console|backoffice|superuser|staff)(?:\/|$)/i;

export interface RouteSurroundings {
  readonly draft: ModelDraft;
  readonly reach: Reach;
  readonly controls: Controls;
  readonly inside: InsideChecks;
  readonly code: CodeElements;
}

/** Methods that send a body: https://www.rfc-editor.org/rfc/rfc9110#section-9.3 */
const HAS_BODY = new Set(['POST', 'PUT', 'PATCH']);

/** Adds an entry point, and the flows to and from it. */
export function addRoute(around: RouteSurroundings, route: FoundRoute): void {
  const { draft, reach, controls, inside, code } = around;
  const { framework, method, path, middleware, handler, location, via, checks = [], marks } = route;
  const isAdmin = ADMIN.test(path);
  const zone: Zone = isAdmin ? 'admin' : 'app';
  // What has no path is told apart by its handler.
  const key = path === '' ? `${method}:${nameOf(handler)}` : `${method}:${path}`;
  const name = key.replace(':', ' ');
  const isSecond = draft.has({ kind: 'entry', framework, key });
  const element = draft.element({
    kind: 'entry',
    framework,
    key,
    name,
    zone,
    location,
    route: {
      method,
      path,
      middleware: middleware.map((each) => ({
        kind: 'middleware',
        location: each.location,
        text: each.text,
        via: framework,
      })),
      handler: handler.text,
    },
    handler: handler.text,
    middleware: middleware.map(({ text }) => text),
  });
  addEvidence(element, { kind: 'route', location, text: name, via });
  const own = reach.functionsIn(handler.values);
  const hasParameter = /[:*{[]/.test(path);
  const found: Control[] = [];
  for (const each of middleware)
    for (const control of controls.of(each, path, marks)) found.push(ofRoute(control, framework, own, hasParameter));
  for (const control of controls.ofChecks(checks)) found.push(control);
  for (const value of own) found.push(...inside.of(value));
  const handling = reach.from(own);
  const checked = new Set(own.flatMap((value) => reach.callsOf(value).flatMap((call) => controls.checkedIn(call))));
  const comesIn = [...(hasParameter ? ['params'] : []), ...(HAS_BODY.has(method) ? ['body'] : [])];
  const isWhole = checked.has('all') || comesIn.every((part) => checked.has(part));
  for (const value of handling) {
    const isOwn = own.some(({ fn }) => fn === value.fn);
    for (const call of reach.callsOf(value)) found.push(...controls.inHandler(call, isOwn, isWhole));
    for (const each of value.fn.data) element.data.add(each);
  }
  if (isSecond) joinControls(element, found);
  else for (const control of found) addControl(element, control);
  const before = middleware.map((each) => reach.from(reach.functionsIn(each.values)));
  const handled = new Set(handling);
  const touched = [...handling, ...before.flat()].flatMap((value) =>
    code
      .touchesOf(value)
      .filter(({ kind }) => isMovedHere(kind, method, handled.has(value)))
      .map((touch) => ({ touch, data: value.fn.data })),
  );
  const made = [...middleware, handler]
    .flatMap((each) => reach.madeCalls(each.values))
    .flatMap((call) => code.touchesIn(call))
    .filter(({ kind }) => isMovedHere(kind, method, false));
  for (const { touch, data } of [...touched, ...made.map((touch) => ({ touch, data: [] }))]) {
    const target = code.onRoute(touch, `${method}:${path}`);
    element.reaches.add(target.id);
    const { protocol } = touch;
    draft.flow({
      from: element.id,
      to: target.id,
      protocol,
      data,
      zones: [zone, target.zone],
      location: touch.call.step.location,
    });
    // What guards the route guards what is uploaded on it.
    if (target.kind === 'upload') for (const control of element.controls) addControl(target, control);
  }
  element.code.add(own[0]?.fn.hash ?? hash64(handler.text));
  for (const [first] of before) if (first) element.around.add(first.fn.hash);
  for (const value of handling) if (code.touchesOf(value).length > 0) element.around.add(value.fn.hash);
  element.spans.push(...handling.map(({ fn }) => fn.location));
  if (INSIDE.has(method)) return;
  const protocol = method === 'WS' ? 'ws' : 'http';
  draft.flow({ from: INTERNET, to: element.id, protocol, data: element.data, zones: ['internet', zone], location });
  if (isAdmin) addAdmin(draft, framework, path, location, element);
}

const SENDING = new Set(['POST', 'PUT', 'PATCH', 'ANY', 'MUTATION']);

/** Files come with methods that have a body; what middleware may send in an answer's place is no download of the route. */
function isMovedHere(kind: ElementKind, method: string, isHandler: boolean): boolean {
  if (kind === 'upload') return SENDING.has(method);
  return kind !== 'download' || isHandler;
}

/** Pipes of Nest check what a parameter of the handler is declared to be, and nothing that is declared as text. */
function ofRoute(control: Control, framework: string, own: readonly FunctionValue[], hasParameter: boolean): Control {
  if (framework !== 'nestjs' || control.kind !== 'validation' || control.how !== 'certain') return control;
  const types = own.flatMap(({ fn }) => fn.parameters.map(({ type }) => type));
  const isDeclared = types.every((type) => type !== undefined) && types.some((type) => type && isOfProgram(type));
  return isDeclared && !hasParameter ? control : { ...control, how: 'partial' };
}

/** A class of the program, as far as an import tells. */
function isOfProgram(type: Ref): boolean {
  if (type.kind === 'member') return isOfProgram(type.of);
  return type.kind === 'class' || type.kind === 'module';
}

function nameOf(handler: Handler): string {
  return handler.text.replace(/\s+/g, '');
}

/** What lies behind one path for people of the house is one surface, with what guards all of it. */
function addAdmin(draft: ModelDraft, framework: string, path: string, location: Location, route: ElementDraft): void {
  const names = path.split('/').filter(Boolean);
  const end = names.findIndex((name) => ADMIN.test(`/${name}`));
  const key = `/${names.slice(0, end + 1).join('/')}`;
  const element = draft.element({ kind: 'admin', framework, key, name: key, zone: 'admin', location });
  const evidence: Evidence = { kind: 'route', location, text: route.name, via: 'its path' };
  addEvidence(element, evidence);
  element.reaches.add(route.id);
  for (const kind of ['authentication', 'authorization'] as const) {
    const found = route.controls.find((control) => control.kind === kind && control.how === 'certain');
    claim(element, kind, found ? 'certain' : 'no', found?.evidence ?? evidence);
  }
}
