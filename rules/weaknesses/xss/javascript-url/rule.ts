import {
  type Node,
  nameOf,
  patternRule,
  type Report,
  type RuleContext,
  type TSESTree,
} from '../../../../engine/rule.ts';

/** Attributes and properties that hold a URL to go to: https://html.spec.whatwg.org/multipage/indices.html#attributes-3. */
const URL_NAMES = new Set([
  'href',
  'src',
  'action',
  'formAction',
  'formaction',
  'xlinkHref',
  'xlink:href',
  'location',
  'data',
]);

/** Functions that go to a URL, with the argument that it is. */
const GOES_TO: Readonly<Record<string, number>> = {
  open: 0,
  assign: 0,
  replace: 0,
  navigate: 0,
  loadURL: 0,
};

/** Links that do nothing: `javascript:void(0)`, `javascript:;`. */
const NOTHING = /^\s*javascript:\s*(void\s*\(?\s*(0|null)?\s*\)?)?\s*;?\s*$/i;

/** The whole text that a piece belongs to: the top of the concatenation. */
function wholeText(piece: Node): Node {
  let at = piece;
  while (at.parent?.type === 'BinaryExpression' && at.parent.operator === '+' && at.parent.left === at) at = at.parent;
  return at;
}

/** True when a text stands where a browser goes to it. */
function isGoneTo(text: Node): boolean {
  const { parent } = text;
  switch (parent?.type) {
    case 'JSXAttribute':
      return URL_NAMES.has(nameOf(parent.name) ?? '');
    case 'JSXExpressionContainer':
      return parent.parent.type === 'JSXAttribute' && URL_NAMES.has(nameOf(parent.parent.name) ?? '');
    case 'AssignmentExpression':
      return parent.right === text && parent.operator === '=' && URL_NAMES.has(nameOf(parent.left) ?? '');
    case 'Property':
      return (
        parent.value === text && parent.parent.type === 'ObjectExpression' && URL_NAMES.has(nameOf(parent.key) ?? '')
      );
    case 'CallExpression':
      if (/^(setAttribute|attr|prop)$/.test(nameOf(parent.callee) ?? '')) {
        return parent.arguments[1] === text && URL_NAMES.has(nameOf(parent.arguments[0]) ?? '');
      }
      return GOES_TO[nameOf(parent.callee) ?? ''] === parent.arguments.indexOf(text as TSESTree.Expression);
    default:
      return false;
  }
}

function report(piece: Node, context: RuleContext): Report | undefined {
  const text = wholeText(piece);
  if (!isGoneTo(text)) return undefined;
  const constant = context.constantOf(text);
  if (typeof constant === 'string') {
    if (NOTHING.test(constant)) return undefined;
    return {
      node: text,
      message: 'A `javascript:` URL is code that a content security policy refuses. Use a handler such as `onClick`.',
      confidence: 'low',
    };
  }
  return {
    node: text,
    message:
      'What is put into a `javascript:` URL becomes part of a program; encoding does not help, since the browser decodes the URL before it runs it. Use a handler such as `onClick` and pass the value.',
  };
}

/** A variable that holds the scheme. */
function isSchemeConstant(node: Node | undefined, context: RuleContext): boolean {
  if (node?.type !== 'Identifier' && node?.type !== 'MemberExpression') return false;
  const value = context.constantOf(node);
  return typeof value === 'string' && SCHEME.test(value);
}

const SCHEME = /^\s*javascript:/i;

export default patternRule({
  id: 'javascript-url',
  title: 'Value inside a javascript: URL',
  severity: 'medium',
  confidence: 'high',
  cwe: [79, 94],
  owasp: ['A03:2021', 'A05:2025'],
  on: {
    Literal: (literal, context) =>
      typeof literal.value === 'string' && SCHEME.test(literal.value) ? report(literal, context) : undefined,
    TemplateLiteral: (template, context) =>
      SCHEME.test(template.quasis[0]?.value.raw ?? '') || isSchemeConstant(template.expressions[0], context)
        ? report(template, context)
        : undefined,
    // `SCHEME + code`
    BinaryExpression: (sum, context) =>
      sum.operator === '+' && isSchemeConstant(sum.left, context) ? report(sum, context) : undefined,
  },
});
