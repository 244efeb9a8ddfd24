import { automatic, type Fix, flowRule, insertAfter, insertBefore, type SinkMatch } from '../../../../engine/rule.ts';

export default flowRule({
  id: 'orm-operator-injection',
  title: 'An object from outside becomes the condition of a query',
  severity: 'high',
  confidence: 'high',
  cwe: [943, 915],
  owasp: ['A03:2021', 'A05:2025'],
  // Also where only the names of methods tell, an option `where` tells more.
  refines: ['nosql-operator-injection'],
  kinds: ['object-shape'],
  from: ['remote', 'browser', 'model'],
  message: ({ source }) =>
    `${source} becomes the condition of the query, so that whoever sends it chooses the columns that are asked for, and with operators such as \`{ "not": "" }\` how they are compared. Name the column and make its value text or a number.`,
  fixes: (sink) => [...compared(sink)],
});

/** `where: { email: x }` of Prisma becomes `where: { email: { equals: x } }`, which takes no operators. */
function* compared({ value, entity }: SinkMatch): Generator<Fix> {
  const property = value.parent;
  if (!/^@prisma/.test(entity) || property?.type !== 'Property' || property.value !== value) return;
  if (property.shorthand || property.computed || property.key.type !== 'Identifier') return;
  if (/^(?:where|OR|AND|NOT)$/.test(property.key.name)) return;
  yield automatic('Compare with `equals`', insertBefore(value, '{ equals: '), insertAfter(value, ' }'));
}
