import {
  type CallLike,
  isDevelopmentOnly,
  type Node,
  nameOf,
  patternRule,
  type Report,
  type RuleContext,
  unwrap,
} from '../../../../engine/rule.ts';

const WHOLE =
  'The folder of the program itself is served: its source, its settings and what lies beside them, such as `package.json` and databases in files. Serve a folder that holds only what is public.';

const HIDDEN =
  'Files whose name starts with a dot are served, and such are `.env` and `.git`. Leave `dotfiles` at `ignore`.';

/** https://expressjs.com/en/5x/api.html#express.static, https://github.com/expressjs/serve-static#options */
export default patternRule({
  id: 'static-serves-sensitive',
  title: "The program's own files are served",
  severity: 'medium',
  confidence: 'high',
  cwe: [552, 538],
  owasp: ['A01:2021', 'A01:2025'],
  calls: {
    'express.static': served(0),
    'serve-static': served(0),
    'koa-static': served(0),
  },
});

function served(index: number) {
  return (call: CallLike, context: RuleContext): Report | undefined => {
    const folder = call.arguments[index];
    if (!folder || isDevelopmentOnly(call, context)) return undefined;
    if (isProgramFolder(folder, context)) return { node: folder, message: WHOLE };
    const dotfiles = context.property(call.arguments[index + 1], 'dotfiles');
    return dotfiles && context.constantOf(dotfiles) === 'allow' ? { node: dotfiles, message: HIDDEN } : undefined;
  };
}

/** `'.'`, `process.cwd()`, and `__dirname` of a file that starts a server. */
function isProgramFolder(node: Node, context: RuleContext): boolean {
  const folder = unwrap(context.resolve(node));
  const text = context.constantOf(folder);
  if (typeof text === 'string') return /^(?:\.{1,2}\/?|\/)$/.test(text);
  if (folder.type === 'Identifier') return folder.name === '__dirname' && isNoPublicFolder(context);
  if (folder.type !== 'CallExpression') return false;
  const name = nameOf(folder.callee);
  if (name === 'cwd') return true;
  const [first, ...rest] = folder.arguments;
  if (!/^(?:join|resolve|normalize)$/.test(name ?? '') || !first) return false;
  const isUp = rest.every((each) => /^(?:\.{0,2}\/?|\/\.\.\/?)$/.test(String(context.constantOf(each))));
  return isUp && isProgramFolder(first, context);
}

/** A file that lies beside what it serves says so by its folder. */
function isNoPublicFolder({ path }: RuleContext): boolean {
  return !/(?:^|\/)(?:public|static|assets|dist|www|web|docs|html|demo|examples?)\//i.test(path);
}
