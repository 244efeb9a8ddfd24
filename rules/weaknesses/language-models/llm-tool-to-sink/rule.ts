import { flowRule } from '../../../../engine/rule.ts';
import { isToolCall } from '../sources.ts';

export default flowRule({
  id: 'llm-tool-to-sink',
  title: 'A tool that a model calls passes its arguments on unchecked',
  severity: 'high',
  confidence: 'high',
  cwe: [78, 89, 22, 918, 1426],
  owasp: ['A03:2021', 'A05:2025'],
  kinds: ['code', 'shell-command', 'sql-value', 'sql-identifier', 'path', 'url-host'],
  speaksFor: {
    rules: ['code-injection', 'command-injection', 'sql-injection', 'ssrf', 'path-traversal'],
    of: isToolCall,
  },
  message: ({ source }) =>
    `${source} is filled in by a model, and it decides more here than the tool is meant for: a command, a query, a file or an address. Whoever has a say in what the model reads can have it call the tool with any value. Check the value here as one from a stranger.`,
});
