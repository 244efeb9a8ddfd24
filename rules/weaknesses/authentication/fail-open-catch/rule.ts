import { isFunction, type Node, nameOf, patternRule, type TSESTree, unwrap } from '../../../../engine/rule.ts';

/** Functions that decide who may do something, by their names. */
const DECIDES =
  /^(?:(?:jwt|token|signature|session|user|id)?(?:verify|authenticate|authori[sz]e|validate)(?:$|Id)?(?:Token|Jwt|Signature|Session|User|Request|Auth|Access|Permissions?|Credentials|Password|Hmac|Webhook|Async)*|check(?:Token|Auth|Access|Permissions?|Session|Signature|Password)\w*|(?:has|can|is)(?:Permission|Access|Authori[sz]ed|Authenticated|Allowed)\w*|jwtVerify|verifyIdToken)$/i;

/** Names in front of such a function that make it one of something else: `schema.validate`, `form.validate`. */
const OTHERS = /schema|form|joi|yup|zod|ajv|input|field|config|props|model|rule|dto|body/i;

function decides(call: TSESTree.CallExpression): boolean {
  const callee = unwrap(call.callee);
  const name = nameOf(callee) ?? '';
  const holder = callee.type === 'MemberExpression' ? (nameOf(unwrap(callee.object)) ?? '') : '';
  return DECIDES.test(name) && !OTHERS.test(holder) && !/^validate$/i.test(name);
}

/** True when a statement calls such a function itself, not in a function that is called later. */
function asks(node: Node): boolean {
  if (node.type === 'CallExpression' && decides(node)) return true;
  for (const value of Object.values(node) as unknown[]) {
    for (const child of Array.isArray(value) ? value : [value]) {
      if (!isNode(child) || child === node.parent || isFunction(child)) continue;
      if (asks(child)) return true;
    }
  }
  return false;
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && 'range' in value;
}

/** What lets pass: `return true`, `next()`. A `next(error)` does not. */
function letsPass(statement: Node | undefined): boolean {
  if (statement?.type === 'ReturnStatement')
    return statement.argument !== null && (isTrue(statement.argument) || isNext(statement.argument));
  return statement?.type === 'ExpressionStatement' && isNext(statement.expression);
}

function isTrue(node: Node): boolean {
  return node.type === 'Literal' && node.value === true;
}

function isNext(node: Node): boolean {
  const call = unwrap(node);
  return call.type === 'CallExpression' && nameOf(call.callee) === 'next' && call.arguments.length === 0;
}

const MESSAGE =
  'When the check itself fails, everybody passes: whoever can make it fail, by a token that it cannot read or by load, is let in. Refuse here, or throw.';

export default patternRule({
  id: 'fail-open-catch',
  title: 'A check that fails lets pass',
  severity: 'high',
  confidence: 'medium',
  cwe: [636, 755],
  owasp: ['A04:2021', 'A10:2025'],
  on: {
    TryStatement({ block, handler }) {
      const last = handler?.body.body.at(-1);
      return last && letsPass(last) && asks(block) ? { node: last, message: MESSAGE } : undefined;
    },
    CallExpression(call, context) {
      const callee = unwrap(call.callee);
      if (callee.type !== 'MemberExpression' || nameOf(callee) !== 'catch') return undefined;
      const [handler] = call.arguments;
      const fn = handler && context.resolve(handler);
      if (!isFunction(fn) || !fn.body || fn.body.type === 'BlockStatement' || !isTrue(fn.body)) return undefined;
      return asks(callee.object) ? { node: fn.body, message: MESSAGE } : undefined;
    },
  },
});
