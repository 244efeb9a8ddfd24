import {
  type CallLike,
  endOfChain,
  hasPhrase,
  methodCallsOn,
  type Node,
  namesIn,
  patternRule,
  type Report,
  type RuleContext,
  replace,
  suggestion,
  wordsOf,
} from '../../../../engine/rule.ts';

// Names of digests: https://nodejs.org/api/crypto.html#cryptogethashes.
// MD5 and SHA-1 collide in practice: https://www.rfc-editor.org/rfc/rfc6151, https://shattered.io.
const WEAK = /^(rsa-|ssl3-)?(md4|md5|md5-sha1|sha-?1|ripemd|ripemd-?160|rmd160)(-2)?$/i;

const SECURITY = new Set([
  ...['password', 'passwd', 'pwd', 'passphrase', 'passcode', 'credential', 'credentials', 'secret', 'token', 'jwt'],
  ...['signature', 'sign', 'signed', 'signing', 'session', 'auth', 'authenticate', 'authentication', 'authorization'],
  ...['hmac', 'csrf', 'xsrf', 'apikey', 'api key', 'secret key', 'private key', 'signing key', 'encryption key'],
]);

/** Where a collision gains nothing, or a protocol leaves no choice: RFC 6455 (WebSocket), RFC 6238 (TOTP), RFC 7616 (Digest). */
const NO_SECURITY = new Set([
  ...[
    'etag',
    'cache',
    'cached',
    'checksum',
    'sum',
    'gravatar',
    'avatar',
    'filename',
    'file',
    'asset',
    'chunk',
    'bundle',
  ],
  ...['content', 'integrity', 'git', 'blob', 'commit', 'websocket', 'handshake', 'accept', 'hibp', 'pwned', 'breach'],
  ...['totp', 'hotp', 'otp', 'dedupe', 'duplicate', 'shard', 'bucket', 'partition', 'color', 'colour', 'revision'],
  ...['digest auth', 'ha1', 'ha2', 'uuid', 'guid', 'fingerprint', 'webpack', 'snapshot', 'lock', 'manifest', 'module'],
  // The thumbprint of a certificate is SHA-1 by RFC 7515, section 4.1.7; NTLM knows MD4 only.
  ...['thumbprint', 'x5t', 'ntlm', 'nt hash'],
  ...['tokenize', 'tokenizer', 'locale', 'translation', 'css', 'style', 'selector'],
]);

/** Whether the names around a hash speak of security. */
function purposeOf(call: CallLike, data: readonly Node[], context: RuleContext): 'security' | 'other' | 'unknown' {
  const target = context.targetName(endOfChain(call));
  const names = [...data.flatMap(namesIn), ...(target === undefined ? [] : [target]), ...context.enclosingNames(call)];
  const words = names.flatMap((name) => [...wordsOf(name), '|']);
  if (
    /ntlm/i.test(context.path) ||
    hasPhrase(words, NO_SECURITY) ||
    hasPhrase(wordsOf(fileName(context.path)), NO_SECURITY)
  )
    return 'other';
  return hasPhrase(words, SECURITY) ? 'security' : 'unknown';
}

function fileName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** The data given to `update` after this call. */
function updatesOf(call: CallLike, context: RuleContext): Node[] {
  return methodCallsOn(call, context).flatMap(
    ({
      name,
      call: {
        arguments: [data],
      },
    }) => (name === 'update' && data ? [data] : []),
  );
}

/** SHA-256 by the name that goes with this one. */
function strongerThan(algorithm: string): string {
  if (/^sha-/i.test(algorithm)) return 'SHA-256';
  const name = /[A-Z]/.test(algorithm) ? 'SHA256' : 'sha256';
  return (/^rsa-/i.exec(algorithm)?.[0] ?? '') + name;
}

