import { libraryModel } from '../../engine/model.ts';

/**
 * Senders of mail. Facts: https://nodemailer.com/message (it encodes headers by itself), https://nodemailer.com/message/custom-source,
 * https://github.com/sendgrid/sendgrid-nodejs/blob/main/docs/use-cases/README.md, https://resend.com/docs/api-reference/emails/send-email,
 * https://postmarkapp.com/developer/user-guide/send-email-with-api, https://github.com/mailgun/mailgun.js#messages,
 * https://docs.aws.amazon.com/ses/latest/APIReference/API_SendEmail.html.
 */
const SEND = ['Transporter#sendMail', 'default.send', 'default.sendMultiple', 'Resend#emails.send', 'MailService#send'];
const POSTMARK = ['ServerClient#sendEmail', 'default.ServerClient#sendEmail'];
const SES = ['SendEmailCommand', 'SES#sendEmail'];
const MAILGUN = ['default#client().messages.create'];

export default libraryModel({
  package: [
    ...[
      'nodemailer',
      '@sendgrid/mail',
      'resend',
      'postmark',
      'mailgun.js',
      '@aws-sdk/client-ses',
      '@aws-sdk/client-sesv2',
    ],
  ],
  types: [{ type: 'Transporter', is: ['createTransport()'] }],
  sinks: [
    {
      rule: 'host-header-trust',
      call: SEND,
      argument: 0,
      path: ['text', 'html', '*.text', '*.html'],
      isExact: true,
    },
    { rule: 'html-injection-email', call: SEND, argument: 0, path: ['html', '*.html'] },
    {
      rule: 'html-injection-email',
      call: ['Transporter#sendMail'],
      argument: 0,
      path: 'html',
      isExact: true,
      unmistakable: true,
    },
    { rule: 'html-injection-email', call: POSTMARK, argument: 0, path: 'HtmlBody' },
    { rule: 'html-injection-email', call: MAILGUN, argument: 1, path: 'html' },
    {
      rule: 'html-injection-email',
      call: SES,
      argument: 0,
      path: ['Message.Body.Html.Data', 'Content.Simple.Body.Html.Data'],
    },
    // https://nodemailer.com/message/attachments: a file, or what is at an address
    ...['path-traversal', 'ssrf'].map((rule) => ({
      rule,
      call: ['Transporter#sendMail'],
      argument: 0,
      path: ['attachments.*.path', 'attachments.*.href'],
      isExact: true,
    })),
    { rule: 'email-header-injection', call: ['Transporter#sendMail'], argument: 0, path: ['raw', 'envelope.to'] },
    {
      rule: 'email-header-injection',
      call: ['SendRawEmailCommand', 'SES#sendRawEmail', 'SendEmailCommand'],
      argument: 0,
      path: ['RawMessage.Data', 'Content.Raw.Data'],
    },
    {
      rule: 'email-recipient-from-input',
      call: ['Transporter#sendMail', 'default.send', 'Resend#emails.send'],
      argument: 0,
      path: ['to', 'cc', 'bcc', 'to.*'],
      isExact: true,
    },
    { rule: 'email-recipient-from-input', call: POSTMARK, argument: 0, path: ['To', 'Cc', 'Bcc'], isExact: true },
  ],
});
