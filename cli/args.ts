/** What may be typed after `portside`, as data, and the reader of it. */
import { parseArgs } from 'node:util';
import { UsageError } from '../workspace/usageError.ts';

/** What was typed can't be meant; the command's help says what can. */
export class CommandLineError extends UsageError {
  override readonly name = 'CommandLineError';
}

export interface OptionSpec {
  readonly type: 'boolean' | 'string';
  readonly short?: string;
  /** How the value is called in the help. */
  readonly value?: string;
  /** The only values that are taken. */
  readonly oneOf?: readonly string[];
  readonly help: string;
}

export interface CommandSpec {
  /** What stands after the command: `[path…]`. */
  readonly operands: string;
  readonly minimum: number;
  readonly maximum: number;
  readonly summary: string;
  /** More to say in the command's own help. */
  readonly details?: string;
  readonly options: Readonly<Record<string, OptionSpec>>;
}

export const commands = {
  scan: {
    operands: '[path…]|--history [range]',
    minimum: 0,
    maximum: Number.POSITIVE_INFINITY,
    summary: 'Analyse files and folders (default: this folder) and report what is found.',
    details: [
      'Ends with 0 when nothing is found, 1 for findings at or above --fail-on, 3 when something could not be',
      'analysed, 2 for a wrong command line or configuration.',
    ].join('\n'),
    options: {
      staged: { type: 'boolean', help: 'What the next commit adds: reads the index, not the work tree.' },
      'whole-files': {
        type: 'boolean',
        help: 'With --staged or --since: all of the changed files, not only their added lines.',
      },
      since: { type: 'string', value: 'REF', help: 'What changed since a commit, branch or tag.' },
      history: {
        type: 'boolean',
        help: 'Secrets that commits added, also those that are gone: of all branches, or of main..feature.',
      },
      tests: { type: 'boolean', help: 'Show findings in tests, stories and fixtures too.' },
      profile: {
        type: 'string',
        value: 'NAME',
        oneOf: ['recommended', 'audit'],
        help: 'Which rules speak, instead of what the configuration says.',
      },
      'fail-on': {
        type: 'string',
        value: 'SEVERITY',
        oneOf: ['critical', 'high', 'medium', 'low', 'never'],
        help: 'The least severity that makes the scan end with 1, instead of what the configuration says.',
      },
      format: {
        type: 'string',
        value: 'FORMAT',
        oneOf: ['pretty', 'json', 'sarif'],
        help: 'How to report. Default: pretty.',
      },
      output: { type: 'string', short: 'o', value: 'FILE', help: 'Write the report to a file.' },
      stdin: { type: 'boolean', help: 'Analyse the text on standard input.' },
      'stdin-path': { type: 'string', value: 'PATH', help: 'The path that the text on standard input has.' },
      'no-cache': { type: 'boolean', help: 'Neither use nor keep what earlier scans found out.' },
      'no-color': { type: 'boolean', help: 'No colours, as with NO_COLOR.' },
    },
  },
  rules: {
    operands: '',
    minimum: 0,
    maximum: 0,
    summary: 'List the rules.',
    options: {
      format: { type: 'string', value: 'FORMAT', oneOf: ['pretty', 'json'], help: 'How to list. Default: pretty.' },
      'no-color': { type: 'boolean', help: 'No colours, as with NO_COLOR.' },
    },
  },
  explain: {
    operands: '<rule>|<provider>|<file>:<line>',
    minimum: 1,
    maximum: 1,
    summary: "Show the page of a rule or of a provider's tokens, or why nothing is reported on a line.",
    details: [
      "A rule's page says what it finds, why that is bad, and how to fix it; a provider's, what its tokens open and how",
      'they are revoked (explain github). Of a line it is told which findings are hidden and by what, what each dangerous',
      'call is given, where data from outside ends, and which calls are unknown.',
    ].join('\n'),
    options: {},
  },
  config: {
    operands: '<file>',
    minimum: 1,
    maximum: 1,
    summary: 'Show the configuration that holds for a file, and where it comes from.',
    options: {},
  },
  lsp: {
    operands: '',
    minimum: 0,
    maximum: 0,
    summary: 'Run the language server on standard input and output, for any editor.',
    options: { stdio: { type: 'boolean', help: 'Taken for editors that pass it; there is no other way.' } },
  },
  hook: {
    operands: 'install|uninstall|doctor',
    minimum: 1,
    maximum: 1,
    summary: 'Scan what is staged before every commit, stop doing so, or see whether it works.',
    details: [
      'Uses the manager of hooks that the repository has: husky, lefthook, simple-git-hooks, pre-commit; else git itself.',
      'doctor says what would run and which Node.js is found, in terminals and where an editor starts git. It ends with 0',
      'when the hook works, else with 2.',
    ].join('\n'),
    options: {},
  },
  baseline: {
    operands: 'write',
    minimum: 1,
    maximum: 1,
    summary: 'Record the findings of today, so that only new ones are reported.',
    options: {},
  },
  cache: {
    operands: 'where|clear',
    minimum: 1,
    maximum: 1,
    summary: 'Say where scans keep what they have found out, or remove it.',
    details: 'It holds no code and no secret, and nothing is lost with it but time.',
    options: {},
  },
} as const satisfies Record<string, CommandSpec>;

