/** All ways into a program, with their full paths and all that runs before them. */
import type { ModuleSurface, PlacedRoute } from '../engine/surface/surface.ts';
import { handlerName, namedByFile } from './fileRoutes.ts';
import { frameworkName } from './names.ts';
import { nestMiddleware } from './nest.ts';
import type { Interpreter } from './setup/interpreter.ts';
import type { Reach } from './setup/reach.ts';
import { fullRoutes, joinPaths } from './setup/router.ts';
import type { FoundRoute, Handler, RouteEvent, Value } from './setup/values.ts';

/** Methods of entry points that have no path of the web. */
const NO_PATH = new Set(['CRON', 'CLI', 'MESSAGE', 'WS', 'RPC', 'QUERY', 'MUTATION', 'SUBSCRIPTION', 'ACTION']);

/** Those of them that a client names by the way to them through trees: `user.byId`. */
const BY_NAME = new Set(['QUERY', 'MUTATION', 'SUBSCRIPTION']);

export function foundRoutes(
  interpreter: Interpreter,
  reach: Reach,
  surfaces: readonly ModuleSurface[],
): readonly FoundRoute[] {
  const nest = nestMiddleware(interpreter, reach, surfaces);
  // A route that a chain of calls has made, and that is one by where it stands, is one.
  const placedEvents = new Set<RouteEvent>();
  const placed = surfaces.flatMap((surface) =>
    surface.routes.map((route) => {
      const found = placedRoute(interpreter, surface, route, placedEvents);
      return { ...found, middleware: [...nest(found), ...found.middleware] };
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
  return [...registered, ...withMiddlewareFiles(placed)].map((route) => withEverywhere(interpreter, route));
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
  };
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
  const path = here.reduce(
    (rest, { prefix }) => (prefix === '' || NO_PATH.has(route.method) ? rest : joinPaths(prefix, rest)),
    route.path,
  );
  return { ...route, path, middleware: [...before, ...route.middleware] };
}
