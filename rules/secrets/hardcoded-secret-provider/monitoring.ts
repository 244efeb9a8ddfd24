import type { SecretDetector } from '../../../engine/rule.ts';
import { documented, named, observed, provider, UUID } from './provider.ts';

/**
 * Sentry: https://docs.sentry.io/security-legal-pii/security/token-formats/.
 * New Relic: https://docs.newrelic.com/docs/apis/intro-apis/new-relic-api-keys/.
 * Dynatrace: https://docs.dynatrace.com/docs/dynatrace-api/basics/dynatrace-api-authentication#token-format.
 * LaunchDarkly: https://launchdarkly.com/docs/sdk/concepts/client-side-server-side#keys. The others are known from keys that
 * were issued.
 */
export const monitoring: readonly SecretDetector[] = [
  ...provider(
    'Datadog',
    'metrics, logs and monitors of the organization',
    'Revoke it under Organization settings, API or Application Keys.',
    // The client token of a browser is public.
    documented('datadog-client-token', 'A Datadog client token', 'low', 'pub', '[0-9a-f]{32}', {
      use: 'publishable',
      context: ['datadog', 'dd_'],
    }),
    observed('datadog-application-key', 'A Datadog application key', 'high', 'ddapp_', '[0-9A-Za-z]{34}'),
    named('datadog-key', 'A Datadog key', 'high', ['datadog', 'dd'], '[0-9a-f]{32}|[0-9a-f]{40}'),
  ),
  ...provider(
    'New Relic',
    'data of the account',
    'Delete it under API keys of the user menu.',
    documented('new-relic-user-key', 'A New Relic user key', 'high', 'NRAK-', '[0-9A-Z]{27}'),
    {
      kind: 'format',
      id: 'new-relic-license-key',
      title: 'A New Relic license key',
      severity: 'high',
      confidence: 'high',
      keywords: ['NRAL'],
      before: 36,
      pattern: /(?<secret>[0-9a-f]{36}NRAL)/,
    },
    documented('new-relic-insert-key', 'A New Relic insert key', 'high', 'NRII-', '[\\w-]{32}(?![\\w-])'),
    documented('new-relic-rest-key', 'A New Relic REST API key', 'high', 'NRRA-', '[0-9a-f]{42}'),
    documented('new-relic-browser-key', 'A New Relic browser key', 'low', 'NRJS-', '[0-9a-f]{19}', {
      use: 'publishable',
    }),
  ),
  ...provider(
    'Sentry',
    'projects, releases and errors of the user or organization',
    'Delete it under User settings, Personal Tokens, or Organization settings.',
    documented('sentry-user-token', 'A Sentry user auth token', 'high', 'sntryu_', '[0-9a-f]{64}'),
    documented('sentry-integration-token', 'A Sentry integration token', 'high', 'sntryi_', '[0-9a-f]{64}'),
    documented('sentry-application-secret', 'A Sentry application secret', 'high', 'sntrya_', '[0-9a-f]{64}'),
    // Base64 of JSON that begins with the time of issue, then the secret part.
    documented(
      'sentry-organization-token',
      'A Sentry organization token',
      'high',
      'sntrys_',
      'eyJ[0-9A-Za-z+/]{40,600}={0,2}_[0-9A-Za-z+/]{40,50}(?![0-9A-Za-z+/])',
    ),
  ),
  ...provider(
    'Grafana',
    'dashboards and data sources of the organization',
    'Delete it under Administration, Service accounts.',
    documented(
      'grafana-service-token',
      'A Grafana service account token',
      'high',
      'glsa_',
      '[0-9A-Za-z]{32}_[0-9a-f]{8}',
      { checksum: 'crc32-hex' },
    ),
    observed('grafana-cloud-token', 'A Grafana Cloud token', 'high', 'glc_', 'eyJ[0-9A-Za-z+/]{60,400}={0,2}'),
    observed('grafana-legacy-key', 'A Grafana API key', 'high', 'eyJrIjoi', '[0-9A-Za-z+/]{50,200}={0,2}'),
  ),
  ...provider('Dynatrace', 'data and settings of the environment', 'Delete it under Access tokens.', {
    kind: 'format',
    id: 'dynatrace-token',
    title: 'A Dynatrace token',
    severity: 'high',
    confidence: 'high',
    keywords: ['dt0c', 'dt0s'],
    pattern: /(?<secret>dt0[cs]\d\d\.[A-Z0-9]{24}\.[A-Z0-9]{64})/,
  }),
  ...provider(
    'Honeycomb',
    'events and settings of the environment',
    'Delete it under Environment settings, API Keys.',
    ...(['hcaik_', 'hcbik_', 'hcxik_', 'hcamk_', 'hcxmk_'] as const).map((prefix) =>
      observed(`honeycomb-key-${prefix.slice(0, -1)}`, 'A Honeycomb key', 'medium', prefix, '[0-9A-Za-z]{50,64}'),
    ),
    named('honeycomb-classic-key', 'A Honeycomb key', 'medium', ['honeycomb'], '[0-9A-Za-z]{22}|[0-9a-f]{32}'),
  ),
  ...provider(
    'Splunk',
    'writing events into the index',
    'Delete it under Data inputs, HTTP Event Collector.',
    named('splunk-token', 'A Splunk HEC token', 'medium', ['splunk', 'hec'], UUID),
  ),
  ...provider(
    'Sumo Logic',
    'logs of the account',
    'Delete it under Preferences, Access Keys.',
    named('sumologic-key', 'A Sumo Logic access key', 'medium', ['sumologic', 'sumo'], '[0-9A-Za-z]{64}'),
  ),
  ...provider(
    'Logz.io',
    'logs of the account',
    'Delete it under Settings, Manage tokens.',
    named('logzio-token', 'A Logz.io token', 'medium', ['logzio', 'logz'], '[0-9A-Za-z]{32}'),
  ),
  ...provider(
    'Better Stack',
    'logs and monitors of the team',
    'Delete it under API tokens.',
    named(
      'betterstack-token',
      'A Better Stack token',
      'medium',
      ['betterstack', 'logtail', 'betteruptime'],
      '[0-9A-Za-z]{24}',
    ),
  ),
  ...provider(
    'Axiom',
    'events of the organization',
    'Delete it under Settings, API tokens.',
    observed('axiom-token', 'An Axiom API token', 'medium', 'xaat-', UUID),
    observed('axiom-personal-token', 'An Axiom personal token', 'medium', 'xapt-', UUID),
  ),
  ...provider(
    'Rollbar',
    'errors of the project',
    'Delete it under Project Access Tokens.',
    named('rollbar-token', 'A Rollbar server token', 'medium', ['rollbar'], '[0-9a-f]{32}', {
      and: ['server', 'access', 'write', 'read'],
    }),
  ),
  ...provider(
    'PagerDuty',
    'incidents and schedules of the account',
    'Delete it under Integrations, API Access Keys.',
    named('pagerduty-key', 'A PagerDuty key', 'medium', ['pagerduty'], '[\\w+-]{20}|[0-9a-f]{32}'),
  ),
  ...provider(
    'Opsgenie',
    'alerts of the account',
    'Delete it under Settings, API key management.',
    named('opsgenie-key', 'An Opsgenie API key', 'medium', ['opsgenie'], UUID),
  ),
  ...provider(
    'UptimeRobot',
    'monitors of the account',
    'Regenerate it under Integrations & API.',
    named('uptimerobot-key', 'An UptimeRobot API key', 'medium', ['uptimerobot'], '[um]\\d{4,12}-[0-9a-f]{24,40}'),
  ),
  ...(
    [
      ['Bugsnag', ['bugsnag']],
      ['Airbrake', ['airbrake']],
      ['Raygun', ['raygun']],
      ['Papertrail', ['papertrail']],
      ['LogDNA (Mezmo)', ['logdna', 'mezmo']],
      ['Statuspage', ['statuspage']],
      ['Pingdom', ['pingdom']],
      ['FullStory', ['fullstory']],
      ['Split', ['splitio']],
      ['ConfigCat', ['configcat']],
      ['Optimizely', ['optimizely']],
    ] as const
  ).flatMap(([name, words]) =>
    provider(
      name,
      'data and settings of the account',
      `Revoke it in the dashboard of ${name}.`,
      named(`${words[0]}-key`, `A ${name} key`, 'medium', words),
    ),
  ),
  ...provider(
    'PostHog',
    'events and persons of the project',
    'Delete it under Personal API keys.',
    observed('posthog-personal-key', 'A PostHog personal API key', 'medium', 'phx_', '[0-9A-Za-z]{40,56}'),
    observed('posthog-secret-key', 'A PostHog secret key', 'medium', 'phs_', '[0-9A-Za-z]{40,56}'),
    // The key that pages send with their events.
    documented('posthog-project-key', 'A PostHog project key', 'low', 'phc_', '[0-9A-Za-z]{36,56}', {
      use: 'publishable',
    }),
  ),
  ...provider(
    'Segment',
    'sources and settings of the workspace',
    'Revoke it under Access Management, Tokens.',
    observed('segment-token', 'A Segment public API token', 'medium', 'sgp_', '[0-9A-Za-z]{60,68}'),
    // The key that pages send with their events.
    named('segment-write-key', 'A Segment write key', 'low', ['segment'], '[0-9A-Za-z]{32}', {
      and: ['write'],
      use: 'publishable',
    }),
  ),
  ...provider(
    'Amplitude, Mixpanel',
    'events and profiles of the project',
    'Rotate it under the settings of the project.',
    named('analytics-secret', 'An analytics secret', 'medium', ['amplitude', 'mixpanel'], '[0-9a-f]{32}', {
      and: ['secret'],
    }),
    named(
      'analytics-token',
      'An analytics token',
      'low',
      ['amplitude', 'mixpanel', 'heap', 'logrocket'],
      '[0-9a-f]{32}',
      { use: 'publishable' },
    ),
  ),
  ...provider(
    'LaunchDarkly',
    'flags of the environment',
    'Reset it under Environments, or delete the access token.',
    documented('launchdarkly-token', 'A LaunchDarkly access token', 'high', 'api-', UUID),
    documented('launchdarkly-sdk-key', 'A LaunchDarkly SDK key', 'high', 'sdk-', UUID),
    documented('launchdarkly-mobile-key', 'A LaunchDarkly mobile key', 'low', 'mob-', UUID),
  ),
  ...provider(
    'Statsig',
    'flags and experiments of the project',
    'Rotate it under Project settings, Keys & Environments.',
    observed('statsig-secret', 'A Statsig server secret', 'high', 'secret-', '[0-9A-Za-z]{40,50}'),
  ),
  ...provider(
    'Flagsmith',
    'flags of the environment',
    'Delete it under SDK Keys.',
    observed('flagsmith-key', 'A Flagsmith server key', 'high', 'ser.', '[0-9A-Za-z]{22}'),
  ),
  ...provider('Unleash', 'flags of the environment', 'Delete it under API access.', {
    kind: 'format',
    id: 'unleash-token',
    title: 'An Unleash API token',
    severity: 'high',
    confidence: 'medium',
    keywords: ['*:', 'default:'],
    pattern: /(?<secret>(?:\*|default):(?:\*|[a-z]{1,40})\.[0-9a-f]{56,64})/,
  }),
];
