import {
  type CallLike,
  hasPhrase,
  nameOf,
  patternRule,
  type Report,
  type RuleContext,
  remove,
  suggestion,
  wordsOf,
} from '../../../../engine/rule.ts';

const MESSAGE =
  'A token that never ends is good for whoever steals it, for ever. Let the check of `exp` be, and renew tokens with a refresh token.';

/** A refresh or a logout may look at a token that has ended. */
const RENEWAL = [
  'refresh',
  'renew',
  'renewal',
  'logout',
  'log out',
  'signout',
  'sign out',
  'revoke',
  'revocation',
  'expired',
];

/** An hour, in seconds as jsonwebtoken and jose count. */
const LONG = 3600;

/** https://github.com/auth0/node-jsonwebtoken, https://github.com/panva/jose/blob/main/docs/types/types.JWTClaimVerificationOptions.md */
function tolerance(argument: number) {
  return (call: CallLike, context: RuleContext): Report | undefined => {
    const seconds = context.property(call.arguments[argument], 'clockTolerance');
    const value = context.constantOf(seconds);
    if (!seconds || typeof value !== 'number' || value < LONG) return undefined;
    return {
      node: seconds,
      message: `Tokens are accepted for ${Math.floor(value / LONG)} hours after their end. Clocks differ by seconds: allow a minute at most.`,
    };
  };
}

export default patternRule({
  id: 'jwt-ignore-expiration',
  title: 'Expired tokens are accepted',
  severity: 'medium',
  confidence: 'high',
  cwe: [613],
  owasp: ['A07:2021', 'A07:2025'],
  on: {
    // The option of jsonwebtoken, passport-jwt, @nestjs/jwt and fast-jwt; no other library is known to have one of that name.
    Property(property, context) {
      if (nameOf(property.key) !== 'ignoreExpiration' || property.parent.type !== 'ObjectExpression') return undefined;
      if (context.constantOf(property.value) !== true) return undefined;
      const isRenewal = hasPhrase(context.enclosingNames(property).flatMap(wordsOf), RENEWAL);
      return {
        node: property.value,
        message: MESSAGE,
        ...(isRenewal ? { confidence: 'low' } : {}),
        // Who holds an old token has to sign in again.
        fixes: [suggestion('Refuse expired tokens', remove(property, context.text))],
      };
    },
  },
  calls: {
    'jsonwebtoken.verify': tolerance(2),
    'jose.jwtVerify': tolerance(2),
  },
});
