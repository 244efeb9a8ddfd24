import type { Location } from '../finding.ts';
import type { DecoratorUse } from '../flow/valueFlowGraph.ts';
import type { EntryPointModel } from '../model.ts';
import type { ModuleModel } from '../moduleModel.ts';
import { directivesOf } from '../semantics/directives.ts';
import type { ApiTrie } from '../semantics/entities.ts';
import { exportedValues } from '../semantics/exportedValues.ts';
import { locate, type SourceFile } from '../source/sourceFile.ts';
import { isFunction, type Node, type TSESTree, unwrap } from '../syntax/nodes.ts';

/** A place where requests enter the program. */
export interface EntryPoint {
  readonly framework: string;
  readonly method: string;
  /** The path as written; holes are shown as `{…}`. */
  readonly path: string;
  /** The middleware before the handler, as written. */
  readonly middleware: readonly string[];
  readonly handler: string;
  readonly location: Location;
}

/** A route with what it was found by. */
export interface FoundRoute extends EntryPoint {
  /** The handler, or what it is made by. */
  readonly node: Node;
  readonly middlewareNodes: readonly Node[];
}

/** The routes of a module, in order of text: those that it registers, its decorated methods, what it exports. */
export function findEntryPoints(source: SourceFile, model: ModuleModel, trie: ApiTrie): EntryPoint[] {
  const placed = [
    ...decoratedRoutes(source, model, trie),
    ...exportedRoutes(source, model, trie),
    ...directedRoutes(source, model, trie),
  ].map(({ node, middlewareNodes, ...entry }): EntryPoint => entry);
  return [...registered(source, model), ...placed].sort((a, b) => a.location.start - b.location.start);
}

function registered(source: SourceFile, model: ModuleModel): EntryPoint[] {
  const found: EntryPoint[] = [];
  for (const call of model.graph.calls) {
    if (call.isDerived) continue;
    for (const { entity } of model.values.calleesOf.get(call.id) ?? []) {
      for (const entry of entity.entryPoints) {
        if (!entry.call || entry.exports) continue;
        const location = locate(source, call.ast.range[0], call.ast.range[1]);
        const route = entry.object
          ? writtenRoutes(source, model, entry, call.argumentNodes[entry.object.argument])
          : givenRoute(source, model, entry, call.argumentNodes);
        for (const each of route) found.push({ framework: entity.package, location, ...each });
      }
    }
  }
  return found;
}

type Route = Pick<EntryPoint, 'method' | 'path' | 'middleware' | 'handler'>;

/** The route that is given as arguments: a path, middleware, a handler. */
function givenRoute(
  source: SourceFile,
  model: ModuleModel,
  entry: EntryPointModel,
  args: readonly (Node | undefined)[],
): Route[] {
  const at = entry.path ?? 0;
  const functions = args
    .slice(at + 1)
    .flatMap((node): readonly (Node | null | undefined)[] =>
      node?.type === 'ArrayExpression' ? node.elements : [node],
    )
    .filter((node): node is Node => node != null);
  // `app.get('title')` reads a setting, and a path may be left out.
  if (functions.length === 0) return [];
  return [
    {
      method: entry.method,
      path: pathText(source, model, args[at]),
      middleware: functions
        .slice(0, -1)
        .flatMap((node) => (node.type === 'ObjectExpression' ? hooksIn(model, entry, node) : [node]))
        .map((node) => written(source, node)),
      handler: written(source, functions.at(-1)!),
    },
  ];
}

/** The middleware that an options object holds. */
function hooksIn(model: ModuleModel, entry: EntryPointModel, options: Node): Node[] {
  return (entry.hooks ?? []).flatMap((name) => {
    const value = model.constants.property(options, name);
    const list = value?.type === 'ArrayExpression' ? value.elements : [value];
    return list.filter((node): node is TSESTree.Expression => node != null && node.type !== 'SpreadElement');
  });
}

/** The routes that are written as objects, one or a list of them. */
function writtenRoutes(
  source: SourceFile,
  model: ModuleModel,
  entry: EntryPointModel,
  argument: Node | undefined,
): Route[] {
  const at = argument && model.constants.resolve(argument);
  if (at?.type === 'ArrayExpression')
    return at.elements.flatMap((element) => (element ? writtenRoutes(source, model, entry, element) : []));
  const { object } = entry;
  if (at?.type !== 'ObjectExpression' || !object) return [];
  const handler = model.constants.property(at, object.handler);
  if (!handler) return [];
  const method = object.method === undefined ? undefined : model.constants.property(at, object.method);
  const names = method && model.constants.resolve(method);
  const methods = names?.type === 'ArrayExpression' ? names.elements : [names];
  const path = object.path === undefined ? undefined : model.constants.property(at, object.path);
  return methods.map((each) => {
    const constant = each ? model.constants.constantOf(each) : undefined;
    const isName = typeof constant === 'string' && constant !== '*';
    return {
      method: isName ? constant.toUpperCase() : entry.method,
      path: path ? pathText(source, model, path) : '',
      middleware: hooksIn(model, entry, at).map((node) => written(source, node)),
      handler: written(source, handler),
    };
  });
}

