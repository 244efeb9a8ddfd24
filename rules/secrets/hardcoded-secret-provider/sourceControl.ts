import type { SecretDetector } from '../../../engine/rule.ts';

const GITHUB = 'Revoke it under Settings, Developer settings (https://github.com/settings/tokens).';
const GITLAB = 'Revoke it under Access tokens of the user, group or project.';

/**
 * GitHub: https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/about-authentication-to-github#githubs-token-formats
 * and https://github.blog/engineering/platform-security/behind-githubs-new-authentication-token-formats/ (the checksum).
 * GitLab: https://docs.gitlab.com/security/tokens/#token-prefixes
 */
export const sourceControl: readonly SecretDetector[] = [
  ...(
    [
      ['github-personal-token', 'ghp_', 'A GitHub personal access token'],
      ['github-oauth-token', 'gho_', 'A GitHub OAuth access token'],
      ['github-user-token', 'ghu_', 'A GitHub App user token'],
      ['github-server-token', 'ghs_', 'A GitHub App installation token'],
      ['github-refresh-token', 'ghr_', 'A GitHub App refresh token'],
    ] as const
  ).map(
    ([id, prefix, title]): SecretDetector => ({
      kind: 'format',
      id,
      title,
      keywords: [prefix],
      // 36 characters end in a checksum; GitHub announces that tokens can become longer.
      pattern: new RegExp(`(?<secret>${prefix}[0-9A-Za-z]{36,251})`),
      checksum: 'crc32-base62',
      severity: 'critical',
      confidence: 'high',
      revoke: GITHUB,
    }),
  ),
  {
    kind: 'format',
    id: 'github-server-token-2026',
    title: 'A GitHub App installation token',
    keywords: ['ghs_'],
    // Since 2026: the number of the App, then a JWT. It lives for an hour.
    pattern: /(?<secret>ghs_\d{1,12}_[\w-]{20,400}\.[\w-]{40,1200}\.[\w-]{40,700})/,
    severity: 'high',
    confidence: 'high',
    revoke: GITHUB,
  },
  {
    kind: 'format',
    id: 'github-fine-grained-token',
    title: 'A GitHub fine-grained personal access token',
    keywords: ['github_pat_'],
    pattern: /(?<secret>github_pat_[0-9A-Za-z]{22}_[0-9A-Za-z]{59})/,
    severity: 'critical',
    confidence: 'high',
    revoke: GITHUB,
  },
  {
    kind: 'format',
    id: 'gitlab-access-token',
    title: 'A GitLab access token',
    keywords: ['glpat-'],
    // Routable tokens have a payload of up to 300 characters, then version, length and checksum.
    pattern: /(?<secret>glpat-[\w-]{20,300}(?:\.[0-9a-z]{2}(?=\.)){0,1}(?:\.[0-9a-z]{9}){0,1})/,
    checksum: 'gitlab-routable',
    severity: 'critical',
    confidence: 'high',
    revoke: GITLAB,
  },
  ...(
    [
      ['gitlab-oauth-secret', 'gloas-', 'A GitLab OAuth application secret'],
      ['gitlab-deploy-token', 'gldt-', 'A GitLab deploy token'],
      ['gitlab-runner-token', 'glrt-', 'A GitLab runner token'],
      ['gitlab-trigger-token', 'glptt-', 'A GitLab pipeline trigger token'],
      ['gitlab-feed-token', 'glft-', 'A GitLab feed token'],
      ['gitlab-agent-token', 'glagent-', 'A GitLab agent token'],
      ['gitlab-scim-token', 'glsoat-', 'A GitLab SCIM token'],
    ] as const
  ).map(
    ([id, prefix, title]): SecretDetector => ({
      kind: 'format',
      id,
      title,
      keywords: [prefix],
      pattern: new RegExp(`(?<secret>${prefix}[\\w-]{20,300})`),
      severity: 'high',
      confidence: 'high',
      revoke: GITLAB,
    }),
  ),
];
