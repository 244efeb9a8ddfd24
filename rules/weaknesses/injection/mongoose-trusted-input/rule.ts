import { flowRule } from '../../../../engine/rule.ts';

export default flowRule({
  id: 'mongoose-trusted-input',
  title: 'Mongoose is told to trust a filter from outside',
  severity: 'high',
  confidence: 'high',
  cwe: [943],
  owasp: ['A03:2021', 'A05:2025'],
  kinds: ['object-shape'],
  // What was stored went through the program's own code on its way in.
  from: ['remote', 'browser', 'model'],
  message: ({ source, entity }) =>
    `${source} reaches \`${entity.split(/[.#]/).at(-1)}\`, where \`sanitizeFilter\` does not look, so that operators in it do what the sender wants. Write the operators yourself and put text or numbers into them.`,
});
