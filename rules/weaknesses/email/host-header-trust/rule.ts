import { flowRule } from '../../../../engine/rule.ts';

// https://www.rfc-editor.org/rfc/rfc9110#section-7.2
export default flowRule({
  id: 'host-header-trust',
  title: 'A mail links to the host that the request named',
  severity: 'medium',
  confidence: 'medium',
  cwe: [640, 644],
  owasp: ['A07:2021', 'A07:2025'],
  kinds: ['header'],
  from: ['remote'],
  message: ({ source }) =>
    `${source} is written by whoever sends the request, and becomes part of a mail. With another host in it, the link in the mail of somebody else leads to that host, and hands it the token. Take the address of the site from the configuration.`,
  // Other headers and fields of the request are no addresses of this site.
  isSafe: ({ source, through }) => !/host/i.test(source) && !through.some((name) => /host/i.test(name)),
});
