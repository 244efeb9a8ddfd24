import {
  constantsInProduction,
  isDevelopmentOnly,
  isFunction,
  type Node,
  nameOf,
  patternRule,
  type Report,
  type RuleContext,
  type TSESTree,
  unwrap,
} from '../../../../engine/rule.ts';
import { allowsCredentials, isRequestOrigin, whereOriginsAreAllowed } from '../corsCalls.ts';

const MESSAGE =
  'Any site may read the answers of this server, with the cookies of whoever visits that site. Allow only the origins on a list of your own.';

const EVERYTHING = new Set(['', '.', '.*', '.+', '^.*$', '^.+$', '^.*', '.*$']);

/** True when an `origin` option lets every origin through: `true`, a pattern of everything, a function that always agrees. */
function allowsEveryOrigin(origin: Node, context: RuleContext): boolean {
  const constants = constantsInProduction(origin, context).map(({ value }) => value);
  if (constants.includes(true)) return true;
  if (constants.some((value) => typeof value === 'object' && value !== null && EVERYTHING.has(value.regex)))
    return true;
  // The options are made for each request: `callback(null, { origin: req.header('Origin') })`.
  if (isRequestOrigin(origin, context)) return !isChecked(origin, context);
  const check = context.resolve(origin);
  if (!isFunction(check) || !check.body) return false;
  const [asked, callback] = check.params;
  const answer = onlyAnswer(check.body);
  if (!answer) return false;
  if (callback?.type === 'Identifier') {
    // `callback(null, true)`: https://expressjs.com/en/resources/middleware/cors.html
    if (answer.type !== 'CallExpression' || nameOf(answer.callee) !== callback.name) return false;
    const allowed = answer.arguments[1];
    return allowed !== undefined && (context.constantOf(allowed) === true || isSame(allowed, asked));
  }
  // `(origin) => origin`: https://hono.dev/docs/middleware/builtin/cors; `(ctx) => ctx.get('Origin')`: https://github.com/koajs/cors
  return isSame(answer, asked) || isRequestOrigin(answer, context);
}

/** The one expression that a function comes to, when it does nothing else. */
function onlyAnswer(body: TSESTree.BlockStatement | TSESTree.Expression): Node | undefined {
  if (body.type !== 'BlockStatement') return unwrap(body);
  const [first, ...others] = body.body;
  if (!first || others.length > 0) return undefined;
  if (first.type === 'ReturnStatement') return first.argument ? unwrap(first.argument) : undefined;
  return first.type === 'ExpressionStatement' ? unwrap(first.expression) : undefined;
}

/** The options that a function makes for each request: https://expressjs.com/en/resources/middleware/cors.html. */
function optionsOf(options: Node | undefined, context: RuleContext): Node | undefined {
  const made = options && context.resolve(options);
  if (!made || !isFunction(made) || !made.body) return options;
  const answer = onlyAnswer(made.body);
  if (answer?.type !== 'CallExpression') return answer;
  return nameOf(answer.callee) === nameOf(made.params[1]) ? answer.arguments[1] : undefined;
}

function isSame(value: Node, parameter: Node | undefined): boolean {
  const named = value.type === 'LogicalExpression' ? value.left : value;
  return named.type === 'Identifier' && parameter?.type === 'Identifier' && named.name === parameter.name;
}

/** The options of a CORS middleware. */
function ofOptions(options: Node | undefined, context: RuleContext): Report | undefined {
  const origin = context.property(options, 'origin');
  if (!options || !origin || !allowsEveryOrigin(origin, context) || isDevelopmentOnly(origin, context))
    return undefined;
  const value = context.property(options, 'credentials');
  const credentials = context.constantOf(value);
  if (credentials === true) return { node: origin, message: MESSAGE };
  if (value ? credentials === undefined : !context.isClosedObject(options)) {
    return { node: origin, message: MESSAGE, severity: 'medium', confidence: 'medium' };
  }
  // Without credentials it is no more than `*`.
  return { node: origin, message: MESSAGE, severity: 'low', confidence: 'low' };
}

/** True when the origin is looked at elsewhere in the function: found in a list, compared, tested. */
function isChecked(node: Node, context: RuleContext): boolean {
  let around: Node = node;
  while (around.parent && !isFunction(around)) around = around.parent;
  const value = unwrap(node);
  const uses =
    value.type === 'Identifier'
      ? context.referencesOf(value)
      : [...mentions(around, context.textOf(value), context)].filter((mention) => mention !== value);
  return uses.some((use) => {
    let at: Node = use;
    while (at.parent && /^(TSAs|TSNonNull|Chain|Logical)/.test(at.parent.type)) at = at.parent;
    const { parent } = at;
    if (parent?.type === 'BinaryExpression') {
      const other = parent.left === at ? parent.right : parent.left;
      return nameOf(other) !== 'undefined' && context.constantOf(other) !== null;
    }
    if (parent?.type === 'CallExpression') {
      return (
        parent.callee !== at && !/^(setHeader|header|set|append|log|info|debug|warn)$/.test(nameOf(parent.callee) ?? '')
      );
    }
    if (parent?.type === 'MemberExpression' && parent.object === at) {
      return parent.parent.type === 'CallExpression' && parent.parent.callee === parent;
    }
    return parent?.type === 'SwitchStatement';
  });
}

/** All expressions in a function that read as this text does. */
function* mentions(node: Node, text: string, context: RuleContext): Generator<Node> {
  const source = context.textOf(node);
  if (!source.includes(text)) return;
  if (source === text) yield node;
  for (const [key, child] of Object.entries(node)) {
    if (key === 'parent') continue;
    for (const one of Array.isArray(child) ? child : [child]) {
      if (one && typeof one === 'object' && typeof one.type === 'string') yield* mentions(one, text, context);
    }
  }
}

/** A header that gives the request's own origin back: https://developer.mozilla.org/docs/Web/HTTP/Guides/CORS. */
function ofHeader(value: Node, context: RuleContext): Report | undefined {
  if (!isRequestOrigin(value, context) || isChecked(value, context) || isDevelopmentOnly(value, context))
    return undefined;
  return allowsCredentials(context)
    ? { node: value, message: MESSAGE }
    : { node: value, message: MESSAGE, severity: 'low', confidence: 'low' };
}

export default patternRule({
  id: 'cors-reflected-origin',
  title: 'Every origin may read with credentials',
  severity: 'high',
  confidence: 'high',
  cwe: [942, 346],
  owasp: ['A05:2021', 'A02:2025'],
  ...whereOriginsAreAllowed({
    options: (options, _call, context) => ofOptions(optionsOf(options, context), context),
    header: ofHeader,
  }),
});
