import { flowRule } from '../../../../engine/rule.ts';
import { isServerCall } from '../sources.ts';

export default flowRule({
  id: 'mcp-tool-command-injection',
  title: 'A tool of an MCP server puts its arguments into a command',
  severity: 'critical',
  confidence: 'high',
  cwe: [78],
  owasp: ['A03:2021', 'A05:2025'],
  kinds: ['shell-command', 'code'],
  speaksFor: { rules: ['command-injection', 'code-injection'], of: isServerCall },
  message: ({ source }) =>
    `${source} becomes part of a command or of code on the machine where this server runs. The client sends what its model wrote, and that repeats what it has read. Start the program with a list of arguments (\`execFile\`).`,
});
