import { patternRule } from '../../../../engine/rule.ts';
import { windowOption } from '../windowOption.ts';

/** https://www.electronjs.org/docs/latest/tutorial/security#3-enable-context-isolation */
export default patternRule({
  id: 'electron-context-isolation-off',
  title: 'Pages share the world of the preload script',
  severity: 'high',
  confidence: 'high',
  cwe: [653],
  owasp: ['A05:2021', 'A02:2025'],
  ...windowOption({
    names: ['contextIsolation'],
    safe: true,
    message:
      'A page can change the objects that the preload script and Electron use, and by them reach Node.js. Leave `contextIsolation` on, and hand functions over by `contextBridge`.',
  }),
});
