import {
  type CallLike,
  isFunction,
  type Node,
  nameOf,
  patternRule,
  type Report,
  type RuleContext,
  unwrap,
} from '../../../../engine/rule.ts';

const MESSAGE =
  'This IV is the same for every message, so equal beginnings show, and with GCM or CTR two messages give the key stream away. Make a new one with `randomBytes` for each message and store it beside the ciphertext.';

const MADE_ONCE =
  'This IV is made once, when the module is loaded, and every call uses it again, so equal beginnings show, and with GCM or CTR two messages give the key stream away. Make it in the function, for each message, and store it beside the ciphertext.';

const RANDOM_BYTES = ['crypto.randomBytes', 'tweetnacl.randomBytes'];

/** Key wrapping and SIV are made for a fixed IV: https://www.rfc-editor.org/rfc/rfc3394, https://www.rfc-editor.org/rfc/rfc5297. */
const DETERMINISTIC = /wrap|siv|ecb/i;

/** True when an expression has the same bytes in every run: a constant, a filled or empty buffer, bytes written out. */
function isFixed(node: Node | undefined, context: RuleContext, depth = 0): boolean {
  if (!node || depth > 4) return false;
  const constant = context.constantOf(node);
  // An empty IV is what ECB and RC4 take.
  if (constant !== undefined) return typeof constant === 'string' && constant.length >= 8;
  const value = unwrap(context.resolve(node));
  if (value.type === 'ArrayExpression') {
    return value.elements.length > 0 && value.elements.every((element) => context.constantOf(element) !== undefined);
  }
  if (value.type !== 'CallExpression' && value.type !== 'NewExpression') return false;
  const [first, second] = value.arguments;
  if (context.isEntity(value.callee, 'global.Buffer.from', 'buffer.Buffer.from')) {
    return isFixed(first, context, depth + 1);
  }
  if (context.isEntity(value.callee, 'global.Buffer.alloc', 'buffer.Buffer.alloc')) {
    return (
      isNumber(first, context) && (!second || context.constantOf(second) !== undefined) && isUntouched(node, context)
    );
  }
  if (context.isEntity(value.callee, 'global.Uint8Array')) {
    return (isNumber(first, context) && isUntouched(node, context)) || isFixed(first, context, depth + 1);
  }
  if (value.callee.type !== 'MemberExpression') return false;
  const method = nameOf(value.callee);
  if (method === 'repeat') return context.constantOf(value.callee.object) !== undefined;
  // CryptoJS.enc.Hex.parse('00…'), new TextEncoder().encode('…')
  return (method === 'parse' || method === 'encode') && isFixed(first, context, depth + 1);
}

function isNumber(node: Node | undefined, context: RuleContext): boolean {
  return typeof context.constantOf(node) === 'number';
}

/** False when the variable of a fresh buffer is filled later: by a method, by an index, or by a function that it is given to. */
function isUntouched(node: Node, context: RuleContext): boolean {
  if (node.type !== 'Identifier') return true;
  return context.referencesOf(node).every((reference) => {
    const parent = reference.parent;
    if (parent.type === 'MemberExpression' && parent.object === reference) {
      return nameOf(parent) === 'length' || nameOf(parent) === 'toString' || nameOf(parent) === 'byteLength';
    }
    if (parent.type !== 'CallExpression' || parent.callee === reference) return true;
    return !/random|fill|copy|read|set/i.test(context.textOf(parent.callee));
  });
}

/**
 * True when an IV is made once, as the module is loaded, and used in a function: each call takes the same one. Only a
 * variable of the module counts, since an object of a class may well be made for one message.
 */
function isMadeOnce(iv: Node, context: RuleContext): boolean {
  if (!isInFunction(iv)) return false;
  const value = unwrap(context.resolve(iv));
  if (value.type !== 'CallExpression' || isInFunction(value)) return false;
  if (context.isEntity(value.callee, ...RANDOM_BYTES)) return true;
  return /\bgetRandomValues$|\bWordArray\.random$/.test(context.textOf(value.callee));
}

function isInFunction(node: Node): boolean {
  for (let at = node.parent; at; at = at.parent) if (isFunction(at) || at.type === 'PropertyDefinition') return true;
  return false;
}

