/** What a program for NestJS puts before its routes beside them: https://docs.nestjs.com/middleware, https://docs.nestjs.com/guards. */
import type { ClassSurface, ModuleSurface } from '../engine/surface/surface.ts';
import type { Interpreter } from './setup/interpreter.ts';
import type { ApiCall, Reach } from './setup/reach.ts';
import { joinPaths } from './setup/router.ts';
import type { Argument, Everywhere, FoundRoute, Handler, LibraryValue, Value } from './setup/values.ts';

const NEST = '@nestjs/common';

/** Tokens under which a module provides what runs before all routes. */
const EVERYWHERE = /^@nestjs\/core\.APP_(?:GUARD|PIPE|INTERCEPTOR)$/;

/** What is known of the applications of a program: of which modules each consists, and what these put before routes. */
export class NestApplications {
  readonly #interpreter: Interpreter;
  readonly #reach: Reach;
  readonly #modules = new Map<string, NestModule>();
  readonly #applied: { readonly module: string; readonly applied: Applied }[] = [];
  readonly #reached = new Map<string, ReadonlySet<string>>();

  constructor(interpreter: Interpreter, reach: Reach, surfaces: readonly ModuleSurface[]) {
    this.#interpreter = interpreter;
    this.#reach = reach;
    for (const surface of surfaces) for (const cls of surface.classes) this.#read(surface, cls);
  }

  /** The route as it is in each application that has it. */
  of(route: FoundRoute): FoundRoute[] {
    if (route.framework !== 'nestjs') return [route];
    const { everywhere } = this.#interpreter;
    const roots = new Set(everywhere.flatMap(({ of }) => keysOfClasses(of ?? [])));
    const having = [...roots].filter((root) => this.#hasRoute(root, route));
    // Whose modules are put together in a way that nobody follows may have it.
    const applications = having.length > 0 ? having : roots.size > 0 ? [...roots] : [undefined];
    const found = new Map<string, FoundRoute>();
    for (const root of applications) {
      const here = everywhere.filter(({ of, framework }) => {
        if (framework !== NEST) return false;
        return of === undefined || root === undefined || this.#isPart(root, of);
      });
      const own = this.#applied.filter(({ module, applied }) => {
        const isHere = root === undefined || having.length === 0 || this.#partsOf(root).has(module);
        return isHere && applied.isFor(route);
      });
      const made = withEverywhere(here, {
        ...route,
        middleware: [...own.map(({ applied }) => applied.handler), ...route.middleware],
      });
      found.set([made.path, ...made.middleware.map(({ text }) => text)].join(' '), made);
    }
    return [...found.values()];
  }

  /** True when what a module or an application brings holds in the application with this root. */
  #isPart(root: string, of: readonly Value[]): boolean {
    const parts = this.#partsOf(root);
    return keysOfClasses(of).some((key) => parts.has(key));
  }

  #hasRoute(root: string, { location }: FoundRoute): boolean {
    return [...this.#partsOf(root)].some((key) => this.#modules.get(key)?.controllers.has(location.path));
  }

  /** The modules that a module consists of, itself included. */
  #partsOf(root: string): ReadonlySet<string> {
    const known = this.#reached.get(root);
    if (known) return known;
    const found = new Set<string>();
    const work = [root];
    for (let next = work.pop(); next !== undefined; next = work.pop()) {
      if (found.has(next)) continue;
      found.add(next);
      work.push(...(this.#modules.get(next)?.imports ?? []));
    }
    this.#reached.set(root, found);
    return found;
  }

  #read(surface: ModuleSurface, cls: ClassSurface): void {
    const interpreter = this.#interpreter;
    const frame = interpreter.moduleFrame(surface.path)!;
    const key = `${surface.path}#${cls.id}`;
    const self: Value = { kind: 'class', module: surface, id: cls.id, frame };
    for (const { decorator, arguments: args } of cls.decorators) {
      const names = interpreter
        .eval(decorator, frame)
        .flatMap((value) => (value.kind === 'library' ? value.names : []));
      if (!names.includes(`${NEST}.Module`)) continue;
      const given = args[0] ? interpreter.eval(args[0], frame) : [];
      this.#modules.set(key, {
        imports: given.flatMap((each) => partsOf(each, 'imports')).flatMap((each) => this.#modulesIn(each)),
        controllers: new Set(
          given
            .flatMap((each) => partsOf(each, 'controllers'))
            .flatMap((each) => (each.kind === 'class' ? [each.module.path] : [])),
        ),
      });
      for (const module of given) addProviders(interpreter, module, self);
    }
    const configure = cls.methods.find(([name]) => name === 'configure')?.[1];
    const fn = configure === undefined ? undefined : surface.functions.get(configure);
    if (!fn) return;
    for (const call of this.#reach.callsOf(interpreter.functionValue(surface, fn)))
      if (call.callee.names.some((name) => name.endsWith('.forRoutes')))
        for (const applied of appliedBy(call)) this.#applied.push({ module: key, applied });
  }

  /** The modules that an entry of `imports` means: a class, what a method of one gives, `forwardRef(() => Users)`. */
  #modulesIn(value: Value): string[] {
    if (value.kind === 'class') return keysOfClasses([value]);
    if (value.kind === 'object')
      return [
        ...keysOfClasses(value.properties.get('module') ?? []),
        ...partsOf(value, 'imports').flatMap((each) => this.#modulesIn(each)),
      ];
    if (value.kind !== 'library') return [];
    return (value.made?.arguments ?? []).flatMap(({ values }) =>
      values.flatMap((each) =>
        each.kind === 'function' ? keysOfClasses(this.#interpreter.invoke(each, [], undefined)) : [],
      ),
    );
  }
}

