import { type HandlerCheck, libraryModel } from '../../engine/model.ts';

/**
 * Servers that a model calls, and clients that hear such servers. Facts: https://modelcontextprotocol.io/docs/develop/build-server,
 * https://github.com/modelcontextprotocol/typescript-sdk#readme, https://github.com/punkpeye/fastmcp#readme,
 * https://github.com/vercel/mcp-handler#readme.
 */
const HANDLERS: readonly (readonly [string, number])[] = [
  ['tool', 1],
  ['tool', 2],
  ['tool', 3],
  ['tool', 4],
  ['registerTool', 2],
  ['prompt', 2],
  ['prompt', 3],
  ['registerPrompt', 2],
];

/** What arguments are checked by: `registerTool(name, { inputSchema }, handler)`, `tool(name, description, shape, handler)`. */
function schemasBefore(name: string, handler: number): HandlerCheck[] {
  const option = { registerTool: 'inputSchema', registerPrompt: 'argsSchema' }[name];
  if (option) return [{ parameter: 0, part: '', in: { argument: 1, path: option } }];
  return [1, 2]
    .filter((argument) => argument < handler)
    .map((argument) => ({ parameter: 0, part: '', in: { argument } }));
}

export default libraryModel({
  package: [
    '@modelcontextprotocol/sdk/server/mcp.js',
    '@modelcontextprotocol/sdk/server/index.js',
    '@modelcontextprotocol/sdk/client/index.js',
    '@modelcontextprotocol/sdk/client/stdio.js',
    '@modelcontextprotocol/sdk/types.js',
    '@modelcontextprotocol/sdk/server/mcp',
    '@modelcontextprotocol/sdk/server/index',
    '@modelcontextprotocol/sdk/client/index',
    '@modelcontextprotocol/sdk/server',
    '@modelcontextprotocol/server',
    '@modelcontextprotocol/client',
    'mcp-handler',
    '@vercel/mcp-adapter',
    'fastmcp',
    'agents/mcp',
  ],
  types: [
    { type: 'McpServer', is: ['McpAgent#server'] },
    { type: 'Server' },
    { type: 'FastMCP' },
    { type: 'Client' },
    { type: 'ToolInput' },
    { type: 'ToolRequest' },
    { type: 'ResourceUri' },
  ],
  handlers: [
    ...HANDLERS.map(([name, argument]) => ({
      to: [`McpServer#${name}`],
      argument,
      parameters: ['ToolInput'],
      checks: schemasBefore(name, argument),
    })),
    {
      to: ['McpServer#resource', 'McpServer#registerResource'],
      parameters: ['ResourceUri', 'ToolInput'],
      arity: [2, 3],
    },
    { to: ['Server#setRequestHandler'], argument: 1, parameters: ['ToolRequest'] },
    {
      to: ['FastMCP#addTool'],
      option: 'execute',
      parameters: ['ToolInput'],
      checks: [{ parameter: 0, part: '', in: { argument: 0, path: 'parameters' } }],
    },
    { to: ['FastMCP#addPrompt', 'FastMCP#addResourceTemplate'], option: 'load', parameters: ['ToolInput'] },
    { to: ['createMcpHandler'], argument: 0, parameters: ['McpServer'] },
  ],
  sources: [
    { trust: 'model', from: ['ToolInput#'], label: 'a tool call of a model' },
    {
      trust: 'model',
      from: ['ToolRequest#params.arguments', 'ToolRequest#params.uri', 'ToolRequest#params.name'],
      label: 'a tool call of a model',
    },
    {
      trust: 'model',
      from: ['ResourceUri#', 'ResourceUri#pathname', 'ResourceUri#href'],
      shape: 'text',
      label: 'what a model asks for',
    },
    // Of another server, which need not mean well.
    {
      trust: 'model',
      from: ['Client#callTool().content', 'Client#callTool().structuredContent', 'Client#readResource().contents'],
      label: "a tool's answer",
    },
    { trust: 'model', from: ['Client#listTools().tools'], label: "a tool's description" },
  ],
  sinks: [
    // It starts the server: https://modelcontextprotocol.io/specification/draft/basic/security_best_practices#local-mcp-server-compromise
    {
      rule: 'command-injection',
      call: ['StdioClientTransport'],
      argument: 0,
      path: 'command',
      kinds: ['program'],
    },
  ],
});
