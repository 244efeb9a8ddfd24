/** All ways into a program, with their full paths and all that runs before them. */
import type { ModuleSurface, PlacedRoute } from '../engine/surface/surface.ts';
import { handlerName, isRouteFile, namedByFile } from './fileRoutes.ts';
import { withMiddlewareFiles } from './middlewareFiles.ts';
import { frameworkName } from './names.ts';
import { NestApplications } from './nest.ts';
import type { Interpreter } from './setup/interpreter.ts';
import type { Reach } from './setup/reach.ts';
import { fullRoutes } from './setup/router.ts';
import type { FoundRoute, RouteEvent, Value } from './setup/values.ts';

/** Methods of entry points that have no path of the web. */
const NO_PATH = new Set(['CRON', 'CLI', 'MESSAGE', 'WS', 'RPC', 'QUERY', 'MUTATION', 'SUBSCRIPTION', 'ACTION']);

/** Those of them that a client names by the way to them through trees: `user.byId`. */
const BY_NAME = new Set(['QUERY', 'MUTATION', 'SUBSCRIPTION']);

export function foundRoutes(
  interpreter: Interpreter,
  reach: Reach,
  surfaces: readonly ModuleSurface[],
): readonly FoundRoute[] {
  const nest = new NestApplications(interpreter, reach, surfaces);
  // A route that a chain of calls has made, and that is one by where it stands, is one.
  const placedEvents = new Set<RouteEvent>();
  const placed = surfaces.flatMap((surface) =>
    surface.routes.flatMap((route) => {
      if (!isRouteFile(route)) return [];
      const found = placedRoute(interpreter, surface, route, placedEvents);
      return handsOn(found) ? [] : [found];
    }),
  );
  const registered = fullRoutes(interpreter.routers).flatMap(({ route, path, middleware }): FoundRoute | [] =>
    placedEvents.has(route)
      ? []
      : {
          framework: frameworkName(route.framework),
          method: route.method,
          path: BY_NAME.has(route.method)
            ? path.slice(1).replaceAll('/', '.')
            : NO_PATH.has(route.method)
              ? route.path
              : path,
          middleware,
          handler: route.handler,
          location: route.location,
          via: route.via,
          ...(route.checks && { checks: route.checks }),
        },
  );
  return [...registered, ...withMiddlewareFiles(interpreter, placed)].flatMap((route) => nest.of(route));
}

function placedRoute(
  interpreter: Interpreter,
  surface: ModuleSurface,
  route: PlacedRoute,
  placedEvents: Set<RouteEvent>,
): FoundRoute {
  const frame = interpreter.moduleFrame(surface.path)!;
  const made = route.by === 'directive' ? madeRoute(interpreter.eval(route.value, frame)) : undefined;
  if (made) {
    placedEvents.add(made);
    const { method, path, location } = route;
    const handler = { ...made.handler, text: route.handler };
    return { ...made, framework: frameworkName(route.framework), method, path, handler, location };
  }
  const valuesOf = (ref: PlacedRoute['value']) => interpreter.eval(ref, frame);
  return {
    framework: frameworkName(route.framework),
    ...namedByFile(route),
    middleware: route.middleware.map(({ text, location, value }) => ({ text, location, values: valuesOf(value) })),
    handler: { text: handlerName(route), location: route.location, values: valuesOf(route.value) },
    location: route.location,
    via: route.by,
    marks: marksIn(route.marks.flatMap(valuesOf)),
  };
}

/** True for a route that hands all requests on to the routes of another: `export const GET = handle(app)`. */
function handsOn({ handler, via }: FoundRoute): boolean {
  return (
    via === 'file' &&
    handler.values.some(
      (value) =>
        value.kind === 'library' &&
        value.made?.arguments.some(({ values }) =>
          values.some((each) => each.kind === 'library' && each.router !== undefined && !each.router.isPathless),
        ),
    )
  );
}

/** The names of metadata that decorators put on a route: https://docs.nestjs.com/fundamentals/execution-context#reflection-and-metadata */
function marksIn(values: readonly Value[]): ReadonlySet<string> {
  return new Set(
    values.flatMap((value) => {
      const made = value.kind === 'library' ? value.made : undefined;
      if (!made?.callee.names.some((name) => name.endsWith('.SetMetadata'))) return [];
      return made.arguments[0]?.values.flatMap((key) => (key.kind === 'text' ? [key.text] : [])) ?? [];
    }),
  );
}

/** A route that a chain of calls has made, with what stands before it there. */
function madeRoute(values: readonly Value[]): RouteEvent | undefined {
  for (const value of values) {
    const { router } = value.kind === 'library' ? value : {};
    const event = router?.isPathless === true && router.events.length === 1 ? router.events[0] : undefined;
    if (event?.kind === 'route') return event;
  }
  return undefined;
}
