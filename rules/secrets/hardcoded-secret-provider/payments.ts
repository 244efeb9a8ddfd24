import type { SecretDetector } from '../../../engine/rule.ts';
import { documented, JWT, named, observed, provider, UUID } from './provider.ts';

/**
 * Stripe: https://docs.stripe.com/keys and https://docs.stripe.com/webhooks#endpoint-secrets.
 * Shopify: https://shopify.dev/changelog/length-of-the-shopify-access-token-is-increasing and
 * https://shopify.dev/changelog/app-secret-key-length-has-increased (prefixes, 38 characters).
 * Braintree: https://developer.paypal.com/braintree/articles/control-panel/important-gateway-credentials.
 * Razorpay: https://razorpay.com/docs/api/authentication/. Plaid: https://plaid.com/docs/api/tokens/.
 * Flutterwave: https://developer.flutterwave.com/docs/api-keys. The others are known from keys that were issued.
 */
export const payments: readonly SecretDetector[] = [
  ...provider(
    'Stripe',
    'payments, refunds and the data of customers',
    'Roll it under Developers, API keys in the Stripe dashboard.',
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
    ).map(([id, prefix, title, use]) => documented(id, title, 'critical', prefix, '[0-9A-Za-z]{24,247}', { use })),
  ),
  ...provider(
    'Stripe, Svix, Clerk, Resend and other senders of webhooks',
    'sending events that the program takes for real',
    'Roll the secret of the webhook endpoint.',
    documented('webhook-signing-secret', 'A webhook signing secret', 'high', 'whsec_', '[0-9A-Za-z+/]{32,100}={0,2}'),
  ),
  ...provider(
    'Shopify',
    'orders, customers and products of the shop',
    "Rotate it under the app's API credentials in the Shopify admin or partner dashboard.",
    ...(
      [
        ['shopify-access-token', 'shpat_', 'A Shopify Admin API access token'],
        ['shopify-custom-app-token', 'shpca_', 'A Shopify custom app token'],
        ['shopify-private-app-token', 'shppa_', 'A Shopify private app password'],
        ['shopify-app-secret', 'shpss_', 'A Shopify app secret'],
        ['shopify-partner-token', 'shptka_', 'A Shopify theme access password'],
      ] as const
    ).map(([id, prefix, title]) => documented(id, title, 'critical', prefix, '[0-9a-fA-F]{32}')),
  ),
  ...provider(
    'Square',
    'payments and customers of the seller',
    'Replace it under Credentials of the application in the developer dashboard.',
    observed('square-access-token', 'A Square access token', 'critical', 'EAAA', '[\\w-]{60}(?![\\w-])'),
    observed('square-oauth-token', 'A Square access token', 'critical', 'sq0atp-', '[\\w-]{22}(?![\\w-])'),
    observed('square-oauth-secret', 'A Square application secret', 'critical', 'sq0csp-', '[\\w-]{43}(?![\\w-])'),
  ),
  ...provider(
    'PayPal',
    'payments and transactions of the account',
    'Disable the secret under Apps & Credentials and add a new one.',
    named('paypal-sandbox-secret', 'A PayPal sandbox secret', 'critical', ['paypal'], 'E[\\w-]{79}', {
      and: ['sandbox'],
      use: 'test',
    }),
    named('paypal-secret', 'A PayPal client secret', 'critical', ['paypal'], 'E[\\w-]{79}'),
  ),
  ...provider(
    'Braintree',
    'payments of the merchant',
    'Revoke it under Settings, API.',
    documented(
      'braintree-token',
      'A Braintree access token',
      'critical',
      'access_token$production$',
      '[0-9a-z]{16}\\$[0-9a-f]{32}',
    ),
    documented(
      'braintree-sandbox-token',
      'A Braintree sandbox access token',
      'critical',
      'access_token$sandbox$',
      '[0-9a-z]{16}\\$[0-9a-f]{32}',
      { use: 'test' },
    ),
    named('braintree-key', 'A Braintree private key', 'critical', ['braintree'], '[0-9a-f]{32}', { and: ['private'] }),
  ),
  ...provider(
    'Adyen',
    'payments of the merchant account',
    'Generate a new key under Developers, API credentials.',
    observed('adyen-key', 'An Adyen API key', 'critical', 'AQE', '[0-9A-Za-z+/=.*{}-]{90,170}', { context: ['adyen'] }),
  ),
  ...provider(
    'Razorpay',
    'payments of the merchant',
    'Regenerate it under Account & Settings, API keys.',
    documented('razorpay-key-id', 'A Razorpay key id', 'low', 'rzp_live_', '[0-9A-Za-z]{14}', { use: 'publishable' }),
    documented('razorpay-test-key-id', 'A Razorpay test key id', 'low', 'rzp_test_', '[0-9A-Za-z]{14}', {
      use: 'publishable',
    }),
    named('razorpay-secret', 'A Razorpay key secret', 'high', ['razorpay'], '[0-9A-Za-z]{24}', {
      pair: { detector: 'razorpay-key-id', severity: 'critical' },
    }),
  ),
  ...provider(
    'Plaid',
    'bank accounts that users have linked',
    'Rotate it under Developers, Keys.',
    named('plaid-secret', 'A Plaid secret', 'critical', ['plaid'], '[0-9a-f]{30}'),
    documented('plaid-access-token', 'A Plaid access token', 'critical', 'access-production-', UUID),
    documented('plaid-development-token', 'A Plaid development access token', 'high', 'access-development-', UUID),
    documented('plaid-sandbox-token', 'A Plaid sandbox access token', 'critical', 'access-sandbox-', UUID, {
      use: 'test',
    }),
  ),
  ...provider(
    'Flutterwave',
    'payments and transfers of the business',
    'Generate new keys under Settings, API Keys.',
    documented('flutterwave-secret', 'A Flutterwave secret key', 'critical', 'FLWSECK-', '[0-9a-fA-F]{32}-X'),
    documented('flutterwave-test-secret', 'A Flutterwave test key', 'critical', 'FLWSECK_TEST-', '[0-9a-fA-F]{32}-X', {
      use: 'test',
    }),
    named(
      'flutterwave-encryption-key',
      'A Flutterwave encryption key',
      'high',
      ['flutterwave', 'flw', 'rave'],
      '[0-9a-f]{24}',
    ),
  ),
  ...provider(
    'Paystack',
    'payments and transfers of the business',
    'Generate a new key under Settings, API Keys & Webhooks.',
    observed('paystack-secret', 'A Paystack secret key', 'high', 'sk_live_', '[0-9a-f]{40}', { context: ['paystack'] }),
  ),
  ...provider(
    'Mollie',
    'payments of the organization',
    'Reset it under Developers, API keys.',
    observed('mollie-key', 'A Mollie API key', 'high', 'live_', '[0-9A-Za-z]{30}', { context: ['mollie'] }),
  ),
  ...provider(
    'GoCardless',
    'bank debits of the merchant',
    'Revoke it under Developers, Access tokens.',
    observed('gocardless-token', 'A GoCardless access token', 'high', 'live_', '[\\w-]{40}(?![\\w-])', {
      context: ['gocardless'],
    }),
  ),
  ...provider(
    'Checkout.com',
    'payments of the business',
    'Revoke it under Developers, Keys.',
    observed('checkout-secret', 'A Checkout.com secret key', 'high', 'sk_', '[0-9a-z]{26}[\\w*$#=]{0,2}', {
      context: ['checkout.com', 'checkoutcom', 'cko'],
    }),
  ),
  ...provider(
    'Paddle',
    'subscriptions and transactions',
    'Revoke it under Developer tools, Authentication.',
    observed('paddle-key', 'A Paddle API key', 'high', 'pdl_live_apikey_', '[\\w]{40,80}'),
    observed('paddle-sandbox-key', 'A Paddle sandbox API key', 'high', 'pdl_sdbx_apikey_', '[\\w]{40,80}', {
      use: 'test',
    }),
  ),
  ...provider(
    'Lemon Squeezy',
    'orders and customers of the store',
    'Delete it under Settings, API.',
    named('lemonsqueezy-key', 'A Lemon Squeezy API key', 'high', ['lemonsqueezy', 'lemon'], JWT),
  ),
  ...provider(
    'Polar',
    'orders and customers of the organization',
    'Revoke it under Settings, Developers.',
    observed('polar-organization-token', 'A Polar organization token', 'high', 'polar_oat_', '[\\w-]{30,80}'),
    observed('polar-personal-token', 'A Polar personal token', 'high', 'polar_pat_', '[\\w-]{30,80}'),
  ),
  ...provider(
    'Chargebee',
    'subscriptions and customers of the site',
    'Delete it under Settings, Configure Chargebee, API keys.',
    observed('chargebee-key', 'A Chargebee API key', 'high', 'live_', '[0-9A-Za-z]{30,60}', { context: ['chargebee'] }),
  ),
  ...provider(
    'RevenueCat',
    'subscriptions and customers of the project',
    'Delete it under API keys of the project.',
    observed('revenuecat-key', 'A RevenueCat secret key', 'high', 'sk_', '[0-9A-Za-z]{27,40}', {
      context: ['revenuecat'],
    }),
  ),
  ...provider(
    'Dwolla',
    'transfers of the account',
    'Rotate it under Applications.',
    named('dwolla-secret', 'A Dwolla secret', 'medium', ['dwolla']),
  ),
  ...provider(
    'Wise',
    'balances and transfers of the account',
    'Revoke it under Settings, API tokens.',
    named('wise-token', 'A Wise API token', 'high', ['wise', 'transferwise'], UUID),
  ),
  ...provider(
    'Xendit',
    'payments and payouts of the business',
    'Delete it under Settings, API Keys.',
    observed('xendit-key', 'A Xendit secret key', 'high', 'xnd_production_', '[0-9A-Za-z]{40,80}'),
    observed('xendit-test-key', 'A Xendit test key', 'high', 'xnd_development_', '[0-9A-Za-z]{40,80}', { use: 'test' }),
  ),
  ...provider(
    'Midtrans',
    'payments of the merchant',
    'Ask Midtrans to reset it.',
    observed('midtrans-key', 'A Midtrans server key', 'high', 'Mid-server-', '[\\w-]{20,40}'),
    observed('midtrans-sandbox-key', 'A Midtrans sandbox server key', 'high', 'SB-Mid-server-', '[\\w-]{20,40}', {
      use: 'test',
    }),
  ),
  ...provider(
    'Mercado Pago',
    'payments of the seller',
    'Renew it under Your integrations, Credentials.',
    observed(
      'mercadopago-token',
      'A Mercado Pago access token',
      'high',
      'APP_USR-',
      '\\d{10,18}-\\d{6}-[0-9a-f]{32}-\\d{6,12}',
    ),
  ),
  ...provider(
    'Klarna',
    'orders of the merchant',
    'Disable it under Settings, API credentials.',
    named('klarna-secret', 'A Klarna API password', 'medium', ['klarna']),
  ),
  ...provider(
    'EasyPost',
    'shipments on your bill',
    'Delete it under Account, API Keys.',
    observed('easypost-key', 'An EasyPost API key', 'high', 'EZAK', '[0-9A-Za-z]{50,58}'),
    observed('easypost-test-key', 'An EasyPost test key', 'high', 'EZTK', '[0-9A-Za-z]{50,58}', { use: 'test' }),
  ),
  ...provider(
    'Lob',
    'letters and checks on your bill',
    'Delete it under Settings, API Keys.',
    observed('lob-key', 'A Lob API key', 'high', 'live_', '[0-9a-f]{35}', { context: ['lob'] }),
    observed('lob-test-key', 'A Lob test key', 'high', 'test_', '[0-9a-f]{35}', { context: ['lob'], use: 'test' }),
  ),
  ...provider(
    'Shippo',
    'shipments on your bill',
    'Delete it under Settings, API.',
    observed('shippo-token', 'A Shippo token', 'high', 'shippo_live_', '[0-9a-f]{40}'),
    observed('shippo-test-token', 'A Shippo test token', 'high', 'shippo_test_', '[0-9a-f]{40}', { use: 'test' }),
  ),
  ...provider(
    'Duffel',
    'bookings of flights on your bill',
    'Delete it under Developers, Access tokens.',
    observed('duffel-token', 'A Duffel access token', 'high', 'duffel_live_', '[\\w-]{43}(?![\\w-])'),
    observed('duffel-test-token', 'A Duffel test token', 'high', 'duffel_test_', '[\\w-]{43}(?![\\w-])', {
      use: 'test',
    }),
  ),
  ...provider(
    'ShipEngine',
    'shipments on your bill',
    'Delete it under API Management.',
    named('shipengine-key', 'A ShipEngine API key', 'medium', ['shipengine']),
  ),
];
