/** Middleware that a framework finds by its file: before which routes it stands. */
import type { Interpreter } from './setup/interpreter.ts';
import type { FoundRoute, Handler, Value } from './setup/values.ts';

/** Puts middleware of files before the routes of its application. */
export function withMiddlewareFiles(interpreter: Interpreter, routes: readonly FoundRoute[]): FoundRoute[] {
  const middleware = routes.filter(({ method }) => method === 'MIDDLEWARE');
  return routes
    .filter(({ method }) => method !== 'MIDDLEWARE')
    .map((route) => ({
      ...route,
      middleware: [...middleware.flatMap((each) => standingBefore(interpreter, each, route)), ...route.middleware],
    }));
}

function standingBefore(interpreter: Interpreter, middleware: FoundRoute, route: FoundRoute): readonly Handler[] {
  if (middleware.framework !== route.framework || !isBeside(middleware.location.path, route.location.path)) return [];
  // What is no route by its file has no path that a matcher knows: an action is called at the page it stands on.
  const covered = route.method === 'ACTION' ? 'sometimes' : coverage(interpreter, middleware.location.path, route.path);
  if (covered === false) return [];
  return [covered === 'sometimes' ? { ...middleware.handler, isConditional: true } : middleware.handler];
}

/** True for files of one application: `src/middleware.ts` and `src/app/page.ts`, `server/middleware/x.ts` and `server/api/y.ts`. */
function isBeside(middleware: string, route: string): boolean {
  const folder = middleware.slice(0, middleware.lastIndexOf('/') + 1).replace(/(^|\/)middleware\/$/, '$1');
  return route.startsWith(folder);
}

/** What `export const config = { matcher }` says: https://nextjs.org/docs/app/api-reference/file-conventions/proxy#matcher */
function coverage(interpreter: Interpreter, file: string, path: string): boolean | 'sometimes' {
  const config = interpreter.exported(file, 'config', new Set());
  const matchers = config.flatMap((value) => (value.kind === 'object' ? (value.properties.get('matcher') ?? []) : []));
  if (matchers.length === 0) return true;
  const found = matchers.flatMap(entriesOf).map((entry) => {
    if (entry.kind === 'text') return matches(entry.text, path);
    if (entry.kind !== 'object') return 'sometimes';
    const source = entry.properties.get('source')?.find(({ kind }) => kind === 'text');
    const isNarrowed = entry.properties.has('has') || entry.properties.has('missing');
    const covered = source?.kind === 'text' ? matches(source.text, path) : 'sometimes';
    return covered === true && isNarrowed ? 'sometimes' : covered;
  });
  if (found.includes(true)) return true;
  return found.includes('sometimes') ? 'sometimes' : found.length === 0;
}

function entriesOf(value: Value): readonly Value[] {
  return value.kind === 'list' ? value.items.flatMap(({ values }) => values) : [value];
}

/**
 * Whether a matcher means the path of a route. Patterns beyond names, parameters and what may not stand at the beginning are
 * not read: https://github.com/pillarjs/path-to-regexp/tree/v6.3.0#parameters
 */
export function matches(pattern: string, path: string): boolean | 'sometimes' {
  const negative = /^\/\(\(\?!(.*)\)\.\*\)$/.exec(pattern);
  if (negative) return isFree(alternativesIn(negative[1]!), path.slice(1));
  const names = path.split('/').filter(Boolean);
  const wanted = pattern.split('/').filter(Boolean);
  let isSure = true;
  for (const [index, name] of wanted.entries()) {
    if (/^:\w+\*$|^\*$|^\(\.\*\)$/.test(name)) return isSure || 'sometimes';
    const given = names[index];
    if (/^:\w+\+$/.test(name)) return given === undefined ? false : isSure || 'sometimes';
    if (given === undefined) return /^:\w+\?$/.test(name) ? isSure || 'sometimes' : false;
    if (/^:\w+\??$/.test(name)) continue;
    if (/[():*+?\\]/.test(name)) return 'sometimes';
    if (name === given) continue;
    // A parameter may be this name.
    if (!/^[[:{]/.test(given)) return false;
    isSure = false;
  }
  return names.length > wanted.length ? false : isSure || 'sometimes';
}

/** True when a path begins with none of these. */
function isFree(alternatives: readonly string[], path: string): boolean | 'sometimes' {
  let isSure = true;
  for (const each of alternatives) {
    const isExact = each.endsWith('$');
    const text = each.replace(/\$$/, '').replace(/\\([./-])/g, '$1');
    // `.*\\..*`: what has an ending is a file. A route has none.
    if (/^\.\*(?:\.|$)/.test(text)) {
      if (path.includes('.')) isSure = false;
    } else if (/[()*+?|\\]/.test(text)) isSure = false;
    else if (isExact ? path === text : path.startsWith(text)) return false;
    // A parameter in front may be anything.
    else if (/^[[:{]/.test(path)) isSure = false;
  }
  return isSure || 'sometimes';
}

/** The alternatives of a group, those in groups within left together. */
function alternativesIn(text: string): string[] {
  const found: string[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at <= text.length; at++) {
    const char = text[at];
    if (char === '(') depth++;
    else if (char === ')') depth--;
    if (char === undefined || (char === '|' && depth === 0)) {
      found.push(text.slice(start, at));
      start = at + 1;
    }
  }
  return found;
}
