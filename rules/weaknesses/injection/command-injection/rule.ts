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
  kinds: ['shell-command'],
  message: ({ source }) =>
    `${source} becomes part of a command that a shell reads, so that whoever sends it can run programs of their own. Start the program without a shell and hand the value over as an argument: \`execFile(file, [value])\`.`,
  fixes: (sink, context) => [...withoutShell(sink, context)],
});

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
  const from = modulesIn(context.program).find((specifier) => /^(?:node:)?child_process$/.test(specifier));
  if (from === undefined) return [];
  const shared = context.referencesOf(callee).filter((reference) => reference !== callee);
  const specifier = shared.length === 1 ? shared[0]?.parent : undefined;
  if (specifier?.type === 'ImportSpecifier' || (specifier?.type === 'Property' && specifier.shorthand)) {
    return [replace(specifier, wanted), replace(callee, wanted)];
  }
  const { local, edits } = addImport(context.program, context.text, { from, name: wanted });
  return [...edits, replace(callee, local)];
}

/** The specifiers of all imports and requires at the top of the module. */
function modulesIn(program: TSESTree.Program): string[] {
  return program.body.flatMap((statement) => {
    if (statement.type === 'ImportDeclaration') return [statement.source.value];
    if (statement.type !== 'VariableDeclaration') return [];
    return statement.declarations.flatMap(({ init }) => {
      const argument =
        init?.type === 'CallExpression' && nameOf(init.callee) === 'require' ? init.arguments[0] : undefined;
      return argument?.type === 'Literal' && typeof argument.value === 'string' ? [argument.value] : [];
    });
  });
}
