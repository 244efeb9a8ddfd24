import {
  automatic,
  type Fix,
  flowRule,
  insertBefore,
  type RuleContext,
  type SinkMatch,
  suggestion,
  unwrap,
} from '../../../../engine/rule.ts';

export default flowRule({
  id: 'format-string',
  title: 'Text from outside is a format string',
  severity: 'low',
  confidence: 'high',
  cwe: [134],
  owasp: ['A03:2021', 'A05:2025'],
  kinds: ['log'],
  from: ['remote', 'browser'],
  message: ({ source, entity }) =>
    `${source} is the format of \`${entity}\`, so that \`%s\` or \`%c\` in it takes the arguments behind it and the entry says something else. Write a constant format: \`'%s'\` first.`,
  fixes: (sink, context) => [...constantFormat(sink, context)],
});

/** `console.log(text, more)` becomes `console.log('%s', text, more)`. */
function* constantFormat({ value, site }: SinkMatch, context: RuleContext): Generator<Fix> {
  if (site.type !== 'CallExpression' || site.arguments[0] !== value) return;
  // Of text that is put together here it is known that it is text, so that the same is written as before.
  const made = unwrap(context.resolve(value));
  const kind = made.type === 'TemplateLiteral' || made.type === 'BinaryExpression' ? automatic : suggestion;
  yield kind('Write a constant format', insertBefore(value, "'%s', "));
}
