import type { SourceFacts } from '../../../engine/rule.ts';

/** Arguments that a model fills in for a tool, and what it asks a server of the Model Context Protocol for. */
const TOOL_INPUT = /\.(?:ToolInput|ToolCall|ToolRequest|ResourceUri)#/;

const MCP = /modelcontextprotocol/;

/** What a model wrote. */
export function isAnswer({ trust, entity }: SourceFacts): boolean {
  return trust === 'model' && !TOOL_INPUT.test(entity);
}

/** What a model calls a tool of the program with. */
export function isToolCall({ trust, entity }: SourceFacts): boolean {
  return trust === 'model' && TOOL_INPUT.test(entity) && !MCP.test(entity);
}

/** What a model calls a tool of a server with, whichever model that is. */
export function isServerCall({ trust, entity }: SourceFacts): boolean {
  return trust === 'model' && TOOL_INPUT.test(entity) && MCP.test(entity);
}
