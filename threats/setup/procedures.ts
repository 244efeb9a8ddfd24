/** Routes that are made by a chain of calls and put into trees by name: procedures of tRPC, actions of a client. */
import type { RoutingModel } from '../../engine/model.ts';
import { handlerOf, mountRouter, type RegisterCall } from './registration.ts';
import type { Argument, Handler, LibraryValue, Value } from './values.ts';

/** A chain is followed so far. */
const MAX_CHAIN = 40;

/** Trees in trees deeper than this are a cycle. */
const MAX_DEPTH = 12;

/** `base.use(guard).input(schema).query(handler)`: the result is a route, whatever it is put into. */
export function makeProcedure(
  { host, step, args, frame, framework }: RegisterCall,
  via: string,
  row: RoutingModel,
  callee: LibraryValue,
): LibraryValue | undefined {
  const handler = args.at(-1);
  if (!handler || (handler.values.length === 0 && handler.written === undefined)) return undefined;
  const made = host.libraryResult(step, frame, callee, args);
  made.router = host.newRouter(true);
  const chain = chainOf(callee);
  const middleware = chain.flatMap((link): readonly Handler[] =>
    link.made?.callee.property === 'use'
      ? link.made.arguments.map((given) => {
          const handler = handlerOf({ step: link.made!.step }, given);
          // A function without a name is called as what it makes.
          return isNameless(given) ? { ...handler, text: link.made!.step.declares ?? handler.text } : handler;
        })
      : [],
  );
  made.router.events.push({
    kind: 'route',
    framework,
    method: row.method ?? 'RPC',
    path: '',
    middleware,
    handler: handlerOf({ step }, handler),
    location: step.location,
    via,
    checks: chain,
  });
  return made;
}

/** True for a function without a name that is written where it is given, alone or in a call: `middleware(async () => …)`. */
function isNameless({ values, written }: Argument): boolean {
  return values.some((value) => {
    if (value.kind === 'library') return (value.made?.arguments ?? []).some((each) => isNameless({ ...each, written }));
    if (value.kind !== 'function' || value.fn.name !== undefined || !written) return false;
    const { path, start, end } = value.fn.location;
    return path === written.location.path && start >= written.location.start && end <= written.location.end;
  });
}

/** What the calls of a chain have given, the first one first. */
function chainOf(callee: LibraryValue): LibraryValue[] {
  const chain: LibraryValue[] = [];
  for (let at = callee.receiver; at?.kind === 'library' && at.made && chain.length < MAX_CHAIN; ) {
    chain.unshift(at);
    at = at.made.callee.receiver;
  }
  return chain;
}

/** `router({ user: userRouter, list: procedure })`, or trees that become one. */
export function makeTree({ host, step, args, frame }: RegisterCall, callee: LibraryValue): LibraryValue {
  const made = host.libraryResult(step, frame, callee, args);
  made.router = host.newRouter(true);
  made.router.isByName = true;
  for (const { values } of args) for (const value of values) grow(host, made, value, '', 0);
  return made;
}

function grow(host: RegisterCall['host'], tree: LibraryValue, value: Value, name: string, depth: number): void {
  if (depth > MAX_DEPTH) return;
  if (value.kind === 'object') {
    for (const [key, values] of value.properties)
      for (const each of values) grow(host, tree, each, name === '' ? key : `${name}/${key}`, depth + 1);
  } else if (value.kind === 'library' && value.router) {
    mountRouter(host.routerOf(tree), value.router, name, []);
  } else if (value.kind === 'library' && value.made) {
    // `lazy(() => import('./users'))`
    for (const { values } of value.made.arguments)
      for (const each of values)
        if (each.kind === 'function')
          for (const later of host.invoke(each, [], undefined)) growLazily(host, tree, later, name, depth);
  }
}

function growLazily(host: RegisterCall['host'], tree: LibraryValue, value: Value, name: string, depth: number): void {
  if (value.kind !== 'module') grow(host, tree, value, name, depth + 1);
  else
    for (const exported of host.exportsOf(value.path))
      for (const each of host.exported(value.path, exported, new Set()))
        if (each.kind === 'library' && each.router?.isByName) grow(host, tree, each, name, depth + 1);
}

/** The tree that an option of a call holds. */
export function servedTree(args: readonly Argument[], row: RoutingModel): LibraryValue | undefined {
  const { path } = row;
  if (typeof path !== 'object') return undefined;
  let values = args[path.argument]?.values ?? [];
  for (const option of path.option.split('.'))
    values = values.flatMap((value) => (value.kind === 'object' ? (value.properties.get(option) ?? []) : []));
  const found = values.find((value) => value.kind === 'library' && value.router);
  return found?.kind === 'library' ? found : undefined;
}
