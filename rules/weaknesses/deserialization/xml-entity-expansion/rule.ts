import { flowRule, type RuleContext, type SinkMatch } from '../../../../engine/rule.ts';

export default flowRule({
  id: 'xml-entity-expansion',
  title: 'XML from outside may grow without bound',
  severity: 'medium',
  confidence: 'high',
  cwe: [776, 400],
  owasp: ['A05:2021', 'A02:2025'],
  kinds: ['xml'],
  isSafe: leavesEntities,
  message: ({ source }) =>
    `${source} is read as XML with the limits of the parser off. A document of a few lines whose entities stand for each other (\`&lol9;\`) grows to gigabytes and stops this process. Leave the limits on, or refuse a document with a \`<!DOCTYPE\`.`,
});

/** True for a parser that was made with `processEntities: false`. */
function leavesEntities({ site }: SinkMatch, context: RuleContext): boolean {
  const callee = site.type === 'CallExpression' ? site.callee : undefined;
  if (callee?.type !== 'MemberExpression') return false;
  const parser = context.resolve(callee.object);
  const options = parser.type === 'NewExpression' ? parser.arguments[0] : undefined;
  return context.constantOf(context.property(options, 'processEntities')) === false;
}
