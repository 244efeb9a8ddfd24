import { flowRule } from '../../../../engine/rule.ts';

export default flowRule({
  id: 'redis-script-injection',
  title: 'Text from outside becomes a script in Redis',
  severity: 'high',
  confidence: 'high',
  cwe: [94],
  owasp: ['A03:2021', 'A05:2025'],
  kinds: ['code'],
  from: ['remote', 'browser', 'model'],
  message: ({ source }) =>
    `${source} becomes part of a Lua script that Redis runs, so that whoever sends it can read and change every key. Keep the script constant and hand the value over in \`ARGV\`.`,
});
