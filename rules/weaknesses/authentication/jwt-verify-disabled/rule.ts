import {
  type CallLike,
  callsOf,
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
    case 'ReturnStatement':
    case 'ArrowFunctionExpression': {
      // A function of the module decodes, and its callers believe.
      const fn = parent.type === 'ReturnStatement' ? functionAround(parent) : parent;
      if (depth > 2 || (isFunction(parent) && parent.body !== at)) return false;
      return callsOf(fn, context).some(
        (call) => !isVerifiedNearby(call, context) && isTakenForIdentity(call, context, depth + 1),
      );
    }
    default:
      return false;
  }
}

/** The function that a node stands in, or the module. */
function functionAround(node: Node): Node {
  let around: Node = node;
  while (around.parent && !isFunction(around)) around = around.parent;
  return around;
}

const VERIFIES = /\b(jwtVerify|verify|createVerifier|verifyIdToken|verifyToken)\b/;

/** True when the function (or, around it, the module) verifies tokens as well: the decoding may be for the `kid`. */
function isVerifiedNearby(call: CallLike, context: RuleContext): boolean {
  if (VERIFIES.test(context.textOf(functionAround(call)))) return true;
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

/**
 * `JSON.parse(atob(token.split('.')[1]))` decodes by hand. The middle of three parts of base64 is what a token is:
 * https://www.rfc-editor.org/rfc/rfc7519#section-3.
 */
function decodedByHand(call: CallLike, context: RuleContext): Report | undefined {
  const [text] = call.arguments;
  if (!text || context.runtime !== 'server' || isVerifiedNearby(call, context)) return undefined;
  const part = encodedPart(text, context);
  if (!part || isIdToken(part, context) || !isTakenForIdentity(call, context)) return undefined;
  return { node: call, message: DECODED, confidence: 'medium' };
}

/** `token.split('.')[1]` in what decodes base64, by any name; undefined where the text is something else. */
function encodedPart(node: Node, context: RuleContext, depth = 0): Node | undefined {
  if (depth > 6) return undefined;
  const value = unwrap(context.resolve(node));
  const into = (inner: Node | undefined) => inner && encodedPart(inner, context, depth + 1);
  if (value.type === 'CallExpression') {
    const { callee } = value;
    // `atob(part)`, `Buffer.from(part, 'base64')`, `part.replace(…)`, `….toString()`
    return into(value.arguments[0]) ?? (callee.type === 'MemberExpression' ? into(callee.object) : undefined);
  }
  const whole = middleOf(value, context);
  const list = whole && unwrap(context.resolve(whole));
  if (list?.type !== 'CallExpression' || nameOf(list.callee) !== 'split') return undefined;
  const isOfToken = /token|jwt|auth|bearer/i.test(context.textOf(list.callee));
  return isOfToken && context.constantOf(list.arguments[0]) === '.' ? value : undefined;
}

/** The list whose second element an expression is: `parts` of `parts[1]`, and of `const [, part] = parts`. */
function middleOf(value: Node, context: RuleContext): Node | undefined {
  if (value.type === 'MemberExpression') {
    return value.computed && context.constantOf(value.property) === 1 ? value.object : undefined;
  }
  const declaration = value.type === 'Identifier' ? context.declarationOf(value) : undefined;
  if (declaration?.type !== 'VariableDeclarator' || declaration.id.type !== 'ArrayPattern') return undefined;
  return nameOf(declaration.id.elements[1]) === nameOf(value) ? (declaration.init ?? undefined) : undefined;
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
    'global.JSON.parse': decodedByHand,
    'jwt-decode': decodedOnServer,
    'jwt-decode.jwtDecode': decodedOnServer,
    'jsonwebtoken.verify': verified,
  },
});
