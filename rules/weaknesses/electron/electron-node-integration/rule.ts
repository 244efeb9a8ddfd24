import { patternRule } from '../../../../engine/rule.ts';
import { windowOption } from '../windowOption.ts';

/** https://www.electronjs.org/docs/latest/tutorial/security#2-do-not-enable-nodejs-integration-for-remote-content */
export default patternRule({
  id: 'electron-node-integration',
  title: 'Pages of a window can use Node.js',
  severity: 'high',
  confidence: 'high',
  cwe: [829, 653],
  owasp: ['A05:2021', 'A02:2025'],
  ...windowOption({
    names: ['nodeIntegration', 'nodeIntegrationInWorker', 'nodeIntegrationInSubFrames'],
    safe: false,
    message:
      'Every script of a page in this window can read files and start programs, also one that an attacker brings in. Leave it off, and give the page what it needs by a preload script and `contextBridge`.',
  }),
});
