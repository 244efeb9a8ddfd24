import {
  type Fix,
  flowRule,
  insertAfter,
  insertBefore,
  nameOf,
  type SinkMatch,
  suggestion,
} from '../../../../engine/rule.ts';

export default flowRule({
  id: 'template-options-injection',
  title: 'An object from outside is all the data of a template',
  severity: 'high',
  // Which engine renders the page is said elsewhere.
  confidence: 'medium',
  cwe: [94, 915],
  owasp: ['A03:2021', 'A05:2025'],
  kinds: ['object-shape'],
  from: ['remote', 'browser', 'model'],
  message: ({ source }) =>
    `${source} is all the data of the template, and template engines read options out of it, some of which become code. Hand over the values that the template needs, each by its name.`,
  fixes: (sink) => [...named(sink)],
});

/** `res.render(view, req.query)` becomes `res.render(view, { query: req.query })`. The template must be adapted. */
function* named({ value }: SinkMatch): Generator<Fix> {
  const name = value.type === 'MemberExpression' && !value.computed ? nameOf(value) : undefined;
  if (name === undefined || value.parent?.type !== 'CallExpression') return;
  yield suggestion(
    `Hand it over as \`${name}\`, and adapt the template`,
    insertBefore(value, `{ ${name}: `),
    insertAfter(value, ' }'),
  );
}
