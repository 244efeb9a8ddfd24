import {
  addImport,
  type Edit,
  type Fix,
  flowRule,
  nameOf,
  type RuleContext,
  replace,
  type SinkMatch,
  suggestion,
  type TSESTree,
} from '../../../../engine/rule.ts';

export default flowRule({
  id: 'command-injection',
  title: 'Text from outside runs in a shell',
  severity: 'critical',
  confidence: 'high',
  cwe: [78],
  owasp: ['A03:2021', 'A05:2025'],
  refines: ['shell-option-with-args'],
  kinds: ['shell-command'],
  secondOrder: true,
  message: (sink, context) =>
    namesProgram(sink, context)
      ? `${sink.source} decides which program is started, so that whoever sends it can run one of their own. Choose the program from a fixed list.`
      : `${sink.source} becomes part of a command that a shell reads, so that whoever sends it can run programs of their own. Start the program without a shell and hand the value over as an argument: \`execFile(file, [value])\`.`,
  fixes: (sink, context) => [...withoutShell(sink, context)],
});

/** True when the data is the name of the program, and no shell reads it. */
function namesProgram({ site, entity, value }: SinkMatch, context: RuleContext): boolean {
  if (site.type !== 'CallExpression' && site.type !== 'NewExpression') return false;
  if (/StdioClientTransport$/.test(entity)) return true;
  if (!/(?:\bspawn|execFile|\bfork|cross-spawn|execa\b)/.test(entity) || site.arguments[0] !== value) return false;
  return !site.arguments.some((argument) => {
    const shell = context.property(argument, 'shell');
    return shell !== undefined && context.constantOf(shell) !== false;
  });
}

/** `execFile` takes the same options and callback as `exec`: https://nodejs.org/api/child_process.html. */
const WITHOUT_SHELL: Readonly<Record<string, string>> = { exec: 'execFile', execSync: 'execFileSync' };

/** Words that mean something only to a shell. */
const BUILT_IN = /^(?:\.|alias|cd|command|dir|echo|eval|exec|exit|export|read|set|source|type|ulimit|umask|unset)$/;

/** `exec(\`cmd ${x}\`)` becomes `execFile('cmd', [x])` when the text is plain words and whole words that are holes. */
function* withoutShell({ site, value }: SinkMatch, context: RuleContext): Generator<Fix> {
  if (site.type !== 'CallExpression' || site.arguments[0] !== value) return;
  const name = nameOf(site.callee);
  const wanted = name === undefined ? undefined : WITHOUT_SHELL[name];
  if (wanted === undefined || !context.isEntity(site.callee, `child_process.${name}`)) return;
  if (site.arguments.some((argument) => context.property(argument, 'shell'))) return;
  const [program, ...words] = wordsOf(value, context) ?? [];
  if (program === undefined || !program.startsWith("'") || BUILT_IN.test(program.slice(1, -1))) return;
  const call = `${program}, [${words.join(', ')}]`;
  yield suggestion(
    `Run ${program} without a shell`,
    ...calleeEdits(site.callee, wanted, context),
    replace(value, call),
  );
}

/** The words of the command as source text: constants quoted, holes as they are. Undefined when a shell would do more. */
function wordsOf(value: TSESTree.Node, context: RuleContext): string[] | undefined {
  const words: string[] = [];
  let isComplete = true;
  for (const piece of context.stringOf(value) ?? []) {
    if (typeof piece === 'string') {
      if (!/^[\w ./:@%+=,-]*$/.test(piece)) return undefined;
      if (words.length > 0 && !piece.startsWith(' ')) return undefined;
      words.push(
        ...piece
          .split(' ')
          .filter(Boolean)
          .map((word) => `'${word}'`),
      );
      isComplete = piece.endsWith(' ');
    } else {
      if (!isComplete) return undefined;
      words.push(context.textOf(piece.node));
      isComplete = false;
    }
  }
  return words;
}

/** Edits that make the callee the function without a shell; its import is renamed when nothing else needs it. */
function calleeEdits(callee: TSESTree.Expression, wanted: string, context: RuleContext): readonly Edit[] {
  if (callee.type === 'MemberExpression') return [replace(callee.property, wanted)];
  const imported = importOf(callee, context.program);
  if (!imported) return [];
  const references = context.referencesOf(callee).filter((reference) => reference.parent !== imported.specifier);
  if (references.length === 1) return [replace(imported.specifier, wanted), replace(callee, wanted)];
  const { local, edits } = addImport(context.program, context.text, { from: imported.from, name: wanted });
  return [...edits, replace(callee, local)];
}

/** Where a name comes into the module: `import { exec } from '…'` or `const { exec } = require('…')`, without an alias. */
function importOf(
  callee: TSESTree.Expression,
  program: TSESTree.Program,
): { readonly specifier: TSESTree.Node; readonly from: string } | undefined {
  const name = nameOf(callee);
  for (const statement of program.body) {
    if (statement.type === 'ImportDeclaration') {
      const specifier = statement.specifiers.find(({ local }) => local.name === name);
      if (specifier?.type === 'ImportSpecifier') return { specifier, from: statement.source.value };
    } else if (statement.type === 'VariableDeclaration') {
      for (const { id, init } of statement.declarations) {
        if (id.type !== 'ObjectPattern' || init?.type !== 'CallExpression' || nameOf(init.callee) !== 'require')
          continue;
        const specifier = id.properties.find(
          (property) => property.type === 'Property' && nameOf(property.value) === name,
        );
        const source = init.arguments[0];
        if (specifier && source?.type === 'Literal') return { specifier, from: String(source.value) };
      }
    }
  }
  return undefined;
}
