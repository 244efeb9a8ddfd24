import {
  type CallLike,
  constantsInProduction,
  isDevelopmentOnly,
  nameOf,
  patternRule,
  type Report,
  type RuleContext,
} from '../../../../engine/rule.ts';

const MESSAGE =
  'Everybody can read what the folder holds, and find files that no page links to: copies, exports, uploads of others. Leave the list out, and link to what is meant.';

/** Options that turn lists on, each with the packages that have it. */
const OPTIONS: ReadonlyMap<string, readonly string[]> = new Map([
  // https://github.com/fastify/fastify-static#list
  ['list', ['@fastify/static', 'fastify-static']],
  // https://hapi.dev/module/inert/api/#the-directory-handler
  ['listing', ['@hapi/inert', 'inert']],
  // https://github.com/vercel/serve-handler#directorylisting-booleanarray
  ['directoryListing', ['serve-handler']],
]);

export default patternRule({
  id: 'directory-listing',
  title: 'Folders are listed for everybody',
  severity: 'medium',
  confidence: 'medium',
  cwe: [548],
  owasp: ['A01:2021', 'A01:2025'],
  calls: {
    // https://github.com/expressjs/serve-index#readme
    'serve-index': (call: CallLike, context: RuleContext): Report | undefined =>
      isDevelopmentOnly(call, context) ? undefined : { node: call, message: MESSAGE },
  },
  on: {
    Property(property, context): Report | undefined {
      const packages = OPTIONS.get(nameOf(property.key) ?? '');
      if (!packages || property.parent.type !== 'ObjectExpression' || !context.imports(...packages)) return undefined;
      const choice = constantsInProduction(property.value, context).find(({ value }) => value === true);
      return choice && !isDevelopmentOnly(property, context) ? { node: choice.node, message: MESSAGE } : undefined;
    },
  },
});