interface NestModule {
  readonly imports: readonly string[];
  /** The files of its controllers. */
  readonly controllers: ReadonlySet<string>;
}

function keysOfClasses(values: readonly Value[]): string[] {
  return values.flatMap((value) => (value.kind === 'class' ? [`${value.module.path}#${value.id}`] : []));
}

/** What a list among the settings of a module holds. */
function partsOf(module: Value, name: string): readonly Value[] {
  const lists = module.kind === 'object' ? (module.properties.get(name) ?? []) : [];
  return lists.flatMap((list) => (list.kind === 'list' ? list.items.flatMap(({ values }) => itemsOf(values)) : []));
}

function itemsOf(values: readonly Value[]): readonly Value[] {
  return values.flatMap((value) =>
    value.kind === 'list' ? value.items.flatMap((item) => itemsOf(item.values)) : [value],
  );
}

/** A route behind what holds for all of an application, under its prefix. */
function withEverywhere(here: readonly Everywhere[], route: FoundRoute): FoundRoute {
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
    (rest, { prefix, excluded = [] }) =>
      prefix === '' || PATHLESS.has(route.method) || excluded.some((each) => names(each, route))
        ? rest
        : joinPaths(prefix, rest),
    route.path,
  );
  return { ...route, path, middleware: [...before, ...route.middleware] };
}

/** Ways in that no prefix of paths changes. */
const PATHLESS = new Set(['CRON', 'CLI', 'MESSAGE', 'WS', 'RPC', 'QUERY', 'MUTATION', 'SUBSCRIPTION']);

interface Applied {
  readonly handler: Handler;
  isFor(route: FoundRoute): boolean;
}

function addProviders({ everywhere }: Interpreter, module: Value, self: Value): void {
  for (const provider of partsOf(module, 'providers')) {
    if (provider.kind !== 'object') continue;
    const token = provider.properties.get('provide') ?? [];
    const isOne = token.some((value) => value.kind === 'library' && value.names.some((name) => EVERYWHERE.test(name)));
    if (!isOne) continue;
    const given = ['useClass', 'useExisting', 'useValue', 'useFactory'].flatMap(
      (name) => provider.properties.get(name) ?? [],
    );
    const handlers = [{ values: given, written: writtenOf(given[0]) }];
    everywhere.push({ framework: NEST, prefix: '', handlers, of: [self] });
  }
}

function writtenOf(value: Value | undefined): Argument['written'] {
  if (value?.kind === 'class') {
    const cls = value.module.classes[value.id];
    const place = cls && value.module.functions.get(cls.construct ?? cls.methods[0]?.[1] ?? 0);
    return cls?.name !== undefined && place ? { text: cls.name, location: place.location } : undefined;
  }
  return value?.kind === 'library' && value.made
    ? { text: value.made.step.text, location: value.made.step.location }
    : undefined;
}

function appliedBy(call: ApiCall): Applied[] {
  const chain: LibraryValue[] = [];
  for (
    let at: Value | undefined = call.callee.receiver;
    at?.kind === 'library' && at.made;
    at = at.made.callee.receiver
  )
    chain.push(at);
  const given = chain.find(({ made }) => made?.callee.property === 'apply')?.made?.arguments ?? [];
  const excluded = chain
    .filter(({ made }) => made?.callee.property === 'exclude')
    .flatMap(({ made }) => made?.arguments ?? []);
  const isNamed = (args: readonly Argument[], route: FoundRoute) =>
    args.some(({ values }) => values.some((value) => names(value, route)));
  return given.map(
    (argument): Applied => ({
      handler: {
        text: argument.written?.text ?? 'function',
        location: argument.written?.location ?? call.step.location,
        values: argument.values,
      },
      isFor: (route) => isNamed(call.arguments, route) && !isNamed(excluded, route),
    }),
  );
}

/** True when a value names a route: a controller's class, a path, or an object of path and method. */
function names(value: Value, route: FoundRoute): boolean {
  switch (value.kind) {
    case 'class':
      return route.location.path === value.module.path;
    case 'text':
      return isPath(value.text, route.path);
    case 'object': {
      const paths = value.properties.get('path') ?? [];
      const methods = (value.properties.get('method') ?? []).flatMap((each) =>
        each.kind === 'library' ? each.names.map((name) => name.slice(name.lastIndexOf('.') + 1)) : [],
      );
      const isMethod = methods.length === 0 || methods.includes('ALL') || methods.includes(route.method);
      return isMethod && paths.some((path) => path.kind === 'text' && isPath(path.text, route.path));
    }
    case 'list':
      return value.items.some((item) => item.values.some((each) => names(each, route)));
    default:
      return false;
  }
}

function isPath(pattern: string, path: string): boolean {
  const wanted = joinPaths(pattern).split('/');
  const given = joinPaths(path).split('/');
  const rest = wanted.findIndex((name) => /[*]/.test(name));
  if (rest < 0 && wanted.length !== given.length) return false;
  return (rest < 0 ? wanted : wanted.slice(0, rest)).every(
    (name, index) => name === given[index] || (name.startsWith(':') && given[index]?.startsWith(':')),
  );
}
