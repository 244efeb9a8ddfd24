import { flowRule } from '../../../../engine/rule.ts';
import { isPageUrl, isWholePageUrl } from '../pageUrl.ts';

// React sets URLs as they are up to version 18 and refuses `javascript:` from 19 on:
// https://react.dev/blog/2024/04/25/react-19-upgrade-guide
export default flowRule({
  id: 'react-unsafe-url',
  title: 'Text from outside becomes the URL of an element',
  severity: 'medium',
  confidence: 'high',
  cwe: [79],
  owasp: ['A03:2021', 'A05:2025'],
  kinds: ['url-scheme'],
  message: ({ source, entity }) =>
    `${source} decides the whole URL of \`${entity}\`, and one that starts with \`javascript:\` runs as a script when it is followed (up to React 18). Check with \`new URL(value, base).protocol\` that it is http or https.`,
  isSafe: isWholePageUrl,
  isSafeFrom: isPageUrl,
});
