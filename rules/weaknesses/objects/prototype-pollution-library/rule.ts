import { flowRule } from '../../../../engine/rule.ts';

export default flowRule({
  id: 'prototype-pollution-library',
  title: 'A library writes where a path or an object from outside leads',
  severity: 'high',
  confidence: 'high',
  cwe: [1321],
  owasp: ['A08:2021', 'A08:2025'],
  kinds: ['object-key'],
  message: ({ source, entity }) =>
    `${source} tells \`${entity}\` where to write. By \`__proto__\` it leads to the prototype of all objects, unless the library refuses that name, which this one does not do in all its versions. Refuse the name before the call, or take a version that does.`,
});
