import { type Node, nameOf, type RuleContext, unwrap } from '../../../engine/rule.ts';

/** Types of elements that are declared, by their name path. */
const DECLARED: readonly (readonly [string, string])[] = [
  ['global.HTMLScriptElement#', 'script'],
  ['global.HTMLIFrameElement#', 'iframe'],
];

/**
 * The name of the element that an expression is, as far as its making tells: `createElement('script')`,
 * `querySelector('iframe.page')`, a declared type.
 */
export function elementName(element: Node, context: RuleContext): string | undefined {
  const declared = DECLARED.find(([entity]) => context.entitiesOf(element).includes(entity));
  if (declared) return declared[1];
  const made = unwrap(context.resolve(element));
  if (made.type !== 'CallExpression') return undefined;
  const text = context.constantOf(made.arguments[0]);
  if (typeof text !== 'string') return undefined;
  switch (nameOf(made.callee)) {
    case 'createElement':
      return text.toLowerCase();
    case 'querySelector':
    case 'closest':
      return /(?:^|[\s>+~])([a-z][a-z\d]*)(?:[.#:[][^\s>+~]*)?$/i.exec(text)?.[1]?.toLowerCase();
    default:
      return undefined;
  }
}

/** The element whose property a write sets: `e` of `e.src = x`. */
export function writtenElement(site: Node): Node | undefined {
  const target = site.type === 'AssignmentExpression' ? unwrap(site.left) : undefined;
  return target?.type === 'MemberExpression' ? target.object : undefined;
}
