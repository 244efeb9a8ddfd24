import { flowRule } from '../../../../engine/rule.ts';

export default flowRule({
  id: 'email-recipient-from-input',
  title: 'A request chooses who gets a mail',
  severity: 'low',
  confidence: 'high',
  cwe: [359, 640],
  owasp: ['A01:2021', 'A01:2025'],
  kinds: ['header', 'object-shape'],
  profile: 'audit',
  from: ['remote'],
  message: ({ source }) =>
    `${source} is the recipient of this mail. With a list of addresses it goes to many, and a link to reset a password goes to whoever asks for it. Send to the address that is stored, and take one address only.`,
});
