import {
  addImport,
  automatic,
  type CallLike,
  callsOf,
  endOfChain,
  endsWithPhrase,
  type Fix,
  hasPhrase,
  isFunction,
  type Node,
  nameOf,
  patternRule,
  type Report,
  type RuleContext,
  replace,
  suggestion,
  type TSESTree,
  wordsOf,
} from '../../../../engine/rule.ts';

const CODES = ['code', 'id', 'link', 'pin', 'key', 'hash', 'string', 'number'];
const PURPOSES = [
  ...[
    'session',
    'reset',
    'verification',
    'confirmation',
    'invite',
    'invitation',
    'activation',
    'authorization',
    'auth',
  ],
  ...['recovery', 'login', 'otp', 'coupon', 'voucher', 'token', 'secret', 'password', 'csrf', 'api', 'encryption'],
];

/** What must not be guessed, as the last words of a name. */
const SECRET: ReadonlySet<string> = new Set([
  ...['token', 'secret', 'password', 'passwd', 'pwd', 'passphrase', 'passcode', 'otp', 'csrf', 'xsrf', 'salt', 'nonce'],
  ...['apikey', 'sessionid', 'sid', 'iv', 'session key', 'private key', 'access key', 'signing key', 'secret key'],
  ...PURPOSES.flatMap((purpose) => CODES.map((code) => `${purpose} ${code}`)),
]);

/** Names of a place where nobody is harmed. */
const HARMLESS = new Set([
  ...[
    'mock',
    'fake',
    'dummy',
    'sample',
    'example',
    'placeholder',
    'demo',
    'test',
    'stub',
    'fixture',
    'story',
    'cancel',
  ],
  ...['design', 'lexer', 'parser', 'syntax', 'cache', 'busting', 'buster', 'boundary', 'animation', 'color', 'game'],
]);

function isSecretName(name: string): boolean {
  const words = wordsOf(name);
  return endsWithPhrase(words, SECRET) && !hasPhrase(words, HARMLESS);
}

/** Functions whose result is their argument in another form. */
const SAME_VALUE =
  /^(floor|round|ceil|trunc|abs|pow|max|min|parseInt|parseFloat|Number|String|BigInt|Uint8Array|from|btoa|charAt|charCodeAt|fromCharCode|fromCodePoint|at|slice|substr|substring|padStart|padEnd|concat|replace|update|md5|sha1|sha256|createHash|encode|encodeURIComponent|stringify|format)$/;

/** Functions that make a value of what their callback gives. */
const BUILDERS = /^(map|from|replace|replaceAll|reduce|fill|times|flatMap|generate)$/;

const ARITHMETIC = new Set(['+', '-', '*', '/', '%', '**', '|', '&', '^', '<<', '>>', '>>>']);

const MAX_VARIABLES = 3;

/** The secret that a random number becomes part of: its name and the outermost expression on the way. */
interface Destination {
  readonly name: string;
  readonly whole: Node;
}

/** Follows the value upwards through expressions, and through variables to their uses. */
function destinationOf(start: Node, context: RuleContext, variables = 0): Destination | undefined {
  for (let at = start, parent = start.parent; parent; at = parent, parent = parent.parent) {
    switch (parent.type) {
      case 'BinaryExpression':
        if (!ARITHMETIC.has(parent.operator)) return undefined;
        break;
      case 'ConditionalExpression':
        if (parent.test === at) return undefined;
        break;
      case 'UnaryExpression':
        if (parent.operator === '!' || parent.operator === 'typeof' || parent.operator === 'void') return undefined;
        break;
      case 'CallExpression':
      case 'NewExpression': {
        if (parent.callee === at) break;
        const callee = nameOf(parent.callee) ?? '';
        if (SAME_VALUE.test(callee)) break;
        return named(nameGivenWith(at, parent, context) ?? callee, at);
      }
      case 'MemberExpression':
      case 'LogicalExpression':
      case 'TemplateLiteral':
      case 'ArrayExpression':
      case 'SpreadElement':
      case 'AwaitExpression':
      case 'SequenceExpression':
      case 'ChainExpression':
      case 'TSAsExpression':
      case 'TSNonNullExpression':
      case 'TSSatisfiesExpression':
        break;
      case 'VariableDeclarator':
        return parent.id.type === 'Identifier' ? ofVariable(parent.id, at, context, variables) : undefined;
      case 'AssignmentExpression':
        if (parent.left.type === 'Identifier') return ofVariable(parent.left, at, context, variables);
        return parent.left.type === 'MemberExpression' ? named(memberName(parent.left), at) : undefined;
      case 'AssignmentPattern':
      case 'PropertyDefinition':
        return named(nameOf(parent.type === 'PropertyDefinition' ? parent.key : parent.left) ?? '', at);
      case 'Property': {
        const key = nameOf(parent.key) ?? '';
        const holder = context.targetName(parent.parent);
        return named(key, at) ?? (holder === undefined ? undefined : named(`${holder} ${key}`, at));
      }
      case 'ReturnStatement':
      case 'ArrowFunctionExpression': {
        const made = parent.type === 'ReturnStatement' ? enclosingFunction(parent) : parent;
        if (!made || (made === parent && parent.type === 'ArrowFunctionExpression' && parent.body !== at))
          return undefined;
        const call = made.parent;
        if (call?.type === 'CallExpression' && call.callee !== made) {
          if (!BUILDERS.test(nameOf(call.callee) ?? '')) return undefined;
          parent = call;
          break;
        }
        const name = (isFunction(made) ? nameOf(made.id) : undefined) ?? context.targetName(made) ?? '';
        const direct = named(name, at);
        if (direct || variables >= MAX_VARIABLES || hasPhrase(wordsOf(name), HARMLESS)) return direct;
        return ofCalls(made, at, context, variables);
      }
      default:
        return undefined;
    }
  }
  return undefined;
}

