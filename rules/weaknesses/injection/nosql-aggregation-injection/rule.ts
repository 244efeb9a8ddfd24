import { flowRule } from '../../../../engine/rule.ts';

export default flowRule({
  id: 'nosql-aggregation-injection',
  title: 'A stage of a MongoDB pipeline comes from outside',
  severity: 'high',
  confidence: 'high',
  cwe: [943],
  owasp: ['A03:2021', 'A05:2025'],
  refines: ['nosql-operator-injection'],
  // The name of a collection is text, a stage is an object.
  kinds: ['object-shape'],
  // What was stored went through the program's own code on its way in.
  from: ['remote', 'browser', 'model'],
  message: ({ source, entity }) =>
    `${source} becomes a part of the pipeline of \`${entity.split(/[.#]/).at(-1)}\`, where a stage reads other collections (\`$lookup\`), writes them (\`$out\`, \`$merge\`) or runs JavaScript (\`$function\`). Write the stages yourself and put single values into them.`,
});