export type CommandName = keyof typeof commands;

/** Options that stand everywhere. */
export const everywhere = {
  help: { type: 'boolean', short: 'h', help: 'Show this help.' },
  version: { type: 'boolean', help: 'Show the version.' },
} as const satisfies Record<string, OptionSpec>;

export interface CommandLine {
  readonly operands: readonly string[];
  /** Options that were given with a value. */
  readonly values: Readonly<Record<string, string>>;
  /** Options that were given without one. */
  readonly flags: ReadonlySet<string>;
}

export type Request =
  | { readonly kind: 'help'; readonly command?: CommandName }
  | { readonly kind: 'version' }
  | { readonly kind: 'run'; readonly command: CommandName; readonly line: CommandLine };

/**
 * What the command line asks for.
 * @param argv what stands after `portside`
 * @throws CommandLineError for what is not in `commands`
 */
export function readCommandLine(argv: readonly string[]): Request {
  const [first, ...rest] = argv;
  if (first === undefined) throw new CommandLineError('a command is missing');
  if (first === 'help') return { kind: 'help', ...(rest[0] === undefined ? {} : { command: commandNamed(rest[0]) }) };
  if (first.startsWith('-')) {
    const line = readOptions(argv, everywhere);
    if (line.flags.has('help')) return { kind: 'help' };
    if (line.flags.has('version')) return { kind: 'version' };
    throw new CommandLineError('a command is missing');
  }
  const command = commandNamed(first);
  const spec: CommandSpec = commands[command];
  const line = readOptions(rest, { ...spec.options, ...everywhere });
  if (line.flags.has('help')) return { kind: 'help', command };
  if (line.flags.has('version')) return { kind: 'version' };
  if (line.operands.length < spec.minimum) throw new CommandLineError(`${command} needs ${spec.operands}`);
  if (line.operands.length > spec.maximum) {
    throw new CommandLineError(`${command} does not take ${JSON.stringify(line.operands[spec.maximum])}`);
  }
  return { kind: 'run', command, line };
}

/** The command of this name. @throws CommandLineError */
function commandNamed(name: string): CommandName {
  if (Object.hasOwn(commands, name)) return name as CommandName;
  throw new CommandLineError(`there is no command ${JSON.stringify(name)}${suggestion(name, Object.keys(commands))}`);
}

function readOptions(argv: readonly string[], options: Readonly<Record<string, OptionSpec>>): CommandLine {
  const { tokens } = parseArgs({
    args: [...argv],
    options: Object.fromEntries(
      Object.entries(options).map(([name, { type, short }]) => [name, short ? { type, short } : { type }]),
    ),
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const operands: string[] = [];
  const values: Record<string, string> = {};
  const flags = new Set<string>();
  for (const token of tokens) {
    if (token.kind === 'positional') operands.push(token.value);
    if (token.kind !== 'option') continue;
    const spec = Object.hasOwn(options, token.name) ? options[token.name] : undefined;
    if (!spec) {
      const names = Object.keys(options).map((name) => `--${name}`);
      throw new CommandLineError(`there is no option ${token.rawName}${suggestion(token.rawName, names)}`);
    }
    if (spec.type === 'boolean') {
      if (token.value !== undefined) throw new CommandLineError(`${token.rawName} takes no value`);
      flags.add(token.name);
    } else {
      values[token.name] = textOf(token.rawName, token.value, token.inlineValue === true, spec);
    }
  }
  return { operands, values, flags };
}

function textOf(name: string, value: string | undefined, isInline: boolean, spec: OptionSpec): string {
  // `--since --tests` forgot the value; whoever means a value that starts with a dash writes `--since=-x`.
  if (value === undefined || value === '' || (!isInline && value.length > 1 && value.startsWith('-'))) {
    throw new CommandLineError(`${name} needs a value${spec.oneOf ? `: ${spec.oneOf.join(', ')}` : ''}`);
  }
  if (spec.oneOf && !spec.oneOf.includes(value)) {
    throw new CommandLineError(`${name} is one of ${spec.oneOf.join(', ')}, not ${JSON.stringify(value)}`);
  }
  return value;
}

/** `; did you mean …?` with the nearest name, or nothing when none is near. */
export function suggestion(typed: string, names: readonly string[]): string {
  const [nearest] = names
    .map((name) => ({ name, distance: editDistance(typed.toLowerCase(), name) }))
    .filter(({ name, distance }) => distance <= Math.max(2, Math.floor(name.length / 3)))
    .sort((a, b) => a.distance - b.distance);
  return nearest ? `; did you mean ${nearest.name}?` : '';
}

/** Levenshtein's distance, cut at 64 characters. */
function editDistance(a: string, b: string): number {
  const [from, to] = [a.slice(0, 64), b.slice(0, 64)];
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 1; i <= from.length; i++) {
    const next = [i];
    for (let j = 1; j <= to.length; j++) {
      const change = (row[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}
