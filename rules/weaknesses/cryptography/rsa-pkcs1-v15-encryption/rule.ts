import { nameOf, patternRule, type Report, replace, suggestion } from '../../../../engine/rule.ts';

/** https://nodejs.org/api/crypto.html#cryptoprivatedecryptprivatekey-buffer, https://datatracker.ietf.org/doc/html/rfc8017#section-7.2 */
export default patternRule({
  id: 'rsa-pkcs1-v15-encryption',
  title: 'RSA encrypts with a padding that gives the text away',
  severity: 'medium',
  confidence: 'high',
  cwe: [780],
  owasp: ['A02:2021', 'A04:2025'],
  on: {
    Property(property, context): Report | undefined {
      if (nameOf(property.key) !== 'padding' || property.parent.type !== 'ObjectExpression') return undefined;
      const padding = nameOf(context.resolve(property.value)) ?? '';
      if (!/^RSA_(?:PKCS1|NO)_PADDING$/.test(padding)) return undefined;
      const call = property.parent.parent;
      // Signatures with this padding are another matter: https://datatracker.ietf.org/doc/html/rfc8017#section-8.2
      if (call?.type !== 'CallExpression' || !/^(?:publicEncrypt|privateDecrypt)$/.test(nameOf(call.callee) ?? ''))
        return undefined;
      const { value } = property;
      return {
        node: value,
        message:
          'Who may send texts and learns whether their padding was right can decrypt others with it. Use OAEP: `crypto.constants.RSA_PKCS1_OAEP_PADDING` with `oaepHash`.',
        // What was encrypted before is not read any more.
        fixes:
          value.type === 'MemberExpression' && !value.computed
            ? [suggestion('Use OAEP', replace(value.property, 'RSA_PKCS1_OAEP_PADDING'))]
            : [],
      };
    },
  },
});