function named(name: string, whole: Node): Destination | undefined {
  return isSecretName(name) ? { name, whole } : undefined;
}

function memberName(member: TSESTree.MemberExpression): string {
  const object = nameOf(member.object);
  return `${object ?? ''} ${nameOf(member) ?? ''}`;
}

/** `session` of `cookie('session', value)` and `setItem('session', value)`. */
function nameGivenWith(argument: Node, call: CallLike, context: RuleContext): string | undefined {
  const name = call.arguments[0] === argument ? undefined : context.constantOf(call.arguments[0]);
  return typeof name === 'string' && isSecretName(name) ? name : undefined;
}

function ofVariable(
  variable: TSESTree.Identifier,
  whole: Node,
  context: RuleContext,
  variables: number,
): Destination | undefined {
  const direct = named(variable.name, whole);
  if (direct || variables >= MAX_VARIABLES || hasPhrase(wordsOf(variable.name), HARMLESS)) return direct;
  for (const reference of context.referencesOf(variable)) {
    if (reference === variable || isWritten(reference)) continue;
    const further = destinationOf(reference, context, variables + 1);
    if (further) return { name: further.name, whole };
  }
  return undefined;
}

/** The secret that the result of a function of this module becomes: `const token = makeId(32)`. */
function ofCalls(made: Node, whole: Node, context: RuleContext, variables: number): Destination | undefined {
  for (const call of callsOf(made, context)) {
    const further = destinationOf(call, context, variables + 1);
    if (further) return { name: further.name, whole };
  }
  return undefined;
}

function isWritten(reference: Node): boolean {
  const { parent } = reference;
  if (parent?.type === 'VariableDeclarator') return parent.id === reference;
  return parent?.type === 'AssignmentExpression' && parent.left === reference;
}

function enclosingFunction(node: Node): Node | undefined {
  let at: Node | undefined = node.parent;
  while (at && !isFunction(at)) at = at.parent;
  return at;
}

/** The nonce of a signed request must be new, not unguessable: https://www.rfc-editor.org/rfc/rfc5849#section-3.3. */
function isRequestNonce(name: string): boolean {
  const words = wordsOf(name);
  return words.at(-1) === 'nonce' && !hasPhrase(words, ['csp', 'script', 'style', 'cipher', 'encryption', 'login']);
}

function report(call: CallLike, source: string, context: RuleContext): Report | undefined {
  const destination = destinationOf(call, context);
  if (!destination || hasPhrase(context.enclosingNames(call).flatMap(wordsOf), HARMLESS)) return undefined;
  const whole = context.textOf(destination.whole);
  // Something that cannot be guessed is mixed in.
  if (/random(Bytes|UUID|Int|FillSync)|getRandomValues|nanoid/.test(whole)) return undefined;
  const first = whole.indexOf(context.textOf(call));
  if (first !== -1 && destination.whole.range[0] + first < call.range[0]) return undefined;
  return {
    node: call,
    ...(isRequestNonce(destination.name) ? { confidence: 'low' } : {}),
    message: `${source} can be predicted from earlier values, so \`${destination.name.trim()}\` can be guessed. Take it from \`crypto\`: \`randomBytes\`, \`randomInt\` or \`randomUUID\`.`,
    fixes: fixesOf(call, context),
  };
}

