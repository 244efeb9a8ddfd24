import {
  type Node,
  nameOf,
  patternRule,
  type Report,
  type RuleContext,
  replace,
  suggestion,
} from '../../../../engine/rule.ts';

/** https://www.rfc-editor.org/rfc/rfc8996: TLS 1.0 and 1.1 must not be used; https://www.rfc-editor.org/rfc/rfc7568: nor SSL 3. */
const OLD = /^(?:SSLv[23]|TLSv1(?:\.[01])?)$/;
const OLD_METHODS = /^(?:SSLv(?:2|3)|TLSv1(?:_1)?)(?:_client|_server)?_method$/;

const MESSAGE =
  'Versions of TLS before 1.2 are broken, so that who stands on the way can read or change this connection. Leave the least version as it is, or name `TLSv1.2`.';

function old(value: Node, pattern: RegExp, context: RuleContext): Report | undefined {
  const version = context.constantOf(value);
  if (typeof version !== 'string' || !pattern.test(version)) return undefined;
  const fixes =
    pattern === OLD && value.type === 'Literal' ? [suggestion('Ask for TLS 1.2', replace(value, "'TLSv1.2'"))] : [];
  return { node: value, message: MESSAGE, fixes };
}

/** https://nodejs.org/api/tls.html#tlscreatesecurecontextoptions */
export default patternRule({
  id: 'weak-tls-version',
  title: 'Old version of TLS is accepted',
  severity: 'medium',
  confidence: 'high',
  cwe: [326, 327],
  owasp: ['A02:2021', 'A04:2025'],
  on: {
    Property(property, context) {
      if (property.parent.type !== 'ObjectExpression') return undefined;
      switch (nameOf(property.key)) {
        case 'minVersion':
        case 'maxVersion':
          return old(property.value, OLD, context);
        case 'secureProtocol':
          return old(property.value, OLD_METHODS, context);
        default:
          return undefined;
      }
    },
    AssignmentExpression({ left, right }, context) {
      return left.type === 'MemberExpression' && nameOf(left) === 'DEFAULT_MIN_VERSION'
        ? old(right, OLD, context)
        : undefined;
    },
  },
});
