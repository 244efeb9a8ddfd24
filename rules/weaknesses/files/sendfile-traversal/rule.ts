import { type Fix, flowRule, type RuleContext, replace, type SinkMatch, suggestion } from '../../../../engine/rule.ts';

export default flowRule({
  id: 'sendfile-traversal',
  title: 'Text from outside chooses the file that is sent',
  severity: 'high',
  confidence: 'high',
  cwe: [22],
  owasp: ['A01:2021', 'A01:2025'],
  refines: ['path-traversal'],
  kinds: ['path'],
  message: ({ source }) =>
    `${source} decides which file is sent, and \`../\` leads out of the folder that is meant. Name the folder with \`{ root: folder }\`, so that Express refuses every path outside of it.`,
  fixes: (sink, context) => [...withRoot(sink, context)],
});

/** `sendFile(path.join(folder, x))` becomes `sendFile(x, { root: folder })`: https://expressjs.com/en/5x/api.html#res.sendFile. */
function* withRoot({ site, value, entity }: SinkMatch, context: RuleContext): Generator<Fix> {
  if (site.type !== 'CallExpression' || site.arguments[0] !== value || site.arguments.length !== 1) return;
  if (!/#sendFile$/.test(entity)) return;
  if (value.type !== 'CallExpression' || !context.isEntity(value.callee, 'path.join', 'path.resolve')) return;
  const [folder, name, ...others] = value.arguments;
  if (!folder || !name || others.length > 0 || name.type === 'SpreadElement') return;
  // `root` must be there; a folder that is a relative path would not be absolute any more after `resolve`.
  if (folder.type === 'Literal' && !String(folder.value).startsWith('/')) return;
  yield suggestion(
    'Keep it inside the folder',
    replace(value, `${context.textOf(name)}, { root: ${context.textOf(folder)} }`),
  );
}
