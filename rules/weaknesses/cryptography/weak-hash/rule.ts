import {
  type CallLike,
  endOfChain,
  hasPhrase,
  type Node,
  namesIn,
  patternRule,
  type Report,
  type RuleContext,
  replace,
  suggestion,
  wordsOf,
} from '../../../../engine/rule.ts';
import { type HashCall, whereDataIsHashed } from '../hashCalls.ts';

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
  ...['etag', 'cache', 'cached', 'checksum', 'sum', 'gravatar', 'avatar', 'filename', 'file', 'asset'],
  ...['chunk', 'bundle'],
  ...['content', 'integrity', 'git', 'blob', 'commit', 'websocket', 'handshake', 'accept', 'hibp', 'pwned', 'breach'],
  ...['totp', 'hotp', 'otp', 'dedupe', 'duplicate', 'shard', 'bucket', 'partition', 'color', 'colour', 'revision'],
  ...['digest auth', 'ha1', 'ha2', 'uuid', 'guid', 'fingerprint', 'webpack', 'snapshot', 'lock', 'manifest', 'module'],
  // The thumbprint of a certificate is SHA-1 by RFC 7515, section 4.1.7; NTLM knows MD4 only.
  ...['thumbprint', 'x5t', 'ntlm', 'nt hash'],
  ...['tokenize', 'tokenizer', 'locale', 'translation', 'css', 'style', 'selector'],
]);

/** Whether the names around a hash speak of security. */
function purposeOf(hash: HashCall, call: CallLike, context: RuleContext): 'security' | 'other' | 'unknown' {
  const target = context.targetName(endOfChain(call));
  const names = [
    ...hash.data.flatMap(namesIn),
    ...(target === undefined ? [] : [target]),
    ...context.enclosingNames(call),
  ];
  const words = names.flatMap((name) => [...wordsOf(name), '|']);
  const fileName = context.path.slice(context.path.lastIndexOf('/') + 1);
  if (/ntlm/i.test(context.path) || hasPhrase(words, NO_SECURITY) || hasPhrase(wordsOf(fileName), NO_SECURITY)) {
    return 'other';
  }
  return hasPhrase(words, SECURITY) ? 'security' : 'unknown';
}

function judge(hash: HashCall, call: CallLike, context: RuleContext): Report | undefined {
  if (hash.algorithm === undefined || !WEAK.test(hash.algorithm)) return undefined;
  const purpose = purposeOf(hash, call, context);
  if (purpose === 'other') return undefined;
  // HMAC with SHA-1 still holds (RFC 6194, section 3.3), with MD5 it is not for new protocols (RFC 6151, section 2.3).
  const isGrave = hash.key ? /md/i.test(hash.algorithm) : purpose === 'security';
  return { ...report(hash.node, hash.algorithm, context), confidence: isGrave ? 'medium' : 'low' };
}

/** A signature is security whatever it is called. */
function judgeSignature(call: CallLike, context: RuleContext): Report | undefined {
  const [node] = call.arguments;
  const algorithm = context.constantOf(node);
  return node && typeof algorithm === 'string' && WEAK.test(algorithm) ? report(node, algorithm, context) : undefined;
}

function report(node: Node, algorithm: string, context: RuleContext): Report {
  const quote = context.textOf(node)[0] ?? "'";
  return {
    node,
    message: `${algorithm.toUpperCase()} no longer withstands collisions, so it proves nothing about who made the data. Use SHA-256 or better; for passwords use scrypt, Argon2 or bcrypt.`,
    // Hashes that are stored already no longer match: a person must look.
    fixes:
      node.type === 'Literal'
        ? [suggestion('Use SHA-256', replace(node, quote + strongerThan(algorithm) + quote))]
        : [],
  };
}

/** SHA-256 by the name that goes with this one. */
function strongerThan(algorithm: string): string {
  if (/^sha-/i.test(algorithm)) return 'SHA-256';
  const name = /[A-Z]/.test(algorithm) ? 'SHA256' : 'sha256';
  return (/^rsa-/i.exec(algorithm)?.[0] ?? '') + name;
}

export default patternRule({
  id: 'weak-hash',
  title: 'Broken hash function',
  severity: 'medium',
  confidence: 'high',
  cwe: [327, 328],
  owasp: ['A02:2021', 'A04:2025'],
  calls: { ...whereDataIsHashed(judge), 'crypto.createSign': judgeSignature, 'crypto.sign': judgeSignature },
});
