import {
  constantsInProduction,
  type Fix,
  isDevelopmentOnly,
  isFunction,
  type Node,
  nameOf,
  patternRule,
  type Report,
  type RuleContext,
  replace,
  suggestion,
  type TSESTree,
  unwrap,
} from '../../../../engine/rule.ts';

/**
 * Options that turn the check of the certificate off, with the value that does. Each is documented by its library:
 * - rejectUnauthorized: https://nodejs.org/api/tls.html#tlsconnectoptions-callback (and all that pass it on)
 * - strictSSL: https://github.com/request/request#tlsssl-protocol
 * - trustServerCertificate: https://tediousjs.github.io/tedious/api-connection.html
 * - tlsInsecure, tlsAllowInvalidCertificates, tlsAllowInvalidHostnames, sslValidate:
 *   https://www.mongodb.com/docs/drivers/node/current/connect/connection-options/
 */
const SWITCHES: Readonly<Record<string, boolean>> = {
  rejectUnauthorized: false,
  strictSSL: false,
  sslValidate: false,
  trustServerCertificate: true,
  tlsInsecure: true,
  tlsAllowInvalidCertificates: true,
  tlsAllowInvalidHostnames: true,
};

/** Browsers under test control: https://playwright.dev/docs/api/class-testoptions, https://www.w3.org/TR/webdriver2/. */
const TEST_SWITCHES: Readonly<Record<string, boolean>> = { ignoreHTTPSErrors: true, acceptInsecureCerts: true };

const MESSAGE =
  'The certificate is not checked, so anyone on the way can read and change this connection. Leave the check on and trust your own authority with `ca`.';

const LOCAL = /^(localhost|127(\.\d+){3}|::1|\[::1\]|0\.0\.0\.0)$/;

/** True when the options, or the URL that stands before them in a call, name this machine. */
function isLocal(options: Node, context: RuleContext): boolean {
  for (const name of ['host', 'hostname', 'servername', 'socketPath']) {
    const host = context.constantOf(context.property(options, name));
    if (typeof host === 'string' && (LOCAL.test(host) || name === 'socketPath')) return true;
  }
  const call = options.parent;
  if (call?.type !== 'CallExpression' && call?.type !== 'NewExpression') return false;
  const url = context.constantOf(call.arguments[0]);
  return typeof url === 'string' && LOCAL.test(/^\w+:\/\/(\[[^\]]*\]|[^/:]*)/.exec(url)?.[1] ?? '');
}

/**
 * A server that does not ask for certificates ignores the option, and one that asks may look at `authorized` itself:
 * https://nodejs.org/api/tls.html#tlscreateserveroptions-secureconnectionlistener.
 */
function isHarmlessServer(options: Node, context: RuleContext): boolean {
  const call = options.parent;
  if (call?.type !== 'CallExpression' && call?.type !== 'NewExpression') return false;
  if (!/^(createServer|createSecureServer|Server)$/.test(nameOf(call.callee) ?? '')) return false;
  return context.constantOf(context.property(options, 'requestCert')) !== true || context.text.includes('.authorized');
}

function fixesOf(value: Node, safe: boolean): Fix[] {
  // A server with a self-signed certificate stops answering.
  return value.type === 'Literal' ? [suggestion('Check the certificate', replace(value, String(safe)))] : [];
}

function ofSwitch(name: string | undefined, value: Node, context: RuleContext): Report | undefined {
  if (name === undefined) return undefined;
  const off = SWITCHES[name] ?? TEST_SWITCHES[name];
  if (off === undefined || isDevelopmentOnly(value, context)) return undefined;
  const choice = constantsInProduction(value, context).find((each) => each.value === off);
  if (!choice || isAskedFor(choice.node, context)) return undefined;
  return {
    node: choice.node,
    message: MESSAGE,
    fixes: fixesOf(choice.node, !off),
    ...(name in TEST_SWITCHES ? { confidence: 'low' } : {}),
  };
}

/** `checkServerIdentity: () => undefined` accepts every host: https://nodejs.org/api/tls.html#tlscheckserveridentityhostname-cert. */
function acceptsEveryHost(value: Node, context: RuleContext): boolean {
  const check = context.resolve(value);
  if (!isFunction(check)) return false;
  if (check.body?.type !== 'BlockStatement') return check.body != null && isNothing(check.body, context);
  const [first, ...others] = check.body.body;
  if (!first) return true;
  return (
    others.length === 0 && first.type === 'ReturnStatement' && (!first.argument || isNothing(first.argument, context))
  );
}

