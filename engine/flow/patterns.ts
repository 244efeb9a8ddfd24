import { type Node, nameOf } from '../syntax/nodes.ts';

/** The names from a pattern to a variable that it declares: `['params', 'id']` in `{ params: { id } }`. */
export function namesTo(pattern: Node, variable: Node): readonly string[] | undefined {
  if (pattern === variable) return [];
  switch (pattern.type) {
    case 'AssignmentPattern':
      return namesTo(pattern.left, variable);
    case 'TSParameterProperty':
      return namesTo(pattern.parameter, variable);
    case 'ObjectPattern':
      for (const property of pattern.properties) {
        if (property.type !== 'Property' || property.computed) continue;
        const inner = namesTo(property.value, variable);
        const name = inner && nameOf(property.key);
        if (name !== undefined) return [name, ...inner!];
      }
      return undefined;
    case 'ArrayPattern': {
      const index = pattern.elements.findIndex((each) => each !== null && namesTo(each, variable));
      return index < 0 ? undefined : [String(index), ...namesTo(pattern.elements[index]!, variable)!];
    }
    default:
      return undefined;
  }
}
