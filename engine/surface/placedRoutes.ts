import type { Location } from '../finding.ts';
import type { DecoratorUse } from '../flow/valueFlowGraph.ts';
import type { ModuleModel } from '../moduleModel.ts';
import { directivesOf } from '../semantics/directives.ts';
import type { ApiTrie } from '../semantics/entities.ts';
import { exportedValues } from '../semantics/exportedValues.ts';
import { locate, type SourceFile } from '../source/sourceFile.ts';
import { isFunction, type Node, nameOf, type TSESTree, unwrap } from '../syntax/nodes.ts';

/** A route that is one by where it stands. */
export interface PlacedNode {
  readonly framework: string;
  readonly method: string;
  /** The path as written; holes are shown as `{…}`. */
  readonly path: string;
  readonly handler: string;
  readonly location: Location;
  /** The handler, or what it is made by. */
  readonly node: Node;
  readonly middlewareNodes: readonly Node[];
  /** The decorators of it and of its class. */
  readonly markNodes: readonly Node[];
}

/** The routes that are decorated methods. */
export function decoratedRoutes(source: SourceFile, model: ModuleModel, trie: ApiTrie): PlacedNode[] {
  const { graph, values } = model;
  const entitiesOf = (use: DecoratorUse) => values.entitiesAt(use.callee).map(({ entity }) => entity);
  const found: PlacedNode[] = [];
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
        const paths = [...of(entry.prefix), use]
          .map((each) => decoratorPaths(source, model, each.arguments[0]))
          .reduce((before, ends) => before.flatMap((start) => ends.map((end) => `${start}/${end}`)), ['']);
        for (const path of paths)
          found.push({
            framework: entity.package,
            method: entry.method,
            path: `/${path.split('/').filter(Boolean).join('/')}`,
            handler: use.method.name ?? 'function',
            location: locate(source, use.ast.range[0], use.ast.range[1]),
            node: use.method.ast,
            middlewareNodes: of(entry.middleware).flatMap((each) => each.arguments),
            markNodes: [...decoratorsOf(use.ast), ...decoratorsOf(use.ast.parent?.parent)],
          });
      }
    }
  }
  return found;
}

function decoratorsOf(node: Node | undefined): readonly Node[] {
  return node && 'decorators' in node ? (node.decorators ?? []).map(({ expression }) => expression) : [];
}

/** The paths that a decorator is given: one, a list of them, or `{ path: 'x' }`. */
function decoratorPaths(source: SourceFile, model: ModuleModel, argument: Node | undefined): readonly string[] {
  if (!argument) return [''];
  if (argument.type === 'ArrayExpression')
    return argument.elements.flatMap((each) => (each ? decoratorPaths(source, model, each) : []));
  if (argument.type !== 'ObjectExpression') return [pathText(source, model, argument)];
  return decoratorPaths(source, model, model.constants.property(argument, 'path'));
}

/** The routes that are what a file of their path exports. */
export function exportedRoutes(source: SourceFile, model: ModuleModel, trie: ApiTrie): PlacedNode[] {
  const found: PlacedNode[] = [];
  let values: ReadonlyMap<string, Node> | undefined;
  const seen = new Set<string>();
  for (const { model: entry, package: framework, routeOf } of trie.exportedEntryPoints) {
    const path = routeOf(source.path);
    if (path === undefined) continue;
    values ??= new Map([
      ...namesOnly(model.tree.program),
      ...exportedValues(model.tree.program, model.scopes, model.constants),
    ]);
    for (const name of entry.exports?.names ?? []) {
      const value = values.get(name);
      if (!value || seen.has(name) || (entry.call && !isMadeBy(model, trie, framework, entry.call, value))) continue;
      seen.add(name);
      const { node, hooks } = entry.call ? givenTo(model, value, entry.hooks ?? []) : { node: value, hooks: [] };
      found.push({
        framework,
        method: entry.method === '*' ? name : entry.method,
        path,
        handler: isFunction(node) ? (node.id?.name ?? name) : written(source, node),
        location: locate(source, value.range[0], value.range[1]),
        node,
        middlewareNodes: hooks,
        markNodes: [],
      });
    }
  }
  return found;
}

/** What a module exports by name without saying what it is: of another module, or taken out of something. */
function namesOnly({ body }: TSESTree.Program): [string, Node][] {
  return body.flatMap((statement): [string, Node][] => {
    if (statement.type !== 'ExportNamedDeclaration') return [];
    const { declaration, source, specifiers } = statement;
    if (source) return specifiers.map(({ exported, local }) => [nameOf(exported) ?? '', local]);
    if (declaration?.type !== 'VariableDeclaration') return [];
    return declaration.declarations.flatMap(({ id }) =>
      id.type === 'ObjectPattern'
        ? id.properties.flatMap((property): [string, Node][] =>
            property.type === 'Property' && property.value.type === 'Identifier'
              ? [[property.value.name, property.value]]
              : [],
          )
        : [],
    );
  });
}

/** What a function of the framework makes a route of: a handler, or an object that holds it with its hooks. */
function givenTo(
  { constants }: ModuleModel,
  value: Node,
  names: readonly string[],
): { readonly node: Node; readonly hooks: readonly Node[] } {
  const at = unwrap(value);
  const given = at.type === 'CallExpression' ? at.arguments[0] : undefined;
  if (!given) return { node: value, hooks: [] };
  const node = (given.type === 'ObjectExpression' && constants.property(given, 'handler')) || given;
  const hooks = names.flatMap((name): readonly Node[] => {
    const hook = constants.property(given, name);
    const all = hook?.type === 'ArrayExpression' ? hook.elements : [hook];
    return all.filter((each) => each != null);
  });
  return { node, hooks };
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
export function directedRoutes(source: SourceFile, model: ModuleModel, trie: ApiTrie): PlacedNode[] {
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
      handler: name,
      location: locate(source, value.range[0], value.range[1]),
      node: value,
      middlewareNodes: [],
      markNodes: [],
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
