import {
  automatic,
  type Fix,
  flowRule,
  insertAfter,
  insertBefore,
  type RuleContext,
  replace,
  type SinkMatch,
} from '../../../../engine/rule.ts';

export default flowRule({
  id: 'nosql-operator-injection',
  title: 'An object from outside becomes part of a MongoDB filter',
  severity: 'high',
  confidence: 'high',
  cwe: [943],
  owasp: ['A03:2021', 'A05:2025'],
  kinds: ['object-shape'],
  // What was stored went through the program's own code on its way in.
  from: ['remote', 'browser', 'model'],
  message: ({ source, entity }) =>
    `${source} can be an object such as \`{ "$ne": null }\`, which \`${entity.split(/[.#]/).at(-1)}\` reads as an operator, so that it matches records that are not meant. Compare with \`{ $eq: … }\`, make it text with \`String(…)\`, or check its type.`,
  fixes: (sink, context) => [...compared(sink, context)],
  isDisarmedBy: isSanitized,
});

/**
 * What takes operators out of all requests or filters, when a module of the program sets it up:
 * https://github.com/fiznool/express-mongo-sanitize#usage, https://mongoosejs.com/docs/api/mongoose.html#Mongoose.prototype.set()
 */
function isSanitized(context: RuleContext): boolean {
  return (
    context.imports('express-mongo-sanitize', '@exortek/express-mongo-sanitize') ||
    /\bsanitizeFilter['"]?\s*[,:]\s*true\b/.test(context.text)
  );
}

/** `{ name: x }` becomes `{ name: { $eq: x } }`, which means the same for text and numbers. */
function* compared({ value, site }: SinkMatch, context: RuleContext): Generator<Fix> {
  const property = value.parent;
  if (property?.type !== 'Property' || property.value !== value || property.computed || property.method) return;
  if (property.parent.range[0] < site.range[0] || property.parent.type !== 'ObjectExpression') return;
  const name = context.textOf(property.key);
  if (name.startsWith('$') || /^['"]\$/.test(name)) return;
  const title = 'Compare with `$eq`';
  if (property.shorthand) yield automatic(title, replace(property, `${name}: { $eq: ${name} }`));
  else yield automatic(title, insertBefore(value, '{ $eq: '), insertAfter(value, ' }'));
}
