import { flowRule } from '../../../../engine/rule.ts';

/** Node.js reads at most 16 KiB of headers, the URL among them: https://nodejs.org/api/cli.html#--max-http-header-sizesize. */
const IN_THE_HEAD = /#(?:query|params?|headers?|rawHeaders|url|originalUrl|path|cookies|get|hostname)\b/;

export default flowRule({
  id: 'redos-polynomial',
  title: 'A pattern takes quadratic time on text from outside',
  severity: 'medium',
  confidence: 'medium',
  cwe: [1333, 400],
  owasp: ['A04:2021', 'A06:2025'],
  kinds: ['long-text'],
  profile: 'audit',
  from: ['remote', 'model'],
  isSafe: ({ sourceEntity }) => IN_THE_HEAD.test(sourceEntity),
  isSafeFrom: ({ entity }) => IN_THE_HEAD.test(entity),
  message: ({ source }) =>
    `${source} is matched against a pattern in which repetitions can share a text: the time grows with the square of its length, so that a body of some hundred kilobytes keeps the process busy for seconds. Bound the length first, or write the pattern so that what follows a repetition cannot be a part of it (\`trimEnd()\` for \`/\\s+$/\`).`,
});
