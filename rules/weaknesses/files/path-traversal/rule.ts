import {
  addImport,
  type Edit,
  type Fix,
  flowRule,
  insertAfter,
  insertBefore,
  nameOf,
  type RuleContext,
  type SinkMatch,
  suggestion,
  type TSESTree,
} from '../../../../engine/rule.ts';

export default flowRule({
  id: 'path-traversal',
  title: 'Text from outside chooses a file',
  severity: 'high',
  confidence: 'high',
  cwe: [22, 73],
  owasp: ['A01:2021', 'A01:2025'],
  kinds: ['path'],
  message: ({ source, entity }) =>
    `${source} decides which file \`${entity}\` opens, and \`../\` leads out of the folder that is meant. Take \`path.basename\` of it, or resolve the path and check that it starts with the folder and a separator.`,
  fixes: (sink, context) => [...lastComponent(sink, context)],
});

/** `path.join(folder, x)` becomes `path.join(folder, path.basename(x))` when everything before `x` is the program's own. */
function* lastComponent({ value }: SinkMatch, context: RuleContext): Generator<Fix> {
  const call = context.resolve(value);
  if (call.type !== 'CallExpression' || !context.isEntity(call.callee, 'path.join', 'path.resolve')) return;
  const last = call.arguments.at(-1);
  if (!last || call.arguments.length < 2 || last.type === 'SpreadElement' || context.stringOf(last)) return;
  if (!call.arguments.slice(0, -1).every((argument) => isOwn(argument, context))) return;
  const basename = basenameFor(call.callee, context);
  yield suggestion(
    'Use the last part of the path only',
    ...basename.edits,
    insertBefore(last, `${basename.local}(`),
    insertAfter(last, ')'),
  );
}

/** A constant, a global of the module or a member of the program's configuration. */
function isOwn(node: TSESTree.Node, context: RuleContext): boolean {
  return (
    context.constantOf(node) !== undefined ||
    (node.type === 'Identifier' && (/^__(?:dirname|filename)$/.test(node.name) || context.resolve(node) !== node)) ||
    (node.type === 'CallExpression' && nameOf(node.callee) === 'cwd') ||
    (node.type === 'MemberExpression' && /^import\.meta\.|^process\.env\./.test(context.textOf(node)))
  );
}

/** `basename` in the words of the file: beside `join`. */
function basenameFor(
  callee: TSESTree.Expression,
  context: RuleContext,
): { readonly local: string; readonly edits: readonly Edit[] } {
  if (callee.type === 'MemberExpression') return { local: `${context.textOf(callee.object)}.basename`, edits: [] };
  const from = context.text.includes('node:path') ? 'node:path' : 'path';
  return addImport(context.program, context.text, { from, name: 'basename' });
}
