/** What the name of a file says of the route in it, where it says more than folders do. */
import type { PlacedRoute } from '../engine/surface/surface.ts';
import { frameworkName } from './names.ts';

/** Method and path of a route as its framework reads them. */
export function namedByFile(route: PlacedRoute): Pick<PlacedRoute, 'method' | 'path'> {
  const { method, path, by } = route;
  const framework = frameworkName(route.framework);
  if (by === 'file' && NITRO.has(framework)) return nitroRoute(route);
  return { method, path: by === 'file' && FLAT.has(framework) ? flatPath(path) : path };
}

/** How people call what is exported: middleware of a folder has the name of its file. */
export function handlerName(route: PlacedRoute): string {
  const isNameless = route.handler === 'default' && namedByFile(route).method === 'MIDDLEWARE';
  return isNameless ? (/([^/.]+)[^/]*$/.exec(route.path)?.[1] ?? route.handler) : route.handler;
}

/** Frameworks whose file names hold a whole path: https://reactrouter.com/how-to/file-route-conventions */
const FLAT = new Set(['remix-run', 'react-router', 'react-router-dev']);

/**
 * `/notes.$noteId` is `/notes/:noteId`; names with `_` in front are layouts, and one behind leaves a layout; what stands in
 * brackets is meant as it is: `/robots[.]txt`.
 */
function flatPath(path: string): string {
  const kept = path.replace(/\[([^\]]*)\]/g, (_whole, text: string) => text.replaceAll('.', ESCAPED_DOT));
  const names = kept
    .split(/[/.]/)
    .filter((name) => name !== '' && !name.startsWith('_') && name !== 'route' && name !== 'index');
  const readable = names.map((name) => (name === '$' ? '*' : name.replace(/^\$/, ':').replace(/_$/, '')));
  return `/${readable.join('/').replaceAll(ESCAPED_DOT, '.')}`;
}

const ESCAPED_DOT = '\u0000';

/**
 * False for files beside routes: `.server` files and folders with a `+`. Facts: https://remix.run/docs/en/main/discussion/server-vs-client,
 * https://github.com/kenn/react-router-auto-routes#colocation
 */
export function isRouteFile({ framework, by, location }: PlacedRoute): boolean {
  if (by !== 'file' || !FLAT.has(frameworkName(framework))) return true;
  return !/\.(?:server|client|test|spec)\.[cm]?[jt]sx?$|\/\+[^/]+\//.test(location.path);
}

const NITRO = new Set(['h3', 'nitro', 'nitropack']);

/** Facts: https://nitro.build/guide/routing, https://nuxt.com/docs/guide/directory-structure/server#server-middleware */
function nitroRoute({ path }: PlacedRoute): Pick<PlacedRoute, 'method' | 'path'> {
  if (path.startsWith('/middleware/')) return { method: 'MIDDLEWARE', path };
  const [, name = '', method = 'any'] =
    /^(.*?)(?:\.(get|head|post|put|patch|delete|connect|options|trace))?(?:\.(?:dev|prod|prerender))?$/.exec(path) ??
    [];
  const names = name.split('/').filter((each, index) => each !== '' && !(index === 1 && each === 'routes'));
  if (names.at(-1) === 'index') names.pop();
  return { method: method.toUpperCase(), path: `/${names.join('/')}` };
}
