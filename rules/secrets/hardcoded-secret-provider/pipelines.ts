import type { SecretDetector } from '../../../engine/rule.ts';
import { documented, JWT, named, observed, provider, UUID } from './provider.ts';

/**
 * HashiCorp: https://developer.hashicorp.com/vault/docs/concepts/tokens#token-prefixes,
 * https://developer.hashicorp.com/terraform/cloud-docs/users-teams-organizations/api-tokens.
 * Doppler: https://docs.doppler.com/reference/auth-token-formats. Tailscale: https://tailscale.com/kb/1252/key-secret-management.
 * Docker's `auths`: https://docs.docker.com/reference/cli/docker/login/#credential-stores. The others are known from tokens
 * that were issued.
 */
export const pipelines: readonly SecretDetector[] = [
  ...provider(
    'CircleCI',
    'pipelines and their secrets',
    'Delete it under User settings, Personal API Tokens.',
    observed('circleci-personal-token', 'A CircleCI personal token', 'high', 'CCIPAT_', '[0-9A-Za-z]{22}_[0-9a-f]{40}'),
    observed('circleci-project-token', 'A CircleCI project token', 'high', 'CCIPRJ_', '[0-9A-Za-z]{22}_[0-9a-f]{40}'),
    named('circleci-legacy-token', 'A CircleCI token', 'high', ['circleci', 'circle'], '[0-9a-f]{40}'),
  ),
  ...provider(
    'Buildkite',
    'pipelines and their secrets',
    'Revoke it under Personal Settings, API Access Tokens.',
    observed('buildkite-token', 'A Buildkite token', 'high', 'bkua_', '[0-9a-f]{40}'),
  ),
  ...provider(
    'Travis CI',
    'pipelines and their secrets',
    'Regenerate it under Settings.',
    named('travis-token', 'A Travis CI token', 'high', ['travis'], '[\\w-]{22}'),
  ),
  ...provider(
    'Drone',
    'pipelines and their secrets',
    'Rotate it under Account settings.',
    named('drone-token', 'A Drone token', 'high', ['drone'], '[0-9A-Za-z]{32}'),
  ),
  ...provider(
    'Jenkins',
    'jobs and their secrets',
    'Revoke it under the configuration of the user.',
    named('jenkins-token', 'A Jenkins API token', 'high', ['jenkins'], '11[0-9a-f]{32}'),
  ),
  ...provider(
    'TeamCity',
    'builds and their secrets',
    'Delete it under Access Tokens of the profile.',
    observed('teamcity-token', 'A TeamCity token', 'high', 'eyJ0eXAiOiAiVENWMiJ9.', '[\\w-]{36,60}\\.[\\w-]{44,60}'),
  ),
  ...provider(
    'Harness',
    'pipelines and their secrets',
    'Delete it under API keys of the profile.',
    observed('harness-token', 'A Harness token', 'high', 'pat.', '[\\w-]{22}\\.[0-9a-f]{24}\\.[0-9A-Za-z]{20}'),
    observed(
      'harness-service-token',
      'A Harness service account token',
      'high',
      'sat.',
      '[\\w-]{22}\\.[0-9a-f]{24}\\.[0-9A-Za-z]{20}',
    ),
  ),
  ...provider(
    'Codefresh',
    'pipelines and their secrets',
    'Revoke it under User settings, API Keys.',
    named('codefresh-key', 'A Codefresh API key', 'high', ['codefresh'], '[0-9a-f]{24}\\.[0-9a-f]{32}'),
  ),
  ...provider(
    'AppVeyor',
    'builds and their secrets',
    'Reset it under Account, API Keys.',
    observed('appveyor-token', 'An AppVeyor token', 'high', 'v2.', '[0-9a-z]{20}', { context: ['appveyor'] }),
  ),
  ...provider(
    'Bitrise',
    'builds and their secrets',
    'Revoke it under Account settings, Security.',
    named('bitrise-token', 'A Bitrise token', 'high', ['bitrise'], '[\\w-]{86}'),
  ),
  ...provider(
    'Semaphore',
    'pipelines and their secrets',
    'Reset it under Profile settings.',
    named('semaphore-token', 'A Semaphore token', 'medium', ['semaphoreci']),
  ),
  ...provider(
    'Octopus Deploy',
    'deployments and their secrets',
    'Revoke it under My API Keys of the profile.',
    observed('octopus-key', 'An Octopus API key', 'high', 'API-', '[0-9A-Z]{25,36}'),
  ),
  ...provider(
    'HashiCorp Terraform',
    'the infrastructure of the workspaces and their state',
    'Delete it under Tokens of the user, team or organization.',
    {
      kind: 'format',
      id: 'terraform-cloud-token',
      title: 'An HCP Terraform API token',
      severity: 'critical',
      confidence: 'high',
      keywords: ['.atlasv1.'],
      before: 14,
      pattern: /(?<secret>[0-9A-Za-z]{14}\.atlasv1\.[\w-]{60,70})(?![\w-])/,
    },
    named('hcp-client-secret', 'An HCP client secret', 'critical', ['hcp'], '[\\w-]{64}'),
  ),
  ...provider(
    'HashiCorp Vault',
    'all secrets that its policies allow',
    'Revoke it with `vault token revoke`.',
    documented('vault-token', 'A HashiCorp Vault token', 'critical', 'hvs.', '[\\w-]{24,300}'),
    documented('vault-batch-token', 'A HashiCorp Vault batch token', 'critical', 'hvb.', '[\\w-]{100,400}'),
    documented('vault-recovery-token', 'A HashiCorp Vault recovery token', 'critical', 'hvr.', '[\\w-]{24,300}'),
    named('vault-legacy-token', 'A HashiCorp Vault token', 'critical', ['vault'], '[sb]\\.[0-9A-Za-z]{24}'),
    named('vault-approle-secret', 'A HashiCorp Vault AppRole secret', 'high', ['vault', 'approle'], UUID),
    named('vault-unseal-key', 'A HashiCorp Vault unseal key', 'critical', ['vault'], '[0-9A-Za-z+/]{44}', {
      and: ['unseal'],
    }),
  ),
  ...provider(
    'HashiCorp Consul, Nomad',
    'services, keys and jobs that the policies allow',
    'Delete it with `consul acl token delete` or `nomad acl token delete`.',
    named('consul-token', 'A Consul or Nomad ACL token', 'high', ['consul', 'nomad'], UUID),
  ),
  ...provider('Doppler', 'the secrets of whole environments', 'Revoke it in the Doppler dashboard.', {
    kind: 'format',
    id: 'doppler-token',
    title: 'A Doppler token',
    severity: 'critical',
    confidence: 'high',
    keywords: ['dp.ct.', 'dp.pt.', 'dp.st.', 'dp.sa.', 'dp.scim.', 'dp.audit.'],
    pattern: /(?<secret>dp\.(?:ct|pt|sa|scim|audit|st(?:\.[a-z][\w-]{1,34}){0,1})\.[0-9A-Za-z]{40,44})/,
  }),
  ...provider(
    'Infisical',
    'the secrets of whole environments',
    'Delete it under Access Control of the project.',
    named('infisical-token', 'An Infisical token', 'critical', ['infisical'], 'st\\.[0-9a-f.]{40,140}'),
  ),
  ...provider(
    '1Password',
    'vaults that the account may read',
    'Revoke it under Developer Tools, Service Accounts.',
    observed(
      'onepassword-token',
      'A 1Password service account token',
      'critical',
      'ops_',
      'eyJ[\\w+/-]{200,1500}={0,2}',
    ),
    observed(
      'onepassword-secret-key',
      'A 1Password secret key',
      'critical',
      'A3-',
      '[0-9A-Z]{6}-[0-9A-Z]{5,6}-[0-9A-Z]{5}-[0-9A-Z]{5}-[0-9A-Z]{5}(?:-[0-9A-Z]{5}){0,1}',
    ),
  ),
  ...provider(
    'Bitwarden',
    'secrets that the machine account may read',
    'Revoke it under Machine accounts, Access tokens.',
    observed(
      'bitwarden-token',
      'A Bitwarden access token',
      'critical',
      '0.',
      `${UUID}\\.[0-9A-Za-z]{30}:[0-9A-Za-z+/]{22}==`,
    ),
  ),
  ...provider(
    'Akeyless',
    'secrets that its role allows',
    'Delete the auth method or reset its key.',
    named('akeyless-key', 'An Akeyless access key', 'critical', ['akeyless'], '[0-9A-Za-z+/]{40,50}={0,2}'),
  ),
  ...provider(
    'Pulumi',
    'the infrastructure of the stacks and their state',
    'Revoke it under Settings, Access Tokens.',
    observed('pulumi-token', 'A Pulumi access token', 'critical', 'pul-', '[0-9a-f]{40}'),
  ),
  ...provider(
    'Spacelift',
    'the infrastructure of the stacks',
    'Revoke it under API keys.',
    named('spacelift-token', 'A Spacelift token', 'critical', ['spacelift'], JWT),
  ),
  ...(
    [
      ['CyberArk', ['cyberark', 'conjur']],
      ['env0', ['env0']],
      ['Scalr', ['scalr']],
      ['Netmaker', ['netmaker']],
    ] as const
  ).flatMap(([name, words]) =>
    provider(
      name,
      'what the account may administer',
      `Revoke it in the console of ${name}.`,
      named(`${name.toLowerCase()}-key`, `A ${name} key`, 'medium', words),
    ),
  ),
  ...provider(
    'Tailscale',
    'joining the private network, or administration of it',
    'Revoke it under Settings, Keys in the admin console.',
    {
      kind: 'format',
      id: 'tailscale-key',
      title: 'A Tailscale key',
      severity: 'high',
      confidence: 'high',
      keywords: ['tskey-'],
      pattern: /(?<secret>tskey-(?:api|auth|client|scim|webhook)-[0-9A-Za-z]{8,24}-[0-9A-Za-z]{20,60})(?![\w-])/,
    },
  ),
  ...provider(
    'ngrok',
    'tunnels of the account',
    'Revoke it under Authtokens or API Keys.',
    named('ngrok-token', 'An ngrok authtoken', 'high', ['ngrok'], '[0-9A-Za-z]{27}_[0-9A-Za-z]{18,24}'),
  ),
  ...provider(
    'ZeroTier',
    'the networks of the account',
    'Delete it under Account, API Access Tokens.',
    named('zerotier-token', 'A ZeroTier token', 'high', ['zerotier'], '[0-9A-Za-z]{32}'),
  ),
  ...provider(
    'WireGuard',
    'the private network of the peer',
    'Make a new pair of keys and replace the public key at the peers.',
    {
      kind: 'format',
      id: 'wireguard-key',
      title: 'A WireGuard private key',
      severity: 'high',
      confidence: 'medium',
      keywords: ['privatekey'],
      pattern: /PrivateKey {0,4}= {0,4}(?<secret>[0-9A-Za-z+/]{43}=)/,
    },
  ),
  ...provider(
    'a container registry',
    'pushing and pulling images in your name',
    'Change the password, or delete the access token, at the registry.',
    {
      kind: 'format',
      id: 'docker-config-auth',
      title: "A registry's login in Base64",
      severity: 'critical',
      confidence: 'high',
      keywords: ['"auth"'],
      pattern: /"auth"\s{0,4}:\s{0,4}"(?<secret>[0-9A-Za-z+/]{12,600}={0,2})"/,
      checksum: 'base64-login',
      context: ['"auths"', '"https://', 'docker.io', 'ghcr.io', 'registry'],
    },
  ),
  ...provider('age', 'all that was encrypted to it', 'Make a new pair of keys and encrypt again.', {
    kind: 'format',
    id: 'age-key',
    title: 'An age secret key',
    severity: 'critical',
    confidence: 'high',
    keywords: ['AGE-SECRET-KEY-1'],
    // Bech32 with its checksum: https://github.com/C2SP/C2SP/blob/main/age.md
    pattern: /(?<secret>AGE-SECRET-KEY-1[02-9AC-HJ-NP-Z]{58})/,
    checksum: 'bech32',
  }),
];
