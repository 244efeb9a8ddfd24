import {
  type CallLike,
  type Constant,
  constantsInProduction,
  hasPhrase,
  type Node,
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

/** Units of a duration as jose writes it: `2 days`, `1h`. */
const UNITS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800, y: 31_557_600 };

function secondsOf(value: Constant | undefined): number | undefined {
  if (typeof value === 'number') return value;
  const [, count, unit] = typeof value === 'string' ? (/^\s*(\d+(?:\.\d+)?)\s*([a-z])/i.exec(value) ?? []) : [];
  const seconds = UNITS[unit?.toLowerCase() ?? ''];
  return count === undefined || seconds === undefined ? undefined : Number(count) * seconds;
}

/** `currentDate: new Date(0)` puts the clock back to before any token ended. */
function pastDate(options: Node | undefined, context: RuleContext): Report | undefined {
  const date = context.property(options, 'currentDate');
  const made = date && context.resolve(date);
  if (!date || made?.type !== 'NewExpression' || nameOf(made.callee) !== 'Date' || made.arguments.length === 0)
    return undefined;
  return made.arguments.every((part) => context.constantOf(part) !== undefined)
    ? { node: date, message: MESSAGE, fixes: [] }
    : undefined;
}

/** Packages whose tokens have an option of this name, or that take it on. */
const PACKAGES = [
  ...['jsonwebtoken', 'passport-jwt', '@nestjs/jwt', '@nestjs/passport', 'fast-jwt', '@fastify/jwt', 'express-jwt'],
  ...['koa-jwt', 'fastify-jwt'],
];

/** An hour, in seconds as jsonwebtoken and jose count. */
const LONG = 3600;

/** https://github.com/auth0/node-jsonwebtoken, https://github.com/panva/jose/blob/main/docs/types/types.JWTClaimVerificationOptions.md */
function tolerance(argument: number) {
  return (call: CallLike, context: RuleContext): Report | undefined => {
    const tolerance = context.property(call.arguments[argument], 'clockTolerance');
    const seconds = secondsOf(context.constantOf(tolerance));
    if (!tolerance || seconds === undefined || seconds < LONG) return pastDate(call.arguments[argument], context);
    return {
      node: tolerance,
      message: `Tokens are accepted for ${Math.floor(seconds / LONG)} hours after their end. Clocks differ by seconds: allow a minute at most.`,
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
    // The option of jsonwebtoken, passport-jwt, @nestjs/jwt and fast-jwt.
    Property(property, context) {
      if (nameOf(property.key) !== 'ignoreExpiration' || property.parent.type !== 'ObjectExpression') return undefined;
      if (!constantsInProduction(property.value, context).some(({ value }) => value === true)) return undefined;
      const isRenewal = hasPhrase(context.enclosingNames(property).flatMap(wordsOf), RENEWAL);
      // Settings may stand in a module of their own.
      const isOfTokens = context.imports(...PACKAGES) || /jwt|passport|secretOrKey/i.test(context.text);
      return {
        node: property.value,
        message: MESSAGE,
        ...(isRenewal || !isOfTokens ? { confidence: 'low' } : {}),
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
