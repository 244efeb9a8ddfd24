import { flowRule, nameOf, type RuleContext, type SinkMatch, type TSESTree } from '../../../../engine/rule.ts';

export default flowRule({
  id: 'yaml-unsafe-load',
  title: 'YAML from outside may hold functions',
  severity: 'high',
  confidence: 'high',
  cwe: [502],
  owasp: ['A08:2021', 'A08:2025'],
  kinds: ['serialized'],
  isSafe: hasSafeSchema,
  message: ({ source }) =>
    `${source} is read with a schema that makes functions of \`!!js/function\`, so that whoever sends it can bring code into this program. Read it with the default schema of js-yaml 4, or with \`safeLoad\` of version 3.`,
});

/** True for a schema that has no functions: any that is not the full one of version 3 and not made of `js-yaml-js-types`. */
function hasSafeSchema({ site }: SinkMatch, context: RuleContext): boolean {
  const options = (site as TSESTree.CallExpression).arguments.find((each) => context.property(each, 'schema'));
  const given = options && context.property(options, 'schema');
  if (!given) return false;
  const schema = context.resolve(given);
  return !/FULL|UNSAFE/.test(nameOf(schema) ?? '') && !context.imports('js-yaml-js-types');
}
