import { flowRule, type RuleContext, type SinkMatch } from '../../../../engine/rule.ts';
import { isFarFetched, isHarmless, shapeOf } from '../pollution.ts';

export default flowRule({
  id: 'prototype-pollution-assignment',
  title: 'Names from outside choose the object that is written to',
  severity: 'high',
  confidence: 'high',
  cwe: [1321, 915],
  owasp: ['A08:2021', 'A08:2025'],
  kinds: ['chosen-object'],
  message: ({ source }) =>
    `${source} chooses the object that is written to here. By the name \`__proto__\` that is the prototype of all objects, so that every object of the program gets the property. Refuse that name, or keep the objects in a \`Map\`.`,
  isSafe: (sink, context) =>
    isFarFetched(sink) ||
    isHarmless(sink, context) ||
    isKnown(sink, context) ||
    shapeOf(sink, context) !== 'assignment',
});

/** `Object.assign(table[name], { seen: true })` gives every object no more than the program says. */
function isKnown({ site }: SinkMatch, context: RuleContext): boolean {
  return (
    site.type === 'CallExpression' && site.arguments.slice(1).every((argument) => context.isClosedObject(argument))
  );
}
