import { flowRule } from '../../../../engine/rule.ts';
import { isPathBehindHost } from '../requestTarget.ts';

// https://cheatsheetseries.owasp.org/cheatsheets/Server_Side_Request_Forgery_Prevention_Cheat_Sheet.html
export default flowRule({
  id: 'ssrf',
  title: 'Text from outside decides which server is asked',
  severity: 'high',
  confidence: 'high',
  cwe: [918],
  owasp: ['A10:2021', 'A01:2025'],
  kinds: ['url-host'],
  // A page that makes requests makes them with its visitor's own rights.
  from: ['remote', 'stored', 'model', 'library'],
  message: ({ source }) =>
    `${source} decides which host this server sends a request to, so that others can reach what only this server may: the internal network, the cloud's metadata. Look the host up in a fixed list, and compare \`new URL(value).hostname\` with it.`,
  isSafe: (sink, context) => isPathBehindHost(sink, context) || isBytes(sink.through),
});

/** What was made bytes of and no text again is the contents of something, and no address: `Jimp.read(Buffer.from(data, 'base64'))`. */
function isBytes(through: readonly string[]): boolean {
  return through.lastIndexOf('from') > Math.max(through.lastIndexOf('toString'), through.lastIndexOf('decode'));
}
