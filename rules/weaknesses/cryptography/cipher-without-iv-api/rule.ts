import {
  type CallLike,
  type Node,
  patternRule,
  type Report,
  type RuleContext,
  unwrap,
} from '../../../../engine/rule.ts';

/** https://nodejs.org/api/deprecations.html#DEP0106: the key is one round of MD5 over the password, there is no IV. */
function nodeCipher(call: CallLike): Report {
  return {
    node: call.callee,
    message:
      'This function makes key and IV from the password by one round of MD5, so equal texts give equal ciphertexts and passwords are guessed fast; Node.js 22 has removed it. Derive a key with scrypt and use `createCipheriv` with a random IV.',
  };
}

/**
 * CryptoJS takes a string for a passphrase and derives the key by EvpKDF with MD5 and one round:
 * https://cryptojs.gitbook.io/docs#ciphers. A parsed key (WordArray) is used as it is.
 */
function cryptoJsPassphrase(call: CallLike, context: RuleContext): Report | undefined {
  const key = call.arguments[1];
  if (!key || !isText(key, context)) return undefined;
  return {
    node: key,
    severity: 'medium',
    message:
      'A key given as text is a passphrase to CryptoJS, which turns it into a key by one round of MD5. Derive the key with PBKDF2 (or scrypt) and pass it as a WordArray with a random `iv`.',
  };
}

function isText(node: Node, context: RuleContext): boolean {
  if (context.stringOf(node) !== undefined) return true;
  const value = unwrap(context.resolve(node));
  // `process.env.SECRET || ''`
  if (value.type === 'LogicalExpression') return isText(value.left, context) && isText(value.right, context);
  return value.type === 'MemberExpression' && /^(process|import\.meta)\.env\b/.test(context.textOf(value.object));
}

export default patternRule({
  id: 'cipher-without-iv-api',
  title: 'Cipher whose key is made from a password by MD5',
  severity: 'high',
  confidence: 'high',
  cwe: [1204, 326],
  owasp: ['A02:2021', 'A04:2025'],
  calls: {
    'crypto.createCipher': nodeCipher,
    'crypto.createDecipher': nodeCipher,
    'crypto-js.AES.encrypt': cryptoJsPassphrase,
    'crypto-js/aes.encrypt': cryptoJsPassphrase,
  },
});
