import {
  type CallLike,
  chainOn,
  endsWithPhrase,
  hasPhrase,
  isFunction,
  type Node,
  nameOf,
  patternRule,
  type Report,
  type RuleContext,
  unwrap,
  wordsOf,
} from '../../../../engine/rule.ts';

/** Last words of claims that say who somebody is or what he may do. */
const IDENTITY = [
  ...['id', 'uid', 'sub', 'user', 'name', 'username', 'email', 'role', 'roles', 'admin', 'scope', 'scopes', 'data'],
  ...['permission', 'permissions', 'group', 'groups', 'tenant', 'org', 'account', 'customer', 'client', 'member'],
];

/** `userId`, `sub` and `isAdmin` do; `exp`, `iat` and `kid` do not. */
function isIdentity(name: string | undefined): boolean {
  return name !== undefined && endsWithPhrase(wordsOf(name), IDENTITY);
}

const DECODED =
  'Decoding does not check the signature, so anyone can write any identity into this token. Use `verify` with the key, or verify the token before you decode it.';

/** True when some claim of the decoded token is taken for an identity. */
function isTakenForIdentity(node: Node, context: RuleContext, depth = 0): boolean {
  let at = node;
  while (at.parent && /^(TSAs|TSNonNull|Chain|Await|TSTypeAssertion|Logical)/.test(at.parent.type)) at = at.parent;
  const { parent } = at;
  switch (parent?.type) {
    case 'MemberExpression': {
      if (parent.object !== at) return false;
      const name = nameOf(parent) ?? '';
      // With `complete: true` the claims stand in `payload`.
      return name === 'payload' ? isTakenForIdentity(parent, context, depth) : isIdentity(name);
    }
    case 'VariableDeclarator':
      if (parent.id.type === 'ObjectPattern') {
        return parent.id.properties.some(
          (property) => property.type === 'Property' && isIdentity(nameOf(property.key)),
        );
      }
      if (parent.id.type !== 'Identifier' || depth > 2) return false;
      return context
        .referencesOf(parent.id)
        .some((reference) => reference !== parent.id && isTakenForIdentity(reference, context, depth + 1));
    case 'AssignmentExpression': {
      const { left } = parent;
      return (
        parent.right === at &&
        left.type === 'MemberExpression' &&
        /^(user|auth|currentUser|session)$/.test(nameOf(left) ?? '')
      );
    }
    default:
      return false;
  }
}

const VERIFIES = /\b(jwtVerify|verify|createVerifier|verifyIdToken|verifyToken)\b/;

/** True when the function (or, around it, the module) verifies tokens as well: the decoding may be for the `kid`. */
function isVerifiedNearby(call: CallLike, context: RuleContext): boolean {
  let around: Node = call;
  while (around.parent && !isFunction(around)) around = around.parent;
  if (VERIFIES.test(context.textOf(around))) return true;
  // A part of a verification that is finished elsewhere: the key depends on who the token says it is.
  return hasPhrase(context.enclosingNames(call).flatMap(wordsOf), ['verification']) && VERIFIES.test(context.text);
}

/** OpenID Connect lets a client read an ID token that came from the token endpoint by TLS: Core 1.0, section 3.1.3.7. */
function isIdToken(token: Node, context: RuleContext): boolean {
  return /id\s?token/.test(wordsOf(context.textOf(token)).join(' '));
}

function decoded(call: CallLike, context: RuleContext): Report | undefined {
  const [token] = call.arguments;
  // In a browser the claims are for show: the server decides.
  if (!token || context.runtime === 'browser' || isIdToken(token, context)) return undefined;
  if (chainOn(call).length > 0 || isVerifiedNearby(call, context)) return undefined;
  return isTakenForIdentity(call, context) ? { node: call, message: DECODED, confidence: 'medium' } : undefined;
}

/** `jwt-decode` is made for browsers, so only what surely runs on a server counts. */
function decodedOnServer(call: CallLike, context: RuleContext): Report | undefined {
  return context.runtime === 'server' ? decoded(call, context) : undefined;
}

/** https://github.com/auth0/node-jsonwebtoken: without a key an unsigned token passes where `none` is allowed. */
function verified(call: CallLike, context: RuleContext): Report | undefined {
  const key = call.arguments[1];
  if (!key) return undefined;
  const value = context.constantOf(key);
  const isMissing = value === '' || value === null || value === false || nameOf(unwrap(key)) === 'undefined';
  return isMissing
    ? {
        node: key,
        message: 'Without a key nothing is verified. Give the secret or the public key that the token is signed with.',
      }
    : undefined;
}

export default patternRule({
  id: 'jwt-verify-disabled',
  title: 'Token is believed without its signature',
  severity: 'high',
  confidence: 'high',
  cwe: [347],
  owasp: ['A02:2021', 'A04:2025'],
  calls: {
    'jsonwebtoken.decode': decoded,
    // https://github.com/panva/jose/blob/main/docs/util/decode_jwt/functions/decodeJwt.md
    'jose.decodeJwt': decoded,
    'jwt-simple.decode': (call: CallLike, context) => {
      // decode(token, key, noVerify): https://github.com/hokaccha/node-jwt-simple
      const flag = call.arguments[2];
      return flag && context.constantOf(flag) === true ? { node: flag, message: DECODED } : undefined;
    },
    'jwt-decode': decodedOnServer,
    'jwt-decode.jwtDecode': decodedOnServer,
    'jsonwebtoken.verify': verified,
  },
});
