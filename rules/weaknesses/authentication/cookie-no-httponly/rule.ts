import { isDevelopmentOnly, patternRule, suggestion } from '../../../../engine/rule.ts';
import { flagOf, turnOn, whereCookiesAreSet } from '../cookieCalls.ts';

export default patternRule({
  id: 'cookie-no-httponly',
  title: 'Login cookie that scripts can read',
  severity: 'medium',
  confidence: 'high',
  cwe: [1004],
  owasp: ['A05:2021', 'A02:2025'],
  ...whereCookiesAreSet((cookie, call, context) => {
    if (cookie.purpose === 'readable') return undefined;
    const { state, value } = flagOf(cookie, 'httpOnly', context);
    if (state === 'on' || state === 'unknown') return undefined;
    if (cookie.purpose === 'other' && state === 'absent') return undefined;
    if (isDevelopmentOnly(value ?? call, context)) return undefined;
    const edits = turnOn(cookie, 'httpOnly', value);
    return {
      node: value ?? cookie.node,
      message:
        'Without `httpOnly` every script in the page can read this cookie, so one injected script takes the login. Set `httpOnly: true`.',
      ...(cookie.purpose === 'other' ? { severity: 'low', confidence: 'low' } : {}),
      // A script of the application may read the cookie.
      fixes: edits.length > 0 ? [suggestion('Set httpOnly', ...edits)] : [],
    };
  }),
});
