import { flowRule } from '../../../../engine/rule.ts';

export default flowRule({
  id: 'zip-slip',
  title: 'A name in an archive chooses the file that is written',
  severity: 'high',
  confidence: 'high',
  cwe: [22, 29],
  owasp: ['A01:2021', 'A01:2025'],
  kinds: ['path'],
  secondOrder: true,
  speaksFor: {
    rules: ['path-traversal'],
    of: ({ entity }) => /\.(?:ArchiveEntry|Archive)#|\.unzipSync\(/.test(entity),
  },
  message: ({ source }) =>
    `${source} decides which file is written. An archive may hold an entry that is called \`../../etc/cron.d/job\`, and it is then written there. Resolve the path and check that it starts with the folder and a separator.`,
});
