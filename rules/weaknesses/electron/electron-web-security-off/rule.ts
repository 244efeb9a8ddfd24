import { patternRule } from '../../../../engine/rule.ts';
import { windowOption } from '../windowOption.ts';

/** https://www.electronjs.org/docs/latest/tutorial/security#6-do-not-disable-websecurity */
export default patternRule({
  id: 'electron-web-security-off',
  title: 'The same-origin policy is turned off',
  severity: 'high',
  confidence: 'high',
  cwe: [346],
  owasp: ['A05:2021', 'A02:2025'],
  ...windowOption({
    names: ['webSecurity'],
    safe: true,
    message:
      'Every page in this window can read what any site and the disk answer in the name of the user. Leave `webSecurity` on, and let the main process ask where a page must not.',
  }),
});
