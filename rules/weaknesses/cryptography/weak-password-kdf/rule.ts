import {
  type CallLike,
  endsWithPhrase,
  type Fix,
  insertAfter,
  type Node,
  nameOf,
  namesIn,
  patternRule,
  type Report,
  type RuleContext,
  replace,
  suggestion,
  wordsOf,
} from '../../../../engine/rule.ts';

// All numbers: https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html.

/** Rounds of PBKDF2 by the hash it uses. */
const PBKDF2_ROUNDS: Readonly<Record<string, number>> = { sha1: 1_300_000, sha256: 600_000, sha512: 210_000 };

/** Pairs of cost N and parallelization p that are as strong as one another, at block size 8. */
const SCRYPT: readonly (readonly [cost: number, parallelization: number])[] = [
  [2 ** 17, 1],
  [2 ** 16, 2],
  [2 ** 15, 3],
  [2 ** 14, 5],
  [2 ** 13, 10],
];

/** Pairs of memory in KiB and iterations. */
const ARGON2: readonly (readonly [memory: number, iterations: number])[] = [
  [47_104, 1],
  [19_456, 2],
  [12_288, 3],
  [9_216, 4],
  [7_168, 5],
];

const BCRYPT_COST = 10;

/** A key that is random already needs no slow derivation; a mnemonic has its own standard (BIP 39: 2,048 rounds). */
const NO_PASSWORD = new Set([
  'key',
  'secret',
  'seed',
  'mnemonic',
  'entropy',
  'ikm',
  'random',
  'randomness',
  'id',
  'uuid',
]);

function isPassword(node: Node | undefined, context: RuleContext): boolean {
  if (!node || context.constantOf(node) !== undefined) return false;
  const value = context.resolve(node);
  if (value.type === 'CallExpression' && /random|generateKey/i.test(nameOf(value.callee) ?? '')) return false;
  return !namesIn(node).some((name) => endsWithPhrase(wordsOf(name), NO_PASSWORD) || /^random/i.test(name));
}

function numberOf(node: Node | undefined, context: RuleContext): number | undefined {
  const value = context.constantOf(node);
  return typeof value === 'number' ? value : undefined;
}

function raise(node: Node, to: number): Fix[] {
  // Hashes that are stored already were made with the old number.
  return node.type === 'Literal' ? [suggestion(`Raise to ${to}`, replace(node, String(to)))] : [];
}

function pbkdf2Message(rounds: number, wanted: number): string {
  return `PBKDF2 with ${rounds} rounds lets stolen password hashes be guessed quickly. Use at least ${wanted} rounds, or scrypt or Argon2id.`;
}

function pbkdf2(call: CallLike, context: RuleContext): Report | undefined {
  const [password, , iterations, , digest] = call.arguments;
  return iterations && isPassword(password, context) ? fewRounds(iterations, digest, context) : undefined;
}

function fewRounds(iterations: Node, digest: Node | undefined, context: RuleContext): Report | undefined {
  const rounds = numberOf(iterations, context);
  const hash = String(context.constantOf(digest) ?? 'sha512');
  const wanted = PBKDF2_ROUNDS[hash.toLowerCase().replaceAll('-', '')] ?? 210_000;
  if (rounds === undefined || rounds >= wanted) return undefined;
  return { node: iterations, message: pbkdf2Message(rounds, wanted), fixes: raise(iterations, wanted) };
}

/** https://developer.mozilla.org/docs/Web/API/Pbkdf2Params */
function subtlePbkdf2(call: CallLike, context: RuleContext): Report | undefined {
  const [algorithm] = call.arguments;
  if (context.constantOf(context.property(algorithm, 'name')) !== 'PBKDF2') return undefined;
  const iterations = context.property(algorithm, 'iterations');
  const hash = context.property(algorithm, 'hash');
  return iterations && fewRounds(iterations, context.property(hash, 'name') ?? hash, context);
}

/** https://nodejs.org/api/crypto.html#cryptoscryptpassword-salt-keylen-options-callback: N is 16384 unless given, memory 32 MiB. */
function scrypt(call: CallLike, context: RuleContext): Report | undefined {
  const [password, , keyLength, options] = call.arguments;
  if (!keyLength || !isPassword(password, context)) return undefined;
  const given = options && context.resolve(options).type === 'ObjectExpression' ? options : undefined;
  // A callback takes the place of the options; any other value may hold them.
  if (options && !given && !isCallback(options, context)) return undefined;
  if (given && !context.isClosedObject(given)) return undefined;
  const costNode = context.property(given, 'N') ?? context.property(given, 'cost');
  const cost = costNode ? numberOf(costNode, context) : 2 ** 14;
  const parallel = context.property(given, 'p') ?? context.property(given, 'parallelization');
  const parallelization = parallel ? numberOf(parallel, context) : 1;
  if (cost === undefined || parallelization === undefined) return undefined;
  if (SCRYPT.some(([n, p]) => cost >= n && parallelization >= p)) return undefined;
  const memory = given && context.property(given, 'maxmem') ? '' : ', maxmem: 268435456';
  const fixes =
    costNode?.type === 'Literal'
      ? [suggestion('Raise N to 131072', replace(costNode, `131072${memory}`))]
      : !given
        ? [suggestion('Raise N to 131072', insertAfter(keyLength, `, { N: 131072${memory} }`))]
        : [];
  return {
    node: costNode ?? call.callee,
    ...(costNode ? {} : { severity: 'low' }),
    message: `scrypt with N = ${cost}${costNode ? '' : ' (the default)'} lets stolen password hashes be guessed quickly. Use N of at least 131072 (2^17) and give it the memory by \`maxmem\`.`,
    fixes,
  };
}

