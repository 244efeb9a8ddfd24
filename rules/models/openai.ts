import { libraryModel } from '../../engine/model.ts';

/**
 * What a model wrote, and what it wants a tool to be called with. Facts: https://github.com/openai/openai-node#usage,
 * https://platform.openai.com/docs/api-reference/responses/object, https://console.groq.com/docs/libraries,
 * https://docs.together.ai/docs/quickstart (clients of the same form), https://github.com/openai/openai-node/blob/master/helpers.md.
 */
const COMPLETIONS = [
  'OpenAI#chat.completions.create()',
  'OpenAI#chat.completions.parse()',
  'OpenAI#beta.chat.completions.parse()',
  'OpenAI#completions.create()',
];

const RESPONSES = ['OpenAI#responses.create()', 'OpenAI#responses.parse()'];

const RUNNERS = ['OpenAI#chat.completions.runTools()', 'OpenAI#beta.chat.completions.runTools()'];

export default libraryModel({
  package: ['openai', 'groq-sdk', 'together-ai', '@cerebras/cerebras_cloud_sdk', '@azure/openai'],
  types: [
    { type: 'OpenAI', is: ['default()'] },
    { type: 'AzureOpenAI', extends: ['OpenAI'] },
    { type: 'Groq', extends: ['OpenAI'] },
    { type: 'Together', extends: ['OpenAI'] },
    { type: 'ChatCompletion', is: COMPLETIONS },
    { type: 'Choice', is: ['ChatCompletion#choices.*', 'Chunk#choices.*'] },
    // With `stream`, the answer comes in pieces.
    { type: 'Chunk', is: COMPLETIONS.map((path) => `${path}.*`) },
    { type: 'Response', is: RESPONSES },
  ],
  sources: [
    {
      trust: 'model',
      from: ['Choice#message', 'Choice#delta', 'Choice#text', 'ChatCompletion#output_text'],
      label: "a model's answer",
    },
    {
      trust: 'model',
      from: ['Response#output_text', 'Response#output', 'Response#output_parsed'],
      label: "a model's answer",
    },
    { trust: 'model', from: RUNNERS.map((path) => `${path}.finalContent()`), shape: 'text', label: "a model's answer" },
    { trust: 'model', from: ['OpenAI#audio.transcriptions.create().text'], shape: 'text', label: 'a transcript' },
  ],
});
