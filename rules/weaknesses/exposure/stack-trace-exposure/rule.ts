import {
  isDevelopmentOnly,
  type Node,
  nameOf,
  patternRule,
  type RuleContext,
  unwrap,
} from '../../../../engine/rule.ts';

/** Methods by which responses of servers answer. */
const ANSWERS = /^(?:send|json|end|write|jsonp|render|text|html|code)$/;

/** Values that are responses, by their name paths. */
const RESPONSES =
  /^(?:express\.Response|http\.ServerResponse|fastify\.Reply|koa\.(?:Context|Answer)|hono\.Context|next[^#]*Response|restify\.Response)#/;

const ERROR = /^(?:e|err|error|ex|exception|reason|cause)$/i;

/** The outermost expression that holds what a node is: the object, text or list that it becomes a part of. */
function whole(node: Node): Node {
  let at = node;
  for (let { parent } = at; parent; parent = at.parent) {
    const isPart =
      /^(?:ObjectExpression|ArrayExpression|TemplateLiteral|LogicalExpression|ChainExpression|TSAs|TSNonNull|SpreadElement)/.test(
        parent.type,
      ) ||
      (parent.type === 'Property' && parent.value === at) ||
      (parent.type === 'BinaryExpression' && parent.operator === '+') ||
      (parent.type === 'ConditionalExpression' && parent.test !== at) ||
      (parent.type === 'CallExpression' &&
        parent.arguments.includes(at as never) &&
        /^(?:String|stringify)$/.test(nameOf(parent.callee) ?? ''));
    if (!isPart) return at;
    at = parent;
  }
  return at;
}

/** True where a value is sent to who asked. */
function isSent(value: Node, context: RuleContext): boolean {
  const { parent } = value;
  if (parent?.type === 'AssignmentExpression')
    return parent.right === value && isResponse(parent.left, context) && nameOf(parent.left) === 'body';
  if (parent?.type === 'NewExpression') return context.runtime !== 'browser' && nameOf(parent.callee) === 'Response';
  if (parent?.type !== 'CallExpression' || parent.callee === value) return false;
  return ANSWERS.test(nameOf(unwrap(parent.callee)) ?? '') && isResponse(parent.callee, context);
}

function isResponse(member: Node, context: RuleContext): boolean {
  const at = unwrap(member);
  return (
    at.type === 'MemberExpression' &&
    [...context.entitiesOf(at), ...context.entitiesOf(at.object).map((name) => `${name}#`)].some((name) =>
      RESPONSES.test(name),
    )
  );
}

export default patternRule({
  id: 'stack-trace-exposure',
  title: 'The stack of an error is sent to who asked',
  severity: 'medium',
  confidence: 'high',
  cwe: [209, 497],
  owasp: ['A04:2021', 'A10:2025'],
  on: {
    MemberExpression(member, context) {
      if (nameOf(member) !== 'stack' || !ERROR.test(nameOf(unwrap(member.object)) ?? '')) return undefined;
      if (!isSent(whole(member), context) || isDevelopmentOnly(member, context)) return undefined;
      return {
        node: member,
        message:
          'The stack tells a stranger the folders, packages and lines of the program, and often what was in the request before. Log it, and answer with a plain message and a number that finds it in the log.',
      };
    },
  },
});
