import { type Node, nameOf, type TSESTree, unwrap } from '../../syntax/nodes.ts';
import { ANY } from '../accessPath.ts';
import { NOTHING } from '../valueFlowGraph.ts';
import { bindName } from './assignments.ts';
import type { GraphBuilder } from './graphBuilder.ts';

export function moduleNode(b: GraphBuilder, specifier: string, ast: Node): number {
  const node = b.node(ast, 'value', specifier);
  b.graph.modules.push({ node, specifier });
  return node;
}

export function importNames(b: GraphBuilder, statement: TSESTree.ImportDeclaration): void {
  const specifier = String(statement.source.type === 'Literal' ? statement.source.value : '');
  if (specifier === '') return;
  const module = moduleNode(b, specifier, statement);
  for (const each of statement.specifiers) {
    if (each.type === 'ImportNamespaceSpecifier') bindName(b, each.local, module);
    else if (each.type === 'ImportDefaultSpecifier') bindName(b, each.local, b.load(module, 'default', each));
    else bindName(b, each.local, b.load(module, nameOf(each.imported) ?? ANY, each));
  }
}

/** `export { a as b } from './x'`: a part of another module becomes a part of this one. */
export function reexportNames(b: GraphBuilder, statement: TSESTree.ExportNamedDeclaration): void {
  const module = moduleNode(b, String(statement.source?.value), statement);
  for (const { local, exported } of statement.specifiers) {
    const value = b.node(statement, 'value');
    b.graph.addEdge(module, value, 'load', nameOf(local) ?? ANY);
    b.graph.addEdge(value, b.graph.exports, 'store', nameOf(exported) ?? ANY);
  }
}

/** `export * from './x'`, which leaves the default export out; `export * as x from './x'`, which does not. */
export function reexportAll(b: GraphBuilder, statement: TSESTree.ExportAllDeclaration): void {
  const module = moduleNode(b, String(statement.source.value), statement);
  const name = statement.exported && nameOf(statement.exported);
  if (name) b.graph.addEdge(module, b.graph.exports, 'store', name);
  else b.graph.addEdge(module, b.graph.exports, 'keep', 'default');
}

/** Exports what the declared names are when the module has run to its end. */
export function exportNames(b: GraphBuilder): void {
  for (const statement of b.program.body) {
    if (statement.type === 'ExportDefaultDeclaration') exportAs(b, 'default', declaredValue(b, statement.declaration));
    else if (statement.type === 'ExportNamedDeclaration' && !statement.source) {
      for (const { local, exported } of statement.specifiers)
        if (local.type === 'Identifier') exportAs(b, nameOf(exported) ?? ANY, b.read(local));
      for (const identifier of declaredNames(statement.declaration)) exportAs(b, identifier.name, b.read(identifier));
    }
  }
}

/** Finds the variables in which one function can leave something for another: such as are set anew, and objects. */
export function keepState(b: GraphBuilder): void {
  for (const binding of b.scopes.module.bindings.values()) {
    const { captured, declaration, writtenByInner } = binding;
    const made = declaration.type === 'VariableDeclarator' && declaration.init ? unwrap(declaration.init) : declaration;
    const isHolder = captured && /^(?:New|Array|Object|Call)Expression$/.test(made.type);
    if (!writtenByInner && !isHolder && !hasMethodsOfItsOwn(made)) continue;
    const node = b.read(binding.identifier);
    if (node !== NOTHING) b.graph.state.push({ name: binding.name, node });
  }
}

/** True for a class with static members, and for an object with methods: they may keep something in it. */
function hasMethodsOfItsOwn(made: Node): boolean {
  if (made.type === 'ClassDeclaration') return made.body.body.some((member) => 'static' in member && member.static);
  return (
    made.type === 'ObjectExpression' &&
    made.properties.some((each) => each.type === 'Property' && each.value.type === 'FunctionExpression')
  );
}

function exportAs(b: GraphBuilder, name: string, value: number): void {
  b.graph.addEdge(value, b.graph.exports, 'store', name);
}

function declaredValue(b: GraphBuilder, declaration: Node): number {
  return b.graph.functionOf.get(declaration)?.value ?? b.graph.nodeOf.get(declaration) ?? NOTHING;
}

function declaredNames(declaration: TSESTree.ExportNamedDeclaration['declaration']): TSESTree.Identifier[] {
  switch (declaration?.type) {
    case 'VariableDeclaration':
      return declaration.declarations.flatMap(({ id }) => namesIn(id));
    case 'FunctionDeclaration':
    case 'ClassDeclaration':
      return declaration.id ? [declaration.id] : [];
    default:
      return [];
  }
}

function namesIn(pattern: Node | null): TSESTree.Identifier[] {
  switch (pattern?.type) {
    case 'Identifier':
      return [pattern];
    case 'AssignmentPattern':
      return namesIn(pattern.left);
    case 'RestElement':
      return namesIn(pattern.argument);
    case 'ArrayPattern':
      return pattern.elements.flatMap(namesIn);
    case 'ObjectPattern':
      return pattern.properties.flatMap((property) =>
        namesIn(property.type === 'RestElement' ? property.argument : property.value),
      );
    default:
      return [];
  }
}
