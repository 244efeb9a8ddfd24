import {
  type CallLike,
  isFunction,
  type Node,
  patternRule,
  type Report,
  type RuleContext,
} from '../../../../engine/rule.ts';

const IGNORED =
  'The answer of this check is not looked at, so that what it refuses passes as well. Test it: `if (!(await …)) throw …`.';
const UNAWAITED =
  'This is a promise, which always counts as true, so that what the check refuses passes as well. Wait for it: `await`.';

/** The expression around a call that has its value: without `await`, parentheses of types and the like. */
function answerOf(call: Node): { readonly node: Node; readonly isAwaited: boolean } {
  let node = call;
  let isAwaited = false;
  for (let { parent } = node; parent; parent = node.parent) {
    if (parent.type === 'AwaitExpression') isAwaited = true;
    else if (!/^(?:ChainExpression|TSAs|TSNonNull)/.test(parent.type)) break;
    node = parent;
  }
  return { node, isAwaited };
}

/** True where only is asked whether an expression is true. */
function isTest(node: Node): boolean {
  const { parent } = node;
  switch (parent?.type) {
    case 'IfStatement':
    case 'ConditionalExpression':
    case 'WhileStatement':
      return parent.test === node;
    case 'UnaryExpression':
      return parent.operator === '!';
    case 'LogicalExpression':
      return parent.left === node || isTest(parent);
    default:
      return false;
  }
}

/** @param isPromise its answer is a promise, unless it is given a function that is told it */
function checked(isPromise: boolean) {
  return (call: CallLike, context: RuleContext): Report | undefined => {
    const last = call.arguments.at(-1);
    const isTold = last !== undefined && (isFunction(context.resolve(last)) || call.arguments.length > 3);
    if (isPromise && isTold) return undefined;
    const { node, isAwaited } = answerOf(call);
    if (node.parent?.type === 'ExpressionStatement') return { node: call, message: IGNORED };
    return isPromise && !isAwaited && isTest(node) ? { node: call, message: UNAWAITED } : undefined;
  };
}

/** It answers at once, however many arguments it takes. */
function always(call: CallLike): Report | undefined {
  return answerOf(call).node.parent?.type === 'ExpressionStatement' ? { node: call, message: IGNORED } : undefined;
}

const later = checked(true);
const now = checked(false);

export default patternRule({
  id: 'signature-result-ignored',
  title: 'The answer of a check is ignored',
  severity: 'high',
  confidence: 'high',
  cwe: [347, 252],
  owasp: ['A02:2021', 'A04:2025'],
  calls: {
    // https://github.com/kelektiv/node.bcrypt.js#api, https://github.com/ranisalt/node-argon2#readme
    'bcrypt.compare': later,
    'bcryptjs.compare': later,
    'argon2.verify': later,
    'global.crypto.subtle.verify': later,
    'crypto.subtle.verify': later,
    'crypto.webcrypto.subtle.verify': later,
    'bcrypt.compareSync': now,
    'bcryptjs.compareSync': now,
    // `timingSafeEqual(left, left)` takes time and compares nothing: the answer is known, and the length was the matter.
    'crypto.timingSafeEqual': (call, context) => (isSame(call, context) ? undefined : now(call, context)),
    // The fourth argument is the signature, and a fifth is told the answer:
    // https://nodejs.org/api/crypto.html#cryptoverifyalgorithm-data-key-signature-callback
    'crypto.verify': (call) => (call.arguments.length > 4 ? undefined : always(call)),
    'crypto.Verify#verify': always,
  },
});

function isSame({ arguments: [left, right] }: CallLike, context: RuleContext): boolean {
  return left !== undefined && right !== undefined && context.textOf(left) === context.textOf(right);
}
