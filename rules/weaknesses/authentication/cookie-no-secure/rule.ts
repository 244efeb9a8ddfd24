import { isDevelopmentOnly, patternRule, suggestion } from '../../../../engine/rule.ts';
import { flagOf, turnOn, whereCookiesAreSet } from '../cookieCalls.ts';

export default patternRule({
  id: 'cookie-no-secure',
  title: 'Login cookie that travels unencrypted',
  severity: 'medium',
  confidence: 'high',
  cwe: [614],
  owasp: ['A05:2021', 'A02:2025'],
  ...whereCookiesAreSet((cookie, call, context) => {
    const { state, value } = flagOf(cookie, 'secure', context);
    if (state === 'on' || state === 'unknown') return undefined;
    if (cookie.purpose !== 'login' && state === 'absent') return undefined;
    if (isDevelopmentOnly(value ?? call, context)) return undefined;
    // `session.cookie.secure = true` is how express-session's own page turns it on for production.
    if (cookie.isSession && state === 'absent' && /\bcookie\.secure\s*=[^=]/.test(context.text)) return undefined;
    const edits = turnOn(cookie, 'secure', value);
    return {
      node: value ?? cookie.node,
      message:
        'Without `secure` the browser sends this cookie over plain HTTP too, where anyone on the way can take the login. Set `secure: true` (in production at least).',
      ...(cookie.purpose !== 'login' ? { severity: 'low', confidence: 'low' } : {}),
      ...(cookie.isSession && state === 'absent' ? { severity: 'low' } : {}),
      // Over plain HTTP, as on a developer's machine, browsers then refuse the cookie.
      fixes: edits.length > 0 ? [suggestion('Set secure', ...edits)] : [],
    };
  }),
});
