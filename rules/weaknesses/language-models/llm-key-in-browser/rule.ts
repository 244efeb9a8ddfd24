import { constantsInProduction, isDevelopmentOnly, nameOf, patternRule, type Report } from '../../../../engine/rule.ts';

const PACKAGES = ['openai', '@anthropic-ai/sdk', 'groq-sdk', '@mistralai/mistralai', 'together-ai'];

/** https://github.com/openai/openai-node#requirements, https://github.com/anthropics/anthropic-sdk-typescript#requirements */
export default patternRule({
  id: 'llm-key-in-browser',
  title: 'The key of a model is sent to every visitor',
  severity: 'high',
  confidence: 'high',
  cwe: [522, 200],
  owasp: ['A05:2021', 'A02:2025'],
  on: {
    Property(property, context): Report | undefined {
      if (nameOf(property.key) !== 'dangerouslyAllowBrowser' || property.parent.type !== 'ObjectExpression')
        return undefined;
      if (!context.imports(...PACKAGES)) return undefined;
      const choice = constantsInProduction(property.value, context).find(({ value }) => value === true);
      if (!choice || isDevelopmentOnly(property, context)) return undefined;
      return {
        node: choice.node,
        message:
          'The page talks to the model itself, so that every visitor can read its key and use it at your cost. Let a server of yours ask the model.',
      };
    },
  },
});
