import {
  argumentsFor,
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
import { type HashCall, whereDataIsHashed } from '../hashCalls.ts';

const PASSWORD = new Set([
  ...['password', 'passwd', 'pwd', 'passphrase', 'passwort', 'pass word'],
  ...['password text', 'password value', 'password string', 'password input', 'password plain', 'password raw'],
]);

/** The slow hash comes after, the protocol prescribes it (RFC 7616, breached-password search), or it is no login. */
const OTHER_PURPOSE = new Set([
  ...['pwned', 'hibp', 'breach', 'breached', 'leaked', 'compromised', 'digest auth', 'ha1', 'realm', 'cache'],
  ...['bcrypt', 'scrypt', 'argon2', 'pbkdf2', 'kdf', 'ntlm', 'scramble', 'challenge', 'handshake', 'scram'],
  ...['checksum', 'etag', 'pdf'],
]);

const SLOW = new Set(['bcrypt', 'scrypt', 'argon2', 'pbkdf2']);

/** True when an expression is made of a password: `password`, `user.password + salt`, not `passwordResetToken`. */
function isPassword(node: Node, context: RuleContext): boolean {
  const isNamed = (value: Node) => namesIn(value).some((name) => endsWithPhrase(wordsOf(name), PASSWORD));
  if (isNamed(node)) return true;
  // `const data = new TextEncoder().encode(password)`
  if (isNamed(context.resolve(node))) return true;
  // The function hashes what it is given, and is given a password.
  return node.type === 'Identifier' && argumentsFor(node, context).some(isNamed);
}

/** True when the result takes the place of the password in its variable: `password = hash(password)`. */
function isKeptInVariable(end: Node): boolean {
  const { parent } = end;
  return parent?.type !== 'AssignmentExpression' || parent.left.type === 'Identifier';
}

function judge({ node, data }: HashCall, call: CallLike, context: RuleContext): Report | undefined {
  if (!data.some((piece) => isPassword(piece, context))) return undefined;
  const end = endOfChain(call);
  const target = context.targetName(end);
  const hashed = data.flatMap(namesIn);
  const around = [...context.enclosingNames(call), ...(target === undefined ? [] : [target]), ...hashed];
  if (around.some((name) => hasPhrase(wordsOf(name), OTHER_PURPOSE))) return undefined;
  // `password = hash(password)` makes the input of a slow hash that comes after.
  const isReplaced = target !== undefined && hashed.includes(target) && endsWithPhrase(wordsOf(target), PASSWORD);
  if (isReplaced && isKeptInVariable(end)) return undefined;
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
    ({ name, call: cut }) =>
      /^(slice|substring|substr)$/.test(name) && cut.arguments.some((limit) => context.constantOf(limit) === 5),
  );
}

/** A hash that a slow one is made of: `bcrypt.hash(createHmac(…).digest('base64'), 12)`. */
function isGivenToSlowHash(end: Node): boolean {
  const call = end.parent;
  if (call?.type !== 'CallExpression' || call.callee === end) return false;
  const { callee } = call;
  return namesIn(callee.type === 'MemberExpression' ? callee.object : callee).some((name) =>
    hasPhrase(wordsOf(name), SLOW),
  );
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
  calls: whereDataIsHashed(judge),
});
