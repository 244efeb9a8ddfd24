import {
  type CallLike,
  constantsInProduction,
  type Node,
  patternRule,
  type Report,
  type RuleContext,
} from '../../../../engine/rule.ts';

// Names as OpenSSL has them: https://nodejs.org/api/crypto.html#cryptogetciphers.
const WEAK = /^(id-)?(des|3des|tdes|des3|desx|rc2|rc4|arcfour|bf|blowfish|idea|cast|cast5|seed)([-_\d]|$)/i;
const ECB = /(^|[-_])ecb$/i;

/** Why a cipher is weak, or undefined. */
function weaknessOf(cipher: string): string | undefined {
  if (WEAK.test(cipher)) return `${cipher} is an outdated cipher that can be broken`;
  if (ECB.test(cipher)) return 'ECB encrypts equal blocks to equal blocks, so that patterns of the text stay visible';
  return undefined;
}

function report(node: Node, weakness: string, decrypts: boolean): Report {
  return {
    node,
    message: `${weakness}. Use \`aes-256-gcm\` with a fresh nonce for each message.`,
    // Old data must be read with the cipher that wrote it.
    ...(decrypts ? { severity: 'low' } : {}),
  };
}

function byName(decrypts: boolean) {
  return (call: CallLike, context: RuleContext): Report | undefined => {
    const [name] = call.arguments;
    if (!name) return undefined;
    for (const { value: cipher } of constantsInProduction(name, context)) {
      const weakness = typeof cipher === 'string' ? weaknessOf(cipher) : undefined;
      if (weakness === undefined) continue;
      // A default may be overruled.
      const isDefault = context.constantOf(name) === undefined;
      return { ...report(name, weakness, decrypts), ...(isDefault ? { confidence: 'medium' } : {}) };
    }
    return undefined;
  };
}

/** CryptoJS names the cipher in the callee: https://cryptojs.gitbook.io/docs#ciphers. */
function byCallee(cipher: string, decrypts: boolean) {
  return (call: CallLike): Report =>
    report(call.callee, `${cipher} is an outdated cipher that can be broken`, decrypts);
}

function cryptoJsMode(decrypts: boolean) {
  return (call: CallLike, context: RuleContext): Report | undefined => {
    const mode = context.property(call.arguments[2], 'mode');
    if (!mode || !context.isEntity(mode, 'crypto-js.mode.ECB', 'crypto-js/mode-ecb')) return undefined;
    return report(mode, weaknessOf('ecb') ?? '', decrypts);
  };
}

const OUTDATED = ['DES', 'TripleDES', 'RC4', 'RC4Drop', 'Rabbit', 'RabbitLegacy'];

export default patternRule({
  id: 'weak-cipher',
  title: 'Broken cipher or mode',
  severity: 'high',
  confidence: 'high',
  cwe: [327],
  owasp: ['A02:2021', 'A04:2025'],
  entities: ['crypto-js.mode.ECB'],
  calls: {
    'crypto.createCipheriv': byName(false),
    'crypto.createDecipheriv': byName(true),
    'crypto.createCipher': byName(false),
    'crypto.createDecipher': byName(true),
    'crypto-js.AES.encrypt': cryptoJsMode(false),
    'crypto-js.AES.decrypt': cryptoJsMode(true),
    ...Object.fromEntries(
      OUTDATED.flatMap((cipher) => [
        [`crypto-js.${cipher}.encrypt`, byCallee(cipher, false)],
        [`crypto-js.${cipher}.decrypt`, byCallee(cipher, true)],
      ]),
    ),
    // https://github.com/digitalbazaar/forge#ciphers
    'node-forge.cipher.createCipher': byName(false),
    'node-forge.cipher.createDecipher': byName(true),
  },
});
