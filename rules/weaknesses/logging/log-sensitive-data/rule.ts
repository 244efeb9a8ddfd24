import {
  endsWithPhrase,
  isFunction,
  type Node,
  nameOf,
  patternRule,
  type Report,
  type RuleContext,
  type TSESTree,
  unwrap,
  wordsOf,
} from '../../../../engine/rule.ts';

/** Names of values that open doors or belong to somebody. What ends so is the value itself: `passwordLength` is not. */
const SECRETS = [
  ...['password', 'passwd', 'passphrase', 'secret', 'private key', 'secret key', 'api key', 'apikey', 'client secret'],
  ...['access token', 'refresh token', 'auth token', 'bearer token', 'session token', 'reset token', 'id token', 'jwt'],
  ...['credit card', 'credit card number', 'card number', 'cvv', 'cvc', 'ssn', 'social security number', 'mnemonic'],
  ...['seed phrase', 'otp', 'authorization', 'session secret', 'encryption key', 'connection string'],
];

/**
 * What variables of the environment are called besides: a web hook's address is known to nobody else
 * (https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks), and that of a database has its password in it.
 */
const SECRETS_OF_THE_ENVIRONMENT = [
  ...SECRETS,
  ...[
    'pass',
    'pwd',
    'token',
    'access key',
    'signing key',
    'master key',
    'service role key',
    'account key',
    'webhook url',
  ],
  ...['database url', 'db url', 'mongo url', 'mongo uri', 'mongodb url', 'mongodb uri', 'postgres url', 'redis url'],
];

/** A name that begins so is a question, a rule or an action, or says that nothing can be read of it. */
const NOT_A_VALUE = new Set([
  ...['has', 'is', 'show', 'hide', 'no', 'need', 'needs', 'require', 'requires', 'required', 'forgot', 'forgotten'],
  ...['change', 'changed', 'update', 'enable', 'enabled', 'disable', 'with', 'without', 'use', 'valid', 'invalid'],
  ...['incorrect', 'wrong', 'missing', 'min', 'max', 'hashed', 'hash', 'encrypted', 'masked', 'redacted', 'hidden'],
  ...['safe', 'should', 'can', 'set', 'get', 'on', 'handle', 'validate', 'check', 'confirm', 'bad', 'weak', 'error'],
]);

/** Objects of which a property of such a name is a text about it: `messages.password`. */
const ABOUT =
  /^(?:t|i18n|errors?|errs?|messages?|labels?|texts?|strings?|fields?|names?|types?|kinds?|keys?|schemas?|rules?|routes?|paths?|urls?|links?|events?|actions?|enums?|codes?|constants?|columns?|titles?|placeholders?|touched|validation|validators?|styles?|classes|icons?|colou?rs?)$|(?:Errors?|Messages?|Types?|Codes?|Fields?|Labels?|Keys|Events?|Actions?|Routes?)$/i;

const LEVELS = new Set([
  ...['log', 'trace', 'verbose', 'silly', 'debug', 'http', 'info', 'notice', 'success', 'warn', 'warning', 'error'],
  ...['fatal', 'critical', 'dir', 'table'],
]);

export default patternRule({
  id: 'log-sensitive-data',
  title: 'A secret is written to a log',
  severity: 'medium',
  confidence: 'high',
  cwe: [532],
  owasp: ['A09:2021', 'A09:2025'],
  on: {
    // Facts: https://cheatsheetseries.owasp.org/cheatsheets/Logging_Cheat_Sheet.html#data-to-exclude
    CallExpression(call, context) {
      if (!isLogging(call, context)) return undefined;
      return call.arguments.flatMap((argument) => secretsIn(argument, context, 0));
    },
  },
});

/** `console.log`, and the methods of what is called a logger: `logger.info`, `this.logger.warn`, `req.log.debug`. */
function isLogging(call: TSESTree.CallExpression, context: RuleContext): boolean {
  const callee = unwrap(call.callee);
  if (callee.type !== 'MemberExpression' || !LEVELS.has(nameOf(callee) ?? '')) return false;
  const receiver = unwrap(callee.object);
  const made = context.resolve(receiver);
  if (made.type === 'CallExpression' && /^(?:pino|createLogger|getLogger)$/.test(nameOf(made.callee) ?? ''))
    return true;
  const name = receiver.type === 'CallExpression' ? nameOf(receiver.callee) : nameOf(receiver);
  if (name === 'console') return receiver.type === 'Identifier' && context.declarationOf(receiver) === undefined;
  return name !== undefined && /^#?_?(?:log|logger|winston|pino|bunyan)$|Logger$/i.test(name);
}

