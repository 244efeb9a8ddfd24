/** Routers and what is registered on them, in order. */
import type { Handler, RouteEvent, Router } from './values.ts';

/** A route as it is called from outside. */
export interface FullRoute {
  readonly route: RouteEvent;
  readonly path: string;
  readonly middleware: readonly Handler[];
}

/** Routers in routers deeper than this are a cycle. */
const MAX_DEPTH = 12;

/** The routes of all routers that are no part of another one, with the paths and the middleware of all routers above. */
export function fullRoutes(routers: readonly Router[]): FullRoute[] {
  const found: FullRoute[] = [];
  const seen = new Set<string>();
  const walked = new Set<RouteEvent>();
  const walk = (
    router: Router,
    prefix: string,
    above: readonly Scoped[],
    depth: number,
    isByName = false,
    signIn?: Handler,
  ): void => {
    if (depth > MAX_DEPTH) return;
    // What is called by name has all that runs for the path at which it is served.
    const isServed = router.isByName === true && !isByName;
    const base = isServed ? '' : joinPaths(prefix, router.prefix);
    const active: Scoped[] = isServed ? above.flatMap((each) => scopedTo(prefix, each)) : [...above];
    for (const event of router.events)
      if (event.kind === 'before') for (const handler of event.handlers) active.push({ path: base, handler });
    for (const event of router.events) {
      if (event.kind === 'use') {
        for (const handler of event.handlers) active.push({ path: joinPaths(base, event.path), handler });
      } else if (event.kind === 'mount') {
        const path = joinPaths(base, event.path);
        walk(
          event.router,
          path,
          [...active, ...event.handlers.map((handler) => ({ path, handler }))],
          depth + 1,
          router.isByName === true,
          signIn,
        );
      } else if (event.kind === 'route') {
        const path = joinPaths(base, event.path);
        const own = event.signIn ?? signIn;
        const middleware = [
          ...(own && own !== 'nobody' ? [own] : []),
          ...active.flatMap((each) => scopedTo(path, each).map(({ handler }) => handler)),
          ...event.middleware,
        ];
        walked.add(event);
        const place = `${event.location.path} ${event.location.start}`;
        const key = [event.framework, event.method, path, place, ...middleware.map(({ text }) => text)].join(' ');
        if (seen.has(key)) continue;
        seen.add(key);
        found.push({ route: event, path, middleware });
      }
    }
  };
  for (const router of routers) if (!router.isMounted) walk(router, '', [], 0, false, signInOf(router, 0));
  // Routers that are parts of each other only.
  for (const router of routers)
    if (router.isMounted)
      for (const event of router.events)
        if (event.kind === 'route' && !walked.has(event)) walk(router, '', [], MAX_DEPTH);
  return found;
}

/** What any part of a server says of all of its routes: a plugin may do so. */
function signInOf({ signIn, events }: Router, depth: number): Handler | undefined {
  if (signIn || depth > MAX_DEPTH) return signIn;
  for (const event of events) {
    const found = event.kind === 'mount' ? signInOf(event.router, depth + 1) : undefined;
    if (found) return found;
  }
  return undefined;
}

interface Scoped {
  readonly path: string;
  readonly handler: Handler;
}

/** Middleware as it runs for a path: always, perhaps, or not at all. */
function scopedTo(path: string, { path: own, handler }: Scoped): Scoped[] {
  const covered = covers(own, path);
  if (covered === false) return [];
  return [{ path: '', handler: covered === 'sometimes' ? { ...handler, isConditional: true } : handler }];
}

/** `/api` and `/users/` are `/api/users`. */
export function joinPaths(...parts: readonly string[]): string {
  const names = parts.flatMap((part) => part.split('/')).filter((name) => name !== '');
  return `/${names.join('/')}`;
}

/** Whether middleware at a path runs for a route: each of its names is there, a parameter stands for any. */
function covers(prefix: string, path: string): boolean | 'sometimes' {
  const wanted = prefix.split('/').filter(Boolean);
  const names = path.split('/').filter(Boolean);
  let isSure = true;
  for (const [index, name] of wanted.entries()) {
    const other = names[index];
    if (name === '*' || name === '**' || name === '(.*)' || name === '*path') break;
    if (other === undefined) return false;
    if (name === other || /^[:{*]/.test(name)) continue;
    // What the code does not tell, or what a caller chooses, may be this name or another.
    if (!name.includes('{…}') && !/^[:{*]/.test(other)) return false;
    isSure = false;
  }
  return isSure || 'sometimes';
}
