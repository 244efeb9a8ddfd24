import { libraryModel } from '../../engine/model.ts';

/**
 * Other clients of models. Facts: https://googleapis.github.io/js-genai/, https://genkit.dev/docs/models/,
 * https://github.com/mistralai/client-ts#readme, https://docs.cohere.com/reference/about, https://github.com/ollama/ollama-js#readme,
 * https://openai.github.io/openai-agents-js/, https://mastra.ai/docs/agents/overview, https://ts.llamaindex.ai/docs/llamaindex,
 * https://docs.aws.amazon.com/AWSJavaScriptSDK/v3/latest/client/bedrock-runtime/command/ConverseCommand/,
 * https://github.com/huggingface/huggingface.js/tree/main/packages/inference.
 */
export default libraryModel({
  package: [
    '@google/genai',
    '@google/generative-ai',
    'genkit',
    '@mistralai/mistralai',
    'cohere-ai',
    'ollama',
    '@openai/agents',
    '@mastra/core',
    '@mastra/core/agent',
    '@mastra/core/tools',
    'llamaindex',
    '@huggingface/inference',
    'replicate',
    '@copilotkit/react-core',
  ],
  types: [
    { type: 'Client', is: ['default', 'default()', 'genkit()'] },
    ...['GoogleGenAI', 'Mistral', 'CohereClient', 'CohereClientV2', 'Ollama', 'InferenceClient', 'HfInference'].map(
      (type) => ({ type, extends: ['Client'] }),
    ),
    ...['Agent', 'Replicate'].map((type) => ({ type, extends: ['Client'] })),
    { type: 'GenerativeModel', is: ['GoogleGenerativeAI#getGenerativeModel()'] },
    { type: 'ToolInput' },
    { type: 'ToolContext' },
  ],
  handlers: [
    { to: ['tool', 'createTool'], option: 'execute', parameters: ['ToolInput'] },
    { to: ['Client#defineTool'], argument: 1, parameters: ['ToolInput'] },
    { to: ['FunctionTool.from', 'tool'], argument: 0, parameters: ['ToolInput'] },
    { to: ['useCopilotAction', 'useFrontendTool'], option: 'handler', parameters: ['ToolInput'] },
  ],
  sources: [
    {
      trust: 'model',
      from: [
        ...['text', 'functionCalls', 'candidates'].map((name) => `Client#models.generateContent().${name}`),
        ...['text', 'functionCalls', 'text()'].flatMap((name) => [
          `GenerativeModel#generateContent().response.${name}`,
          `GenerativeModel#startChat().sendMessage().response.${name}`,
        ]),
        ...['text', 'output', 'toolRequests', 'object', 'toolCalls'].map((name) => `Client#generate().${name}`),
        'Client#chat.complete().choices',
        'Client#chat().message',
        'Client#chat().text',
        'Client#chat().*.message',
        'Client#generate().response',
        'Client#chatCompletion().choices',
        'Client#textGeneration().generated_text',
        'Client#run()',
        'run().finalOutput',
      ],
      label: "a model's answer",
    },
    { trust: 'model', from: ['ToolInput#'], label: 'a tool call of a model' },
  ],
});
