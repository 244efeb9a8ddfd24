/** What a program for NestJS puts before its routes beside them: https://docs.nestjs.com/middleware, https://docs.nestjs.com/guards. */
import type { ModuleSurface } from '../engine/surface/surface.ts';
import type { Interpreter } from './setup/interpreter.ts';
import type { ApiCall, Reach } from './setup/reach.ts';
import { joinPaths } from './setup/router.ts';
import type { Argument, FoundRoute, Handler, LibraryValue, Value } from './setup/values.ts';

const NEST = '@nestjs/common';

/** Tokens under which a module provides what runs before all routes. */
const EVERYWHERE = /^@nestjs\/core\.APP_(?:GUARD|PIPE|INTERCEPTOR)$/;

/**
 * Reads the modules' providers into what holds everywhere.
 * @returns the middleware that `consumer.apply(…).forRoutes(…)` puts before a route
 */
export function nestMiddleware(
  interpreter: Interpreter,
  reach: Reach,
  surfaces: readonly ModuleSurface[],
): (route: FoundRoute) => readonly Handler[] {
  const applied: Applied[] = [];
  for (const surface of surfaces)
    for (const cls of surface.classes) {
      const frame = interpreter.moduleFrame(surface.path)!;
      for (const { decorator, arguments: args } of cls.decorators) {
        const names = interpreter
          .eval(decorator, frame)
          .flatMap((value) => (value.kind === 'library' ? value.names : []));
        if (!names.includes(`${NEST}.Module`) || !args[0]) continue;
        for (const module of interpreter.eval(args[0], frame)) addProviders(interpreter, module);
      }
      const configure = cls.methods.find(([name]) => name === 'configure')?.[1];
      const fn = configure === undefined ? undefined : surface.functions.get(configure);
      if (!fn) continue;
      for (const call of reach.callsOf(interpreter.functionValue(surface, fn)))
        if (call.callee.names.some((name) => name.endsWith('.forRoutes'))) applied.push(...appliedBy(call));
    }
  return (route) =>
    route.framework === 'nestjs' ? applied.filter((each) => each.isFor(route)).map(({ handler }) => handler) : [];
}

interface Applied {
  readonly handler: Handler;
  isFor(route: FoundRoute): boolean;
}

function addProviders({ everywhere }: Interpreter, module: Value): void {
  const providers = module.kind === 'object' ? (module.properties.get('providers') ?? []) : [];
  for (const list of providers)
    for (const { values } of list.kind === 'list' ? list.items : [])
      for (const provider of values) {
        if (provider.kind !== 'object') continue;
        const token = provider.properties.get('provide') ?? [];
        const isOne = token.some(
          (value) => value.kind === 'library' && value.names.some((name) => EVERYWHERE.test(name)),
        );
        if (!isOne) continue;
        const given = ['useClass', 'useExisting', 'useValue', 'useFactory'].flatMap(
          (name) => provider.properties.get(name) ?? [],
        );
        everywhere.push({ framework: NEST, prefix: '', handlers: [{ values: given, written: writtenOf(given[0]) }] });
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
