import type { SecretDetector } from '../../../engine/rule.ts';
import { named, observed, provider, UUID } from './provider.ts';

/** Okta: https://developer.okta.com/docs/guides/create-an-api-token/. The others are known from secrets that were issued. */
export const identity: readonly SecretDetector[] = [
  ...provider(
    'Okta',
    'users, groups and applications of the organization',
    'Revoke it under Security, API, Tokens.',
    {
      kind: 'format',
      id: 'okta-token',
      title: 'An Okta API token',
      severity: 'critical',
      confidence: 'high',
      keywords: ['SSWS'],
      pattern: /SSWS {1,2}(?<secret>00[\w-]{40})(?![\w-])/,
    },
    named('okta-named-token', 'An Okta API token', 'critical', ['okta'], '00[\\w-]{40}'),
  ),
  ...provider(
    'Auth0',
    'sign-in of all users, or administration of the tenant',
    'Rotate it under Settings of the application.',
    named('auth0-secret', 'An Auth0 client secret', 'high', ['auth0'], '[\\w-]{64}'),
  ),
  ...provider(
    'Clerk, WorkOS',
    'users and sessions of the application',
    'Roll it under API Keys.',
    observed('clerk-secret', 'A Clerk or WorkOS secret key', 'high', 'sk_live_', '[\\w+/-]{40,80}={0,2}', {
      context: ['clerk', 'workos'],
    }),
    observed('clerk-test-secret', 'A Clerk or WorkOS test key', 'high', 'sk_test_', '[\\w+/-]{40,80}={0,2}', {
      context: ['clerk', 'workos'],
      use: 'test',
    }),
  ),
  ...provider(
    'Stytch',
    'users and sessions of the project',
    'Rotate it under API keys.',
    observed('stytch-secret', 'A Stytch secret', 'high', 'secret-live-', '[\\w-]{36}={0,1}'),
    observed('stytch-test-secret', 'A Stytch test secret', 'high', 'secret-test-', '[\\w-]{36}={0,1}', { use: 'test' }),
  ),
  ...provider(
    'Descope',
    'users of the project',
    'Delete it under Company, Management Keys.',
    named('descope-key', 'A Descope management key', 'high', ['descope'], 'K[0-9A-Za-z]{27,120}'),
  ),
  ...provider(
    'FusionAuth',
    'users of the tenant',
    'Delete it under Settings, API Keys.',
    named('fusionauth-key', 'A FusionAuth key', 'high', ['fusionauth'], '[\\w-]{44}'),
  ),
  ...provider(
    'Keycloak',
    'sign-in as the client',
    'Regenerate it under Credentials of the client.',
    named('keycloak-secret', 'A Keycloak client secret', 'high', ['keycloak'], `[0-9A-Za-z]{32}|${UUID}`),
  ),
  ...(
    [
      ['Kinde', ['kinde']],
      ['SuperTokens', ['supertokens']],
    ] as const
  ).flatMap(([name, words]) =>
    provider(
      name,
      'users and sessions of the application',
      `Rotate it in the dashboard of ${name}.`,
      named(`${words[0]}-secret`, `A ${name} secret`, 'medium', words),
    ),
  ),
];
