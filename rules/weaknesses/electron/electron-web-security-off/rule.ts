import {
  constantsInProduction,
  isDevelopmentOnly,
  nameOf,
  patternRule,
  replace,
  suggestion,
} from '../../../../engine/rule.ts';

const OPTIONS: readonly (string | undefined)[] = ['webSecurity'];

/** https://www.electronjs.org/docs/latest/tutorial/security#6-do-not-disable-websecurity */
export default patternRule({
  id: 'electron-web-security-off',
  title: 'The same-origin policy is turned off',
  severity: 'high',
  confidence: 'high',
  cwe: [346],
  owasp: ['A05:2021', 'A02:2025'],
  on: {
    Property(property, context) {
      const { value } = property;
      if (!OPTIONS.includes(nameOf(property.key)) || !context.imports('electron')) return undefined;
      const choice = constantsInProduction(value, context).find((each) => each.value === false);
      if (!choice || property.parent.type !== 'ObjectExpression' || isDevelopmentOnly(property, context))
        return undefined;
      return {
        node: choice.node,
        message:
          'Every page in this window can read what any site and the disk answer in the name of the user. Leave `webSecurity` on, and let the main process ask where a page must not.',
        // A page that was written for it stops working.
        fixes: value.type === 'Literal' ? [suggestion('Leave it on', replace(value, 'true'))] : [],
      };
    },
  },
});
