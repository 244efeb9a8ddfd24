import type { SecretDetector } from '../../../engine/rule.ts';
import { documented, JWT, named, observed, provider, UUID } from './provider.ts';

/**
 * Databricks: https://docs.databricks.com/dev-tools/auth/pat.html. Supabase: https://supabase.com/docs/guides/api/api-keys.
 * Algolia: https://www.algolia.com/doc/guides/security/api-keys. The others are known from tokens that were issued.
 */
export const data: readonly SecretDetector[] = [
  ...provider(
    'Databricks',
    'data, jobs and notebooks of the workspace',
    'Revoke it under Settings, Developer, Access tokens of the workspace.',
    documented(
      'databricks-token',
      'A Databricks personal access token',
      'high',
      'dapi',
      '[0-9a-f]{32}(?:-\\d){0,1}(?![\\w-])',
    ),
  ),
  ...provider(
    'Snowflake',
    'data that the role may read',
    'Remove it with ALTER USER … REMOVE PROGRAMMATIC ACCESS TOKEN.',
    named('snowflake-token', 'A Snowflake access token', 'high', ['snowflake'], JWT),
  ),
  ...provider(
    'dbt Cloud',
    'jobs and connections of the account',
    'Revoke it under API tokens of the account.',
    observed('dbt-personal-token', 'A dbt personal access token', 'high', 'dbtu_', '[\\w-]{36,80}={0,1}'),
    observed('dbt-service-token', 'A dbt service token', 'high', 'dbtc_', '[\\w-]{36,80}={0,1}'),
    observed('dbt-semantic-token', 'A dbt service token', 'high', 'dbts_', '[\\w-]{36,80}={0,1}'),
  ),
  ...provider(
    'Fivetran',
    'connections to your data',
    'Regenerate it under Account settings, API.',
    named('fivetran-secret', 'A Fivetran API secret', 'medium', ['fivetran']),
  ),
  ...provider(
    'Airbyte',
    'connections to your data',
    'Delete the application under Settings, Applications.',
    named('airbyte-secret', 'An Airbyte secret', 'medium', ['airbyte']),
  ),
  ...provider(
    'Supabase',
    'all data of the project, past every row policy',
    'Delete it under Project settings, API keys.',
    documented(
      'supabase-secret-key',
      'A Supabase secret key',
      'critical',
      'sb_secret_',
      '[\\w-]{22}_[\\w-]{8}(?![\\w-])',
    ),
    documented('supabase-personal-token', 'A Supabase access token', 'critical', 'sbp_', '[0-9a-f]{40}', {}),
  ),
  ...provider(
    'MongoDB Atlas',
    'clusters and their data',
    'Delete it under Project or Organization access manager.',
    observed(
      'atlas-service-secret',
      'A MongoDB Atlas service account secret',
      'critical',
      'mdb_sa_sk_',
      '[\\w-]{40}(?![\\w-])',
    ),
    named('atlas-private-key', 'A MongoDB Atlas API private key', 'high', ['atlas', 'mongodbatlas'], UUID),
  ),
  ...provider(
    'Neon',
    'databases of the account',
    'Revoke it under Account settings, API keys.',
    observed('neon-key', 'A Neon API key', 'critical', 'napi_', '[0-9a-z]{60,68}'),
  ),
  ...provider(
    'PlanetScale',
    'databases of the organization',
    'Delete it under Settings, Service tokens or Passwords.',
    observed('planetscale-token', 'A PlanetScale service token', 'critical', 'pscale_tkn_', '[\\w-]{32,64}'),
    observed('planetscale-password', 'A PlanetScale password', 'critical', 'pscale_pw_', '[\\w-]{32,64}'),
    observed('planetscale-oauth-token', 'A PlanetScale OAuth token', 'critical', 'pscale_oauth_', '[\\w-]{32,64}'),
  ),
  ...provider(
    'Turso',
    'the database',
    'Invalidate it with `turso db tokens invalidate`.',
    named('turso-token', 'A Turso token', 'critical', ['turso', 'libsql'], JWT),
  ),
  ...provider(
    'Upstash',
    'the database',
    'Reset the credentials of the database.',
    named(
      'upstash-token',
      'An Upstash token',
      'critical',
      ['upstash', 'qstash'],
      'A[\\w-]{40,120}={0,2}|eyJ[\\w=]{60,200}',
    ),
  ),
  ...provider(
    'Xata',
    'databases of the workspace',
    'Delete it under Account settings.',
    observed('xata-key', 'A Xata API key', 'critical', 'xau_', '[0-9A-Za-z]{30,50}'),
  ),
  ...provider(
    'CockroachDB',
    'clusters and their data',
    'Delete it under Access Management.',
    observed('cockroach-key', 'A CockroachDB Cloud API key', 'critical', 'CCDB1_', '[0-9A-Za-z]{22}_[0-9A-Za-z]{40}'),
  ),
  ...provider(
    'Redis Cloud',
    'databases of the account',
    'Delete it under Access Management, API Keys.',
    named('redis-cloud-key', 'A Redis Cloud key', 'medium', ['rediscloud']),
  ),
  ...provider(
    'Aiven',
    'the service and its data',
    'Reset the password of the service user, or revoke the token under Authentication.',
    observed('aiven-password', 'An Aiven service password', 'critical', 'AVNS_', '[\\w-]{19}(?![\\w-])'),
  ),
  ...provider(
    'Convex',
    'functions and data of the deployment',
    'Delete the deploy key under Settings.',
    observed(
      'convex-key',
      'A Convex deploy key',
      'critical',
      'prod:',
      '[a-z]{3,16}-[a-z]{3,16}-\\d{1,4}\\|[0-9A-Za-z+/]{40,200}={0,2}',
    ),
  ),
  ...provider(
    'Fauna',
    'the database',
    'Delete the key under Keys.',
    named('fauna-secret', 'A Fauna secret', 'critical', ['fauna', 'faunadb'], 'fn[\\w-]{38}'),
  ),
  ...provider(
    'Algolia',
    'all indices of the application',
    'Regenerate it under Settings, API Keys.',
    named('algolia-admin-key', 'An Algolia admin key', 'medium', ['algolia'], '[0-9a-f]{32}', {
      and: ['admin', 'write'],
    }),
    // Other keys of Algolia search, which is what pages do.
    named('algolia-search-key', 'An Algolia search key', 'low', ['algolia', 'docsearch'], '[0-9a-f]{32}', {
      use: 'publishable',
    }),
  ),
  ...provider(
    'Elastic',
    'the cluster or the organization',
    'Invalidate it under API keys.',
    observed('elastic-cloud-key', 'An Elastic Cloud API key', 'medium', 'essu_', '[0-9A-Za-z+/]{30,120}={0,2}'),
    named('elastic-key', 'An Elastic API key', 'medium', ['elastic', 'elasticsearch'], '[0-9A-Za-z+/]{58}=='),
  ),
  ...provider(
    'Typesense',
    'all collections of the server',
    'Delete the key with DELETE /keys.',
    named('typesense-key', 'A Typesense API key', 'medium', ['typesense'], '[0-9A-Za-z]{32}', {
      and: ['admin', 'api'],
    }),
  ),
  ...provider(
    'Meilisearch',
    'all indexes of the server',
    'Restart the server with another master key.',
    named('meilisearch-key', 'A Meilisearch key', 'medium', ['meilisearch', 'meili'], '[0-9a-f]{64}|[\\w-]{43}'),
  ),
  ...provider('Prisma', 'the database behind the proxy', 'Delete it under API Keys of the environment.', {
    kind: 'format',
    id: 'prisma-url',
    title: 'A Prisma Accelerate or Prisma Postgres URL with its key',
    severity: 'high',
    confidence: 'medium',
    keywords: ['prisma://', 'prisma+postgres://'],
    pattern: /prisma(?:\+postgres)?:\/\/[\w.-]{4,80}\/\?api_key=(?<secret>eyJ[\w.-]{60,1000})/,
  }),
  ...provider(
    'Hasura',
    'all data behind the server',
    'Change HASURA_GRAPHQL_ADMIN_SECRET and restart.',
    named('hasura-secret', 'A Hasura admin secret', 'high', ['hasura']),
  ),
  ...provider(
    'Appwrite',
    'data and users of the project',
    'Delete it under API keys of the project.',
    observed('appwrite-key', 'An Appwrite API key', 'high', 'standard_', '[0-9a-f]{256}'),
  ),
  ...provider(
    'Nhost',
    'data and users of the project',
    'Rotate it under Settings, Secrets.',
    named('nhost-secret', 'An Nhost secret', 'medium', ['nhost']),
  ),
  ...provider(
    'Directus',
    'data of the project',
    'Regenerate the static token of the user.',
    named('directus-token', 'A Directus token', 'medium', ['directus']),
  ),
  ...provider(
    'Payload',
    'sessions of all users',
    'Change PAYLOAD_SECRET and restart.',
    named('payload-secret', 'A Payload secret', 'medium', ['payloadcms']),
  ),
];
