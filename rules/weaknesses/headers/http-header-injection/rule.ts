import { flowRule, nameOf, type SinkMatch } from '../../../../engine/rule.ts';

export default flowRule({
  id: 'http-header-injection',
  title: 'Text from outside becomes a header that is not meant',
  severity: 'medium',
  confidence: 'high',
  cwe: [113, 93],
  owasp: ['A03:2021', 'A05:2025'],
  kinds: ['header'],
  from: ['remote', 'browser', 'model'],
  // A line end is refused there; what is left is a name and an ending that the sender chooses.
  severityAt: (sink) => (isFileName(sink) ? 'low' : undefined),
  message: (sink) => {
    if (isFileName(sink))
      return `${sink.source} is written into the header as it is, so that a quote or semicolon in it ends the file's name and begins another one, and a letter beyond Latin-1 makes the call throw. Use \`res.attachment(name)\` or the package content-disposition.`;
    if (/Socket/.test(sink.entity))
      return `${sink.source} is written to the connection as it is, so that a line end in it adds headers and whole answers. Take line ends out, or encode it.`;
    return `${sink.source} is the name of a header, so that whoever sends it sets \`Set-Cookie\`, \`Location\` or \`Content-Security-Policy\` for others. Choose names from a fixed list.`;
  },
});

/** The value of a header, not its name: `Content-Disposition`. */
function isFileName({ site, value }: SinkMatch): boolean {
  if (value.parent?.type === 'Property') return /^content-disposition$/i.test(nameOf(value.parent.key) ?? '');
  return (
    site.type === 'CallExpression' &&
    site.arguments.indexOf(value as never) >= 1 &&
    !/writeHead/.test(nameOf(site.callee) ?? '')
  );
}
