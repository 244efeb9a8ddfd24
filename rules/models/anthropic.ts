import { libraryModel } from '../../engine/model.ts';

/** Facts: https://docs.anthropic.com/en/api/messages, https://github.com/anthropics/anthropic-sdk-typescript#readme, https://docs.anthropic.com/en/docs/agents-and-tools/tool-use/implement-tool-use. */
const MESSAGES = ['messages.create()', 'beta.messages.create()', 'messages.stream().finalMessage()'];

export default libraryModel({
  package: ['@anthropic-ai/sdk', '@anthropic-ai/bedrock-sdk', '@anthropic-ai/vertex-sdk'],
  types: [
    { type: 'Anthropic', is: ['default()'] },
    { type: 'AnthropicBedrock', extends: ['Anthropic'] },
    { type: 'AnthropicVertex', extends: ['Anthropic'] },
    { type: 'Text' },
  ],
  handlers: [{ to: ['Anthropic#messages.stream().on'], argument: 1, event: ['text'], parameters: ['Text'] }],
  sources: [
    {
      trust: 'model',
      from: [
        ...MESSAGES.map((path) => `Anthropic#${path}.content`),
        'Anthropic#messages.create().*.delta',
        'Anthropic#messages.stream().*.delta',
        'Anthropic#messages.stream().finalText()',
        'Text#',
      ],
      label: "a model's answer",
    },
  ],
});
