import {
  type CallLike,
  type Fix,
  isFunction,
  type Node,
  nameOf,
  patternRule,
  type Report,
  type RuleContext,
  replace,
  suggestion,
  unwrap,
} from '../../../../engine/rule.ts';

const MESSAGE =
  'This text is run as a program, so whoever can choose a part of it runs code here. Use a function, `JSON.parse` or a table of functions.';

function ofEval(call: CallLike, context: RuleContext): Report | undefined {
  const [code] = call.arguments;
  if (!code || context.constantOf(code) !== undefined) return undefined;
  return { node: code, message: MESSAGE, fixes: asJson(call, code, context) };
}

/** `eval('(' + text + ')')` is how JSON was read before `JSON.parse`. */
function asJson(call: CallLike, code: Node, context: RuleContext): Fix[] {
  const pieces = context.stringOf(code);
  const [open, hole, close] = pieces ?? [];
  if (pieces?.length !== 3 || open !== '(' || close !== ')' || typeof hole === 'string' || !hole) return [];
  return [suggestion('Use JSON.parse', replace(call, `JSON.parse(${context.textOf(hole.node)})`))];
}

/** All arguments are code: https://developer.mozilla.org/docs/Web/JavaScript/Reference/Global_Objects/Function/Function. */
function ofFunction(call: CallLike, context: RuleContext): Report | undefined {
  const unknown = call.arguments.find((argument) => context.constantOf(argument) === undefined);
  return unknown && { node: unknown, message: MESSAGE };
}

/**
 * `Object.getPrototypeOf(async function () {}).constructor` and `(async () => {}).constructor` are like `Function`:
 * https://developer.mozilla.org/docs/Web/JavaScript/Reference/Global_Objects/AsyncFunction.
 */
function ofFunctionConstructor(call: CallLike, context: RuleContext): Report | undefined {
  const callee = unwrap(context.resolve(call.callee));
  if (callee.type !== 'MemberExpression' || nameOf(callee) !== 'constructor') return undefined;
  const object = unwrap(context.resolve(callee.object));
  const isPrototype = object.type === 'CallExpression' && nameOf(object.callee) === 'getPrototypeOf';
  const made = isPrototype ? object.arguments[0] : object;
  return made && isFunction(unwrap(context.resolve(made))) ? ofFunction(call, context) : undefined;
}

/** https://developer.mozilla.org/docs/Web/API/Window/setTimeout#code: text is run as by `eval`. */
function ofTimer(call: CallLike, context: RuleContext): Report | undefined {
  const [code] = call.arguments;
  if (!code) return undefined;
  const value = unwrap(context.resolve(code));
  if (isFunction(value)) return undefined;
  const constant = context.constantOf(code);
  if (typeof constant === 'string') {
    const statement = /^\s*([\w$.]+\([\w\s$.,'"]*\))\s*;?\s*$/.exec(constant)?.[1];
    return {
      node: code,
      message:
        'A timer that takes text runs it as `eval` does, which a content security policy refuses. Pass a function.',
      // Nobody chooses this text.
      confidence: 'low',
      fixes: statement === undefined ? [] : [suggestion('Pass a function', replace(code, `() => ${statement}`))],
    };
  }
  return context.stringOf(code) === undefined ? undefined : { node: code, message: MESSAGE };
}

export default patternRule({
  id: 'eval-usage',
  title: 'Text run as a program',
  severity: 'low',
  confidence: 'medium',
  cwe: [95],
  owasp: ['A03:2021', 'A05:2025'],
  on: { CallExpression: ofFunctionConstructor, NewExpression: ofFunctionConstructor },
  calls: {
    'global.eval': ofEval,
    'global.execScript': ofEval,
    'global.Function': ofFunction,
    'global.setTimeout': ofTimer,
    'global.setInterval': ofTimer,
  },
});
