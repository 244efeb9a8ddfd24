import { flowRule } from '../../../../engine/rule.ts';

export default flowRule({
  id: 'template-injection',
  title: 'Text from outside becomes the text of a template',
  severity: 'critical',
  confidence: 'high',
  cwe: [1336, 94],
  owasp: ['A03:2021', 'A05:2025'],
  kinds: ['template'],
  // Without code in its templates, what it is given and the files of its folder are what can be had:
  // https://liquidjs.com/tutorials/dos.html
  severityAt: ({ entity }) => (/^liquidjs\./.test(entity) ? 'medium' : undefined),
  message: ({ source, entity }) =>
    `${source} becomes part of a template that \`${entity}\` compiles, and a template runs code: whoever sends it can run theirs. Keep the template constant and hand the value over as data.`,
});
