import { flowRule } from '../../../../engine/rule.ts';
import { isServerCall } from '../sources.ts';

export default flowRule({
  id: 'mcp-tool-ssrf-sql',
  title: 'A tool of an MCP server asks any address or query that it is told',
  severity: 'high',
  confidence: 'high',
  cwe: [918, 89],
  owasp: ['A10:2021', 'A01:2025'],
  kinds: ['url-host', 'sql-value', 'sql-identifier'],
  speaksFor: { rules: ['ssrf', 'sql-injection'], of: isServerCall },
  message: ({ source }) =>
    `${source} decides where this server sends a request, or becomes part of the text of a query. The client sends what its model wrote. Check the host against a list, and hand values over beside the query.`,
});
