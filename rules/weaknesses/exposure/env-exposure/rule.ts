import { type Node, nameOf, patternRule, type RuleContext, unwrap } from '../../../../engine/rule.ts';

/** Calls that answer a client, whatever the framework. */
const ANSWERS = /^(?:json|send|jsonp|end|render|view)$/;

const MESSAGE =
  'All of the environment is sent: passwords of the database, keys of other services, whatever is set there one day. Send only the settings that are meant, by name.';

export default patternRule({
  id: 'env-exposure',
  title: 'The whole environment is sent to a client',
  severity: 'high',
  confidence: 'high',
  cwe: [497, 526],
  owasp: ['A01:2021', 'A01:2025'],
  on: {
    // https://nodejs.org/api/process.html#processenv
    MemberExpression(member, context) {
      if (nameOf(member) !== 'env' || nameOf(member.object) !== 'process' || !isProcess(member.object, context))
        return undefined;
      return isSent(member, context) ? { node: member, message: MESSAGE } : undefined;
    },
  },
});

function isProcess(node: Node, context: RuleContext): boolean {
  return node.type === 'Identifier' && (context.declarationOf(node)?.type ?? 'none') !== 'VariableDeclarator';
}

/** True for an object that is, or becomes a part of, an answer. */
function isSent(node: Node, context: RuleContext): boolean {
  let at: Node = node;
  for (let { parent } = at as { parent: Node | undefined }; parent; { parent } = at as { parent: Node | undefined }) {
    if (parent.type === 'SpreadElement' || parent.type === 'ObjectExpression') at = parent;
    else if (parent.type === 'Property' && parent.value === at) at = parent;
    else if (parent.type === 'CallExpression' && nameOf(parent.callee) === 'stringify') at = parent;
    else break;
  }
  const call = at.parent;
  if (call?.type !== 'CallExpression' || !(call.arguments as Node[]).includes(at)) {
    return call?.type === 'AssignmentExpression' && call.right === at && isBody(call.left);
  }
  const callee = unwrap(call.callee);
  if (callee.type !== 'MemberExpression' || !ANSWERS.test(nameOf(callee) ?? '')) return false;
  const receiver = unwrap(callee.object);
  const name = receiver.type === 'CallExpression' ? nameOf(receiver.callee) : nameOf(receiver);
  return (
    context.entitiesOf(callee).some((entity) => /(?:Response|Reply|Context)\b/.test(entity)) ||
    /^(?:res|response|reply|ctx|c|status|code|Response|NextResponse)$/.test(name ?? '')
  );
}

/** `ctx.body`, `res.body` */
function isBody(left: Node): boolean {
  return (
    left.type === 'MemberExpression' &&
    nameOf(left) === 'body' &&
    /^(?:ctx|context|res|response)$/.test(nameOf(left.object) ?? '')
  );
}
