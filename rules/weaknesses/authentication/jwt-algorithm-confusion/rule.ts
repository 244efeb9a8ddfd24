import { type Node, nameOf, patternRule, type Report, type RuleContext } from '../../../../engine/rule.ts';

const PACKAGES = [
  ...['jsonwebtoken', 'express-jwt', 'koa-jwt', 'passport-jwt', '@nestjs/jwt', '@fastify/jwt', 'fastify-jwt', 'jose'],
  ...['fast-jwt', 'hono/jwt'],
];

/** https://datatracker.ietf.org/doc/html/rfc8725#section-2.1 */
export default patternRule({
  id: 'jwt-algorithm-confusion',
  title: 'A token may be signed with the public key',
  severity: 'high',
  confidence: 'high',
  cwe: [347],
  owasp: ['A02:2021', 'A04:2025'],
  on: {
    Property(property, context): Report | undefined {
      if (nameOf(property.key) !== 'algorithms' || property.parent.type !== 'ObjectExpression') return undefined;
      const names = namesIn(property.value, context);
      const isMixed =
        names.some((name) => /^HS\d/i.test(name)) && names.some((name) => /^(?:RS|PS|ES|EdDSA)/i.test(name));
      if (!isMixed || !context.imports(...PACKAGES)) return undefined;
      return {
        node: property.value,
        message:
          'With one key, a signature by HMAC and one by a key pair are both accepted, so that whoever knows the public key can sign a token with it. Name only the algorithm of your key.',
      };
    },
  },
});

function namesIn(node: Node, context: RuleContext): readonly string[] {
  const list = context.resolve(node);
  if (list.type !== 'ArrayExpression') return [];
  return list.elements.flatMap((each) => {
    const name = context.constantOf(each);
    return typeof name === 'string' ? [name] : [];
  });
}
