import {
  type Fix,
  flowRule,
  nameOf,
  type RuleContext,
  replace,
  type SinkMatch,
  suggestion,
} from '../../../../engine/rule.ts';
import { elementName, writtenElement } from '../elementName.ts';

export default flowRule({
  id: 'dom-xss',
  title: 'Text from outside becomes HTML in the page',
  severity: 'high',
  confidence: 'high',
  cwe: [79],
  owasp: ['A03:2021', 'A05:2025'],
  refines: ['dom-html-sink-variable'],
  kinds: ['html-text'],
  secondOrder: true,
  message: ({ source }) =>
    `${source} is read as HTML here, so that whoever wrote it can run a script in the visitor's session. Set \`textContent\`, or clean the markup with DOMPurify first.`,
  fixes: (sink, context) => [...asText(sink, context)],
  isSafe: ({ entity, site }, context) => {
    const element = writtenElement(site);
    const name = element && elementName(element, context);
    // In a style sheet and a text field there is no markup: https://html.spec.whatwg.org/multipage/parsing.html#parsing-html-fragments
    if (/Element#innerHTML$/.test(entity) && (name === 'style' || name === 'textarea' || name === 'title')) return true;
    // Of a script, text and address are what runs; of other elements they are nothing of the kind.
    return /^global\.Element#(?:src|text|textContent|innerText)$/.test(entity) && name !== 'script';
  },
});

/** `element.innerHTML = x` becomes `element.textContent = x` when the value is nothing but the text. */
function* asText({ site, value }: SinkMatch, context: RuleContext): Generator<Fix> {
  if (site.type !== 'AssignmentExpression' || site.operator !== '=' || site.right !== value) return;
  if (site.left.type !== 'MemberExpression' || site.left.computed || nameOf(site.left) !== 'innerHTML') return;
  const hasMarkup = context.stringOf(value)?.some((piece) => typeof piece === 'string' && /[<&]/.test(piece)) ?? false;
  if (hasMarkup) return;
  yield suggestion('Show it as text', replace(site.left.property, 'textContent'));
}
