import type { Binding, Scopes } from '../semantics/scopes.ts';
import { hash64 } from '../settle/hash.ts';
import { type Node, unwrap } from '../syntax/nodes.ts';
import { forEachChild } from '../syntax/walk.ts';

/**
 * A hash of code that no formatting, comment or type, no other name of a local and no move changes: of its nodes, its
 * literals, the names of properties and of what comes from outside.
 */
export function codeHash(root: Node, scopes: Scopes): string {
  const parts: string[] = [];
  const locals = new Map<Binding, number>();
  const isOutside = (binding: Binding) => binding.kind === 'import' || !isWithin(binding.identifier, root);
  const visit = (given: Node): void => {
    const node = unwrap(given);
    switch (node.type) {
      case 'Identifier': {
        const binding = scopes.bindingOf.get(node);
        if (!binding || isOutside(binding)) parts.push(node.name);
        else {
          const number = locals.get(binding) ?? locals.size;
          locals.set(binding, number);
          parts.push(`$${number}`);
        }
        return;
      }
      case 'Literal':
        parts.push(typeof node.value === 'string' ? JSON.stringify(node.value) : node.raw);
        return;
      case 'TemplateElement':
        parts.push(JSON.stringify(node.value.cooked));
        return;
      case 'Property':
        // `{ id }` and `{ id: id }` are the same, and the name is no local's.
        parts.push('Property');
        if (node.key.type === 'Identifier' && !node.computed) parts.push(node.key.name);
        else visit(node.key);
        visit(node.value);
        return;
      case 'MemberExpression':
        parts.push(node.computed ? '[]' : '.');
        visit(node.object);
        if (node.property.type === 'Identifier' && !node.computed) parts.push(node.property.name);
        else visit(node.property);
        return;
      case 'EmptyStatement':
      case 'TSTypeAnnotation':
      case 'TSTypeParameterInstantiation':
      case 'TSTypeParameterDeclaration':
      case 'TSInterfaceDeclaration':
      case 'TSTypeAliasDeclaration':
        return;
      default:
        parts.push('operator' in node ? `${node.type}${node.operator}` : node.type);
        forEachChild(node, visit);
    }
  };
  visit(root);
  return hash64(parts.join(' '));
}

function isWithin(inner: Node, outer: Node): boolean {
  return inner.range[0] >= outer.range[0] && inner.range[1] <= outer.range[1];
}
