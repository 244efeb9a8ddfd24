import { flowRule } from '../../../../engine/rule.ts';

export default flowRule({
  id: 'view-name-injection',
  title: 'Text from outside chooses the template',
  severity: 'high',
  confidence: 'high',
  cwe: [73, 22],
  owasp: ['A01:2021', 'A01:2025'],
  kinds: ['path'],
  message: ({ source }) =>
    `${source} decides which file is rendered as a template, and \`../\` leads out of the folder of the views. Choose the name from a fixed list.`,
});
