import { flowRule, type RuleContext, type SinkMatch } from '../../../../engine/rule.ts';

// https://owasp.org/www-community/attacks/xss/#stored-xss-attacks
export default flowRule({
  id: 'xss-stored',
  title: 'Stored text is sent as HTML',
  severity: 'medium',
  confidence: 'medium',
  cwe: [79],
  owasp: ['A03:2021', 'A05:2025'],
  kinds: ['html-text'],
  from: ['stored'],
  secondOrder: true,
  speaksFor: { rules: ['xss-reflected'], of: ({ trust }) => trust === 'stored' },
  message: ({ source }) =>
    `${source} is put into a page as it is, so that whoever wrote it can run a script in the session of everybody who looks at the page. Escape it for HTML, or let a template engine do so.`,
  isSafe: (sink, context) => !isPutIntoMarkup(sink, context),
});

/**
 * A whole document that is sent on may be a page, a picture or data: only what is put between tags somewhere on its way is
 * surely meant as text.
 */
function isPutIntoMarkup({ flow, value }: SinkMatch, context: RuleContext): boolean {
  const spans = [...flow.steps.map(({ location }) => [location.start, location.end] as const), value.range];
  return spans.some(([start, end]) => /<[a-z!/]/i.test(context.text.slice(start, end)));
}
