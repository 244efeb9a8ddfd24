import { nameOf, type TSESTree } from '../../syntax/nodes.ts';
import { NOTHING } from '../valueFlowGraph.ts';
import { addCall } from './calls.ts';
import type { GraphBuilder } from './graphBuilder.ts';

export function elementValue(b: GraphBuilder, node: TSESTree.JSXElement): number {
  const { name, attributes } = node.openingElement;
  const element = name.type === 'JSXIdentifier' ? name.name : '';
  const isComponent = element === '' || /^[A-Z_$]/.test(element);
  const props = b.node(node.openingElement, 'variable', 'props');
  for (const attribute of attributes) {
    if (attribute.type === 'JSXSpreadAttribute') {
      b.copy(b.expression(attribute.argument), props);
      continue;
    }
    const attributeName = nameOf(attribute.name) ?? '';
    const valueNode = attribute.value;
    if (!valueNode) continue;
    const value =
      valueNode.type === 'JSXExpressionContainer' ? b.expression(valueNode.expression) : b.expression(valueNode);
    const inner = valueNode.type === 'JSXExpressionContainer' ? valueNode.expression : valueNode;
    b.graph.addEdge(value, props, 'store', attributeName);
    if (!isComponent && attributeName) {
      b.graph.attributes.push({
        ast: attribute,
        element,
        name: attributeName,
        value,
        valueNode: inner,
        owner: b.fn,
      });
    }
  }
  for (const child of node.children) {
    const value = b.expression(child);
    if (isComponent) b.graph.addEdge(value, props, 'store', 'children');
  }
  if (!isComponent) return NOTHING;
  const callee =
    name.type === 'JSXIdentifier'
      ? b.read(name)
      : name.type === 'JSXMemberExpression'
        ? memberComponent(b, name)
        : NOTHING;
  return addCall(b, node, callee, NOTHING, undefined, [node.openingElement], { evaluated: [props] });
}

function memberComponent(b: GraphBuilder, name: TSESTree.JSXMemberExpression): number {
  const object =
    name.object.type === 'JSXMemberExpression'
      ? memberComponent(b, name.object)
      : name.object.type === 'JSXIdentifier'
        ? b.read(name.object)
        : NOTHING;
  return b.load(object, name.property.name, name);
}
