import { type Node, patternRule, type TSESTree } from '../../../../engine/rule.ts';
import { BYTES, literalSecretReports } from '../literalSecrets.ts';

const secrets = literalSecretReports(
  'The key of these tokens stands in the code, so that whoever reads that can write a token for any user. Read it from the environment or a secret store, refuse to start without it, and change it now.',
);
const { argument, option } = secrets;

function classAround(node: Node): TSESTree.ClassDeclaration | TSESTree.ClassExpression | undefined {
  let at: Node | undefined = node;
  while (at && at.type !== 'ClassDeclaration' && at.type !== 'ClassExpression') at = at.parent;
  return at;
}

export default patternRule({
  id: 'jwt-hardcoded-secret',
  title: 'Key of JSON Web Tokens in the code',
  severity: 'high',
  confidence: 'high',
  cwe: [798, 321],
  owasp: ['A07:2021', 'A07:2025'],
  refines: ['hardcoded-secret-generic'],
  entities: [...BYTES, 'passport-jwt.Strategy', '@nestjs/passport.PassportStrategy'],
  on: {
    // `class extends PassportStrategy(Strategy) { constructor() { super({ … }) } }`:
    // https://docs.nestjs.com/recipes/passport#implementing-passport-jwt
    CallExpression(call, context) {
      if (call.callee.type !== 'Super') return undefined;
      const base = classAround(call)?.superClass;
      const isStrategy =
        base?.type === 'CallExpression'
          ? context.isEntity(base.callee, '@nestjs/passport.PassportStrategy') &&
            base.arguments.some((argument) => context.isEntity(argument, 'passport-jwt.Strategy'))
          : !!base && context.isEntity(base, 'passport-jwt.Strategy');
      return isStrategy ? secrets.in(context.property(call.arguments[0], 'secretOrKey'), context) : undefined;
    },
  },
  calls: {
    'jsonwebtoken.sign': argument(1),
    'jsonwebtoken.verify': argument(1),
    'jwt-simple.encode': argument(1),
    'jwt-simple.decode': argument(1),
    'hono/jwt.sign': argument(1),
    'hono/jwt.verify': argument(1),
    'hono/jwt.jwt': option('secret'),
    'jose.jwtVerify': argument(1),
    'jose.SignJWT#sign': argument(0),
    'express-jwt': option('secret'),
    'express-jwt.expressjwt': option('secret'),
    'koa-jwt': option('secret'),
    'passport-jwt.Strategy': option('secretOrKey'),
    '@nestjs/jwt.JwtModule.register': option('secret'),
    '@nestjs/jwt.JwtService': option('secret'),
  },
});
