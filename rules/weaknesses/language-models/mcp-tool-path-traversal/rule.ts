import { flowRule } from '../../../../engine/rule.ts';
import { isServerCall } from '../sources.ts';

export default flowRule({
  id: 'mcp-tool-path-traversal',
  title: 'A tool of an MCP server opens any file that it is told',
  severity: 'high',
  confidence: 'high',
  cwe: [22],
  owasp: ['A01:2021', 'A01:2025'],
  kinds: ['path'],
  speaksFor: { rules: ['path-traversal'], of: isServerCall },
  message: ({ source }) =>
    `${source} decides which file this server opens, and \`../\` leads out of the folder that is meant. The client sends what its model wrote. Resolve the path and check that it starts with the folder and a separator.`,
});
