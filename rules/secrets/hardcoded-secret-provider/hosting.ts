import type { SecretDetector } from '../../../engine/rule.ts';
import { documented, named, observed, provider, UUID } from './provider.ts';

/**
 * Cloudflare: https://developers.cloudflare.com/fundamentals/api/get-started/token-formats/ (the checksum's algorithm is
 * not published). Cloudinary: https://cloudinary.com/documentation/how_to_integrate_cloudinary (`CLOUDINARY_URL`).
 * The others are known from keys that were issued.
 */
export const hosting: readonly SecretDetector[] = [
  ...provider(
    'Heroku',
    'apps, add-ons and their configuration',
    'Regenerate it under Account settings, API Key, or with `heroku authorizations:revoke`.',
    observed('heroku-token', 'A Heroku API token', 'high', 'HRKU-', '[\\w-]{36,70}'),
    named('heroku-legacy-key', 'A Heroku API key', 'high', ['heroku'], UUID),
  ),
  ...provider(
    'Fly.io',
    'apps and machines of the organization',
    'Revoke it with `fly tokens revoke`.',
    observed('fly-token', 'A Fly.io token', 'high', 'fo1_', '[\\w-]{40,60}(?![\\w-])'),
    observed('fly-macaroon', 'A Fly.io token', 'high', 'fm2_', '[0-9A-Za-z+/]{100,2000}={0,2}', { keywords: ['fm2_'] }),
    observed('fly-old-macaroon', 'A Fly.io token', 'high', 'fm1r_', '[0-9A-Za-z+/]{100,2000}={0,2}'),
  ),
  ...provider(
    'Render',
    'services and databases of the workspace',
    'Revoke it under Account Settings, API Keys.',
    observed('render-key', 'A Render API key', 'medium', 'rnd_', '[0-9A-Za-z]{28,40}'),
  ),
  ...provider(
    'Railway',
    'projects of the account or workspace',
    'Delete it under Account Settings, Tokens.',
    named('railway-token', 'A Railway token', 'medium', ['railway'], UUID),
  ),
  ...provider(
    'Koyeb',
    'services of the organization',
    'Delete it under Organization settings, API.',
    named('koyeb-token', 'A Koyeb token', 'medium', ['koyeb']),
  ),
  ...provider(
    'Northflank',
    'services of the team',
    'Delete it under Account settings, API.',
    named('northflank-token', 'A Northflank token', 'medium', ['northflank'], '(?:nf-)?[\\w.-]{30,700}'),
  ),
  ...provider(
    'Vercel',
    'projects, deployments and their environment variables',
    'Delete it under Account Settings, Tokens.',
    ...(['vcp_', 'vci_', 'vca_', 'vcr_', 'vck_'] as const).map((prefix) =>
      observed(`vercel-token-${prefix.slice(0, -1)}`, 'A Vercel access token', 'high', prefix, '[0-9A-Za-z]{24,80}'),
    ),
    named('vercel-legacy-token', 'A Vercel access token', 'high', ['vercel', 'zeit', 'now'], '[0-9A-Za-z]{24}'),
    observed(
      'vercel-blob-token',
      'A Vercel Blob token',
      'high',
      'vercel_blob_rw_',
      '[0-9A-Za-z]{16}_[0-9A-Za-z]{28,40}',
    ),
    {
      kind: 'format',
      id: 'vercel-edge-config',
      title: 'A Vercel Edge Config URL with its token',
      severity: 'high',
      confidence: 'medium',
      keywords: ['edge-config.vercel.com/'],
      pattern: new RegExp(`edge-config\\.vercel\\.com/ecfg_[0-9a-z]{10,40}\\?token=(?<secret>${UUID})`),
    },
  ),
  ...provider(
    'Netlify',
    'sites, deployments and their environment variables',
    'Revoke it under User settings, Applications.',
    ...(
      [
        ['nfp_', 'A Netlify personal access token'],
        ['nfo_', 'A Netlify OAuth token'],
        ['nfc_', 'A Netlify CLI token'],
        ['nfu_', 'A Netlify UI token'],
        ['nfb_', 'A Netlify build token'],
      ] as const
    ).map(([prefix, title]) =>
      observed(`netlify-token-${prefix.slice(0, -1)}`, title, 'high', prefix, '[0-9A-Za-z]{32,44}'),
    ),
    observed(
      'netlify-build-hook',
      'A Netlify build hook URL',
      'medium',
      'api.netlify.com/build_hooks/',
      '[0-9a-f]{24}',
    ),
  ),
  ...provider(
    'Cloudflare',
    'domains, traffic, workers and storage of the account',
    'Roll it under My Profile, API Tokens in the Cloudflare dashboard.',
    documented('cloudflare-global-key', 'A Cloudflare global API key', 'critical', 'cfk_', '[\\w-]{41,60}'),
    documented('cloudflare-user-token', 'A Cloudflare user API token', 'critical', 'cfut_', '[\\w-]{41,60}'),
    documented('cloudflare-account-token', 'A Cloudflare account API token', 'critical', 'cfat_', '[\\w-]{41,60}'),
    named('cloudflare-legacy-token', 'A Cloudflare API token', 'high', ['cloudflare', 'cf'], '[\\w-]{40}'),
    named('cloudflare-legacy-key', 'A Cloudflare global API key', 'high', ['cloudflare', 'cf'], '[0-9a-f]{37}'),
    observed('cloudflare-origin-key', 'A Cloudflare Origin CA key', 'high', 'v1.0-', '[0-9a-f]{24}-[0-9a-f]{140,150}'),
    named(
      'cloudflare-tunnel-token',
      'A Cloudflare tunnel token',
      'high',
      ['cloudflare', 'cloudflared', 'tunnel'],
      'eyJ[0-9A-Za-z+/]{100,300}={0,2}',
    ),
    // The key of the site, which pages show, is shorter.
    observed(
      'cloudflare-turnstile-secret',
      'A Cloudflare Turnstile secret key',
      'high',
      '0x4AAAA',
      '[\\w-]{27,32}(?![\\w-])',
    ),
  ),
  ...provider(
    'Fastly',
    'services and caches of the account',
    'Delete it under Account, API tokens.',
    named('fastly-token', 'A Fastly API token', 'medium', ['fastly'], '[\\w-]{32}'),
  ),
  ...provider(
    'Akamai',
    'properties of the account',
    'Deactivate the credential under Identity & Access, API users.',
    observed('akamai-token', 'An Akamai EdgeGrid token', 'medium', 'akab-', '[0-9a-z]{16}-[0-9a-z]{16}', {
      pair: { detector: 'akamai-secret', severity: 'high' },
    }),
    named(
      'akamai-secret',
      'An Akamai EdgeGrid client secret',
      'high',
      ['akamai', 'edgegrid', 'edgerc'],
      '[0-9A-Za-z+/]{43,44}={0,1}',
    ),
  ),
  ...provider(
    'Bunny',
    'zones and files of the account',
    'Reset it under Account settings, API.',
    named('bunny-key', 'A Bunny API key', 'medium', ['bunny', 'bunnycdn', 'bunnynet'], `${UUID}(?:${UUID}){0,1}`),
  ),
  ...provider(
    'KeyCDN',
    'zones of the account',
    'Reset it under Account, Authentication.',
    named('keycdn-key', 'A KeyCDN API key', 'medium', ['keycdn']),
  ),
  ...provider(
    'Linode',
    'machines of the account',
    'Revoke it under My Profile, API Tokens.',
    named('linode-token', 'A Linode token', 'high', ['linode'], '[0-9a-f]{64}'),
  ),
  ...provider(
    'Vultr',
    'machines of the account',
    'Regenerate it under Account, API.',
    named('vultr-key', 'A Vultr API key', 'high', ['vultr'], '[0-9A-Z]{36}'),
  ),
  ...provider(
    'Hetzner',
    'machines and volumes of the project',
    'Revoke it under Security, API tokens of the project.',
    named('hetzner-token', 'A Hetzner Cloud API token', 'high', ['hetzner', 'hcloud'], '[0-9A-Za-z]{64}'),
  ),
  ...provider(
    'UpCloud',
    'machines of the account',
    'Delete it under Account, API tokens.',
    named('upcloud-token', 'An UpCloud token', 'medium', ['upcloud']),
  ),
  ...provider(
    'Civo',
    'machines of the account',
    'Regenerate it under Security.',
    named('civo-key', 'A Civo API key', 'high', ['civo'], '[0-9A-Za-z]{50}'),
  ),
  ...provider(
    'Scaleway',
    'resources of the organization or project',
    'Delete it under IAM, API keys.',
    observed('scaleway-key-id', 'A Scaleway access key id', 'low', 'SCW', '[0-9A-Z]{17}', {
      pair: { detector: 'scaleway-secret', severity: 'high' },
    }),
    named('scaleway-secret', 'A Scaleway secret key', 'high', ['scaleway', 'scw'], UUID),
  ),
  ...provider(
    'OVH',
    'services of the account',
    'Revoke it at https://api.ovh.com/console/ (/me/api/credential).',
    named('ovh-secret', 'An OVH secret', 'medium', ['ovh']),
  ),
  ...provider(
    'Exoscale',
    'machines of the organization',
    'Revoke it under IAM, API keys.',
    observed('exoscale-key-id', 'An Exoscale API key id', 'low', 'EXO', '[0-9a-f]{24,26}', {
      pair: { detector: 'exoscale-secret', severity: 'high' },
    }),
    named('exoscale-secret', 'An Exoscale API secret', 'high', ['exoscale'], '[\\w-]{43}'),
  ),
  ...provider(
    'Cloudinary',
    'pictures and videos of the account',
    'Generate a new API key and disable the old one under Settings, API Keys.',
    {
      kind: 'format',
      id: 'cloudinary-url',
      title: 'A Cloudinary URL with its secret',
      severity: 'high',
      confidence: 'high',
      keywords: ['cloudinary://'],
      pattern: /cloudinary:\/\/\d{15}:(?<secret>[\w-]{27})@[\w-]{1,100}/,
    },
    named('cloudinary-secret', 'A Cloudinary API secret', 'high', ['cloudinary'], '[\\w-]{27}'),
  ),
  ...provider(
    'ImageKit',
    'pictures of the account',
    'Rotate it under Developer options.',
    observed('imagekit-key', 'An ImageKit private key', 'high', 'private_', '[0-9A-Za-z+/]{26,28}=', {
      context: ['imagekit'],
    }),
  ),
  ...provider(
    'Uploadcare',
    'files of the project',
    'Delete it under API keys of the project.',
    named('uploadcare-secret', 'An Uploadcare secret key', 'high', ['uploadcare'], '[0-9a-f]{20}', {
      and: ['secret', 'private'],
    }),
  ),
  ...provider(
    'Imgix',
    'pictures of the account',
    'Disable it under API keys.',
    named('imgix-key', 'An Imgix key', 'medium', ['imgix']),
  ),
];
