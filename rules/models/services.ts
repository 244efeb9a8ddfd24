import { type ElementModel, libraryModel } from '../../engine/model.ts';

/**
 * Clients of services that somebody else runs, with the hosts that they call. Facts: each client's own documentation, such as
 * https://docs.stripe.com/api, https://www.twilio.com/docs/usage/requests-to-twilio, https://www.twilio.com/docs/sendgrid/api-reference,
 * https://nodemailer.com/smtp/, https://platform.openai.com/docs/api-reference, https://docs.github.com/en/rest.
 */
function service(host: string, ...of: readonly string[]): ElementModel {
  return { kind: 'call', of, call: ['**'], name: { constant: host }, protocol: 'https' };
}

export default libraryModel({
  package: 'stripe',
  elements: [
    service('api.stripe.com', 'stripe'),
    service('api.twilio.com', 'twilio'),
    service('api.sendgrid.com', '@sendgrid/mail', '@sendgrid/client'),
    service('api.mailgun.net', 'mailgun.js', 'mailgun-js'),
    service('api.postmarkapp.com', 'postmark'),
    service('api.resend.com', 'resend'),
    service('api.openai.com', 'openai'),
    service('api.anthropic.com', '@anthropic-ai/sdk'),
    service('api.github.com', '@octokit/rest', 'octokit', '@octokit/core', '@octokit/graphql'),
    service('slack.com', '@slack/web-api', '@slack/webhook', '@slack/bolt'),
    service('api.pusher.com', 'pusher'),
    service('algolia.net', 'algoliasearch'),
    service('api.cloudinary.com', 'cloudinary'),
    service('googleapis.com', 'googleapis', '@googleapis/drive', '@google-cloud/translate', '@google-cloud/vision'),
    service('fcm.googleapis.com', 'firebase-admin/messaging'),
    service('sentry.io', '@sentry/node', '@sentry/nextjs', '@sentry/browser', '@sentry/react'),
    service('api.paypal.com', '@paypal/checkout-server-sdk', 'paypal-rest-sdk'),
    service('api.braintreegateway.com', 'braintree'),
    service('graph.facebook.com', 'fbgraph'),
    service('ws.audioscrobbler.com', 'lastfm'),
    service('api.lob.com', 'lob'),
    service('api.telegram.org', 'node-telegram-bot-api', 'telegraf', 'grammy'),
    service('discord.com', 'discord.js'),
    service('api.mailchimp.com', '@mailchimp/mailchimp_marketing'),
    service('posthog.com', 'posthog-node', 'posthog-js'),
    {
      kind: 'call',
      of: ['nodemailer'],
      call: ['createTransport().sendMail', 'default.createTransport().sendMail', 'Transporter#sendMail'],
      name: [{ madeWith: 0, option: 'host' }, { madeWith: 0, option: 'service' }, { constant: 'smtp' }],
      framework: 'smtp',
      protocol: 'smtp',
    },
    {
      kind: 'store',
      of: ['@aws-sdk/client-s3', 'aws-sdk'],
      call: [
        'PutObjectCommand',
        'GetObjectCommand',
        'DeleteObjectCommand',
        'ListObjectsV2Command',
        'CopyObjectCommand',
        'S3#putObject',
        'S3#getObject',
        'S3#upload',
        'S3#deleteObject',
      ],
      name: [{ argument: 0, option: 'Bucket' }, { constant: 'bucket' }],
      framework: 's3',
      protocol: 'https',
    },
  ],
});
