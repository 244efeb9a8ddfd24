import { libraryModel } from '../../engine/model.ts';

/**
 * Facts: https://ai-sdk.dev/docs/ai-sdk-core/generating-text, https://ai-sdk.dev/docs/ai-sdk-core/generating-structured-data,
 * https://ai-sdk.dev/docs/ai-sdk-core/tools-and-tool-calling, https://ai-sdk.dev/docs/reference/ai-sdk-ui/use-chat.
 */
const GENERATE = ['generateText', 'streamText', 'generateObject', 'streamObject'];

const PARTS = [
  ...['text', 'reasoningText', 'toolCalls', 'toolResults', 'object', 'output', 'experimental_output', 'content'],
  ...['textStream.*', 'fullStream.*', 'partialObjectStream.*', 'partialOutputStream.*', 'elementStream.*'],
];

const HOOKS = ['useChat', 'useCompletion', 'useObject', 'experimental_useObject', 'useAssistant'];

export default libraryModel({
  package: ['ai', 'ai/react', '@ai-sdk/react', '@ai-sdk/vue', '@ai-sdk/svelte', 'ai/rsc', '@ai-sdk/rsc'],
  types: [{ type: 'ToolInput' }],
  handlers: [
    {
      to: ['tool', 'dynamicTool'],
      option: 'execute',
      parameters: ['ToolInput'],
      checks: ['inputSchema', 'parameters'].map((path) => ({ parameter: 0, part: '', in: { argument: 0, path } })),
    },
  ],
  sources: [
    {
      trust: 'model',
      from: GENERATE.flatMap((name) => PARTS.map((part) => `${name}().${part}`)),
      label: "a model's answer",
    },
    {
      trust: 'model',
      from: HOOKS.flatMap((name) => [`${name}().messages`, `${name}().completion`, `${name}().object`]),
      label: "a model's answer",
    },
    { trust: 'model', from: ['ToolInput#'], label: 'a tool call of a model' },
  ],
});
