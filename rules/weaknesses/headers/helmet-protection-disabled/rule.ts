import { constantsInProduction, isDevelopmentOnly, nameOf, patternRule, type Report } from '../../../../engine/rule.ts';

/** The headers that helmet sets unless it is told not to: https://helmetjs.github.io/. */
const PROTECTIONS: Readonly<Record<string, string>> = {
  contentSecurityPolicy: 'a script that gets into a page runs',
  frameguard: 'other sites can show these pages in a frame and have their buttons clicked',
  xFrameOptions: 'other sites can show these pages in a frame and have their buttons clicked',
  hsts: 'the first request can be made over plain HTTP and answered by somebody else',
  strictTransportSecurity: 'the first request can be made over plain HTTP and answered by somebody else',
  noSniff: 'a browser guesses the type of what is sent, and may run an upload as a script',
  xContentTypeOptions: 'a browser guesses the type of what is sent, and may run an upload as a script',
};

const PACKAGES = ['helmet', 'koa-helmet', '@fastify/helmet', 'fastify-helmet'];

export default patternRule({
  id: 'helmet-protection-disabled',
  title: 'A protection of helmet is turned off',
  severity: 'medium',
  confidence: 'medium',
  cwe: [693],
  owasp: ['A05:2021', 'A02:2025'],
  on: {
    Property(property, context): Report | undefined {
      const consequence = PROTECTIONS[nameOf(property.key) ?? ''];
      const { parent: options } = property;
      if (!consequence || options.type !== 'ObjectExpression' || !context.imports(...PACKAGES)) return undefined;
      const choice = constantsInProduction(property.value, context).find(({ value }) => value === false);
      if (!choice || isDevelopmentOnly(property, context)) return undefined;
      const call = options.parent;
      if (call?.type !== 'CallExpression' || /^(?:set|assign)$/.test(nameOf(call.callee) ?? '')) return undefined;
      // A policy that is set elsewhere in the file is one.
      if (
        nameOf(property.key) === 'contentSecurityPolicy' &&
        /content-security-policy|\.contentSecurityPolicy\(/i.test(context.text)
      )
        return undefined;
      return {
        node: choice.node,
        message: `Without this header, ${consequence}. Leave it on, and adjust what it says where a page needs more.`,
      };
    },
  },
});