/** The secrets that are written when an argument is: its parts, the properties of an object, not what only asks about it. */
function secretsIn(node: Node, context: RuleContext, depth: number): Report[] {
  const at = unwrap(node);
  const into = (child: Node) => secretsIn(child, context, depth + 1);
  if (depth > 10) return [];
  switch (at.type) {
    case 'TemplateLiteral':
      return at.expressions.flatMap(into);
    case 'BinaryExpression':
      return at.operator === '+' ? [...into(at.left), ...into(at.right)] : [];
    case 'LogicalExpression':
      return at.operator === '&&' ? into(at.right) : [...into(at.left), ...into(at.right)];
    case 'ConditionalExpression':
      return [...into(at.consequent), ...into(at.alternate)];
    case 'ArrayExpression':
      return at.elements.flatMap((element) => (element ? into(element) : []));
    case 'ObjectExpression':
      return at.properties.flatMap((property) =>
        into(property.type === 'Property' ? property.value : property.argument),
      );
    case 'AwaitExpression':
    case 'SpreadElement':
      return into(at.argument);
    case 'CallExpression': {
      // Text of it, and nothing that hides it.
      const name = nameOf(at.callee) ?? '';
      if (/^(?:stringify|inspect|String|format|entries|values)$/.test(name)) return at.arguments.flatMap(into);
      const receiver = at.callee.type === 'MemberExpression' ? at.callee.object : undefined;
      return receiver && /^(?:toString|trim|toJSON)$/.test(name) ? into(receiver) : [];
    }
    case 'Identifier':
    case 'MemberExpression':
      return reportOf(at, context);
    default:
      return [];
  }
}

function reportOf(node: TSESTree.Identifier | TSESTree.MemberExpression, context: RuleContext): Report[] {
  const what = secretOf(node, context);
  if (what === undefined) return [];
  return [
    {
      node,
      message: `${what} is written to the log, where more people and programs read it than may know it, for as long as logs are kept. Leave it out, or log that it was there.`,
      confidence: node.type === 'MemberExpression' ? 'high' : 'medium',
    },
  ];
}

/** What a reader calls the secret that an expression is; undefined when it is none. */
function secretOf(node: TSESTree.Identifier | TSESTree.MemberExpression, context: RuleContext): string | undefined {
  if (context.constantOf(node) !== undefined) return undefined;
  const name = nameOf(node);
  if (name === undefined) return undefined;
  const text = context.textOf(node);
  if (isEnvironment(node, context)) return 'The whole environment, with the secrets in it,';
  const owner = node.type === 'MemberExpression' ? nameOf(unwrap(node.object)) : undefined;
  if (node.type === 'MemberExpression') {
    if (/^(?:authorization|cookie)$/i.test(name)) return owner === 'headers' ? `\`${text}\`` : undefined;
    if (name === 'body' && /^(?:req|request)$/.test(owner ?? '') && asksForPassword(node, context))
      return `\`${text}\`, with the password in it,`;
    // A table of texts, or of names.
    if (ABOUT.test(owner ?? '') || (owner !== undefined && /^[A-Z]/.test(owner) && owner !== owner.toUpperCase()))
      return undefined;
  }
  const words = wordsOf(name);
  const isVariable = node.type === 'MemberExpression' && isEnvironment(node.object, context);
  if (!endsWithPhrase(words, isVariable ? SECRETS_OF_THE_ENVIRONMENT : SECRETS) || NOT_A_VALUE.has(words[0] ?? ''))
    return undefined;
  if (name === 'authorization') return undefined;
  if (isPlain(node, context)) return undefined;
  return `\`${text}\``;
}

/** `process.env`, also under another name. */
function isEnvironment(node: Node, context: RuleContext): boolean {
  return /^(?:(?:globalThis\.)?process|import\.meta|Bun)\.env$/.test(
    context.textOf(unwrap(context.resolve(unwrap(node)))),
  );
}

/** The function around it reads a password out of the same body. */
function asksForPassword(body: TSESTree.MemberExpression, context: RuleContext): boolean {
  let around: Node | undefined = body.parent;
  while (around && !isFunction(around)) around = around.parent;
  if (!around) return false;
  const text = context.textOf(around);
  return /\bbody(?:\.|\[['"])(?:password|passwd)\b|\{[^{}]*\bpassword\b[^{}]*\}\s*=\s*(?:await\s+)?\w+\.body\b/.test(
    text,
  );
}

/** A function, a class, an import of a module of texts, or a variable that holds a test. */
function isPlain(node: Node, context: RuleContext): boolean {
  const made = context.resolve(node);
  const declaration = node.type === 'Identifier' ? context.declarationOf(node) : undefined;
  return (
    isFunction(made) ||
    (declaration !== undefined && isFunction(declaration)) ||
    made.type === 'UnaryExpression' ||
    (made.type === 'BinaryExpression' && made.operator !== '+') ||
    (made.type === 'CallExpression' &&
      /^(?:hash|bcrypt|mask|redact|test|includes|has|compare|encrypt)/i.test(nameOf(made.callee) ?? ''))
  );
}
