import type { EntryPointModel, RoutingModel } from '../../engine/model.ts';
import type { CallStep } from '../../engine/surface/surface.ts';
import { makeProcedure, makeTree, servedTree } from './procedures.ts';
import { handlerOf, mountRouter, type RegisterCall } from './registration.ts';
import { signInOf } from './signIns.ts';
import type { Argument, Frame, Handler, Host, LibraryValue, Value } from './values.ts';

/**
 * Does what models say of a call of a library with routers.
 * @returns what the call gives; undefined when it has nothing to do with routers
 */
export function registerCall(
  host: Host,
  step: CallStep,
  callee: LibraryValue,
  args: readonly Argument[],
  frame: Frame,
): readonly Value[] | undefined {
  const seen = new Set<object>();
  const rows = callee.names.flatMap((name) => host.api.routing(name).map((row) => ({ name, row })));
  const routes = callee.names.flatMap((name) => host.api.routes(name).map((row) => ({ name, row })));
  if (rows.length === 0 && routes.length === 0) return undefined;
  const receiver = callee.receiver?.kind === 'library' ? callee.receiver : undefined;
  const own = callee.receiver?.kind === 'object' ? callee.receiver.base : undefined;
  const holder = receiver ?? own ?? (rows.length > 0 || routes.length > 0 ? callee : undefined);
  const self: Value = callee.receiver ?? callee;
  let result: readonly Value[] | undefined;
  const call: RegisterCall = { host, step, args, frame, framework: frameworkOf(callee.names[0]!) };
  for (const { name, row } of rows) {
    if (seen.has(row)) continue;
    seen.add(row);
    if (row.event && !row.event.includes(textOf(args[0]) ?? '')) continue;
    const found = applyRow(call, name, row, holder, self, callee);
    if (found) result ??= found;
  }
  if (rows.some(({ row }) => row.does === 'mount' || row.does === 'entry')) return result ?? [self];
  for (const { name, row } of routes) {
    if (seen.has(row) || !row.call || row.exports) continue;
    seen.add(row);
    const framework = frameworkOf(name);
    if (row.method === 'MIDDLEWARE') mount({ ...call, framework }, name, holder);
    else if (row.object) writtenRoutes({ ...call, framework }, name, row, row.object, holder);
    else if (!givenRoute({ ...call, framework }, name, row, holder)) continue;
    result ??= [self];
  }
  return result;
}