function isCallback(node: Node, context: RuleContext): boolean {
  const { type } = context.resolve(node);
  return type === 'ArrowFunctionExpression' || type === 'FunctionExpression' || type === 'FunctionDeclaration';
}

function bcrypt(argument: number) {
  return (call: CallLike, context: RuleContext): Report | undefined => {
    const node = call.arguments[argument];
    const cost = numberOf(node, context);
    if (!node || cost === undefined || cost >= BCRYPT_COST) return undefined;
    return {
      node,
      message: `bcrypt with a cost of ${cost} lets stolen password hashes be guessed quickly. Use a cost of at least ${BCRYPT_COST}.`,
      fixes: raise(node, BCRYPT_COST),
    };
  };
}

/** https://github.com/ranisalt/node-argon2/wiki/Options: 64 MiB and 3 iterations unless given. */
function argon2(call: CallLike, context: RuleContext): Report | undefined {
  const options = call.arguments[1];
  const memoryNode = context.property(options, 'memoryCost');
  const timeNode = context.property(options, 'timeCost');
  const memory = memoryNode ? numberOf(memoryNode, context) : 65_536;
  const iterations = timeNode ? numberOf(timeNode, context) : 3;
  if (memory === undefined || iterations === undefined) return undefined;
  if (ARGON2.some(([m, t]) => memory >= m && iterations >= t)) return undefined;
  const node = memoryNode ?? timeNode ?? call.callee;
  return {
    node,
    message: `Argon2 with ${memory} KiB and ${iterations} iterations lets stolen password hashes be guessed quickly. Use at least 19456 KiB and 2 iterations.`,
    fixes: node === memoryNode && iterations >= 2 ? raise(node, 19_456) : [],
  };
}

/** https://cryptojs.gitbook.io/docs#pbkdf2 */
function cryptoJsPbkdf2(call: CallLike, context: RuleContext): Report | undefined {
  const [password, , options] = call.arguments;
  const iterations = context.property(options, 'iterations');
  const rounds = numberOf(iterations, context);
  if (!iterations || rounds === undefined || rounds >= 210_000 || !isPassword(password, context)) return undefined;
  return { node: iterations, message: pbkdf2Message(rounds, 210_000), fixes: raise(iterations, 210_000) };
}

export default patternRule({
  id: 'weak-password-kdf',
  title: 'Password hash that is too cheap',
  severity: 'medium',
  confidence: 'high',
  cwe: [916],
  owasp: ['A02:2021', 'A04:2025'],
  calls: {
    'crypto.pbkdf2': pbkdf2,
    'crypto.pbkdf2Sync': pbkdf2,
    'crypto.scrypt': scrypt,
    'crypto.scryptSync': scrypt,
    'global.crypto.subtle.deriveKey': subtlePbkdf2,
    'global.crypto.subtle.deriveBits': subtlePbkdf2,
    'crypto.subtle.deriveKey': subtlePbkdf2,
    'crypto.subtle.deriveBits': subtlePbkdf2,
    'crypto.webcrypto.subtle.deriveKey': subtlePbkdf2,
    'crypto.webcrypto.subtle.deriveBits': subtlePbkdf2,
    'bcrypt.hash': bcrypt(1),
    'bcrypt.hashSync': bcrypt(1),
    'bcrypt.genSalt': bcrypt(0),
    'bcrypt.genSaltSync': bcrypt(0),
    'bcryptjs.hash': bcrypt(1),
    'bcryptjs.hashSync': bcrypt(1),
    'bcryptjs.genSalt': bcrypt(0),
    'bcryptjs.genSaltSync': bcrypt(0),
    'argon2.hash': argon2,
    '@node-rs/argon2.hash': argon2,
    '@node-rs/argon2.hashSync': argon2,
    'crypto-js.PBKDF2': cryptoJsPbkdf2,
    'crypto-js/pbkdf2': cryptoJsPbkdf2,
  },
});