/** A key that is made for this one message may go with any IV: a random one, or one that is derived with a random salt. */
function isFreshKey(key: Node | undefined, context: RuleContext): boolean {
  if (!key) return false;
  let value = unwrap(context.resolve(key));
  if (value.type === 'AwaitExpression') value = unwrap(value.argument);
  if (value.type !== 'CallExpression') return false;
  // A key that is made as the module is loaded serves every call of the function.
  if (isInFunction(key) && !isInFunction(value)) return false;
  if (context.isEntity(value.callee, ...RANDOM_BYTES, 'crypto.generateKeySync')) return true;
  return value.arguments.some((argument) =>
    /getRandomValues|randomBytes|randomFill/.test(context.textOf(context.resolve(argument))),
  );
}

/** The key itself, or a piece of it, is the IV. */
function isOfKey(iv: Node, key: Node | undefined, context: RuleContext): boolean {
  if (key?.type !== 'Identifier') return false;
  const value = unwrap(context.resolve(iv));
  const root = context.textOf(iv) === key.name ? iv : sliced(value);
  return root?.type === 'Identifier' && root.name === key.name;
}

/** `key` of `key.slice(0, 16)`. */
function sliced(node: Node): Node | undefined {
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return undefined;
  return /^(slice|subarray|substring|substr)$/.test(nameOf(node.callee) ?? '') ? node.callee.object : undefined;
}

function createCipheriv(call: CallLike, context: RuleContext): Report | undefined {
  const [cipher, key, iv] = call.arguments;
  const name = context.constantOf(cipher);
  if (!iv || (typeof name === 'string' && DETERMINISTIC.test(name)) || isFreshKey(key, context)) return undefined;
  return ofIv(iv, key, context);
}

function ofIv(iv: Node, key: Node | undefined, context: RuleContext): Report | undefined {
  if (isFixed(iv, context) || isOfKey(iv, key, context)) return { node: iv, message: MESSAGE };
  return isMadeOnce(iv, context) ? { node: iv, message: MADE_ONCE, confidence: 'medium' } : undefined;
}

/** https://developer.mozilla.org/docs/Web/API/SubtleCrypto/encrypt: `iv` of AES-GCM and AES-CBC, `counter` of AES-CTR. */
function subtleEncrypt(call: CallLike, context: RuleContext): Report | undefined {
  const [algorithm, key] = call.arguments;
  const iv = context.property(algorithm, 'iv') ?? context.property(algorithm, 'counter');
  return iv && !isFreshKey(key, context) ? ofIv(iv, key, context) : undefined;
}

function cryptoJs(call: CallLike, context: RuleContext): Report | undefined {
  const [, key, options] = call.arguments;
  const iv = context.property(options, 'iv');
  return iv && ofIv(iv, key, context);
}

/** https://github.com/dchest/tweetnacl-js#secret-key-authenticated-encryption-secretbox */
function nacl(call: CallLike, context: RuleContext): Report | undefined {
  const [, nonce, key] = call.arguments;
  return nonce && ofIv(nonce, key, context);
}

export default patternRule({
  id: 'static-iv',
  title: 'Same IV or nonce for every message',
  severity: 'high',
  confidence: 'high',
  cwe: [329, 1204],
  owasp: ['A02:2021', 'A04:2025'],
  entities: [
    ...['global.Buffer.from', 'global.Buffer.alloc', 'buffer.Buffer.from', 'buffer.Buffer.alloc', 'global.Uint8Array'],
    ...RANDOM_BYTES,
    'crypto.generateKeySync',
  ],
  // https://nodejs.org/api/crypto.html#cryptocreatecipherivalgorithm-key-iv-options: "must be unpredictable and unique"
  calls: {
    'crypto.createCipheriv': createCipheriv,
    'global.crypto.subtle.encrypt': subtleEncrypt,
    'crypto.subtle.encrypt': subtleEncrypt,
    'crypto.webcrypto.subtle.encrypt': subtleEncrypt,
    'crypto-js.AES.encrypt': cryptoJs,
    'crypto-js/aes.encrypt': cryptoJs,
    'tweetnacl.secretbox': nacl,
    'tweetnacl.box': nacl,
  },
});
