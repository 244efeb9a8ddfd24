import { methodCallsOn, patternRule } from '../../../../engine/rule.ts';

/** Modes that bring a tag: https://nodejs.org/api/crypto.html#ccm-mode. */
const WITH_TAG = /gcm|ccm|ocb|chacha20-poly1305/i;

export default patternRule({
  id: 'gcm-tag-missing',
  title: 'Decryption without the check of the tag',
  severity: 'high',
  confidence: 'high',
  cwe: [353, 347],
  owasp: ['A02:2021', 'A04:2025'],
  calls: {
    'crypto.createDecipheriv': (call, context) => {
      const mode = context.constantOf(call.arguments[0]);
      if (typeof mode !== 'string' || !WITH_TAG.test(mode)) return undefined;
      const methods = methodCallsOn(call, context).map(({ name }) => name);
      // What is done with it elsewhere, nobody can see; nor whether another one of this module is the same.
      if (methods.length === 0 || context.text.includes('setAuthTag')) return undefined;
      const [node] = call.arguments;
      return (
        node && {
          node,
          message:
            'Without the tag nobody notices that the ciphertext was changed, and what comes out is what an attacker made of it. Keep the tag (`getAuthTag`) and give it to `setAuthTag` before `final`, which throws when it does not fit.',
        }
      );
    },
  },
});
