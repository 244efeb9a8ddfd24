import { flowRule } from '../../../../engine/rule.ts';
import { isFarFetched, isHarmless, shapeOf, skippingNames } from '../pollution.ts';

export default flowRule({
  id: 'prototype-pollution-merge',
  title: 'An object from outside is merged into another one, down to its prototype',
  severity: 'high',
  confidence: 'high',
  cwe: [1321],
  owasp: ['A08:2021', 'A08:2025'],
  kinds: ['chosen-object'],
  message: ({ source }) =>
    `${source} is copied level by level, and a property named \`__proto__\` leads to the prototype of all objects: what lies below it becomes a property of every object of the program. Leave out \`__proto__\`, \`constructor\` and \`prototype\`.`,
  fixes: (sink, context) => [...skippingNames(sink, context)],
  isSafe: (sink, context) => isFarFetched(sink) || isHarmless(sink, context) || shapeOf(sink, context) !== 'merge',
});
