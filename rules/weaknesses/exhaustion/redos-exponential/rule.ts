import { flowRule } from '../../../../engine/rule.ts';

export default flowRule({
  id: 'redos-exponential',
  title: 'A pattern takes exponential time on text from outside',
  severity: 'high',
  confidence: 'high',
  cwe: [1333, 400],
  owasp: ['A04:2021', 'A06:2025'],
  kinds: ['long-text'],
  // Whoever sends it to his own browser waits for himself.
  from: ['remote', 'model', 'stored', 'library'],
  message: ({ source }) =>
    `${source} is matched against a pattern that can read the same text in ever more ways: each further character doubles the time until it fails, and some thirty of them stop the process. Write repetitions that cannot share a text (no \`(a+)+\`, no \`(a|a)*\`), or refuse long text first.`,
});