/** https://nodejs.org/api/crypto.html#cryptorandomintmin-max-callback, https://developer.mozilla.org/docs/Web/API/Crypto/randomUUID */
function fixesOf(call: CallLike, context: RuleContext): Fix[] {
  const end = endOfChain(call);
  if (context.runtime === 'browser') {
    return end === call ? [] : [suggestion('Use crypto.randomUUID()', replace(end, 'crypto.randomUUID()'))];
  }
  if (end !== call && end.type === 'CallExpression') {
    const { local, edits } = addImport(context.program, context.text, { from: 'node:crypto', name: 'randomBytes' });
    // The new text is longer and of other letters.
    return [suggestion('Use randomBytes', ...edits, replace(end, `${local}(16).toString('hex')`))];
  }
  const range = wholeNumber(call, context);
  if (!range) return [];
  const { local, edits } = addImport(context.program, context.text, { from: 'node:crypto', name: 'randomInt' });
  // In a module of a browser the import would break the page.
  const make = range.isExact && context.runtime === 'server' ? automatic : suggestion;
  return [make('Use randomInt', ...edits, replace(range.node, `${local}(${range.limits})`))];
}

/** `Math.floor(Math.random() * n)`, also with a constant `+ m` inside: what to replace, and by which limits. */
function wholeNumber(
  call: CallLike,
  context: RuleContext,
): { node: Node; limits: string; isExact: boolean } | undefined {
  const product = call.parent;
  if (product?.type !== 'BinaryExpression' || product.operator !== '*') return undefined;
  const factor = product.left === call ? product.right : product.left;
  const count = context.constantOf(factor);
  let sum: Node = product;
  let least = 0;
  if (product.parent.type === 'BinaryExpression' && product.parent.operator === '+') {
    sum = product.parent;
    const other = context.constantOf(product.parent.left === product ? product.parent.right : product.parent.left);
    if (typeof other !== 'number' || typeof count !== 'number') return undefined;
    least = other;
  }
  const floor = sum.parent;
  if (floor?.type !== 'CallExpression' || !context.isEntity(floor.callee, 'global.Math.floor')) return undefined;
  if (least !== 0 && typeof count === 'number') {
    const isExact = Number.isInteger(least) && Number.isInteger(count);
    return isExact ? { node: floor, limits: `${least}, ${least + count}`, isExact } : undefined;
  }
  // `randomInt` throws where there is nothing to choose from.
  const isExact = typeof count === 'number' && Number.isInteger(count) && count > 0;
  return { node: floor, limits: context.textOf(factor), isExact };
}

/** The time alone is a secret only when it is made into a text; as a number it is a time, and a nonce may count up. */
function fromTime(call: CallLike, context: RuleContext): Report | undefined {
  const destination = destinationOf(call, context);
  if (!destination || destination.whole === call || endsWithPhrase(wordsOf(destination.name), ['nonce']))
    return undefined;
  if (/Math\.random/.test(context.textOf(destination.whole))) return undefined;
  const isText = endOfChain(call) !== call || context.stringOf(destination.whole) !== undefined;
  return isText ? report(call, 'The time', context) : undefined;
}

const fromMath = (call: CallLike, context: RuleContext) => report(call, '`Math.random()`', context);
const fromLodash = (call: CallLike, context: RuleContext) =>
  report(call, 'lodash, which uses `Math.random()`,', context);
const fromUuid = (call: CallLike, context: RuleContext) =>
  report(call, 'A UUID of version 1, which is the time,', context);

const LODASH = ['random', 'sample', 'sampleSize', 'shuffle'];

export default patternRule({
  id: 'insecure-randomness',
  title: 'Secret made from guessable randomness',
  severity: 'medium',
  // A name speaks for the secret.
  confidence: 'medium',
  cwe: [338, 330],
  owasp: ['A02:2021', 'A04:2025'],
  entities: ['global.Math.floor'],
  calls: {
    // https://developer.mozilla.org/docs/Web/JavaScript/Reference/Global_Objects/Math/random
    'global.Math.random': fromMath,
    'global.Date.now': fromTime,
    'uuid.v1': fromUuid,
    ...Object.fromEntries(
      LODASH.flatMap((name) => [
        [`lodash.${name}`, fromLodash],
        [`lodash/${name}`, fromLodash],
        [`lodash-es.${name}`, fromLodash],
        [`underscore.${name}`, fromLodash],
      ]),
    ),
  },
});
