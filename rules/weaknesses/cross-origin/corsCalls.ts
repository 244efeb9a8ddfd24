import {
  type CallLike,
  type Handler,
  type Node,
  nameOf,
  type PatternRule,
  type Report,
  type RuleContext,
  unwrap,
} from '../../../engine/rule.ts';

/** How a rule judges the two ways to allow an origin. */
export interface CorsJudge {
  /** The options of a middleware; undefined where it has none. */
  readonly options: (options: Node | undefined, call: CallLike, context: RuleContext) => Report | undefined;
  /** The value of the header `Access-Control-Allow-Origin`. */
  readonly header: (value: Node, context: RuleContext) => Report | undefined;
}

/**
 * Middleware that takes its options first: https://expressjs.com/en/resources/middleware/cors.html,
 * https://github.com/koajs/cors, https://hono.dev/docs/middleware/builtin/cors.
 */
const MIDDLEWARE = ['cors', '@koa/cors', 'hono/cors.cors'];

const isAllowOrigin = (name: unknown) =>
  typeof name === 'string' && name.toLowerCase() === 'access-control-allow-origin';

/** True when some answer of the module allows credentials. */
export function allowsCredentials(context: RuleContext): boolean {
  return /access-control-allow-credentials['"`]?\]?\s*[,:=]\s*['"`]?true/i.test(context.text);
}

/** The parts of a rule that looks at each place where origins are allowed. */
export function whereOriginsAreAllowed(judge: CorsJudge): Pick<PatternRule, 'calls' | 'on' | 'entities'> {
  const middleware: Handler<CallLike> = (call, context) => judge.options(call.arguments[0], call, context);
  return {
    entities: ['@fastify/cors', 'fastify-cors'],
    calls: Object.fromEntries(MIDDLEWARE.map((name) => [name, middleware])),
    on: {
      CallExpression(call, context) {
        const [first, second] = call.arguments;
        switch (nameOf(call.callee)) {
          case 'register':
            // https://github.com/fastify/fastify-cors
            return first && context.isEntity(first, '@fastify/cors', 'fastify-cors')
              ? judge.options(second, call, context)
              : undefined;
          case 'enableCors':
            // https://docs.nestjs.com/security/cors
            return judge.options(first, call, context);
          case 'setHeader':
          case 'header':
          case 'set':
          case 'append':
            return second && isAllowOrigin(context.constantOf(first)) ? judge.header(second, context) : undefined;
          default:
            return undefined;
        }
      },
      NewExpression(call, context) {
        // https://socket.io/docs/v4/handling-cors/
        if (nameOf(call.callee) !== 'Server' || !context.imports('socket.io')) return undefined;
        const options = call.arguments.map((argument) => context.property(argument, 'cors')).find(Boolean);
        return options && judge.options(options, call, context);
      },
      Property(property, context) {
        if (property.parent.type !== 'ObjectExpression' || !isAllowOrigin(nameOf(property.key))) return undefined;
        return judge.header(property.value, context);
      },
    },
  };
}

const REQUEST_ORIGIN =
  /^(?:this\.)?(?:req|request|ctx|context|event|c)\b[\w.!?]*\.(?:headers?\??(?:\.get\(|\.|\[)|get\(|header\()['"`]?origin['"`]?[)\]]?$/i;

/** True when a value is the origin that the request names: `req.headers.origin`, `ctx.get('Origin')`, also with a default. */
export function isRequestOrigin(node: Node, context: RuleContext): boolean {
  const value = unwrap(context.resolve(node));
  if (value.type === 'LogicalExpression') return isRequestOrigin(value.left, context);
  return REQUEST_ORIGIN.test(context.textOf(value).replaceAll('?.', '.').replaceAll('!', ''));
}