/** The routes that are decorated methods. */
export function decoratedRoutes(source: SourceFile, model: ModuleModel, trie: ApiTrie): FoundRoute[] {
  const { graph, values } = model;
  const entitiesOf = (use: DecoratorUse) => values.entitiesAt(use.callee).map(({ entity }) => entity);
  const found: FoundRoute[] = [];
  for (const use of graph.decorators) {
    if (!use.method) continue;
    for (const entity of entitiesOf(use)) {
      for (const entry of entity.entryPoints) {
        if (!entry.decorators) continue;
        const around = graph.decorators.filter(
          (each) => each.method === use.method || each.ast === use.ast.parent?.parent,
        );
        const of = (paths: readonly string[] | undefined) =>
          around.filter((each) =>
            entitiesOf(each).some((is) => paths?.some((path) => trie.named(`${entity.package}.${path}`) === is)),
          );
        const parts = [...of(entry.prefix), use].map((each) => decoratorPath(source, model, each.arguments[0]));
        const middlewareNodes = of(entry.middleware).flatMap((each) => each.arguments);
        found.push({
          framework: entity.package,
          method: entry.method,
          path: `/${parts.flatMap((part) => part.split('/').filter(Boolean)).join('/')}`,
          middleware: middlewareNodes.map((node) => written(source, node)),
          handler: use.method.name ?? 'function',
          location: locate(source, use.ast.range[0], use.ast.range[1]),
          node: use.method.ast,
          middlewareNodes,
        });
      }
    }
  }
  return found;
}

/** The path that a decorator is given, also as `{ path: 'x' }`. */
function decoratorPath(source: SourceFile, model: ModuleModel, argument: Node | undefined): string {
  if (!argument) return '';
  if (argument.type !== 'ObjectExpression') return pathText(source, model, argument);
  const path = model.constants.property(argument, 'path');
  return path ? pathText(source, model, path) : '';
}

/** The routes that are what a file of their path exports. */
export function exportedRoutes(source: SourceFile, model: ModuleModel, trie: ApiTrie): FoundRoute[] {
  const found: FoundRoute[] = [];
  let values: ReadonlyMap<string, Node> | undefined;
  const seen = new Set<string>();
  for (const { model: entry, package: framework, routeOf } of trie.exportedEntryPoints) {
    const path = routeOf(source.path);
    if (path === undefined) continue;
    values ??= exportedValues(model.tree.program, model.scopes, model.constants);
    for (const name of entry.exports?.names ?? []) {
      const value = values.get(name);
      if (!value || seen.has(name) || (entry.call && !isMadeBy(model, trie, framework, entry.call, value))) continue;
      seen.add(name);
      found.push({
        framework,
        method: entry.method === '*' ? name : entry.method,
        path,
        middleware: [],
        handler: isFunction(value) ? (value.id?.name ?? name) : written(source, value),
        location: locate(source, value.range[0], value.range[1]),
        node: value,
        middlewareNodes: [],
      });
    }
  }
  return found;
}

/** True when one of these functions of the package made the value. */
function isMadeBy(
  model: ModuleModel,
  trie: ApiTrie,
  framework: string,
  names: readonly string[],
  value: Node,
): boolean {
  const at = unwrap(value);
  if (at.type !== 'CallExpression') return false;
  const callee = model.graph.nodeOf.get(unwrap(at.callee));
  const makers = names.map((name) => trie.named(`${framework}.${name}`));
  return callee !== undefined && model.values.entitiesAt(callee).some(({ entity }) => makers.includes(entity));
}

/** Functions under a directive, or that a file under it exports. */
export function directedRoutes(source: SourceFile, model: ModuleModel, trie: ApiTrie): FoundRoute[] {
  const { program } = model.tree;
  const atTop = directivesOf(program);
  return trie.directedEntryPoints.flatMap(({ model: { directive, method }, package: framework }) => {
    if (directive === undefined) return [];
    const named = [
      ...(atTop.has(directive) ? exportedValues(program, model.scopes, model.constants) : []),
      ...model.graph.functions.flatMap(({ ast, name }): [string, Node][] =>
        isFunction(ast) && ast.body && directivesOf(ast.body).has(directive) ? [[name ?? 'function', ast]] : [],
      ),
    ];
    return named.map(([name, value]) => ({
      framework,
      method,
      path: name,
      middleware: [],
      handler: name,
      location: locate(source, value.range[0], value.range[1]),
      node: value,
      middlewareNodes: [],
    }));
  });
}

function pathText(source: SourceFile, model: ModuleModel, node: Node | undefined): string {
  const pieces = model.constants.stringOf(node);
  if (pieces) return pieces.map((piece) => (typeof piece === 'string' ? piece : '{…}')).join('');
  return node ? written(source, node) : '';
}

function written(source: SourceFile, node: Node): string {
  if (isFunction(node)) return node.id?.name ?? 'function';
  const text = source.text.slice(node.range[0], node.range[1]).replace(/\s+/g, ' ');
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
