import {
  addImport,
  automatic,
  endsWithPhrase,
  type Fix,
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
  wordsOf,
} from '../../../../engine/rule.ts';

const MACS = [
  'crypto.createHmac',
  'crypto-js.HmacSHA256',
  'crypto-js.HmacSHA1',
  'crypto-js.HmacSHA512',
  'crypto-js.HmacMD5',
];

const SIGNATURE = new Set(['signature', 'sig', 'hmac', 'mac']);
const EXPECTED = new Set([
  ...SIGNATURE,
  'digest',
  'expected',
  'computed',
  'calculated',
  'hash',
  'expected hash',
  'computed hash',
]);

/** What a client proves to know. Passwords are compared by their hash function, not by hand. */
const SECRET = new Set([
  ...[
    'token',
    'api key',
    'apikey',
    'secret',
    'signature',
    'hmac',
    'secret key',
    'access key',
    'auth key',
    'csrf',
    'xsrf',
  ],
  ...['webhook secret', 'admin key', 'internal key', 'shared key'],
]);

const MAX_DEPTH = 8;

/** True when a value is a message authentication code that was computed here: `createHmac(…).update(…).digest('hex')`. */
function isMac(node: Node, context: RuleContext, depth = 0): boolean {
  if (depth > MAX_DEPTH) return false;
  const value = unwrap(context.resolve(node));
  const into = (inner: Node) => isMac(inner, context, depth + 1);
  switch (value.type) {
    case 'CallExpression':
      if (context.isEntity(value.callee, ...MACS)) return true;
      if (context.isEntity(value.callee, 'global.Buffer.from', 'buffer.Buffer.from'))
        return value.arguments.slice(0, 1).some(into);
      if (value.callee.type === 'MemberExpression') return into(value.callee.object);
      return givenBack(value.callee, context).some(into);
    case 'AwaitExpression':
      return into(value.argument);
    case 'BinaryExpression':
      return value.operator === '+' && (into(value.left) || into(value.right));
    case 'TemplateLiteral':
      return value.expressions.some(into);
    default:
      return false;
  }
}

/** What a function of this module gives back, where it says so by its only or last statement. */
function givenBack(callee: Node, context: RuleContext): readonly Node[] {
  if (callee.type !== 'Identifier') return [];
  const declared = context.declarationOf(callee);
  const fn = isFunction(declared) ? declared : unwrap(context.resolve(callee));
  if (!isFunction(fn) || !fn.body) return [];
  if (fn.body.type !== 'BlockStatement') return [fn.body];
  const last = fn.body.body.at(-1);
  return last?.type === 'ReturnStatement' && last.argument ? [last.argument] : [];
}

const REQUEST =
  /^(?:this\.)?(?:req|request|ctx|context|event|c)\b(?:\.req\b|\.request\b)?\W+(?:headers?|query|body|params|cookies|get)\b/;

/** True when a value was read from a request, also by destructuring. */
function isFromRequest(node: Node, context: RuleContext): boolean {
  const value = context.resolve(node);
  if (REQUEST.test(context.textOf(value))) return true;
  if (value.type !== 'Identifier') return false;
  // `const { token } = req.query`
  const declaration = context.declarationOf(value);
  if (declaration?.type !== 'VariableDeclarator' || declaration.id.type !== 'ObjectPattern') return false;
  return declaration.init != null && REQUEST.test(context.textOf(declaration.init));
}

function endsWith(node: Node, phrases: ReadonlySet<string>): boolean {
  const named = unwrap(node);
  return endsWithPhrase(wordsOf(nameOf(named) ?? ''), phrases);
}

/** Constants, `undefined`, `typeof x`, `x.length`: comparing with these tells nothing of a secret. */
function isHarmless(node: Node, context: RuleContext): boolean {
  const side = unwrap(node);
  if (side.type === 'Literal' || side.type === 'UnaryExpression') return true;
  const name = nameOf(side);
  if (name === 'undefined' || name === 'length' || name === 'byteLength' || name === 'size') return true;
  return context.constantOf(side) !== undefined;
}

