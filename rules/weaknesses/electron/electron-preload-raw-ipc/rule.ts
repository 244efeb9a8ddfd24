import {
  type CallLike,
  type FunctionNode,
  isFunction,
  type Node,
  nameOf,
  patternRule,
  type Report,
  type RuleContext,
  unwrap,
} from '../../../../engine/rule.ts';

const MESSAGE =
  'The page is given a way to every channel of the main process, so that a script that gets into it can call all handlers. Give it one function for each thing that it may do.';

const SENDS = /^(?:send|sendSync|invoke|on|once|sendToHost|postMessage)$/;

/** https://www.electronjs.org/docs/latest/tutorial/context-isolation#security-considerations */
export default patternRule({
  id: 'electron-preload-raw-ipc',
  title: 'A page can call every channel of the main process',
  severity: 'high',
  confidence: 'high',
  cwe: [749, 653],
  owasp: ['A05:2021', 'A02:2025'],
  calls: {
    'electron.contextBridge.exposeInMainWorld': (call: CallLike, context: RuleContext): readonly Report[] =>
      exposed(call.arguments[1], context, 0),
  },
});

function exposed(node: Node | undefined, context: RuleContext, depth: number): readonly Report[] {
  if (!node || depth > 4) return [];
  const value = unwrap(context.resolve(node));
  if (isIpc(value)) return [{ node, message: MESSAGE }];
  switch (value.type) {
    case 'ObjectExpression':
      return value.properties.flatMap((each) =>
        exposed(each.type === 'SpreadElement' ? each.argument : each.value, context, depth + 1),
      );
    case 'MemberExpression':
      return SENDS.test(nameOf(value) ?? '') && isIpc(unwrap(value.object)) ? [{ node, message: MESSAGE }] : [];
    case 'CallExpression': {
      // `ipcRenderer.send.bind(ipcRenderer)`
      const callee = unwrap(value.callee);
      return nameOf(callee) === 'bind' && callee.type === 'MemberExpression'
        ? exposed(callee.object, context, depth + 1)
        : [];
    }
    default:
      return isFunction(value) ? handsOn(value, context) : [];
  }
}

function isIpc(node: Node): boolean {
  return node.type === 'Identifier'
    ? node.name === 'ipcRenderer'
    : node.type === 'MemberExpression' && nameOf(node) === 'ipcRenderer';
}

/** A function whose own first parameter is the channel, as it came. */
function handsOn(fn: FunctionNode, context: RuleContext): readonly Report[] {
  const [first] = fn.params;
  const channel = first?.type === 'RestElement' ? first.argument : first;
  if (channel?.type !== 'Identifier' || isChecked(fn, channel.name, context)) return [];
  return context.referencesOf(channel).flatMap((reference): Report[] => {
    const argument = reference.parent?.type === 'SpreadElement' ? reference.parent : reference;
    const call = argument.parent;
    if (call?.type !== 'CallExpression' || call.arguments[0] !== argument) return [];
    const callee = unwrap(call.callee);
    const isSent =
      callee.type === 'MemberExpression' && SENDS.test(nameOf(callee) ?? '') && isIpc(unwrap(callee.object));
    return isSent ? [{ node: reference, message: MESSAGE }] : [];
  });
}

/** True when the function looks at the channel before: in a list, by a comparison, by a name that begins so. */
function isChecked(fn: FunctionNode, name: string, context: RuleContext): boolean {
  const text = context.textOf(fn.body ?? fn);
  return new RegExp(
    `\\b(?:includes|has|indexOf|test|hasOwn|some)\\(\\s*(?:\\w+,\\s*)?${name}\\b|\\b${name}\\s*(?:[!=]==?|\\.startsWith\\(|in\\b)|\\(${name}\\)\\s*[)&|{]`,
  ).test(text);
}
