import {
  type CallLike,
  constantsInProduction,
  isDevelopmentOnly,
  type Node,
  nameOf,
  patternRule,
  type Report,
  type RuleContext,
  replace,
  suggestion,
  type TSESTree,
} from '../../../../engine/rule.ts';

const LOOPBACK = /^(localhost|127(\.\d+){3}|::1|\[::1\])$/;

const INSPECTOR =
  'Whoever reaches the inspector runs code in this process. Bind it to 127.0.0.1 and reach it by a tunnel.';

/** https://expressjs.com/en/resources/middleware/errorhandler.html: "only intended to be used in a development environment". */
function errorHandler(call: CallLike, context: RuleContext): Report | undefined {
  if (isDevelopmentOnly(call, context)) return undefined;
  return {
    node: call,
    message:
      'This middleware answers errors with their stack and is made for development. Use it outside production only, and answer with a plain message there.',
  };
}

/** https://nodejs.org/api/inspector.html#inspectoropenport-host-wait */
function inspectorOpen(call: CallLike, context: RuleContext): Report | undefined {
  const host = call.arguments[1];
  const value = context.constantOf(host);
  if (!host || typeof value !== 'string' || LOOPBACK.test(value)) return undefined;
  return {
    node: host,
    message: INSPECTOR,
    fixes: host.type === 'Literal' ? [suggestion('Bind to 127.0.0.1', replace(host, "'127.0.0.1'"))] : [],
  };
}

/** Frameworks whose option `debug` shows secrets or stacks: https://authjs.dev/reference/core#debug, https://www.apollographql.com/docs/apollo-server/v3/api/apollo-server. */
function debugOption(call: CallLike, context: RuleContext): Report | undefined {
  for (const argument of call.arguments) {
    const debug = context.property(argument, 'debug');
    const on = debug && constantsInProduction(debug, context).find(({ value }) => value === true);
    if (debug && on && !isDevelopmentOnly(debug, context)) {
      return {
        node: on.node,
        message: 'Debugging shows stacks and tokens to users or logs. Let it depend on the environment.',
        fixes:
          debug.type === 'Literal'
            ? [suggestion('Outside production only', replace(debug, "process.env.NODE_ENV !== 'production'"))]
            : [],
      };
    }
  }
  return undefined;
}

/** https://www.apollographql.com/docs/apollo-server/data/errors#omitting-or-including-stacktrace: on by itself only in development. */
function stackTraces(call: CallLike, context: RuleContext): Report | undefined {
  const option = context.property(call.arguments[0], 'includeStacktraceInErrorResponses');
  const on = option && constantsInProduction(option, context).find(({ value }) => value === true);
  if (!option || !on || isDevelopmentOnly(option, context)) return undefined;
  return {
    node: on.node,
    message:
      'Clients see the stack of every error, and with it paths, packages and queries. Leave the option out: Apollo Server shows stacks outside production only.',
  };
}

const isDevelopment = (node: Node | undefined, context: RuleContext) =>
  /^(development|dev|debug)$/.test(String(context.constantOf(node)));

/** In development Express answers errors with their stack: https://expressjs.com/en/guide/error-handling.html. */
function setEnvironment(call: CallLike, context: RuleContext): Report | undefined {
  const [name, value] = call.arguments;
  if (context.constantOf(name) !== 'env' || !value || !isDevelopment(value, context)) return undefined;
  return isDevelopmentOnly(call, context) ? undefined : { node: value, message: environmentMessage };
}

const environmentMessage =
  "The server takes every machine for a developer's and answers errors with their stack. Leave the environment to NODE_ENV.";

function assignedEnvironment(assignment: TSESTree.AssignmentExpression, context: RuleContext): Report | undefined {
  if (assignment.operator !== '=' || nameOf(assignment.left) !== 'NODE_ENV') return undefined;
  // Where several values are given, or it follows a test, the program has thought about it.
  let { parent } = assignment as { parent: Node | undefined };
  if (parent?.type !== 'ExpressionStatement') return undefined;
  parent = parent.parent;
  if (parent?.type !== 'Program' || !isDevelopment(assignment.right, context)) return undefined;
  if (!context.imports('express', 'fastify', 'koa', 'next', '@nestjs/core', '@hapi/hapi', 'http')) return undefined;
  return { node: assignment, message: environmentMessage, confidence: 'medium' };
}

export default patternRule({
  id: 'debug-mode-enabled',
  title: 'Debugging is left on',
  severity: 'medium',
  confidence: 'high',
  cwe: [489, 11],
  owasp: ['A05:2021', 'A02:2025'],
  calls: {
    errorhandler: errorHandler,
    'inspector.open': inspectorOpen,
    'next-auth': debugOption,
    '@auth/express.ExpressAuth': debugOption,
    '@auth/sveltekit.SvelteKitAuth': debugOption,
    '@apollo/server.ApolloServer': stackTraces,
    'apollo-server.ApolloServer': debugOption,
    'apollo-server-express.ApolloServer': debugOption,
    'express.Application#set': setEnvironment,
    'express().set': setEnvironment,
  },
  on: {
    AssignmentExpression: assignedEnvironment,
    Literal(literal) {
      // https://nodejs.org/api/cli.html#--inspecthostport
      if (
        typeof literal.value !== 'string' ||
        !/^--inspect(-brk|-wait)?=(0\.0\.0\.0|\[?::\]?)(:|$)/.test(literal.value)
      ) {
        return undefined;
      }
      return { node: literal, message: INSPECTOR };
    },
  },
});
