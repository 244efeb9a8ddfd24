import {
  type CallLike,
  type Node,
  nameOf,
  patternRule,
  type Report,
  type RuleContext,
  unwrap,
} from '../../../../engine/rule.ts';

const MESSAGE =
  'This value becomes HTML; nobody knows here where it comes from. Use `textContent` for text, or DOMPurify for markup that others write.';

/** What gives a number, or the text of one. */
const NUMERIC = /^(Number|parseInt|parseFloat|round|floor|ceil|trunc|abs|max|min|now|toFixed|getTime|getFullYear)$/;
const SANITIZED = /sanitize|purify|escape|encode|highlight|renderToString|katex|translate|^t$|^i18n/i;

/** True when the markup is all constant, a number, or comes from a function that cleans it by its name. */
function isHarmless(node: Node | null | undefined, context: RuleContext, depth = 0): boolean {
  if (!node || depth > 6 || context.constantOf(node) !== undefined) return true;
  const into = (inner: Node) => isHarmless(inner, context, depth + 1);
  const value = unwrap(context.resolve(node));
  switch (value.type) {
    case 'CallExpression':
      if (SANITIZED.test(nameOf(value.callee) ?? '') || NUMERIC.test(nameOf(value.callee) ?? '')) return true;
      return value.callee.type === 'MemberExpression' && SANITIZED.test(nameOf(value.callee.object) ?? '');
    case 'ConditionalExpression':
      return into(value.consequent) && into(value.alternate);
    case 'LogicalExpression':
    case 'BinaryExpression':
      return (value.type === 'BinaryExpression' && value.operator !== '+') || (into(value.left) && into(value.right));
    case 'TemplateLiteral':
      return value.expressions.every(into);
    case 'MemberExpression':
      // Markup that is in the page already, and numbers.
      return /^(innerHTML|outerHTML|length|index|width|height)$/.test(nameOf(value) ?? '');
    case 'UnaryExpression':
    case 'UpdateExpression':
      return true;
    default:
      return false;
  }
}

function report(value: Node | undefined, context: RuleContext): Report | undefined {
  return value && !isHarmless(value, context) ? { node: value, message: MESSAGE } : undefined;
}

const argument = (index: number) => (call: CallLike, context: RuleContext) => report(call.arguments[index], context);

export default patternRule({
  id: 'dom-html-sink-variable',
  title: 'Unknown value becomes HTML',
  severity: 'low',
  confidence: 'low',
  profile: 'audit',
  cwe: [79],
  owasp: ['A03:2021', 'A05:2025'],
  // https://developer.mozilla.org/docs/Web/API/Element/innerHTML#security_considerations
  on: {
    AssignmentExpression(assignment, context) {
      if (assignment.left.type !== 'MemberExpression' || !/^\+?=$/.test(assignment.operator)) return undefined;
      if (!/^(innerHTML|outerHTML|srcdoc)$/.test(nameOf(assignment.left) ?? '')) return undefined;
      return report(assignment.right, context);
    },
    CallExpression(call, context) {
      if (call.callee.type !== 'MemberExpression' || call.arguments.length !== 2) return undefined;
      return nameOf(call.callee) === 'insertAdjacentHTML' ? report(call.arguments[1], context) : undefined;
    },
    // https://react.dev/reference/react-dom/components/common#dangerously-setting-the-inner-html
    Property(property, context) {
      return nameOf(property.key) === '__html' && property.parent.type === 'ObjectExpression'
        ? report(property.value, context)
        : undefined;
    },
  },
  calls: {
    'global.document.write': argument(0),
    'global.document.writeln': argument(0),
  },
});