/** The package of a name path. */
export function frameworkOf(name: string): string {
  return /^(?:@[^/]+\/)?[^.#(]+/.exec(name)?.[0] ?? name;
}

function applyRow(
  call: RegisterCall,
  name: string,
  row: RoutingModel,
  holder: LibraryValue | undefined,
  self: Value,
  callee: LibraryValue,
): readonly Value[] | undefined {
  const { host, step, args, frame } = call;
  switch (row.does) {
    case 'same':
      return [self];
    case 'mount':
      mount(call, name, holder, row);
      return [self];
    case 'prefix': {
      if (holder) host.routerOf(holder).prefix = pathOf(row, args) ?? '';
      return [self];
    }
    case 'made': {
      const made = host.libraryResult(step, frame, callee, args);
      const prefix = pathOf(row, args);
      if (prefix !== undefined) host.routerOf(made).prefix = prefix;
      return [made];
    }
    case 'nest': {
      const made = host.libraryResult(step, frame, callee, args);
      made.router = host.newRouter(row.isPathless);
      if (holder) mountRouter(host.routerOf(holder), made.router, pathOf(row, args) ?? '', []);
      return [made];
    }
    case 'plugin': {
      if (holder) plugin(call, row, holder, name);
      return [self];
    }
    case 'before': {
      const handlers = handlersOf(call, args.slice(row.event ? 1 : 0));
      if (holder && handlers.length > 0)
        host.routerOf(holder).events.push({ kind: 'before', handlers: asRegistered(call, handlers), via: name });
      return [self];
    }
    case 'everywhere': {
      const prefix = row.path === undefined ? '' : (pathOf(row, args) ?? '');
      const handlers = row.path === undefined ? flat(args) : [];
      const roots = holder?.made?.arguments[0]?.values.filter(({ kind }) => kind === 'class') ?? [];
      const options = row.path === undefined ? [] : (args[1]?.values ?? []);
      host.everywhere.push({
        framework: row.method ?? call.framework,
        prefix,
        handlers,
        ...(roots.length > 0 && { of: roots }),
        excluded: options.flatMap((each) => partOf(each, 'exclude')),
      });
      return [self];
    }
    case 'entry': {
      const handler = argumentAt(args, row.handler);
      if (!handler || !holder) return undefined;
      if (handler.values.length === 0 && handler.written === undefined) return undefined;
      const router = host.newRouter(true);
      router.events.push({
        kind: 'route',
        framework: call.framework,
        method: row.method ?? 'MESSAGE',
        path: pathOf(row, args) ?? commandOf(holder) ?? '',
        middleware: [],
        handler: handlerOf(call, handler),
        location: step.location,
        via: name,
      });
      return [self];
    }
    case 'resolvers':
      resolvers(call, name);
      return undefined;
    case 'procedure': {
      const made = makeProcedure(call, name, row, callee);
      return made && [made];
    }
    case 'tree':
      return [makeTree(call, callee)];
    case 'serves': {
      const tree = servedTree(args, row);
      if (!tree) return undefined;
      const made = host.libraryResult(step, frame, callee, args);
      made.router = host.routerOf(tree);
      return [made];
    }
    case 'signsIn': {
      const found = args[0] && signInOf(call, args[0]);
      const server = callee.receiver?.kind === 'library' ? callee.receiver.receiver : undefined;
      if (found && found !== 'nobody' && server?.kind === 'library') host.routerOf(server).signIn = found;
      return [self];
    }
    case 'folder':
      return undefined;
  }
}

/** What a client of GraphQL can ask for: https://spec.graphql.org/October2021/#sec-Root-Operation-Types */
const OPERATIONS = { Query: 'QUERY', Mutation: 'MUTATION', Subscription: 'SUBSCRIPTION' } as const;

/** `{ resolvers: { Query: { user: (parent, args) => … } } }`, one map or a list of them. */
function resolvers(call: RegisterCall, via: string): void {
  const maps = (call.args[0]?.values ?? []).flatMap((value) => partOf(value, 'resolvers')).flatMap(itemsOf);
  const router = call.host.newRouter(true);
  for (const [type, method] of Object.entries(OPERATIONS)) {
    for (const fields of maps.flatMap((map) => partOf(map, type))) {
      if (fields.kind !== 'object') continue;
      for (const [field, values] of fields.properties) {
        // A field can be an object that holds its function.
        const functions = values.flatMap((value) => [
          ...(value.kind === 'object' ? ['resolve', 'subscribe'].flatMap((name) => partOf(value, name)) : [value]),
        ]);
        const argument = { values: functions, written: fields.written?.get(field) };
        const handler = handlerOf(call, argument);
        router.events.push({
          kind: 'route',
          framework: call.framework,
          method,
          path: field,
          middleware: [],
          handler,
          location: handler.location,
          via,
        });
      }
    }
  }
}

function partOf(value: Value, name: string): readonly Value[] {
  return value.kind === 'object' ? (value.properties.get(name) ?? []) : [];
}

function itemsOf(value: Value): readonly Value[] {
  return value.kind === 'list' ? value.items.flatMap(({ values }) => values) : [value];
}

/** The command in whose chain of calls something stands: `program.command('serve').action(…)`. */
function commandOf(value: Value | undefined): string | undefined {
  for (let at = value, depth = 0; at?.kind === 'library' && depth < 20; depth++) {
    if (at.made?.callee.property === 'command') return textOf(at.made.arguments[0]);
    at = at.made ? at.made.callee : at.receiver;
  }
  return undefined;
}

/** Calls a function that sets up a part of a server: what it registers has the prefix, and its hooks hold in it only. */
function plugin(call: RegisterCall, row: RoutingModel, holder: LibraryValue, name: string): void {
  const { host, args } = call;
  const given = argumentAt(args, row.handler ?? 0);
  const outer = host.routerOf(holder);
  const path = pathOf(row, args) ?? '';
  let isKnown = false;
  for (const value of given?.values ?? []) {
    const isFolder = value.kind === 'library' && value.names.some((each) => isFolderPlugin(host, each));
    if (isFolder) {
      isKnown = true;
      const options = args[1]?.values.find((each) => each.kind === 'object');
      const inner = options?.kind === 'object' ? options.properties.get('options') : undefined;
      const prefix = inner?.flatMap((each) => (each.kind === 'object' ? host.member(each, 'prefix') : []))[0];
      const dir = options?.kind === 'object' ? options.properties.get('dir')?.[0] : undefined;
      const folder = dir?.kind === 'text' ? folderFrom(call.step.location.path, dir.text) : undefined;
      if (folder !== undefined) loadFolder(call, holder, folder, prefix?.kind === 'text' ? prefix.text : '');
      continue;
    }
    const tree = value.kind === 'library' ? treeServedBy(call, value) : undefined;
    if (tree) {
      isKnown = true;
      mountRouter(outer, host.routerOf(tree), path, []);
      continue;
    }
    const wrapped = value.kind === 'library' ? (value.made?.arguments[0]?.values ?? []) : [];
    const isWrapped = wrapped.some((each) => each.kind === 'function');
    for (const each of isWrapped ? wrapped : [value]) {
      const fn = functionIn(host, each);
      if (!fn) continue;
      isKnown = true;
      const inner: LibraryValue = { kind: 'library', names: holder.names };
      if (isWrapped) inner.router = outer;
      else {
        inner.router = host.newRouter();
        mountRouter(outer, inner.router, path, []);
      }
      const options = args[(row.handler === 'last' ? args.length - 1 : (row.handler ?? 0)) + 1];
      host.invoke(fn, [{ values: [inner], written: undefined }, ...(options ? [options] : [])], undefined);
    }
  }
  if (!isKnown && given) outer.events.push({ kind: 'use', path, handlers: [handlerOf(call, given)], via: name });
}

/** The tree with which a plugin answers. */
function treeServedBy({ host, args }: RegisterCall, plugin: LibraryValue): LibraryValue | undefined {
  for (const name of plugin.names)
    for (const row of host.api.routing(name)) if (row.does === 'serves') return servedTree(args, row);
  return undefined;
}

function isFolderPlugin(host: Host, name: string): boolean {
  return host.api.routing(name).some(({ does }) => does === 'folder');
}

/** The folder that a path means which starts at that of a file: `{…}/routes`. */
function folderFrom(file: string, dir: string): string | undefined {
  const known = dir.slice(dir.lastIndexOf('}') + 1);
  const names = file.split('/').slice(0, -1);
  for (const name of known.split('/')) {
    if (name === '..') names.pop();
    else if (name !== '' && name !== '.') names.push(name);
  }
  return known === '' ? undefined : names.join('/');
}

/**
 * Registers what the files of a folder export, each folder in it under its name; hooks of a folder hold in the folders in it.
 * Facts: https://github.com/fastify/fastify-autoload#readme
 */
function loadFolder(call: RegisterCall, holder: LibraryValue, folder: string, prefix: string): void {
  const { host } = call;
  const files = host.filesIn(folder);
  const own = files.filter((path) => !path.slice(folder.length + 1).includes('/'));
  const hooks = own.find((path) => /\/\.?autohooks\.[cm]?[jt]sx?$/.test(path));
  const index = own.find((path) => /\/index\.[cm]?[jt]sx?$/.test(path));
  const inner: LibraryValue = { kind: 'library', names: holder.names };
  inner.router = host.newRouter();
  mountRouter(host.routerOf(holder), inner.router, prefix, []);
  const register = (path: string, into: LibraryValue) => {
    for (const value of host.exported(path, 'default', new Set())) {
      const wrapped = value.kind === 'library' ? (value.made?.arguments[0]?.values ?? []) : [];
      const fn = functionIn(host, wrapped.find(({ kind }) => kind === 'function') ?? value);
      if (fn) host.invoke(fn, [{ values: [into], written: undefined }], undefined);
    }
  };
  if (hooks) register(hooks, inner);
  for (const path of index ? [index] : own.filter((each) => each !== hooks)) {
    const own = host.exported(path, 'autoPrefix', new Set())[0] ?? host.exported(path, 'prefixOverride', new Set())[0];
    const part: LibraryValue = { kind: 'library', names: holder.names };
    part.router = host.newRouter();
    mountRouter(inner.router, part.router, own?.kind === 'text' ? own.text : '', []);
    register(path, part);
  }
  const folders = new Set(
    files.filter((path) => !own.includes(path)).map((path) => path.slice(folder.length + 1).split('/')[0]!),
  );
  for (const name of folders) loadFolder(call, inner, `${folder}/${name}`, `/${name.replace(/^_/, ':')}`);
}

function functionIn(host: Host, value: Value) {
  if (value.kind === 'function') return value;
  if (value.kind !== 'object') return undefined;
  // hapi: `{ plugin: { register } }`
  for (const name of ['register', 'plugin'])
    for (const each of host.member(value, name)) {
      if (each.kind === 'function') return each;
      const inner =
        each.kind === 'object' ? host.member(each, 'register').find(({ kind }) => kind === 'function') : undefined;
      if (inner?.kind === 'function') return inner;
    }
  return undefined;
}

function argumentAt(args: readonly Argument[], at: number | 'last' | undefined): Argument | undefined {
  return at === undefined || at === 'last' ? args.at(-1) : args[at];
}

function pathOf(row: RoutingModel, args: readonly Argument[]): string | undefined {
  const { path } = row;
  if (path === undefined) return textOf(args[0]);
  if (typeof path === 'number') return textOf(args[path]);
  for (const value of args[path.argument]?.values ?? [])
    if (value.kind === 'object') {
      const found = value.properties.get(path.option)?.find(({ kind }) => kind === 'text');
      if (found?.kind === 'text') return found.text;
    }
  return undefined;
}

function textOf(argument: Argument | undefined): string | undefined {
  const found = argument?.values.find((value) => value.kind === 'text');
  return found?.kind === 'text' ? found.text : undefined;
}

/** `app.use('/api', guard, router)`: what is a router is a part, what is not is middleware. */
function mount(call: RegisterCall, name: string, holder: LibraryValue | undefined, row?: RoutingModel): void {
  const { host, args, step } = call;
  if (!holder || args.length === 0) return;
  const router = host.routerOf(holder);
  const path = typeof row?.path === 'object' ? row.path : undefined;
  const paths = path === undefined ? textsOf(args[0]!) : [pathOf(row!, args) ?? ''];
  const isFirstPath = path === undefined && (paths.length > 0 || isUnknownPath(args));
  const rest = flat(isFirstPath ? args.slice(1) : args);
  for (const each of paths.length > 0 ? paths : [isFirstPath ? '{…}' : '']) {
    const handlers: Handler[] = [];
    let hasRouter = false;
    for (const argument of rest) {
      const inner = routersIn(argument);
      if (inner.length > 0) {
        hasRouter = true;
        for (const part of inner) mountRouter(router, host.routerOf(part), each, [...handlers]);
      } else handlers.push(handlerOf(call, argument));
    }
    const isOptions = (handler: Handler) => handler.values.length > 0 && handler.values.every(isPlain);
    const running = handlers.filter((handler) => !isOptions(handler));
    if (!hasRouter && running.length > 0)
      router.events.push({ kind: 'use', path: each, handlers: asRegistered(call, running), via: name });
  }
  void step;
}

/** `app.use(path, handler)` where nobody knows the path: a name or text that is no function, and functions after it. */
function isUnknownPath(args: readonly Argument[]): boolean {
  const [first] = args;
  if (args.length < 2 || !first) return false;
  const isSetting = first.values.every((value) => value.kind === 'library' && !value.router && !isRouterType(value));
  return isSetting && /(?:path|prefix|url|base|route|endpoint)['"`)\]]*$/i.test(first.written?.text ?? '');
}

function isPlain({ kind }: Value): boolean {
  return kind === 'object' || kind === 'constant' || kind === 'text';
}

/** The routers among values: what something is registered on, or will be. */
function routersIn({ values }: Argument): LibraryValue[] {
  return values.flatMap((value) => {
    const of = value.kind === 'object' ? value.base : value;
    return of?.kind === 'library' && (of.router || isRouterType(of)) ? [of] : [];
  });
}

function isRouterType({ names, made }: LibraryValue): boolean {
  return made !== undefined && names.some((name) => /(?:Router|express|Hono|Elysia)(?:\(\)|#)$/.test(name));
}

/** The route that is given as arguments: a path, middleware, a handler. False when it is none: `app.get('title')`. */
function givenRoute(
  call: RegisterCall,
  name: string,
  entry: EntryPointModel,
  holder: LibraryValue | undefined,
): boolean {
  const { host, step } = call;
  const at = entry.path ?? 0;
  const router = holder ? host.routerOf(holder) : host.newRouter();
  const args = call.args;
  const first = at >= 0 ? args[at] : undefined;
  const isHandlerFirst =
    !first || router.isPathless || first.values.some((value) => couldAnswer(value, args.length > at + 1));
  const paths = isHandlerFirst ? [''] : textsOf(first);
  const rest = isHandlerFirst ? args : args.slice(at + 1);
  const functions = flat(rest);
  if (functions.length === 0) return false;
  const last = functions.at(-1)!;
  // `http.createServer(app)` hands all requests on to the routes of another.
  if (routersIn(last).length > 0) return false;
  // Options, and nothing that could answer.
  if (last.values.length > 0 && last.values.every(({ kind }) => kind === 'text' || kind === 'constant')) return false;
  const middleware = functions
    .slice(0, -1)
    .flatMap((argument) =>
      argument.values.some(({ kind }) => kind === 'object') ? hooksIn(call, entry, argument) : [argument],
    );
  for (const path of paths.length > 0 ? paths : ['{…}'])
    router.events.push({
      kind: 'route',
      framework: call.framework,
      method: entry.method,
      path,
      middleware: middleware.map((argument) => handlerOf(call, argument)),
      handler: handlerOf(call, last),
      location: step.location,
      via: name,
    });
  return true;
}

/** True for a handler where a path is awaited. What is only read from somewhere, before others, is a path that nobody knows. */
function couldAnswer(value: Value, hasOthers: boolean): boolean {
  return value.kind === 'function' || (value.kind === 'library' && !(hasOthers && value.made === undefined));
}

/** The middleware that an options object holds. */
function hooksIn({ host }: RegisterCall, entry: EntryPointModel, options: Argument): Argument[] {
  return (entry.hooks ?? []).flatMap((hook) =>
    options.values.flatMap((value) => {
      if (value.kind !== 'object') return [];
      const values = host.member(value, hook);
      const written = values.some(({ kind }) => kind === 'list') ? undefined : value.written?.get(hook);
      return values.length > 0 || written ? flat([{ values, written }]) : [];
    }),
  );
}

/** The routes that are written as objects, one or a list of them. */
function writtenRoutes(
  call: RegisterCall,
  name: string,
  entry: EntryPointModel,
  object: NonNullable<EntryPointModel['object']>,
  holder: LibraryValue | undefined,
): void {
  const { host, step } = call;
  const router = holder ? host.routerOf(holder) : host.newRouter();
  const at = call.args[object.argument];
  for (const { values } of at ? flat([at]) : [])
    for (const value of values) {
      if (value.kind !== 'object') continue;
      const part = (property: string | undefined): readonly Value[] =>
        property === undefined ? [] : host.member(value, property);
      const methods = part(object.method).flatMap((each) =>
        each.kind === 'list' ? each.items.flatMap((item) => textsOf(item)) : each.kind === 'text' ? [each.text] : [],
      );
      const options = ['options', 'config'].flatMap((option) => part(option));
      const handlers = [
        ...part(object.handler),
        ...options.flatMap((each) => (each.kind === 'object' ? host.member(each, 'handler') : [])),
      ];
      const written = [value, ...options]
        .map((each) => (each.kind === 'object' ? each.written?.get(object.handler) : undefined))
        .find((each) => each !== undefined);
      const signIn = (entry.signsIn ?? [])
        .map((option) => signInOf(call, { values: optionAt(host, value, option), written: undefined }))
        .find((each) => each !== undefined);
      const paths = part(object.path).flatMap((each) => (each.kind === 'text' ? [each.text] : []));
      for (const method of methods.length > 0 ? methods : [entry.method])
        for (const path of paths.length > 0 ? paths : ['{…}'])
          router.events.push({
            kind: 'route',
            framework: call.framework,
            method: method === '*' ? 'ANY' : method.toUpperCase(),
            path,
            middleware: hooksIn(call, entry, { values: [value], written: undefined }).map((each) =>
              handlerOf(call, each),
            ),
            ...(signIn && { signIn }),
            handler: handlerOf(call, { values: handlers, written }),
            location: step.location,
            via: name,
          });
    }
}

/** What stands in an object at a way of names: `options.auth`. */
function optionAt(host: Host, value: Value, option: string): readonly Value[] {
  return option
    .split('.')
    .reduce<readonly Value[]>(
      (values, name) => values.flatMap((each) => (each.kind === 'object' ? host.member(each, name) : [])),
      [value],
    );
}

/** Arguments with lists taken apart. */
function flat(args: readonly Argument[]): Argument[] {
  return args.flatMap((argument) => {
    const lists = argument.values.filter((value) => value.kind === 'list');
    return lists.length > 0 && lists.length === argument.values.length
      ? flat(lists.flatMap((list) => (list.kind === 'list' ? list.items : [])))
      : [argument];
  });
}

/** The texts that an argument can be, those of a list included. */
function textsOf({ values }: Argument): string[] {
  return values.flatMap((value) => {
    if (value.kind === 'text') return [value.text];
    return value.kind === 'list' ? value.items.flatMap((item) => textsOf(item)) : [];
  });
}

/** Middleware of other routes than its own call's, which may run when it does not. */
function asRegistered({ step }: RegisterCall, handlers: readonly Handler[]): readonly Handler[] {
  return step.isConditional ? handlers.map((handler) => ({ ...handler, isConditional: true })) : handlers;
}

function handlersOf(call: RegisterCall, args: readonly Argument[]): Handler[] {
  return flat(args).map((argument) => handlerOf(call, argument));
}
