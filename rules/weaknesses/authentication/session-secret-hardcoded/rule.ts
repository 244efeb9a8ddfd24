import { nameOf, patternRule } from '../../../../engine/rule.ts';
import { BYTES, literalSecretReports } from '../literalSecrets.ts';

const secrets = literalSecretReports(
  'The secret that signs sessions and cookies stands in the code, so that whoever reads that can sign a session of any user. Read it from the environment or a secret store, refuse to start without it, and change it now.',
);
const { argument, option } = secrets;

/** The plugins of Fastify that are given their secret where they are registered. */
const PLUGINS = ['@fastify/session', '@fastify/secure-session', '@fastify/cookie'];

export default patternRule({
  id: 'session-secret-hardcoded',
  title: 'Secret of sessions in the code',
  severity: 'high',
  confidence: 'high',
  cwe: [798, 321],
  owasp: ['A07:2021', 'A07:2025'],
  refines: ['hardcoded-secret-generic', 'hardcoded-password'],
  entities: [...BYTES, ...PLUGINS, 'koa'],
  on: {
    // `app.keys = […]`: https://koajs.com/#app-keys-
    AssignmentExpression({ left, right }, context) {
      if (left.type !== 'MemberExpression' || nameOf(left.property) !== 'keys') return undefined;
      const app = context.resolve(left.object);
      return app.type === 'NewExpression' && context.isEntity(app.callee, 'koa')
        ? secrets.in(right, context)
        : undefined;
    },
  },
  calls: {
    'express-session': option('secret'),
    'cookie-session': option('secret', 'keys'),
    'cookie-parser': argument(0),
    'iron-session.getIronSession': option('password'),
    'iron-session.sealData': option('password'),
    '@remix-run/node.createCookieSessionStorage': (call, context) =>
      secrets.in(context.property(context.property(call.arguments[0], 'cookie'), 'secrets'), context),
    '@remix-run/node.createCookie': option('secrets'),
    'react-router.createCookieSessionStorage': (call, context) =>
      secrets.in(context.property(context.property(call.arguments[0], 'cookie'), 'secrets'), context),
    'fastify.Instance#register': (call, context) => {
      const [plugin, options] = call.arguments;
      if (!plugin || !context.isEntity(plugin, ...PLUGINS)) return undefined;
      return ['secret', 'key'].flatMap((name) => secrets.in(context.property(options, name), context));
    },
  },
});
