import { flowRule } from '../../../../engine/rule.ts';

export default flowRule({
  id: 'nosql-update-injection',
  title: 'An object from outside says what MongoDB changes',
  severity: 'high',
  confidence: 'high',
  cwe: [943, 915],
  owasp: ['A03:2021', 'A05:2025'],
  kinds: ['object-shape'],
  // What was stored went through the program's own code on its way in.
  from: ['remote', 'browser', 'model'],
  message: ({ source, entity }) =>
    `${source} is the whole update of \`${entity.split(/[.#]/).at(-1)}\`, so that whoever sends it chooses the fields that change, and with operators such as \`$unset\` and \`$rename\` how. Name the fields that may change: \`{ $set: { title: String(…) } }\`.`,
});
