import type { SecretDetector } from '../../../engine/rule.ts';

const AWS = 'Deactivate and delete the key in IAM, under the security credentials of its user.';

/**
 * AWS: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids (prefixes).
 * Google: https://cloud.google.com/docs/authentication/api-keys.
 * DigitalOcean: https://docs.digitalocean.com/reference/api/create-personal-access-token/ and its changelog (prefixes).
 * Cloudflare: https://developers.cloudflare.com/fundamentals/api/get-started/token-formats/ (the checksum's algorithm is not published).
 * HashiCorp: https://developer.hashicorp.com/vault/docs/concepts/tokens#token-prefixes,
 * https://developer.hashicorp.com/terraform/cloud-docs/users-teams-organizations/api-tokens.
 * Databricks: https://docs.databricks.com/dev-tools/auth/pat.html.
 */
export const cloud: readonly SecretDetector[] = [
  {
    kind: 'format',
    id: 'aws-access-key-id',
    title: 'An AWS access key id',
    keywords: ['AKIA', 'ASIA'],
    pattern: /(?<secret>(?:AKIA|ASIA)[A-Z2-7]{16})/,
    // The id alone opens nothing; with its secret beside it, everything that the user may do.
    severity: 'medium',
    confidence: 'high',
    pair: { detector: 'aws-secret-access-key', severity: 'critical' },
    revoke: AWS,
  },
  {
    kind: 'format',
    id: 'aws-secret-access-key',
    title: 'An AWS secret access key',
    keywords: ['aws_secret_access_key', 'secretaccesskey', 'secret_access_key', 'aws_secret_key', 'awssecretkey'],
    pattern:
      /(?:aws_secret_access_key|secretAccessKey|secret_access_key|aws_secret_key|awsSecretKey)["'\]]{0,2} {0,4}(?:=>|:=|=|:) {0,4}["'`]?(?<secret>[0-9A-Za-z+/]{40})(?![0-9A-Za-z+/=])/i,
    severity: 'critical',
    confidence: 'high',
    revoke: AWS,
  },
  {
    kind: 'format',
    id: 'google-api-key',
    title: 'A Google API key',
    keywords: ['AIza'],
    pattern: /(?<secret>AIza[\w-]{35})(?![\w-])/,
    severity: 'medium',
    confidence: 'high',
    revoke:
      'Delete it, or restrict it to the sites, applications and services that need it, under Credentials in the Google Cloud console.',
  },
  {
    kind: 'format',
    id: 'digitalocean-token',
    title: 'A DigitalOcean token',
    keywords: ['dop_v1_', 'doo_v1_', 'dor_v1_'],
    pattern: /(?<secret>do[opr]_v1_[0-9a-f]{64})/,
    severity: 'critical',
    confidence: 'high',
    revoke: 'Delete it under API, Tokens in the control panel.',
  },
  ...(
    [
      ['cloudflare-global-key', 'cfk_', 'A Cloudflare global API key'],
      ['cloudflare-user-token', 'cfut_', 'A Cloudflare user API token'],
      ['cloudflare-account-token', 'cfat_', 'A Cloudflare account API token'],
    ] as const
  ).map(
    ([id, prefix, title]): SecretDetector => ({
      kind: 'format',
      id,
      title,
      keywords: [prefix],
      pattern: new RegExp(`(?<secret>${prefix}[\\w-]{41,60})`),
      severity: 'critical',
      confidence: 'high',
      revoke: 'Roll it under My Profile, API Tokens in the Cloudflare dashboard.',
    }),
  ),
  {
    kind: 'format',
    id: 'vault-token',
    title: 'A HashiCorp Vault token',
    keywords: ['hvs.', 'hvb.', 'hvr.'],
    pattern: /(?<secret>hv[brs]\.[\w-]{24,300})/,
    severity: 'critical',
    confidence: 'high',
    revoke: 'Revoke it with `vault token revoke`.',
  },
  {
    kind: 'format',
    id: 'terraform-cloud-token',
    title: 'An HCP Terraform API token',
    keywords: ['.atlasv1.'],
    before: 14,
    pattern: /(?<secret>[0-9A-Za-z]{14}\.atlasv1\.[\w-]{60,70})(?![\w-])/,
    severity: 'critical',
    confidence: 'high',
    revoke: 'Delete it under Tokens of the user, team or organization.',
  },
  {
    kind: 'format',
    id: 'databricks-token',
    title: 'A Databricks personal access token',
    keywords: ['dapi'],
    pattern: /(?<secret>dapi[0-9a-f]{32}(?:-\d){0,1})(?![\w-])/,
    severity: 'high',
    confidence: 'high',
    revoke: 'Revoke it under Settings, Developer, Access tokens of the workspace.',
  },
];
