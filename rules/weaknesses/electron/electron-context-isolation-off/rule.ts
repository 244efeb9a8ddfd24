import {
  constantsInProduction,
  isDevelopmentOnly,
  nameOf,
  patternRule,
  replace,
  suggestion,
} from '../../../../engine/rule.ts';

const OPTIONS: readonly (string | undefined)[] = ['contextIsolation'];

/** https://www.electronjs.org/docs/latest/tutorial/security#3-enable-context-isolation */
export default patternRule({
  id: 'electron-context-isolation-off',
  title: 'Pages share the world of the preload script',
  severity: 'high',
  confidence: 'high',
  cwe: [653],
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
          'A page can change the objects that the preload script and Electron use, and by them reach Node.js. Leave `contextIsolation` on, and hand functions over by `contextBridge`.',
        // A page that was written for it stops working.
        fixes: value.type === 'Literal' ? [suggestion('Leave it on', replace(value, 'true'))] : [],
      };
    },
  },
});
