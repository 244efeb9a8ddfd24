import { type Node, nameOf, type TSESTree } from '../../syntax/nodes.ts';
import { ANY } from '../accessPath.ts';
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
