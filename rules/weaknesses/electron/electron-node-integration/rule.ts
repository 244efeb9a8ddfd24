import {
  constantsInProduction,
  isDevelopmentOnly,
  nameOf,
  patternRule,
  replace,
  suggestion,
} from '../../../../engine/rule.ts';

const OPTIONS: readonly (string | undefined)[] = [
  'nodeIntegration',
  'nodeIntegrationInWorker',
  'nodeIntegrationInSubFrames',
];

/** https://www.electronjs.org/docs/latest/tutorial/security#2-do-not-enable-nodejs-integration-for-remote-content */
export default patternRule({
  id: 'electron-node-integration',
  title: 'Pages of a window can use Node.js',
  severity: 'high',
  confidence: 'high',
  cwe: [829, 653],
  owasp: ['A05:2021', 'A02:2025'],
  on: {
    Property(property, context) {
      const { value } = property;
      if (!OPTIONS.includes(nameOf(property.key)) || !context.imports('electron')) return undefined;
      const choice = constantsInProduction(value, context).find((each) => each.value === true);
      if (!choice || property.parent.type !== 'ObjectExpression' || isDevelopmentOnly(property, context))
        return undefined;
      return {
        node: choice.node,
        message:
          'Every script of a page in this window can read files and start programs, also one that an attacker brings in. Leave it off, and give the page what it needs by a preload script and `contextBridge`.',
        // A page that was written for it stops working.
        fixes: value.type === 'Literal' ? [suggestion('Leave it off', replace(value, 'false'))] : [],
      };
    },
  },
});
