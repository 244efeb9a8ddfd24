import {
  type CallLike,
  chainOn,
  type Fix,
  isDevelopmentOnly,
  type Node,
  nameOf,
  patternRule,
  type Report,
  type RuleContext,
  remove,
  suggestion,
  unwrap,
} from '../../../../engine/rule.ts';

/** True when an expression cannot be text of its own making: a number, a boolean. */
function isNumeric(node: Node, context: RuleContext): boolean {
  const value = unwrap(context.resolve(node));
  switch (value.type) {
    case 'UnaryExpression':
      return value.operator !== 'typeof';
    case 'MemberExpression':
      return nameOf(value) === 'length' || nameOf(value) === 'pid';
    case 'CallExpression': {
      const [inner] = value.arguments;
      if (context.isEntity(value.callee, 'global.String')) return inner !== undefined && isNumeric(inner, context);
      return context.isEntity(value.callee, 'global.Number', 'global.parseInt', 'global.parseFloat');
    }
    case 'TemplateLiteral':
      return value.expressions.every((hole) => context.constantOf(hole) !== undefined || isNumeric(hole, context));
    default:
      return false;
  }
}

/** The first argument of the program that is not known: an element of the list, or the list itself. */
function firstUnknown(list: Node, context: RuleContext): Node | undefined {
  const array = unwrap(context.resolve(list));
  if (array.type !== 'ArrayExpression') return context.constantOf(list) === undefined ? list : undefined;
  for (const element of array.elements) {
    if (!element || context.constantOf(element) !== undefined || isNumeric(element, context)) continue;
    return element.type === 'SpreadElement' ? firstUnknown(element.argument, context) && element : element;
  }
  return list.type === 'Identifier' ? firstAdded(list, context) : undefined;
}

/** The first unknown argument that is put into the list later: `args.push(target)`. */
function firstAdded(list: Node, context: RuleContext): Node | undefined {
  for (const reference of context.referencesOf(list)) {
    const [first] = chainOn(reference);
    if (first?.name !== 'push' && first?.name !== 'unshift') continue;
    const unknown = first.call.arguments.find(
      (argument) => context.constantOf(argument) === undefined && !isNumeric(argument, context),
    );
    if (unknown?.type === 'SpreadElement' ? firstUnknown(unknown.argument, context) : unknown) return unknown;
  }
  return undefined;
}

/** Scripts that Windows starts through a shell only: https://nodejs.org/api/child_process.html#spawning-bat-and-cmd-files-on-windows. */
const NEEDS_SHELL = /\.(bat|cmd)$|^(npm|npx|yarn|pnpm|pnpx|corepack|tsc|eslint|jest|vite|webpack)$/i;

function fixesOf(call: CallLike, options: Node, context: RuleContext): Fix[] {
  const program = context.constantOf(call.arguments[0]);
  // A command with spaces or signs of the shell is no name of a program.
  if (typeof program !== 'string' || !/^[\w./-]+$/.test(program) || NEEDS_SHELL.test(program)) return [];
  if (options.type !== 'ObjectExpression') return [];
  const list = unwrap(call.arguments[1] ?? call);
  if (list.type !== 'ArrayExpression' || list.elements.some((element) => asksShell(element, context))) return [];
  const shell = options.properties.find((property) => property.type === 'Property' && nameOf(property.key) === 'shell');
  if (!shell) return [];
  const gone = options.properties.length === 1 ? options : shell;
  // On Windows a script needs the shell to start.
  return [suggestion('Run without a shell', remove(gone, context.text))];
}

/** Globs, variables, pipes and quotes are the shell's work. */
function asksShell(element: Node | null, context: RuleContext): boolean {
  const text = element ? context.stringOf(element) : undefined;
  return text?.some((piece) => typeof piece === 'string' && /[*?$|<>&;~`"'(){}[\]\s]/.test(piece)) ?? false;
}

/** `process.platform === 'win32'` */
function isWindows(shell: Node, context: RuleContext): boolean {
  const test = unwrap(context.resolve(shell));
  return test.type === 'BinaryExpression' && /^===?$/.test(test.operator) && context.constantOf(test.right) === 'win32';
}

function report(call: CallLike, context: RuleContext): Report | undefined {
  const [, list, options] = call.arguments;
  const shell = context.property(options, 'shell');
  if (!list || !options || !shell) return undefined;
  const value = context.constantOf(shell);
  if (value === false || value === null || value === '') return undefined;
  const unknown = firstUnknown(list, context);
  if (!unknown || isDevelopmentOnly(call, context)) return undefined;
  return {
    node: unknown,
    message:
      'With `shell` the arguments are joined by spaces and read by the shell, so a space or a `;` in this one starts something else. Leave `shell` out and pass the list.',
    // On Windows alone, or decided at run time.
    ...(unknown !== list && isWindows(shell, context)
      ? { severity: 'low' }
      : value === undefined
        ? { confidence: 'low' }
        : {}),
    fixes: value === undefined ? [] : fixesOf(call, options, context),
  };
}

export default patternRule({
  id: 'shell-option-with-args',
  title: 'Arguments given to a shell',
  severity: 'medium',
  confidence: 'medium',
  cwe: [78, 88],
  owasp: ['A03:2021', 'A05:2025'],
  entities: ['global.String', 'global.Number', 'global.parseInt', 'global.parseFloat'],
  // https://nodejs.org/api/deprecations.html#DEP0190: passing args to spawn with `shell: true`
  calls: {
    'child_process.spawn': report,
    'child_process.spawnSync': report,
    'child_process.execFile': report,
    'child_process.execFileSync': report,
    'cross-spawn': report,
    'cross-spawn.sync': report,
    execa: report,
    'execa.execa': report,
    'execa.execaSync': report,
  },
});
