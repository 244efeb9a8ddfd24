import { flowRule } from '../../../../engine/rule.ts';
import { elementName, writtenElement } from '../elementName.ts';
import { isPageUrl, isWholePageUrl } from '../pageUrl.ts';

// A `javascript:` URL runs in the page that follows it: https://html.spec.whatwg.org/multipage/browsing-the-web.html#the-javascript:-url-special-case
export default flowRule({
  id: 'dom-xss-url',
  title: 'Text from outside becomes a URL that the page follows',
  severity: 'high',
  confidence: 'high',
  cwe: [79, 601],
  owasp: ['A03:2021', 'A05:2025'],
  kinds: ['url-scheme'],
  // Where a visitor wanted to go is often kept in the browser's storage, by the page itself.
  from: ['remote', 'browser', 'model'],
  message: ({ source }) =>
    `${source} decides the whole URL, and one that starts with \`javascript:\` runs as a script in this page. Parse it with \`new URL(value, location.origin)\` and go on only when its \`origin\` or \`protocol\` is one that you expect.`,
  isSafe: (sink, context) => {
    if (isWholePageUrl(sink, context)) return true;
    if (!/#src$/.test(sink.entity)) return false;
    const element = writtenElement(sink.site);
    return !element || elementName(element, context) !== 'iframe';
  },
  isSafeFrom: isPageUrl,
});
