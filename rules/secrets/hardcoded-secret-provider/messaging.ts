import type { SecretDetector } from '../../../engine/rule.ts';

const SLACK = 'Revoke it under OAuth & Permissions of the app on api.slack.com, or with the method auth.revoke.';

/**
 * Slack: https://docs.slack.dev/authentication/tokens and https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks.
 * SendGrid: https://www.twilio.com/docs/sendgrid/ui/account-and-settings/api-keys (69 characters: `SG.`, 22, 43).
 * Mailchimp: https://mailchimp.com/developer/marketing/docs/fundamentals/ (the data centre is the key's ending).
 * Telegram: https://core.telegram.org/bots/api#authorizing-your-bot.
 */
export const messaging: readonly SecretDetector[] = [
  {
    kind: 'format',
    id: 'slack-bot-token',
    title: 'A Slack bot token',
    keywords: ['xoxb-'],
    pattern: /(?<secret>xoxb-\d{8,14}-(?:\d{8,14}-){0,1}[0-9A-Za-z]{18,40})(?![\w-])/,
    severity: 'critical',
    confidence: 'high',
    revoke: SLACK,
  },
  {
    kind: 'format',
    id: 'slack-user-token',
    title: 'A Slack user token',
    keywords: ['xoxp-'],
    pattern: /(?<secret>xoxp-\d{8,14}-\d{8,14}-(?:\d{8,14}-){0,1}[0-9A-Za-z]{24,64})(?![\w-])/,
    severity: 'critical',
    confidence: 'high',
    revoke: SLACK,
  },
  {
    kind: 'format',
    id: 'slack-app-token',
    title: 'A Slack app-level token',
    keywords: ['xapp-'],
    pattern: /(?<secret>xapp-\d-[0-9A-Z]{8,14}-\d{8,14}-[0-9a-f]{64})(?![\w-])/,
    severity: 'critical',
    confidence: 'high',
    revoke: SLACK,
  },
  {
    kind: 'format',
    id: 'slack-configuration-token',
    title: 'A Slack configuration or refresh token',
    keywords: ['xoxe-', 'xoxe.xox'],
    pattern: /(?<secret>xoxe(?:\.xox[bp]){0,1}-\d-[0-9A-Za-z]{100,300})(?![\w-])/,
    severity: 'high',
    confidence: 'high',
    revoke: SLACK,
  },
  {
    kind: 'format',
    id: 'slack-webhook',
    title: 'A Slack webhook URL',
    keywords: ['hooks.slack.com/'],
    pattern:
      /(?<secret>hooks\.slack\.com\/(?:services|workflows|triggers)\/[TE][0-9A-Z]{7,14}\/[0-9A-Z]{7,20}\/[0-9A-Za-z]{20,40})(?![\w/])/,
    severity: 'high',
    confidence: 'high',
    revoke: 'Remove the webhook under Incoming Webhooks of the app on api.slack.com.',
  },
  {
    kind: 'format',
    id: 'sendgrid-key',
    title: 'A SendGrid API key',
    keywords: ['SG.'],
    pattern: /(?<secret>SG\.[\w-]{22}\.[\w-]{43})(?![\w-])/,
    severity: 'critical',
    confidence: 'high',
    revoke: 'Delete it under Settings, API Keys.',
  },
  {
    kind: 'format',
    id: 'mailchimp-key',
    title: 'A Mailchimp API key',
    keywords: ['-us'],
    before: 32,
    pattern: /(?<secret>[0-9a-f]{32}-us\d{1,2})(?![\w-])/,
    severity: 'high',
    confidence: 'high',
    revoke: 'Revoke it under Account, Extras, API keys.',
  },
  {
    kind: 'format',
    id: 'telegram-bot-token',
    title: 'A Telegram bot token',
    keywords: [':AA'],
    // Ids of bots have eight to ten digits; the pattern is tried for each length.
    before: 10,
    pattern: /(?<secret>\d{10}:AA[\w-]{33})(?![\w-])/,
    severity: 'high',
    confidence: 'high',
    revoke: 'Revoke it by sending /revoke to @BotFather.',
  },
];
