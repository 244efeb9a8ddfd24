import type { SecretDetector } from '../../../engine/rule.ts';
import { documented, named, observed, provider, UUID } from './provider.ts';

/**
 * npm: https://github.blog/changelog/2021-09-23-npm-has-a-new-access-token-format/ (prefix and checksum) and
 * https://docs.npmjs.com/cli/configuring-npm/npmrc#auth-related-configuration (`.npmrc`).
 * PyPI: https://pypi.org/help/#apitoken and https://warehouse.pypa.io (a macaroon that begins with its location).
 * RubyGems: https://guides.rubygems.org/api-key-scopes/. Clojars: https://github.com/clojars/clojars-web/wiki/Deploy-Tokens.
 * Packagist: https://packagist.com/docs/security/token-formats.
 */
export const packageRegistries: readonly SecretDetector[] = [
  ...provider(
    'npm',
    'publishing packages in your name',
    'Revoke it with `npm token revoke` or under Access Tokens on npmjs.com.',
    documented('npm-access-token', 'An npm access token', 'critical', 'npm_', '[0-9A-Za-z]{36}', {
      checksum: 'crc32-base62',
    }),
    {
      kind: 'format',
      id: 'npmrc-legacy-token',
      title: 'A legacy npm token',
      // npm withdrew tokens of this form at the end of 2025; other registries may use it still.
      severity: 'low',
      confidence: 'medium',
      keywords: ['_authtoken'],
      pattern: new RegExp(`_authToken {0,4}= {0,4}"?(?<secret>${UUID})`, 'i'),
    },
    {
      kind: 'format',
      id: 'npmrc-password',
      title: "A registry's login in Base64",
      severity: 'high',
      confidence: 'medium',
      keywords: ['_auth', '_password'],
      pattern: /_(?:auth|password) {0,4}= {0,4}"?(?<secret>[0-9A-Za-z+/]{12,400}={0,2})(?=["\s]|$)/i,
      revoke: 'Change the password at the registry.',
    },
  ),
  ...provider('PyPI', 'publishing packages in your name', 'Remove it under Account settings, API tokens on pypi.org.', {
    kind: 'format',
    id: 'pypi-token',
    title: 'A PyPI API token',
    severity: 'critical',
    confidence: 'high',
    keywords: ['pypi-'],
    // Base64 of the macaroon's version and of the location `pypi.org` or `test.pypi.org`.
    pattern: /(?<secret>pypi-AgE(?:IcHlwaS5vcmc|NdGVzdC5weXBpLm9yZw)[\w-]{60,300})/,
  }),
  ...provider(
    'RubyGems',
    'publishing gems in your name',
    'Delete it under Settings, API keys on rubygems.org.',
    documented('rubygems-key', 'A RubyGems API key', 'critical', 'rubygems_', '[0-9a-f]{48}'),
  ),
  ...provider(
    'NuGet',
    'publishing packages in your name',
    'Delete it under API Keys on nuget.org.',
    observed('nuget-key', 'A NuGet API key', 'critical', 'oy2', '[0-9a-z]{43}'),
  ),
  ...provider(
    'crates.io',
    'publishing crates in your name',
    'Revoke it under Account Settings, API Tokens on crates.io.',
    observed('crates-token', 'A crates.io API token', 'critical', 'cio', '[0-9A-Za-z]{32}'),
  ),
  ...provider(
    'Clojars',
    'publishing libraries in your name',
    'Disable it under Deploy Tokens on clojars.org.',
    documented('clojars-token', 'A Clojars deploy token', 'critical', 'CLOJARS_', '[0-9a-f]{60}'),
  ),
  ...provider(
    'Packagist',
    'private packages of the organization',
    'Revoke it under API Access or Authentication Tokens of the organization.',
    documented('packagist-token', 'A Private Packagist token', 'critical', 'packagist_', '[a-z]{2,4}_[0-9a-f]{68}'),
  ),
  ...provider(
    'Hex',
    'publishing packages in your name',
    'Revoke it with `mix hex.user key revoke`.',
    named('hex-key', 'A Hex API key', 'critical', ['hexpm'], '[0-9a-f]{32}'),
  ),
  ...provider(
    'JFrog Artifactory',
    'packages and images of the repositories that the user may write to',
    'Revoke it under Administration, Access Tokens.',
    observed('artifactory-key', 'An Artifactory API key', 'critical', 'AKCp', '[0-9A-Za-z]{60,75}'),
    observed(
      'artifactory-reference-token',
      'An Artifactory reference token',
      'critical',
      'cmVmdGtu',
      '[0-9A-Za-z+/=]{48,64}',
    ),
  ),
  ...provider(
    'Nexus',
    'packages and images of the repositories that the user may write to',
    'Change the password, or reset the user token, under the account in Nexus.',
    named('nexus-password', 'A Nexus password', 'high', ['nexus']),
  ),
  ...provider(
    'Cloudsmith',
    'packages of the workspace',
    'Refresh it under API Settings.',
    named('cloudsmith-key', 'A Cloudsmith API key', 'critical', ['cloudsmith'], '[0-9a-f]{40}'),
  ),
  ...provider(
    'JSR',
    'publishing packages in your name',
    'Revoke it under Account, Tokens on jsr.io.',
    observed('jsr-token', 'A JSR token', 'critical', 'jsrp_', '[0-9A-Za-z]{30,80}'),
  ),
  ...provider(
    'Deno Deploy',
    'deployments of the account or organization',
    'Revoke it under Account, Access Tokens.',
    observed('deno-personal-token', 'A Deno Deploy personal token', 'critical', 'ddp_', '[0-9A-Za-z]{36,40}'),
    observed('deno-organization-token', 'A Deno Deploy organization token', 'critical', 'ddo_', '[0-9A-Za-z]{36,40}'),
  ),
  ...provider(
    'Docker Hub',
    'images of the account or organization',
    'Delete it under Account settings, Personal access tokens.',
    observed('docker-access-token', 'A Docker access token', 'critical', 'dckr_pat_', '[\\w-]{24,64}'),
    observed(
      'docker-organization-token',
      'A Docker organization access token',
      'critical',
      'dckr_oat_',
      '[\\w-]{24,64}',
    ),
  ),
  ...provider(
    'Cargo, Maven and other registries',
    'publishing packages in your name',
    'Revoke it at the registry.',
    named('cargo-registry-token', 'A Cargo registry token', 'high', ['cargo'], '[0-9A-Za-z_-]{24,200}'),
  ),
];
