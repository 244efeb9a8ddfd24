import {
  addImport,
  type Fix,
  flowRule,
  insertAfter,
  insertBefore,
  type RuleContext,
  type SinkMatch,
  suggestion,
} from '../../../../engine/rule.ts';

// https://react.dev/reference/react-dom/components/common#dangerously-setting-the-inner-html
export default flowRule({
  id: 'react-dangerous-html',
  title: 'Text from outside is set as HTML past React',
  severity: 'high',
  confidence: 'high',
  cwe: [79],
  owasp: ['A03:2021', 'A05:2025'],
  refines: ['dom-html-sink-variable'],
  kinds: ['html-text'],
  secondOrder: true,
  message: ({ source }) =>
    `${source} is set as HTML and React does not escape it here, so that it can run a script in the visitor's session. Render it as a child, or clean it with \`DOMPurify.sanitize\` first.`,
  fixes: (sink, context) => [...cleaned(sink, context)],
});

/** Wraps the value with DOMPurify where the file has it. */
function* cleaned({ value }: SinkMatch, context: RuleContext): Generator<Fix> {
  const from = ['dompurify', 'isomorphic-dompurify'].find((name) => context.imports(name));
  if (from === undefined) return;
  const { local, edits } = addImport(context.program, context.text, { from });
  if (edits.length > 0) return;
  yield suggestion('Clean it with DOMPurify', insertBefore(value, `${local}.sanitize(`), insertAfter(value, ')'));
}
