import {
  type CallLike,
  endOfChain,
  endsWithPhrase,
  hasPhrase,
  methodCallsOn,
  type Node,
  namesIn,
  patternRule,
  type Report,
  type RuleContext,
  wordsOf,
} from '../../../../engine/rule.ts';

const PASSWORD = new Set([
  ...['password', 'passwd', 'pwd', 'passphrase', 'passwort', 'pass word'],
  ...['password text', 'password value', 'password string', 'password input', 'password plain', 'password raw'],
]);

/** The slow hash comes after, the protocol prescribes it (RFC 7616, breached-password search), or it is no login. */
const OTHER_PURPOSE = new Set([
  ...[
    'pwned',
    'hibp',
    'breach',
    'breached',
    'leaked',
    'compromised',
    'digest auth',
    'ha1',
    'realm',
    'cache',
    'checksum',
    'etag',
  ],
  ...['bcrypt', 'scrypt', 'argon2', 'pbkdf2', 'ntlm', 'scramble', 'challenge', 'handshake', 'scram', 'kdf', 'pdf'],
]);

const SLOW = new Set(['bcrypt', 'scrypt', 'scrypt sync', 'argon2', 'pbkdf2', 'pbkdf2 sync', 'genSalt']);

/** True when an expression is made of a password: `password`, `user.password + salt`, not `passwordResetToken`. */
function isPassword(node: Node): boolean {
  return namesIn(node).some((name) => endsWithPhrase(wordsOf(name), PASSWORD));
}

function report(node: Node, call: CallLike, data: readonly Node[], context: RuleContext): Report | undefined {
  if (!data.some(isPassword)) return undefined;
  const end = endOfChain(call);
  const target = context.targetName(end);
  const names = [...context.enclosingNames(call), ...(target === undefined ? [] : [target]), ...data.flatMap(namesIn)];
  if (
    hasPhrase(
      names.flatMap((name) => [...wordsOf(name), '|']),
      OTHER_PURPOSE,
    )
  )
    return undefined;
  // `password = hash(password)` makes the input of a slow hash that comes after.
  if (target !== undefined && endsWithPhrase(wordsOf(target), PASSWORD) && data.flatMap(namesIn).includes(target))
    return undefined;
  if (isGivenToSlowHash(end) || isRangeSearch(call, context)) return undefined;
  return {
    node,
    message:
      'A fast hash of a password is guessed back at billions of tries a second once the table leaks. Use scrypt, Argon2id or bcrypt with a random salt.',
  };
}

/** The first five digits of the hash are looked up: https://haveibeenpwned.com/API/v3#SearchingPwnedPasswordsByRange. */
function isRangeSearch(call: CallLike, context: RuleContext): boolean {
  return methodCallsOn(call, context).some(
    ({
      name,
      call: {
        arguments: [start, end],
      },
    }) => /^(slice|substring|substr)$/.test(name) && (context.constantOf(start) === 5 || context.constantOf(end) === 5),
  );
}

/** A hash that a slow one is made of: `bcrypt.hash(createHmac(…).digest('base64'), 12)`. */
function isGivenToSlowHash(end: Node): boolean {
  const call = end.parent;
  if (call?.type !== 'CallExpression' || call.callee === end) return false;
  return hasPhrase(
    namesIn(call.callee.type === 'MemberExpression' ? call.callee.object : call.callee).flatMap(wordsOf),
    SLOW,
  );
}

function updated(call: CallLike, context: RuleContext): Report | undefined {
  const [algorithm] = call.arguments;
  const data = methodCallsOn(call, context).flatMap(
    ({
      name,
      call: {
        arguments: [first],
      },
    }) => (name === 'update' && first ? [first] : []),
  );
  return algorithm && report(algorithm, call, data, context);
}

function oneShot(call: CallLike, context: RuleContext): Report | undefined {
  const [algorithm, data] = call.arguments;
  return algorithm && data && report(context.property(algorithm, 'name') ?? algorithm, call, [data], context);
}

function byItself(call: CallLike, context: RuleContext): Report | undefined {
  const [data] = call.arguments;
  return data && report(call.callee, call, [data], context);
}

export default patternRule({
  id: 'password-fast-hash',
  title: 'Password kept with a fast hash',
  severity: 'high',
  // A name speaks for the password.
  confidence: 'medium',
  cwe: [916, 759],
  owasp: ['A02:2021', 'A04:2025'],
  refines: ['weak-hash'],
  calls: {
    'crypto.createHash': updated,
    'crypto.createHmac': updated,
    'crypto.hash': oneShot,
    'global.crypto.subtle.digest': oneShot,
    'crypto.subtle.digest': oneShot,
    'crypto.webcrypto.subtle.digest': oneShot,
    'crypto-js.MD5': byItself,
    'crypto-js.SHA1': byItself,
    'crypto-js.SHA256': byItself,
    'crypto-js.SHA512': byItself,
    'crypto-js.SHA3': byItself,
    'crypto-js/md5': byItself,
    'crypto-js/sha1': byItself,
    'crypto-js/sha256': byItself,
    'crypto-js/sha512': byItself,
    md5: byItself,
    sha1: byItself,
    'blueimp-md5': byItself,
    'js-md5': byItself,
    'js-sha1': byItself,
    'js-sha256.sha256': byItself,
  },
});
