import { libraryModel } from '../../engine/model.ts';

/**
 * Facts: https://docs.langchain.com/oss/javascript/langchain/models, https://docs.langchain.com/oss/javascript/langchain/tools,
 * https://docs.langchain.com/oss/javascript/langgraph/overview; what a loader or a store of vectors gives is what others wrote.
 */
const PROVIDERS: readonly (readonly [string, readonly string[]])[] = [
  ['openai', ['ChatOpenAI', 'OpenAI', 'AzureChatOpenAI']],
  ['anthropic', ['ChatAnthropic']],
  ['google-genai', ['ChatGoogleGenerativeAI']],
  ['google-vertexai', ['ChatVertexAI']],
  ['groq', ['ChatGroq']],
  ['ollama', ['ChatOllama', 'Ollama']],
  ['mistralai', ['ChatMistralAI']],
  ['aws', ['ChatBedrockConverse']],
  ['cohere', ['ChatCohere']],
  ['deepseek', ['ChatDeepSeek']],
  ['xai', ['ChatXAI']],
];

const CORE = ['tools', 'output_parsers', 'prompts', 'runnables', 'messages', 'vectorstores', 'documents'];

const CHAINED = ['pipe', 'bind', 'bindTools', 'withConfig', 'withRetry', 'withFallbacks'];

export default libraryModel({
  package: [
    'langchain',
    '@langchain/core',
    '@langchain/langgraph',
    '@langchain/langgraph/prebuilt',
    'langchain/agents',
    'langchain/chains',
    'langchain/chat_models/universal',
    ...CORE.map((name) => `@langchain/core/${name}`),
    ...PROVIDERS.map(([name]) => `@langchain/${name}`),
  ],
  types: [
    ...PROVIDERS.flatMap(([, types]) => types.map((type) => ({ type, extends: ['Model'] }))),
    { type: 'Model', is: ['initChatModel()', 'Model#bindTools()', 'Model#withConfig()', 'Model#bind()'] },
    {
      type: 'Chain',
      is: [
        ...[
          'RunnableSequence.from()',
          'PromptTemplate.fromTemplate().pipe()',
          'ChatPromptTemplate.fromMessages().pipe()',
        ],
        ...['ChatPromptTemplate.fromTemplate().pipe()', 'Model#pipe()', 'Model#withStructuredOutput()', 'LLMChain()'],
        ...['createReactAgent()', 'createAgent()', 'AgentExecutor.fromAgentAndTools()'],
        ...CHAINED.map((name) => `Chain#${name}()`),
      ],
    },
    { type: 'AgentExecutor', extends: ['Chain'] },
    { type: 'ToolInput' },
  ],
  handlers: [
    {
      to: ['tool'],
      argument: 0,
      parameters: ['ToolInput'],
      checks: [{ parameter: 0, part: '', in: { argument: 1, path: 'schema' } }],
    },
    {
      to: ['DynamicTool', 'DynamicStructuredTool'],
      option: 'func',
      parameters: ['ToolInput'],
      checks: [{ parameter: 0, part: '', in: { argument: 0, path: 'schema' } }],
    },
  ],
  sources: [
    {
      trust: 'model',
      from: [
        ...['content', 'text', 'tool_calls', 'contentBlocks'].map((name) => `Model#invoke().${name}`),
        'Model#stream().*.content',
        'Model#predict()',
        'Model#call()',
      ],
      label: "a model's answer",
    },
    {
      trust: 'model',
      from: ['invoke', 'call', 'run', 'stream'].map((name) => `Chain#${name}()`),
      label: "a model's answer",
    },
    { trust: 'model', from: ['ToolInput#'], label: 'a tool call of a model' },
  ],
});
