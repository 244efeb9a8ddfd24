import {
  isFunction,
  type Node,
  nameOf,
  patternRule,
  type Report,
  type RuleContext,
  unwrap,
} from '../../../../engine/rule.ts';

const MESSAGE =
  'Any page that opens this one, or holds it in a frame, can send such a message, and what it says is believed. Compare `event.origin` with the origin that you expect before the data is read.';

/** Names of what says who sent a message. */
const ASKS = /(?:\.|[{,]\s*)(?:origin|source)\b/;

/** True for the window that a page runs in; a worker hears only from the page that started it. */
function isWindow(node: Node | undefined, context: RuleContext): boolean {
  if (/worker/i.test(context.path)) return false;
  if (!node) return context.runtime === 'browser';
  const name = nameOf(node);
  return (
    (name === 'window' || (name === 'globalThis' && context.runtime === 'browser')) && !context.declarationOf(node)
  );
}

/** Reports a listener that reads the data of a message and never asks who sent it. */
function unchecked(listener: Node | undefined, context: RuleContext): Report | undefined {
  const value = listener && context.resolve(listener);
  const fn = value && (isFunction(value) ? value : context.declarationOf(value));
  if (!listener || !isFunction(fn) || !fn.body) return undefined;
  const [event] = fn.params;
  if (!event || ASKS.test(context.textOf(fn))) return undefined;
  const body = context.textOf(fn.body);
  const isRead =
    event.type === 'ObjectPattern'
      ? event.properties.some((each) => each.type === 'Property' && nameOf(each.key) === 'data')
      : event.type === 'Identifier' &&
        new RegExp(`(?<![\\w$.])${event.name.replaceAll('$', '\\$')}\\??\\.data\\b`).test(body);
  return isRead ? { node: listener, message: MESSAGE } : undefined;
}

export default patternRule({
  id: 'postmessage-origin-unchecked',
  title: 'Messages of any page are believed',
  severity: 'medium',
  confidence: 'medium',
  cwe: [346, 940],
  owasp: ['A07:2021', 'A07:2025'],
  on: {
    CallExpression(call, context) {
      const callee = unwrap(call.callee);
      if (nameOf(callee) !== 'addEventListener' || context.constantOf(call.arguments[0]) !== 'message')
        return undefined;
      const holder = callee.type === 'MemberExpression' ? unwrap(callee.object) : undefined;
      if (!holder && context.declarationOf(callee)) return undefined;
      return isWindow(holder, context) ? unchecked(call.arguments[1], context) : undefined;
    },
    AssignmentExpression({ left, right }, context) {
      if (left.type !== 'MemberExpression' || nameOf(left) !== 'onmessage') return undefined;
      return isWindow(unwrap(left.object), context) ? unchecked(right, context) : undefined;
    },
  },
});