/** How grave a comparison is, or undefined when it is none of secrets. */
function judge(left: Node, right: Node, context: RuleContext): Pick<Report, 'severity' | 'confidence'> | undefined {
  const leftIsMac = isMac(left, context);
  const rightIsMac = isMac(right, context);
  // Comparing the MACs of both values with a random key is a known way to compare safely.
  if (leftIsMac && rightIsMac) return undefined;
  if (leftIsMac || rightIsMac) return { severity: 'medium', confidence: 'high' };
  const pairs = [
    [left, right],
    [right, left],
  ] as const;
  for (const [one, other] of pairs) {
    if (context.imports('crypto', 'crypto-js') && endsWith(one, SIGNATURE) && endsWith(other, EXPECTED)) {
      return { severity: 'medium', confidence: 'medium' };
    }
    if (endsWith(other, SECRET) && isFromRequest(one, context) && !isFromRequest(other, context)) {
      return { confidence: 'medium' };
    }
  }
  return undefined;
}

const MESSAGE =
  'This comparison stops at the first difference, and the time it takes tells how much of the guess was right. Compare with `crypto.timingSafeEqual`.';

function isSimple(node: Node): boolean {
  const value = unwrap(node);
  if (value.type === 'Identifier' || value.type === 'Literal' || value.type === 'ThisExpression') return true;
  return value.type === 'MemberExpression' && isSimple(value.object) && nameOf(value) !== undefined;
}

const COMPARISONS = new Set(['===', '!==', '==', '!=']);

/**
 * `timingSafeEqual` wants bytes of the same length: https://nodejs.org/api/crypto.html#cryptotimingsafeequala-b. What is
 * no text must not be made one: a key that is not set would then equal a header that says `undefined`.
 */
function fixesOf(comparison: TSESTree.BinaryExpression, context: RuleContext): Fix[] {
  const { left, right } = comparison;
  // Each side is written several times, so it must be cheap and without effects.
  if (context.runtime === 'browser' || !isSimple(left) || !isSimple(right)) return [];
  const { local, edits } = addImport(context.program, context.text, { from: 'node:crypto', name: 'timingSafeEqual' });
  const [a, b] = [context.textOf(left), context.textOf(right)];
  const conditions = [
    ...[left, right].flatMap((side) => (isMac(side, context) ? [] : [`typeof ${context.textOf(side)} === 'string'`])),
    `Buffer.byteLength(${a}) === Buffer.byteLength(${b})`,
    `${local}(Buffer.from(${a}), Buffer.from(${b}))`,
  ];
  const equal = conditions.join(' && ');
  const negated = comparison.operator.startsWith('!');
  const text = negated ? `!(${equal})` : needsParentheses(comparison) ? `(${equal})` : equal;
  // The digest is a text, and so is what equals it; of two values from elsewhere nobody knows. A browser has no such module.
  const isSure = context.runtime === 'server' && (isMac(left, context) || isMac(right, context));
  const make = isSure ? automatic : suggestion;
  return [make('Compare with timingSafeEqual', ...edits, replace(comparison, text))];
}

function needsParentheses({ parent }: Node): boolean {
  return ![
    'IfStatement',
    'ReturnStatement',
    'VariableDeclarator',
    'ExpressionStatement',
    'ArrowFunctionExpression',
  ].includes(parent?.type ?? '');
}

export default patternRule({
  id: 'timing-unsafe-compare',
  title: 'Secret compared in a time that tells',
  severity: 'low',
  confidence: 'high',
  cwe: [208, 385],
  owasp: ['A02:2021', 'A04:2025'],
  entities: [...MACS, 'global.Buffer.from', 'buffer.Buffer.from'],
  on: {
    BinaryExpression(comparison, context) {
      if (!COMPARISONS.has(comparison.operator)) return undefined;
      const { left, right } = comparison;
      if (isHarmless(left, context) || isHarmless(right, context)) return undefined;
      const judgement = judge(left, right, context);
      return judgement && { node: comparison, message: MESSAGE, ...judgement, fixes: fixesOf(comparison, context) };
    },
    CallExpression(call, context) {
      // `expected.equals(given)`: https://nodejs.org/api/buffer.html#bufequalsotherbuffer
      if (call.callee.type !== 'MemberExpression' || nameOf(call.callee) !== 'equals') return undefined;
      const [other] = call.arguments;
      const ours = isMac(call.callee.object, context);
      if (!other || ours === isMac(other, context)) return undefined;
      return { node: call, message: MESSAGE, severity: 'medium' };
    },
  },
  calls: {
    'global.Buffer.compare': bufferCompare,
    'buffer.Buffer.compare': bufferCompare,
  },
});

function bufferCompare(
  call: TSESTree.CallExpression | TSESTree.NewExpression,
  context: RuleContext,
): Report | undefined {
  const [left, right] = call.arguments;
  if (!left || !right || isMac(left, context) === isMac(right, context)) return undefined;
  return { node: call, message: MESSAGE, severity: 'medium' };
}
