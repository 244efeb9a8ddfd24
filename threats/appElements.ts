import type { Controls } from './controls.ts';
import { addControl, addEvidence, type ModelDraft } from './modelDraft.ts';
import { frameworkName } from './names.ts';
import type { Interpreter } from './setup/interpreter.ts';
import type { Handler, Router } from './setup/values.ts';

/** The applications of a program: routers that are no part of another one, with what they run for every request. */
export function addApps(draft: ModelDraft, { routers, everywhere }: Interpreter, controls: Controls): void {
  for (const router of routers) {
    if (router.isMounted || router.isPathless || router.events.length === 0) continue;
    const place = placeOf(router);
    if (!place) continue;
    const first = router.events.findIndex(({ kind }) => kind === 'route' || kind === 'mount');
    const handlers = router.events.flatMap((event, index): readonly Handler[] => {
      if (event.kind === 'before') return event.handlers;
      if (event.kind !== 'use' || (event.path !== '' && event.path !== '/')) return [];
      // Routes that stand before it are answered without it.
      const isLate = first >= 0 && index > first;
      return event.handlers.map((handler) =>
        isLate && !answersErrors(handler) ? { ...handler, isConditional: true } : handler,
      );
    });
    addApp(draft, controls, place, handlers);
  }
  for (const { framework, handlers } of everywhere)
    for (const { values, written } of handlers)
      if (written)
        addApp(draft, controls, { framework, location: written.location }, [
          { text: written.text, location: written.location, values },
        ]);
}

function answersErrors({ values }: Handler): boolean {
  return values.some((value) => value.kind === 'function' && value.fn.parameters.length === 4);
}

type Place = { readonly framework: string; readonly location: Handler['location'] };

function placeOf(router: Router): Place | undefined {
  const location = router.origin ?? firstPlace(router);
  const framework = frameworkIn(router, 0);
  return location && framework ? { framework, location } : undefined;
}

function firstPlace({ events }: Router): Place['location'] | undefined {
  for (const event of events) {
    if (event.kind === 'route') return event.location;
    if (event.kind !== 'mount' && event.handlers[0]) return event.handlers[0].location;
  }
  return undefined;
}

/** The framework of a router by what is registered on it, or on its parts. */
function frameworkIn({ events }: Router, depth: number): string | undefined {
  for (const event of events) {
    if (event.kind !== 'mount') return /^(?:@[^/]+\/)?[^.#(]+/.exec(event.via)?.[0];
    const inner = depth < 4 ? frameworkIn(event.router, depth + 1) : undefined;
    if (inner !== undefined) return inner;
  }
  return undefined;
}

function addApp(
  draft: ModelDraft,
  controls: Controls,
  { framework, location }: Place,
  handlers: readonly Handler[],
): void {
  const element = draft.element({
    kind: 'app',
    framework: frameworkName(framework),
    key: location.path,
    name: location.path,
    zone: 'app',
    location,
    middleware: handlers.map(({ text }) => text),
  });
  for (const handler of handlers) {
    addEvidence(element, { kind: 'middleware', location: handler.location, text: handler.text, via: framework });
    for (const control of controls.of(handler)) addControl(element, control);
    for (const value of handler.values) if (value.kind === 'function') element.code.add(value.fn.hash);
  }
}
