import {
  automatic,
  type CallLike,
  type Node,
  nameOf,
  patternRule,
  type Report,
  type RuleContext,
  remove,
  type TSESTree,
} from '../../../../engine/rule.ts';

/** Packages whose `algorithm` and `algorithms` speak of JSON Web Tokens. */
const JWT_PACKAGES = [
  ...['jsonwebtoken', 'express-jwt', 'koa-jwt', 'passport-jwt', '@nestjs/jwt', '@fastify/jwt', 'fastify-jwt', 'jose'],
  ...['fast-jwt', 'jws', 'jwt-simple', 'njwt', 'hono/jwt'],
];

const ACCEPTS =
  'The algorithm `none` means no signature: anyone can write a token with any claims and it is accepted. Name only the algorithm of your key.';
const MAKES =
  'A token with the algorithm `none` carries no signature, so its reader cannot tell who wrote it. Sign it with a key.';

function isNone(node: Node | null | undefined, context: RuleContext): boolean {
  const value = context.constantOf(node);
  return typeof value === 'string' && value.toLowerCase() === 'none';
}

/** The reports of a list of algorithms; the element is taken out when another one stays. */
function ofList(list: Node, context: RuleContext): Report[] {
  const array = context.resolve(list);
  if (array.type !== 'ArrayExpression') return [];
  return array.elements
    .filter((element) => element !== null && isNone(element, context))
    .map((element) => ({
      node: element as Node,
      message: ACCEPTS,
      // Signed tokens are accepted as before.
      fixes:
        array.elements.length > 1 ? [automatic('Refuse unsigned tokens', remove(element as Node, context.text))] : [],
    }));
}

/** `{ alg: 'none', typ: 'JWT' }`, the header of a token that is put together by hand. */
function isTokenHeader(header: TSESTree.Node, context: RuleContext): boolean {
  const type = context.constantOf(context.property(header, 'typ'));
  return typeof type === 'string' && /^(at\+)?jwt$/i.test(type);
}

export default patternRule({
  id: 'jwt-none-algorithm',
  title: 'Unsigned JSON Web Token',
  severity: 'high',
  confidence: 'high',
  cwe: [347, 327],
  owasp: ['A02:2021', 'A04:2025'],
  on: {
    Property(property, context) {
      if (property.parent.type !== 'ObjectExpression') return undefined;
      switch (nameOf(property.key)) {
        case 'algorithms':
          return context.imports(...JWT_PACKAGES) ? ofList(property.value, context) : undefined;
        case 'algorithm':
          return isNone(property.value, context) && context.imports(...JWT_PACKAGES)
            ? { node: property.value, message: MAKES }
            : undefined;
        case 'alg':
          return isNone(property.value, context) &&
            (isTokenHeader(property.parent, context) || context.imports(...JWT_PACKAGES))
            ? { node: property.value, message: MAKES }
            : undefined;
        default:
          return undefined;
      }
    },
  },
  calls: {
    // https://github.com/panva/jose/blob/main/docs/jwt/unsecured/classes/UnsecuredJWT.md
    'jose.UnsecuredJWT': (call: CallLike) => ({ node: call.callee, message: MAKES }),
    'jose.UnsecuredJWT.decode': (call: CallLike) => ({ node: call.callee, message: ACCEPTS }),
    // https://github.com/hokaccha/node-jwt-simple: encode(payload, key, algorithm)
    'jwt-simple.encode': (call: CallLike, context) => {
      const algorithm = call.arguments[2];
      return algorithm && isNone(algorithm, context) ? { node: algorithm, message: MAKES } : undefined;
    },
  },
});