function report(node: Node, algorithm: string, confidence: Report['confidence'], context: RuleContext): Report {
  const stronger = strongerThan(algorithm);
  const quote = context.textOf(node)[0] ?? "'";
  return {
    node,
    message: `${algorithm.toUpperCase()} no longer withstands collisions, so it proves nothing about who made the data. Use SHA-256 or better; for passwords use scrypt, Argon2 or bcrypt.`,
    ...(confidence === undefined ? {} : { confidence }),
    // Hashes that are stored already no longer match: a person must look.
    fixes: node.type === 'Literal' ? [suggestion('Use SHA-256', replace(node, quote + stronger + quote))] : [],
  };
}

function weakName(node: Node | undefined, context: RuleContext): string | undefined {
  const value = context.constantOf(node);
  return typeof value === 'string' && WEAK.test(value) ? value : undefined;
}

/** `createHash(algorithm)`: judged by the names of the data and of the result. */
function createHash(call: CallLike, context: RuleContext): Report | undefined {
  const [algorithm] = call.arguments;
  const name = weakName(algorithm, context);
  if (!algorithm || name === undefined) return undefined;
  return judged(algorithm, name, call, updatesOf(call, context), context);
}

function judged(
  node: Node,
  name: string,
  call: CallLike,
  data: readonly Node[],
  context: RuleContext,
): Report | undefined {
  const purpose = purposeOf(call, data, context);
  if (purpose === 'other') return undefined;
  return report(node, name, purpose === 'security' ? 'medium' : 'low', context);
}

/** The algorithm stands in the first argument, the data in the second. */
function oneShot(call: CallLike, context: RuleContext): Report | undefined {
  const [algorithm, data] = call.arguments;
  const named = context.property(algorithm, 'name') ?? algorithm;
  const name = weakName(named, context);
  if (!named || name === undefined) return undefined;
  return judged(named, name, call, data ? [data] : [], context);
}

/** HMAC with SHA-1 still holds (RFC 6194, section 3.3), with MD5 it is not for new protocols (RFC 6151, section 2.3). */
function createHmac(call: CallLike, context: RuleContext): Report | undefined {
  const [algorithm] = call.arguments;
  const name = weakName(algorithm, context);
  if (!algorithm || name === undefined) return undefined;
  if (purposeOf(call, updatesOf(call, context), context) === 'other') return undefined;
  return report(algorithm, name, /md/i.test(name) ? 'medium' : 'low', context);
}

/** A signature is security whatever it is called. */
function createSign(call: CallLike, context: RuleContext): Report | undefined {
  const [algorithm] = call.arguments;
  const name = weakName(algorithm, context);
  return algorithm && name !== undefined ? report(algorithm, name, undefined, context) : undefined;
}

/** A function that is named after its algorithm: `CryptoJS.MD5(data)`, `md5(data)`. */
function namedAfter(algorithm: string) {
  return (call: CallLike, context: RuleContext) =>
    judged(call.callee, algorithm, call, call.arguments.slice(0, 1), context);
}

export default patternRule({
  id: 'weak-hash',
  title: 'Broken hash function',
  severity: 'medium',
  confidence: 'high',
  cwe: [327, 328],
  owasp: ['A02:2021', 'A04:2025'],
  calls: {
    'crypto.createHash': createHash,
    'crypto.hash': oneShot,
    'crypto.createHmac': createHmac,
    'crypto.createSign': createSign,
    'crypto.sign': createSign,
    // https://developer.mozilla.org/docs/Web/API/SubtleCrypto/digest
    'global.crypto.subtle.digest': oneShot,
    'crypto.subtle.digest': oneShot,
    'crypto.webcrypto.subtle.digest': oneShot,
    // https://cryptojs.gitbook.io/docs
    'crypto-js.MD5': namedAfter('md5'),
    'crypto-js.SHA1': namedAfter('sha1'),
    'crypto-js.RIPEMD160': namedAfter('ripemd160'),
    'crypto-js/md5': namedAfter('md5'),
    'crypto-js/sha1': namedAfter('sha1'),
    md5: namedAfter('md5'),
    sha1: namedAfter('sha1'),
    'blueimp-md5': namedAfter('md5'),
    'js-md5': namedAfter('md5'),
    'js-sha1': namedAfter('sha1'),
  },
});
