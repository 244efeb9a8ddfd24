import { flowRule } from '../../../../engine/rule.ts';
import { isFarFetched, isWholeUrl } from '../pollution.ts';

// In a table of records the worst is an odd answer: this one is for reviewers.
export default flowRule({
  id: 'object-key-lookup-untrusted',
  title: 'A name from outside is looked up in an object that knows more names',
  severity: 'low',
  confidence: 'high',
  profile: 'audit',
  cwe: [1321, 704],
  owasp: ['A08:2021', 'A08:2025'],
  kinds: ['chosen-object'],
  isSafe: (sink) => isWholeUrl(sink.sourceEntity, sink.through) || isFarFetched(sink),
  isSafeFrom: ({ entity, isThroughUnseen, through }) => isThroughUnseen || isWholeUrl(entity, through),
  message: ({ source }) =>
    `${source} is looked up in an object, and what is found there decides. Every object also knows \`constructor\`, \`toString\` and \`__proto__\`, which count as found. Ask \`Object.hasOwn\` first, or keep the table in a \`Map\`.`,
});
