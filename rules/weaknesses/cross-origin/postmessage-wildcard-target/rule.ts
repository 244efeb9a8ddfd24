import {
  type CallLike,
  hasPhrase,
  type Node,
  nameOf,
  namesIn,
  patternRule,
  type Report,
  type RuleContext,
  type TSESTree,
  unwrap,
  wordsOf,
} from '../../../../engine/rule.ts';

const SELF = new Set(['window', 'self', 'globalThis', 'global', 'root']);
const SENSITIVE = ['token', 'password', 'secret', 'credential', 'credentials', 'session', 'auth', 'jwt', 'key', 'user'];

/** The second argument, or `targetOrigin` in it: https://developer.mozilla.org/docs/Web/API/Window/postMessage. */
function targetOf(call: CallLike, context: RuleContext): Node | undefined {
  const second = call.arguments[1];
  return context.property(second, 'targetOrigin') ?? second;
}

/** Workers, ports and channels have no target; the window itself is no other site. */
function isOtherWindow(callee: TSESTree.MemberExpression): boolean {
  const receiver = unwrap(callee.object);
  return receiver.type !== 'ThisExpression' && !(receiver.type === 'Identifier' && SELF.has(receiver.name));
}

/** True when a message tells nothing that others may not know: a constant, or an object of constants. */
function isPublic(message: Node | undefined, context: RuleContext): boolean {
  if (!message || context.constantOf(message) !== undefined) return true;
  const value = unwrap(context.resolve(message));
  if (value.type === 'CallExpression' && context.isEntity(value.callee, 'global.JSON.stringify')) {
    return isPublic(value.arguments[0], context);
  }
  return (
    value.type === 'ObjectExpression' &&
    value.properties.every((property) => property.type === 'Property' && isPublic(property.value, context))
  );
}

function isSensitive(message: Node | undefined, context: RuleContext): boolean {
  if (!message) return false;
  const value = unwrap(context.resolve(message));
  const names =
    value.type === 'ObjectExpression'
      ? value.properties.flatMap((property) =>
          property.type === 'Property' ? [nameOf(property.key) ?? '', ...namesIn(property.value)] : [],
        )
      : namesIn(value);
  return names.some((name) => hasPhrase(wordsOf(name), SENSITIVE));
}

export default patternRule({
  id: 'postmessage-wildcard-target',
  title: 'Message to a window of any site',
  severity: 'medium',
  confidence: 'high',
  cwe: [201, 346],
  owasp: ['A05:2021', 'A02:2025'],
  entities: ['global.JSON.stringify'],
  on: {
    CallExpression(call, context): Report | undefined {
      if (call.callee.type !== 'MemberExpression' || nameOf(call.callee) !== 'postMessage') return undefined;
      const target = targetOf(call, context);
      if (!target || context.constantOf(target) !== '*' || !isOtherWindow(call.callee)) return undefined;
      const [message] = call.arguments;
      return {
        node: target,
        message:
          "With the target '*' the message goes to whatever site the other window shows by then. Name the origin that may read it.",
        confidence: isPublic(message, context) ? 'low' : isSensitive(message, context) ? 'high' : 'medium',
      };
    },
  },
});
