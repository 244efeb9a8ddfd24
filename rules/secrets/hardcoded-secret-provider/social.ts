import type { SecretDetector } from '../../../engine/rule.ts';
import { named, observed, provider } from './provider.ts';

/** Known from tokens that were issued. */
export const social: readonly SecretDetector[] = [
  ...provider(
    'Meta (Facebook, Instagram, WhatsApp)',
    'pages, messages and advertisements of the user or business',
    'Invalidate it in the access token debugger, or reset the secret of the app.',
    observed('meta-access-token', 'A Meta access token', 'high', 'EAA', '[0-9A-Za-z]{90,400}'),
    observed('instagram-token', 'An Instagram access token', 'high', 'IGQ', '[\\w-]{80,300}'),
    observed('instagram-api-token', 'An Instagram access token', 'high', 'IGAA', '[\\w-]{80,300}'),
    named(
      'meta-app-secret',
      'A Meta app secret',
      'high',
      ['facebook', 'fb', 'meta', 'instagram', 'whatsapp'],
      '[0-9a-f]{32}',
      { and: ['secret'] },
    ),
    named(
      'meta-app-token',
      'A Meta app token',
      'high',
      ['facebook', 'fb', 'meta', 'instagram', 'whatsapp'],
      '\\d{15,16}\\|[\\w-]{27}',
    ),
  ),
  ...provider(
    'X (Twitter)',
    'reading and writing as the app or its users',
    'Regenerate it under Keys and tokens of the app.',
    observed('twitter-bearer-token', 'An X bearer token', 'high', 'AAAAAAAAAAAAAAAAAAAAA', '[0-9A-Za-z%]{60,120}'),
    named('twitter-access-token', 'An X access token', 'high', ['twitter', 'tw'], '\\d{8,20}-[0-9A-Za-z]{40}'),
    named('twitter-secret', 'An X secret', 'high', ['twitter', 'tw'], '[0-9A-Za-z]{45}|[0-9A-Za-z]{50}', {
      and: ['secret'],
    }),
  ),
  ...provider(
    'LinkedIn',
    'reading and writing as the app or its users',
    'Generate a new secret under Auth of the app.',
    observed(
      'linkedin-secret',
      'A LinkedIn client secret',
      'medium',
      'WPL_AP1.',
      '[0-9A-Za-z]{16}\\.[0-9A-Za-z+/]{6,8}={0,2}',
    ),
    named('linkedin-legacy-secret', 'A LinkedIn client secret', 'medium', ['linkedin'], '[0-9A-Za-z]{16}', {
      and: ['secret'],
    }),
  ),
  ...provider(
    'Pinterest',
    'boards of the user',
    'Revoke it in the settings of the app.',
    observed('pinterest-token', 'A Pinterest token', 'medium', 'pina_', '[0-9A-Z]{40,200}'),
  ),
  ...provider(
    'TikTok',
    'videos of the user',
    'Revoke it with /v2/oauth/revoke/.',
    observed('tiktok-token', 'A TikTok access token', 'medium', 'act.', '[0-9A-Za-z!.]{50,120}', {
      context: ['tiktok'],
    }),
    observed('tiktok-refresh-token', 'A TikTok refresh token', 'medium', 'rft.', '[0-9A-Za-z!.]{50,120}', {
      context: ['tiktok'],
    }),
  ),
  ...provider(
    'Snap',
    'advertisements of the account',
    'Generate a new secret in the business manager.',
    named('snap-secret', 'A Snap secret', 'medium', ['snapchat']),
  ),
  ...provider(
    'Reddit',
    'reading and writing as the app',
    'Reset it under https://www.reddit.com/prefs/apps.',
    named('reddit-secret', 'A Reddit client secret', 'medium', ['reddit'], '[\\w-]{27,30}', { and: ['secret'] }),
  ),
  ...provider(
    'Twitch',
    'reading and writing as the app',
    'Generate a new one in the developer console.',
    named('twitch-secret', 'A Twitch secret', 'medium', ['twitch'], '[0-9a-z]{30}'),
  ),
  ...provider(
    'Spotify',
    'the web API as the app',
    'Rotate it in the developer dashboard.',
    named('spotify-secret', 'A Spotify client secret', 'medium', ['spotify'], '[0-9a-f]{32}', { and: ['secret'] }),
  ),
  ...provider(
    'Zoom',
    'meetings and recordings of the account',
    'Regenerate it under App Credentials.',
    named('zoom-secret', 'A Zoom client secret', 'medium', ['zoom'], '[0-9A-Za-z]{32}', { and: ['secret'] }),
  ),
  ...provider(
    'LINE',
    'messages of the channel',
    'Reissue it in the developers console.',
    named(
      'line-token',
      'A LINE channel access token',
      'medium',
      ['line', 'linechannel', 'channel'],
      '[0-9A-Za-z+/]{160,180}={0,2}',
    ),
  ),
  ...provider(
    'VK',
    'the account of the user or community',
    'Revoke it in the settings of the app.',
    observed('vk-token', 'A VK token', 'medium', 'vk1.a.', '[\\w-]{170,250}'),
  ),
];
