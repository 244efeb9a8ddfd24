import type { SecretDetector } from '../../../engine/rule.ts';
import { named, observed, provider, UUID } from './provider.ts';

/** No provider here documents more than a prefix, so lengths are generous and the confidence is medium. */
export const ai: readonly SecretDetector[] = [
  ...provider(
    'OpenAI',
    'models on your bill and stored files',
    'Revoke it under API keys on platform.openai.com.',
    {
      kind: 'format',
      id: 'openai-key',
      title: 'An OpenAI API key',
      severity: 'critical',
      confidence: 'medium',
      keywords: ['sk-proj-', 'sk-svcacct-', 'sk-admin-'],
      pattern: /(?<secret>sk-(?:proj|svcacct|admin)-[\w-]{40,200})/,
    },
    {
      kind: 'format',
      id: 'openai-legacy-key',
      title: 'An OpenAI API key',
      severity: 'critical',
      confidence: 'medium',
      // Base64 of `OpenAI`.
      keywords: ['T3BlbkFJ'],
      before: 23,
      pattern: /(?<secret>sk-[0-9A-Za-z]{20}T3BlbkFJ[0-9A-Za-z]{20})/,
    },
  ),
  ...provider('Anthropic', 'models on your bill', 'Delete it under API keys in the Anthropic console.', {
    kind: 'format',
    id: 'anthropic-key',
    title: 'An Anthropic API key',
    severity: 'critical',
    confidence: 'medium',
    keywords: ['sk-ant-'],
    pattern: /(?<secret>sk-ant-[a-z]{2,8}\d{2}-[\w-]{60,200})/,
  }),
  ...provider(
    'Hugging Face',
    'models, data sets and spaces of the account',
    'Invalidate it under Settings, Access Tokens.',
    observed('huggingface-token', 'A Hugging Face token', 'high', 'hf_', '[A-Za-z]{30,40}'),
    observed(
      'huggingface-organization-token',
      'A Hugging Face organization token',
      'high',
      'api_org_',
      '[A-Za-z]{30,40}',
    ),
  ),
  ...(
    [
      ['Groq', 'gsk_', '[0-9A-Za-z]{48,56}', 'high'],
      ['xAI', 'xai-', '[0-9A-Za-z]{70,90}', 'high'],
      ['Perplexity', 'pplx-', '[0-9A-Za-z]{40,64}', 'high'],
      ['OpenRouter', 'sk-or-v1-', '[0-9a-f]{64}', 'high'],
      ['Replicate', 'r8_', '[0-9A-Za-z]{36,40}', 'high'],
      ['NVIDIA', 'nvapi-', '[\\w-]{60,70}', 'high'],
      ['Cerebras', 'csk-', '[0-9a-z]{46,52}', 'high'],
      ['Fireworks', 'fw_', '[0-9A-Za-z]{22,32}', 'high'],
      ['Together', 'tgp_v1_', '[\\w-]{40,60}', 'high'],
      ['Jina', 'jina_', '[\\w-]{56,70}', 'high'],
      ['ElevenLabs', 'sk_', '[0-9a-f]{48}', 'high'],
      ['Pinecone', 'pcsk_', '[0-9A-Za-z]{5,6}_[0-9A-Za-z]{56,70}', 'medium'],
      ['Tavily', 'tvly-', '(?:dev-|prod-)?[0-9A-Za-z]{32,48}', 'medium'],
      ['Firecrawl', 'fc-', '[0-9a-f]{32}', 'medium'],
      ['E2B', 'e2b_', '[0-9a-f]{40}', 'medium'],
      ['Browserbase', 'bb_live_', '[\\w-]{26,30}', 'medium'],
      ['Helicone', 'sk-helicone-', '[0-9a-z-]{25,50}', 'medium'],
      ['Langfuse', 'sk-lf-', UUID, 'medium'],
    ] as const
  ).flatMap(([name, prefix, rest, severity]) =>
    provider(
      name,
      'models and tools on your bill, and stored data',
      `Delete it under API keys in the ${name} console.`,
      observed(
        `${name.toLowerCase()}-key`,
        `${/^(?:[AEx]|NV)/.test(name) ? 'An' : 'A'} ${name} API key`,
        severity,
        prefix,
        rest,
      ),
    ),
  ),
  ...provider(
    'LangSmith',
    'traces of your programs, with what users wrote',
    'Delete it under Settings, API Keys.',
    observed(
      'langsmith-personal-token',
      'A LangSmith personal token',
      'medium',
      'lsv2_pt_',
      '[0-9a-f]{32}_[0-9a-f]{10}',
    ),
    observed('langsmith-service-key', 'A LangSmith service key', 'medium', 'lsv2_sk_', '[0-9a-f]{32}_[0-9a-f]{10}'),
  ),
  ...(
    [
      ['Together AI', ['together', 'togetherai'], '[0-9a-f]{64}', 'high'],
      ['Mistral', ['mistral'], '[0-9A-Za-z]{32}', 'high'],
      ['Cohere', ['cohere', 'co'], '[0-9A-Za-z]{40}', 'high'],
      ['DeepSeek', ['deepseek'], 'sk-[0-9a-f]{32}', 'high'],
      ['Stability', ['stability', 'stabilityai'], 'sk-[0-9A-Za-z]{48}', 'high'],
      ['Voyage', ['voyage', 'voyageai'], 'pa-[\\w-]{43}', 'high'],
      ['AI21', ['ai21'], '[0-9A-Za-z]{32}', 'high'],
      ['Deepgram', ['deepgram'], '[0-9a-f]{40}', 'high'],
      ['AssemblyAI', ['assemblyai', 'assembly'], '[0-9a-f]{32}', 'high'],
      ['Weights & Biases', ['wandb'], '[0-9a-f]{40}', 'medium'],
      ['Comet', ['comet'], '[0-9A-Za-z]{25}', 'medium'],
      ['Exa', ['exa'], UUID, 'medium'],
      ['SerpAPI', ['serpapi', 'serp'], '[0-9a-f]{64}', 'medium'],
      ['Weaviate', ['weaviate'], undefined, 'medium'],
      ['Qdrant', ['qdrant'], undefined, 'medium'],
    ] as const
  ).flatMap(([name, words, shape, severity]) =>
    provider(
      name,
      'models and tools on your bill, and stored data',
      `Delete it under API keys in the ${name} console.`,
      named(
        `${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}-named-key`,
        `${/^[AE]/.test(name) ? 'An' : 'A'} ${name} API key`,
        severity,
        words,
        shape,
      ),
    ),
  ),
  ...provider(
    'Cursor',
    'models on your bill and the code of the team',
    'Revoke it under Integrations in the dashboard.',
    observed('cursor-key', 'A Cursor API key', 'medium', 'key_', '[0-9a-f]{64}', { context: ['cursor'] }),
  ),
  // Several vendors begin their keys so: which one does not show.
  ...provider(
    'an AI provider whose keys begin with `sk-`',
    'models on your bill',
    'Delete it in the console of the provider.',
    observed('ai-key', 'An AI API key', 'high', 'sk-', '(?:[0-9a-f]{32}|[0-9A-Za-z]{48})'),
  ),
];
