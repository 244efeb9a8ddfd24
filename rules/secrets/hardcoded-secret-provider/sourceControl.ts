import type { SecretDetector } from '../../../engine/rule.ts';
import { documented, named, observed, provider } from './provider.ts';

/**
 * GitHub: https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/about-authentication-to-github#githubs-token-formats
 * and https://github.blog/engineering/platform-security/behind-githubs-new-authentication-token-formats/ (the checksum).
 * GitLab: https://docs.gitlab.com/security/tokens/#token-prefixes
 * Azure DevOps: https://learn.microsoft.com/azure/devops/organizations/accounts/use-personal-access-tokens-to-authenticate
 */
export const sourceControl: readonly SecretDetector[] = [
  ...provider(
    'GitHub',
    'repositories, packages and workflows of the account or App',
    'Revoke it under Settings, Developer settings (https://github.com/settings/tokens).',
    ...(
      [
        ['github-personal-token', 'ghp_', 'A GitHub personal access token'],
        ['github-oauth-token', 'gho_', 'A GitHub OAuth access token'],
        ['github-user-token', 'ghu_', 'A GitHub App user token'],
        ['github-server-token', 'ghs_', 'A GitHub App installation token'],
        ['github-refresh-token', 'ghr_', 'A GitHub App refresh token'],
      ] as const
    ).map(([id, prefix, title]) =>
      // 36 characters end in a checksum; GitHub announces that tokens can become longer.
      documented(id, title, 'critical', prefix, '[0-9A-Za-z]{36,251}', { checksum: 'crc32-base62' }),
    ),
    // Since 2026: the number of the App, then a JWT. It lives for an hour.
    documented(
      'github-server-token-2026',
      'A GitHub App installation token',
      'high',
      'ghs_',
      '\\d{1,12}_[\\w-]{20,400}\\.[\\w-]{40,1200}\\.[\\w-]{40,700}',
    ),
    documented(
      'github-fine-grained-token',
      'A GitHub fine-grained personal access token',
      'critical',
      'github_pat_',
      '[0-9A-Za-z]{22}_[0-9A-Za-z]{59}',
    ),
    // The form before 2021, which is that of a commit too.
    named('github-legacy-token', 'A GitHub token of the old form', 'medium', ['github', 'gh'], '[0-9a-f]{40}'),
  ),
  ...provider(
    'GitLab',
    'repositories, pipelines and registries of the user, group or project',
    'Revoke it under Access tokens of the user, group or project.',
    // Routable tokens have a payload of up to 300 characters, then version, length and checksum.
    documented(
      'gitlab-access-token',
      'A GitLab access token',
      'critical',
      'glpat-',
      '[\\w-]{20,300}(?:\\.[0-9a-z]{2}(?=\\.)){0,1}(?:\\.[0-9a-z]{9}){0,1}',
      // An instance may have a prefix of its own: https://docs.gitlab.com/administration/settings/account_and_limit_settings/
      { checksum: 'gitlab-routable', isPrefixed: true },
    ),
    ...(
      [
        ['gitlab-oauth-secret', 'gloas-', 'A GitLab OAuth application secret'],
        ['gitlab-deploy-token', 'gldt-', 'A GitLab deploy token'],
        ['gitlab-runner-token', 'glrt-', 'A GitLab runner token'],
        ['gitlab-job-token', 'glcbt-', 'A GitLab CI job token'],
        ['gitlab-trigger-token', 'glptt-', 'A GitLab pipeline trigger token'],
        ['gitlab-feed-token', 'glft-', 'A GitLab feed token'],
        ['gitlab-mail-token', 'glimt-', 'A GitLab incoming mail token'],
        ['gitlab-agent-token', 'glagent-', 'A GitLab agent token'],
        ['gitlab-scim-token', 'glsoat-', 'A GitLab SCIM token'],
        ['gitlab-feature-flags-token', 'glffct-', 'A GitLab feature flags client token'],
      ] as const
    ).map(([id, prefix, title]) =>
      documented(id, title, 'high', prefix, '[\\w-]{20,300}(?:\\.[0-9a-z]{2}){0,1}(?:\\.[0-9a-z]{9}){0,1}', {
        isPrefixed: true,
      }),
    ),
    documented(
      'gitlab-runner-registration',
      'A GitLab runner registration token',
      'high',
      'GR1348941',
      '[\\w-]{20,60}',
    ),
  ),
  ...provider(
    'Atlassian',
    'issues, pages and repositories of the account',
    'Revoke it under Account settings, Security, API tokens (https://id.atlassian.com/manage-profile/security/api-tokens).',
    observed(
      'atlassian-api-token',
      'An Atlassian API token',
      'critical',
      'ATATT3',
      '[\\w-]{100,250}={0,1}[0-9A-F]{0,8}',
    ),
    observed(
      'atlassian-admin-key',
      'An Atlassian organization API key',
      'high',
      'ATCTT3',
      '[\\w-]{100,250}={0,1}[0-9A-F]{0,8}',
    ),
    observed('atlassian-connect-token', 'An Atlassian app token', 'high', 'ATOTT', '[\\w-]{60,250}={0,1}[0-9A-F]{0,8}'),
    observed('bitbucket-app-password', 'A Bitbucket app password', 'high', 'ATBB', '[0-9A-Za-z]{28,40}'),
    named(
      'atlassian-legacy-token',
      'An Atlassian API token of the old form',
      'medium',
      ['atlassian', 'jira', 'confluence', 'bitbucket'],
      '[0-9A-Za-z]{24}',
    ),
  ),
  ...provider(
    'Trello',
    'boards and cards of the user',
    'Revoke it under Account, Settings, Applications, or with DELETE /1/tokens/{token}.',
    observed('trello-token', 'A Trello token', 'medium', 'ATTA', '[0-9A-Za-z]{60,80}'),
    named('trello-legacy-token', 'A Trello token', 'medium', ['trello'], '[0-9a-f]{64}', { and: ['token', 'secret'] }),
  ),
  ...provider(
    'Azure DevOps',
    'repositories, pipelines and packages of the organization',
    'Revoke it under User settings, Personal access tokens.',
    {
      kind: 'format',
      id: 'azure-devops-token',
      title: 'An Azure DevOps personal access token',
      severity: 'critical',
      confidence: 'high',
      keywords: ['AZDO'],
      before: 76,
      pattern: /(?<secret>[0-9A-Za-z]{76}AZDO[0-9A-Za-z]{4})/,
    },
    named(
      'azure-devops-legacy-token',
      'An Azure DevOps personal access token',
      'critical',
      ['azdo', 'azuredevops', 'devops', 'vsts'],
      '[0-9a-z]{52}',
    ),
  ),
  ...provider(
    'Gitea, Forgejo, Gogs',
    'repositories of the user',
    'Delete it under Settings, Applications.',
    named(
      'gitea-token',
      'A Gitea, Forgejo or Gogs token',
      'medium',
      ['gitea', 'forgejo', 'gogs', 'codeberg'],
      '[0-9a-f]{40}',
    ),
  ),
];
