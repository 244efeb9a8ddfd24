import { flowRule } from '../../../../engine/rule.ts';
import { isFarFetched, isWholeUrl } from '../pollution.ts';

export default flowRule({
  id: 'dynamic-method-call',
  title: 'A name from outside chooses the function that is called',
  severity: 'medium',
  confidence: 'high',
  cwe: [470],
  owasp: ['A03:2021', 'A05:2025'],
  kinds: ['chosen-object'],
  isSafe: (sink) => isWholeUrl(sink.sourceEntity, sink.through) || isFarFetched(sink),
  // What code that nobody has seen makes of a text, such as the nodes of a document, has names of its own.
  isSafeFrom: ({ entity, isThroughUnseen, through }) => isThroughUnseen || isWholeUrl(entity, through),
  message: ({ source }) =>
    `${source} chooses the function that is called here. Each object has more functions than are written down: \`constructor\` and \`__defineGetter__\` are found in every one. Ask \`Object.hasOwn\` first, or keep the functions in a \`Map\`.`,
});
