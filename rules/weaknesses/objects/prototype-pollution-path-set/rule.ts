import { flowRule } from '../../../../engine/rule.ts';
import { isFarFetched, isHarmless, shapeOf } from '../pollution.ts';

export default flowRule({
  id: 'prototype-pollution-path-set',
  title: 'A path of names from outside chooses the property that is written',
  severity: 'high',
  confidence: 'high',
  cwe: [1321],
  owasp: ['A08:2021', 'A08:2025'],
  kinds: ['chosen-object'],
  message: ({ source }) =>
    `${source} is walked name by name to the property that is written here. With \`__proto__\` among the names it leads to the prototype of all objects, so that every object of the program gets the property. Refuse \`__proto__\`, \`constructor\` and \`prototype\`.`,
  isSafe: (sink, context) => isFarFetched(sink) || isHarmless(sink, context) || shapeOf(sink, context) !== 'path',
});
