import {
  type Fix,
  flowRule,
  nameOf,
  type RuleContext,
  remove,
  type SinkMatch,
  suggestion,
} from '../../../../engine/rule.ts';

export default flowRule({
  id: 'xxe',
  title: 'XML from outside may name files to read',
  severity: 'high',
  confidence: 'high',
  cwe: [611],
  owasp: ['A05:2021', 'A02:2025'],
  kinds: ['xml'],
  fixes: (sink, context) => [...withoutEntities(sink, context)],
  message: ({ source }) =>
    `${source} is read as XML with external entities on, so that the document can name files of this machine and addresses of its network, and gets their contents. Leave \`noent\` and the options that load a DTD off.`,
});

/** Takes out the option that replaces entities. Documents that rely on entities of their own read differently then. */
function* withoutEntities({ site }: SinkMatch, context: RuleContext): Generator<Fix> {
  const options = site.type === 'CallExpression' ? site.arguments[1] : undefined;
  if (options?.type !== 'ObjectExpression') return;
  const on = options.properties.filter(
    (each) =>
      each.type === 'Property' &&
      /^(?:noent|replaceEntities|dtdload|dtdvalid)$/.test(nameOf(each.key) ?? '') &&
      context.constantOf(each.value) !== false,
  );
  const [only] = on;
  if (!only || on.length > 1) return;
  const taken = options.properties.length === 1 ? options : only;
  yield suggestion('Do not replace entities', remove(taken, context.text));
}
