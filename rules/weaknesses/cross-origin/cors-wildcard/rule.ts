import {
  type CallLike,
  isDevelopmentOnly,
  type Node,
  nameOf,
  patternRule,
  type Report,
  type RuleContext,
} from '../../../../engine/rule.ts';

/** Browsers refuse `*` together with credentials: https://fetch.spec.whatwg.org/#cors-protocol-and-credentials. */
const WITH_CREDENTIALS =
  'Browsers refuse `*` together with credentials, so this never works as written, and the usual way out, giving back the origin that asks, opens it to every site. Name the origins that may read.';
const ALONE = 'Any site may read these answers. Name the origins that may, unless the data is public.';

const MIDDLEWARE = ['cors', '@koa/cors', 'hono/cors.cors', '@middy/http-cors'];

function report(node: Node, withCredentials: boolean, context: RuleContext): Report | undefined {
  if (isDevelopmentOnly(node, context)) return undefined;
  // A public interface is allowed to be public: only a reviewer can tell.
  return withCredentials ? { node, message: WITH_CREDENTIALS } : { node, message: ALONE, confidence: 'low' };
}

function ofOptions(options: Node | undefined, context: RuleContext): Report | undefined {
  const origin = context.property(options, 'origin');
  if (!origin || context.constantOf(origin) !== '*') return undefined;
  return report(origin, context.constantOf(context.property(options, 'credentials')) === true, context);
}

function ofMiddleware(call: CallLike, context: RuleContext): Report | undefined {
  const [options] = call.arguments;
  return options ? ofOptions(options, context) : report(call, false, context);
}

const CREDENTIALS = /access-control-allow-credentials['"`]?\]?\s*[,:=]\s*['"`]?true/i;

const isAllowOrigin = (name: unknown) =>
  typeof name === 'string' && name.toLowerCase() === 'access-control-allow-origin';

export default patternRule({
  id: 'cors-wildcard',
  title: 'Every origin may read',
  severity: 'low',
  confidence: 'high',
  cwe: [942],
  owasp: ['A05:2021', 'A02:2025'],
  calls: Object.fromEntries(MIDDLEWARE.map((name) => [name, ofMiddleware])),
  on: {
    CallExpression(call, context) {
      const [first, second] = call.arguments;
      switch (nameOf(call.callee)) {
        case 'register':
          return first && context.isEntity(first, '@fastify/cors', 'fastify-cors')
            ? ofOptions(second, context)
            : undefined;
        case 'enableCors':
          return ofMiddleware(call, context);
        case 'setHeader':
        case 'header':
        case 'set':
        case 'append':
          return second && isAllowOrigin(context.constantOf(first)) && context.constantOf(second) === '*'
            ? report(second, CREDENTIALS.test(context.text), context)
            : undefined;
        default:
          return undefined;
      }
    },
    Property(property, context) {
      if (property.parent.type !== 'ObjectExpression' || !isAllowOrigin(nameOf(property.key))) return undefined;
      if (context.constantOf(property.value) !== '*') return undefined;
      return report(property.value, CREDENTIALS.test(context.text), context);
    },
  },
});
