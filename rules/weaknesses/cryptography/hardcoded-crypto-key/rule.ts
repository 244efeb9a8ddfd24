import {
  type CallLike,
  type Handler,
  type Node,
  patternRule,
  type RuleContext,
  unwrap,
} from '../../../../engine/rule.ts';

const MESSAGE =
  'This key stands in the code, so that whoever reads that can read and forge all that it protects. Read the key from the environment or a key store, and change it.';

const BYTES = ['global.Buffer.from', 'buffer.Buffer.from', 'crypto.createSecretKey'];
const DERIVES = ['crypto.scryptSync', 'crypto.pbkdf2Sync', 'crypto.hkdfSync'];

/** The text that a key is, or is made of, where the author wrote one down; a public key is none. */
function writtenKey(node: Node | undefined, context: RuleContext, depth = 0): Node | undefined {
  if (!node || depth > 4) return undefined;
  const constant = context.constantOf(node);
  if (constant !== undefined)
    return typeof constant === 'string' && constant !== '' && !constant.includes('-----BEGIN') ? node : undefined;
  const value = unwrap(context.resolve(node));
  if (value.type !== 'CallExpression' || !context.isEntity(value.callee, ...BYTES, ...DERIVES)) return undefined;
  const key = writtenKey(value.arguments[0], context, depth + 1);
  return key && node;
}

function argument(index: number): Handler<CallLike> {
  return (call, context) => {
    const node = call.arguments[index];
    const key = writtenKey(node, context);
    return node && key ? { node, message: MESSAGE } : undefined;
  };
}

/** https://nodejs.org/api/crypto.html */
export default patternRule({
  id: 'hardcoded-crypto-key',
  title: 'Key of a cipher or signature in the code',
  severity: 'high',
  confidence: 'high',
  cwe: [321, 798],
  owasp: ['A02:2021', 'A04:2025'],
  refines: ['hardcoded-secret-generic', 'hardcoded-password'],
  entities: [...BYTES, ...DERIVES],
  calls: {
    'crypto.createCipheriv': argument(1),
    'crypto.createDecipheriv': argument(1),
    'crypto.createHmac': argument(1),
    'crypto-js.AES.encrypt': argument(1),
    'crypto-js.AES.decrypt': argument(1),
    'crypto-js/aes.encrypt': argument(1),
    'crypto-js/aes.decrypt': argument(1),
  },
});
