import type { SecretDetector } from '../../../engine/rule.ts';

const STRIPE = 'Roll it under Developers, API keys in the Stripe dashboard.';
const SHOPIFY = "Rotate it under the app's API credentials in the Shopify admin or partner dashboard.";

/**
 * Stripe: https://docs.stripe.com/keys and https://docs.stripe.com/webhooks#endpoint-secrets.
 * Shopify: https://shopify.dev/changelog/length-of-the-shopify-access-token-is-increasing and
 * https://shopify.dev/changelog/app-secret-key-length-has-increased (prefixes, 38 characters).
 */
export const payments: readonly SecretDetector[] = [
  ...(
    [
      ['stripe-secret-key', 'sk_live_', 'A Stripe secret key', 'live'],
      ['stripe-restricted-key', 'rk_live_', 'A Stripe restricted key', 'live'],
      ['stripe-organization-key', 'sk_org_live_', 'A Stripe organization key', 'live'],
      ['stripe-test-secret-key', 'sk_test_', 'A Stripe test key', 'test'],
      ['stripe-test-restricted-key', 'rk_test_', 'A Stripe restricted test key', 'test'],
      ['stripe-publishable-key', 'pk_live_', 'A Stripe publishable key', 'publishable'],
      ['stripe-test-publishable-key', 'pk_test_', 'A Stripe publishable test key', 'publishable'],
    ] as const
  ).map(
    ([id, prefix, title, use]): SecretDetector => ({
      kind: 'format',
      id,
      title,
      keywords: [prefix],
      pattern: new RegExp(`(?<secret>${prefix}[0-9A-Za-z]{24,247})`),
      use,
      severity: 'critical',
      confidence: 'high',
      revoke: STRIPE,
    }),
  ),
  {
    kind: 'format',
    id: 'webhook-signing-secret',
    title: 'A webhook signing secret',
    keywords: ['whsec_'],
    // Stripe, Svix and those who use Svix.
    pattern: /(?<secret>whsec_[0-9A-Za-z+/]{32,100}={0,2})/,
    severity: 'high',
    confidence: 'high',
    revoke: 'Roll the secret of the webhook endpoint.',
  },
  ...(
    [
      ['shopify-access-token', 'shpat_', 'A Shopify Admin API access token'],
      ['shopify-custom-app-token', 'shpca_', 'A Shopify custom app token'],
      ['shopify-private-app-token', 'shppa_', 'A Shopify private app password'],
      ['shopify-app-secret', 'shpss_', 'A Shopify app secret'],
    ] as const
  ).map(
    ([id, prefix, title]): SecretDetector => ({
      kind: 'format',
      id,
      title,
      keywords: [prefix],
      pattern: new RegExp(`(?<secret>${prefix}[0-9a-fA-F]{32})`),
      severity: 'critical',
      confidence: 'high',
      revoke: SHOPIFY,
    }),
  ),
];
