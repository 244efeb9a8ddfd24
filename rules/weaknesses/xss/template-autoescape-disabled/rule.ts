import { type CallLike, constantsInProduction, type Handler, patternRule } from '../../../../engine/rule.ts';

const MESSAGE =
  'Nothing that these templates show is escaped any more, so that each value that a user can choose is markup and script. Leave escaping on, and mark what is markup where it is shown.';

/** An option that turns escaping off when it has this value. */
function option(name: string, off: boolean): Handler<CallLike> {
  return (call, context) => {
    for (const options of call.arguments) {
      const choice = constantsInProduction(context.property(options, name), context).find(({ value }) => value === off);
      if (choice) return { node: choice.node, message: MESSAGE };
    }
    return undefined;
  };
}

const autoescape = option('autoescape', false);
const noEscape = option('noEscape', true);

export default patternRule({
  id: 'template-autoescape-disabled',
  title: 'Templates do not escape what they show',
  severity: 'medium',
  confidence: 'high',
  cwe: [79, 116],
  owasp: ['A05:2021', 'A02:2025'],
  calls: {
    // https://mozilla.github.io/nunjucks/api.html#configure
    'nunjucks.configure': autoescape,
    'nunjucks.Environment': autoescape,
    'swig.setDefaults': autoescape,
    'swig.Swig': autoescape,
    // https://handlebarsjs.com/api-reference/compilation.html
    'handlebars.compile': noEscape,
    'handlebars.precompile': noEscape,
    // https://eta.js.org/docs/api/configuration
    'eta.Eta': option('autoEscape', false),
  },
});