function isNothing(node: Node, context: RuleContext): boolean {
  const value = unwrap(node);
  if (value.type === 'Identifier') return value.name === 'undefined';
  if (value.type === 'UnaryExpression') return value.operator === 'void';
  return context.constantOf(value) === null || context.constantOf(value) === true;
}

/** https://nodejs.org/api/cli.html#node_tls_reject_unauthorizedvalue */
function ofEnvironment(assignment: TSESTree.AssignmentExpression, context: RuleContext): Report | undefined {
  if (assignment.left.type !== 'MemberExpression') return undefined;
  if (nameOf(assignment.left) !== 'NODE_TLS_REJECT_UNAUTHORIZED') return undefined;
  const value = context.constantOf(assignment.right);
  if (value !== '0' && value !== 0 && value !== false) return undefined;
  return isDevelopmentOnly(assignment, context)
    ? undefined
    : {
        node: assignment,
        message:
          'No TLS connection of this process checks certificates any more, so anyone on the way can read and change them all. Remove this and name your own authority in NODE_EXTRA_CA_CERTS.',
        fixes:
          assignment.right.type === 'Literal'
            ? [suggestion('Check certificates', replace(assignment.right, "'1'"))]
            : [],
      };
}

/** Names of settings by which the person who runs the program asks for it, as with `curl --insecure`. */
const ASKED =
  /insecure|self.?signed|invalid.?cert|(ignore|skip|disable|no)\w*(ssl|tls|https|cert|verif)|(ssl|tls|https|cert|verif)\w*(ignore|skip|disable|off)/i;

function asks(test: Node, context: RuleContext): boolean {
  if (test.type === 'LogicalExpression') return asks(test.left, context) || asks(test.right, context);
  const text = context.textOf(test);
  // An error that speaks of the certificate is what an attacker causes, and no setting.
  return test.type !== 'UnaryExpression' && ASKED.test(text) && !/\berr(or)?\b|\.(message|code)\b/i.test(text);
}

/** True when a test of such a setting guards the node. */
function isAskedFor(node: Node, context: RuleContext): boolean {
  for (let at: Node = node, parent = node.parent; parent; at = parent, parent = parent.parent) {
    const test =
      (parent.type === 'IfStatement' || parent.type === 'ConditionalExpression') && parent.consequent === at
        ? parent.test
        : parent.type === 'LogicalExpression' && parent.operator === '&&' && parent.right === at
          ? parent.left
          : undefined;
    if (test && asks(test, context)) return true;
    if (parent.type === 'SwitchCase' && parent.test && ASKED.test(context.textOf(parent.test))) return true;
  }
  return false;
}

export default patternRule({
  id: 'tls-verification-disabled',
  title: 'TLS certificate check is turned off',
  severity: 'high',
  confidence: 'high',
  cwe: [295],
  owasp: ['A07:2021', 'A07:2025'],
  on: {
    Property(property, context) {
      if (property.parent.type !== 'ObjectExpression') return undefined;
      const name = nameOf(property.key);
      if (name === 'checkServerIdentity' && acceptsEveryHost(property.value, context)) {
        if (isDevelopmentOnly(property, context)) return undefined;
        return { node: property.value, message: MESSAGE };
      }
      const report = ofSwitch(name, property.value, context);
      if (!report || isAskedFor(property, context)) return undefined;
      return isLocal(property.parent, context) || isHarmlessServer(property.parent, context) ? undefined : report;
    },
    AssignmentExpression(assignment, context) {
      if (
        assignment.operator !== '=' ||
        assignment.left.type !== 'MemberExpression' ||
        isAskedFor(assignment, context)
      ) {
        return undefined;
      }
      return ofEnvironment(assignment, context) ?? ofSwitch(nameOf(assignment.left), assignment.right, context);
    },
    Literal(literal) {
      // https://node-postgres.com/features/ssl
      if (typeof literal.value !== 'string' || !/^postgres(ql)?:.*[?&]sslmode=no-verify\b/.test(literal.value)) {
        return undefined;
      }
      return { node: literal, message: MESSAGE };
    },
  },
});
