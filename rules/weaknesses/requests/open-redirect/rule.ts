import { flowRule } from '../../../../engine/rule.ts';
import { isPathBehindHost } from '../requestTarget.ts';

// How a Location is read: https://www.rfc-editor.org/rfc/rfc9110#name-location
export default flowRule({
  id: 'open-redirect',
  title: 'Text from the request decides where the visitor is sent',
  severity: 'medium',
  confidence: 'high',
  cwe: [601],
  owasp: ['A01:2021', 'A01:2025'],
  kinds: ['url-host'],
  from: ['remote'],
  message: ({ source }) =>
    `${source} decides where the visitor is sent, so that a link to your site can end on another one. Send them to a fixed path, or check that \`new URL(value, base).origin\` is your own.`,
  isSafe: isPathBehindHost,
});
