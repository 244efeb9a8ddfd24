import type { SecretDetector } from '../../../engine/rule.ts';

/**
 * Sentry: https://docs.sentry.io/security-legal-pii/security/token-formats/.
 * Doppler: https://docs.doppler.com/reference/auth-token-formats. Tailscale: https://tailscale.com/kb/1252/key-secret-management.
 * Supabase: https://supabase.com/docs/guides/api/api-keys. New Relic: https://docs.newrelic.com/docs/apis/intro-apis/new-relic-api-keys/.
 * Docker, OpenAI, Anthropic and Hugging Face document the prefix at most, so their lengths are generous and the
 * confidence is medium.
 */
export const services: readonly SecretDetector[] = [
  {
    kind: 'format',
    id: 'sentry-user-token',
    title: 'A Sentry user auth token',
    keywords: ['sntryu_'],
    pattern: /(?<secret>sntryu_[0-9a-f]{64})/,
    severity: 'high',
    confidence: 'high',
    revoke: 'Delete it under User settings, Personal Tokens.',
  },
  {
    kind: 'format',
    id: 'sentry-organization-token',
    title: 'A Sentry organization token',
    keywords: ['sntrys_'],
    // Base64 of JSON that begins with the time of issue, then the secret part.
    pattern: /(?<secret>sntrys_eyJ[0-9A-Za-z+/]{40,600}={0,2}_[0-9A-Za-z+/]{40,50})(?![0-9A-Za-z+/])/,
    severity: 'high',
    confidence: 'high',
    revoke: 'Delete it under Organization settings, Organization Tokens.',
  },
  {
    kind: 'format',
    id: 'new-relic-user-key',
    title: 'A New Relic user key',
    keywords: ['NRAK-'],
    pattern: /(?<secret>NRAK-[0-9A-Z]{27})/,
    severity: 'high',
    confidence: 'high',
    revoke: 'Delete it under API keys of the user menu.',
  },
  {
    kind: 'format',
    id: 'doppler-token',
    title: 'A Doppler token',
    keywords: ['dp.ct.', 'dp.pt.', 'dp.st.', 'dp.sa.', 'dp.scim.', 'dp.audit.'],
    pattern: /(?<secret>dp\.(?:ct|pt|sa|scim|audit|st(?:\.[a-z][\w-]{1,34}){0,1})\.[0-9A-Za-z]{40,44})/,
    severity: 'critical',
    confidence: 'high',
    revoke: 'Revoke it in the Doppler dashboard.',
  },
  {
    kind: 'format',
    id: 'tailscale-key',
    title: 'A Tailscale key',
    keywords: ['tskey-'],
    pattern: /(?<secret>tskey-(?:api|auth|client|scim|webhook)-[0-9A-Za-z]{8,24}-[0-9A-Za-z]{20,60})(?![\w-])/,
    severity: 'high',
    confidence: 'high',
    revoke: 'Revoke it under Settings, Keys in the admin console.',
  },
  {
    kind: 'format',
    id: 'supabase-secret-key',
    title: 'A Supabase secret key',
    keywords: ['sb_secret_'],
    pattern: /(?<secret>sb_secret_[\w-]{22}_[\w-]{8})(?![\w-])/,
    severity: 'critical',
    confidence: 'high',
    revoke: 'Delete it under Project settings, API keys.',
  },
  {
    kind: 'format',
    id: 'docker-access-token',
    title: 'A Docker access token',
    keywords: ['dckr_pat_', 'dckr_oat_'],
    pattern: /(?<secret>dckr_[op]at_[\w-]{24,64})/,
    severity: 'critical',
    confidence: 'medium',
    revoke: 'Delete it under Account settings, Personal access tokens.',
  },
  {
    kind: 'format',
    id: 'openai-key',
    title: 'An OpenAI API key',
    keywords: ['sk-proj-', 'sk-svcacct-', 'sk-admin-'],
    pattern: /(?<secret>sk-(?:proj|svcacct|admin)-[\w-]{40,200})/,
    severity: 'critical',
    confidence: 'medium',
    revoke: 'Revoke it under API keys on platform.openai.com.',
  },
  {
    kind: 'format',
    id: 'anthropic-key',
    title: 'An Anthropic API key',
    keywords: ['sk-ant-'],
    pattern: /(?<secret>sk-ant-[a-z]{2,8}\d{2}-[\w-]{60,200})/,
    severity: 'critical',
    confidence: 'medium',
    revoke: 'Delete it under API keys in the Anthropic console.',
  },
  {
    kind: 'format',
    id: 'huggingface-token',
    title: 'A Hugging Face token',
    keywords: ['hf_'],
    pattern: /(?<secret>hf_[A-Za-z]{30,40})/,
    severity: 'high',
    confidence: 'medium',
    revoke: 'Invalidate it under Settings, Access Tokens.',
  },
];
