import type { SecretDetector } from '../../../engine/rule.ts';

const NPM = 'Revoke it with `npm token revoke` or under Access Tokens on npmjs.com.';

/**
 * npm: https://github.blog/changelog/2021-09-23-npm-has-a-new-access-token-format/ (prefix and checksum) and
 * https://docs.npmjs.com/cli/configuring-npm/npmrc#auth-related-configuration (`.npmrc`).
 * PyPI: https://pypi.org/help/#apitoken and https://warehouse.pypa.io (a macaroon that begins with its location).
 * RubyGems: https://guides.rubygems.org/api-key-scopes/.
 */
export const packageRegistries: readonly SecretDetector[] = [
  {
    kind: 'format',
    id: 'npm-access-token',
    title: 'An npm access token',
    keywords: ['npm_'],
    pattern: /(?<secret>npm_[0-9A-Za-z]{36})/,
    checksum: 'crc32-base62',
    severity: 'critical',
    confidence: 'high',
    revoke: NPM,
  },
  {
    kind: 'format',
    id: 'npmrc-legacy-token',
    title: 'A legacy npm token',
    keywords: ['_authtoken'],
    pattern: /_authToken {0,4}= {0,4}"?(?<secret>[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})/i,
    // npm withdrew tokens of this form at the end of 2025; other registries may use it still.
    severity: 'low',
    confidence: 'medium',
    revoke: NPM,
  },
  {
    kind: 'format',
    id: 'npmrc-password',
    title: "A registry's login in Base64",
    keywords: ['_auth', '_password'],
    pattern: /_(?:auth|password) {0,4}= {0,4}"?(?<secret>[0-9A-Za-z+/]{12,400}={0,2})(?=["\s]|$)/i,
    severity: 'high',
    confidence: 'medium',
    revoke: 'Change the password at the registry.',
  },
  {
    kind: 'format',
    id: 'pypi-token',
    title: 'A PyPI API token',
    keywords: ['pypi-'],
    // Base64 of the macaroon's version and of the location `pypi.org` or `test.pypi.org`.
    pattern: /(?<secret>pypi-AgE(?:IcHlwaS5vcmc|NdGVzdC5weXBpLm9yZw)[\w-]{60,300})/,
    severity: 'critical',
    confidence: 'high',
    revoke: 'Remove it under Account settings, API tokens on pypi.org.',
  },
  {
    kind: 'format',
    id: 'rubygems-key',
    title: 'A RubyGems API key',
    keywords: ['rubygems_'],
    pattern: /(?<secret>rubygems_[0-9a-f]{48})/,
    severity: 'critical',
    confidence: 'high',
    revoke: 'Delete it under Settings, API keys on rubygems.org.',
  },
];
