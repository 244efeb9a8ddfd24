import { type Node, nameOf, type TSESTree } from '../../syntax/nodes.ts';
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

export function exportNamed(b: GraphBuilder, statement: TSESTree.ExportNamedDeclaration): void {
  const source = statement.source ? moduleNode(b, String(statement.source.value), statement) : undefined;
  for (const specifier of statement.specifiers) {
    const name = nameOf(specifier.exported) ?? ANY;
    const local = specifier.local;
    const node =
      source !== undefined
        ? b.load(source, nameOf(local) ?? ANY, specifier)
        : local.type === 'Identifier'
          ? b.read(local)
          : NOTHING;
    b.graph.exports.push({ name, node });
  }
  const declaration = statement.declaration;
  if (declaration?.type === 'VariableDeclaration') {
    for (const declarator of declaration.declarations) {
      if (declarator.id.type === 'Identifier')
        b.graph.exports.push({ name: declarator.id.name, node: b.read(declarator.id) });
    }
  } else if (declaration && 'id' in declaration && declaration.id?.type === 'Identifier') {
    b.graph.exports.push({ name: declaration.id.name, node: b.read(declaration.id) });
  }
}
