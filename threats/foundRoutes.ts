/** All ways into a program, with their full paths and all that runs before them. */
import type { ModuleSurface, PlacedRoute } from '../engine/surface/surface.ts';
import { handlerName, namedByFile } from './fileRoutes.ts';
import { frameworkName } from './names.ts';
import { nestMiddleware } from './nest.ts';
import type { Interpreter } from './setup/interpreter.ts';
import type { Reach } from './setup/reach.ts';
import { fullRoutes, joinPaths } from './setup/router.ts';
import type { FoundRoute, Handler } from './setup/values.ts';

/** Methods of entry points that have no path of the web. */
const NO_PATH = new Set(['CRON', 'CLI', 'MESSAGE', 'WS', 'RPC', 'QUERY', 'MUTATION', 'SUBSCRIPTION']);

export function foundRoutes(
  interpreter: Interpreter,
  reach: Reach,
  surfaces: readonly ModuleSurface[],
): readonly FoundRoute[] {
  const registered = fullRoutes(interpreter.routers).map(
    ({ route, path, middleware }): FoundRoute => ({
      framework: frameworkName(route.framework),
      method: route.method,
      path: NO_PATH.has(route.method) ? route.path : path,
      middleware,
      handler: route.handler,
      location: route.location,
      via: route.via,
    }),
  );
  const nest = nestMiddleware(interpreter, reach, surfaces);
  const placed = surfaces.flatMap((surface) =>
    surface.routes.map((route) => {
      const found = placedRoute(interpreter, surface, route);
      return { ...found, middleware: [...nest(found), ...found.middleware] };
    }),
  );
  return [...registered, ...withMiddlewareFiles(placed)].map((route) => withEverywhere(interpreter, route));
}

function placedRoute(interpreter: Interpreter, surface: ModuleSurface, route: PlacedRoute): FoundRoute {
  const frame = interpreter.moduleFrame(surface.path)!;
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
