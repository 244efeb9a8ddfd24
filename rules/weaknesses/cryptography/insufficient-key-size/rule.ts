import { type CallLike, type Node, patternRule, type Report, type RuleContext } from '../../../../engine/rule.ts';

/** https://nvlpubs.nist.gov/nistpubs/SpecialPublications/NIST.SP.800-131Ar2.pdf: keys of less than 112 bits of strength are disallowed. */
const LEAST_BITS = 2048;
const WEAK_CURVES =
  /^(?:(?:sec[pt]|wap-wsg-idm-ecid-wtls)?(?:112|113|128|131|160|163|192|193)[rk]\d|prime192v\d|c2[pt]nb1\d+v\d|brainpoolP(?:160|192)[rt]1|P-192)$/i;
const WEAK_GROUPS = /^modp(?:1|2|5)$/;

const bits = (size: number) =>
  `A key of ${size} bits can be broken by who is willing to pay for it. Take ${LEAST_BITS} bits or more, or an elliptic curve such as P-256 or Ed25519.`;

function ofSize(node: Node | undefined, context: RuleContext): Report | undefined {
  const size = context.constantOf(node);
  // Sizes of other things stand in such places, too: a length in bytes.
  return node && typeof size === 'number' && size >= 256 && size < LEAST_BITS
    ? { node, message: bits(size) }
    : undefined;
}

function ofCurve(node: Node | undefined, context: RuleContext): Report | undefined {
  const curve = context.constantOf(node);
  return node && typeof curve === 'string' && WEAK_CURVES.test(curve)
    ? { node, message: `The curve ${curve} is too small to resist for long. Take P-256, P-384 or Curve25519.` }
    : undefined;
}

function ofGroup(node: Node | undefined, context: RuleContext): Report | undefined {
  const group = context.constantOf(node);
  return node && typeof group === 'string' && WEAK_GROUPS.test(group)
    ? {
        node,
        message: `The group ${group} is too small to resist for long. Take \`modp14\` or more, or elliptic curves.`,
      }
    : undefined;
}

function pair(call: CallLike, context: RuleContext): Report | undefined {
  const [, options] = call.arguments;
  return (
    ofSize(context.property(options, 'modulusLength'), context) ??
    ofCurve(context.property(options, 'namedCurve'), context)
  );
}

function subtle(call: CallLike, context: RuleContext): Report | undefined {
  return ofSize(context.property(call.arguments[0], 'modulusLength'), context);
}

export default patternRule({
  id: 'insufficient-key-size',
  title: 'Key that is too short',
  severity: 'medium',
  confidence: 'high',
  cwe: [326],
  owasp: ['A02:2021', 'A04:2025'],
  calls: {
    'crypto.generateKeyPair': pair,
    'crypto.generateKeyPairSync': pair,
    'crypto.createDiffieHellman': (call, context) => ofSize(call.arguments[0], context),
    'crypto.createDiffieHellmanGroup': (call, context) => ofGroup(call.arguments[0], context),
    'crypto.getDiffieHellman': (call, context) => ofGroup(call.arguments[0], context),
    'crypto.createECDH': (call, context) => ofCurve(call.arguments[0], context),
    'global.crypto.subtle.generateKey': subtle,
    'crypto.subtle.generateKey': subtle,
    'crypto.webcrypto.subtle.generateKey': subtle,
    // https://github.com/rzcoder/node-rsa#readme
    'node-rsa': (call, context) => ofSize(context.property(call.arguments[0], 'b'), context),
  },
});
