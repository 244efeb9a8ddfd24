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
  threats: {
    operands: 'init|check|report|export|answer',
    minimum: 1,
    maximum: 3,
    summary: 'Keep the threat model of the program: start it, check a change, report it, answer a question.',
    details: [
      'init      writes the header and the lock of the model: .portside/threat-model.yaml, .portside/model.lock.json',
      'check     says what has changed since the lock (or since --since REF, or with what is staged), and which questions',
      '          that opens; ends with 1 when the gate does not let it pass, 3 when something could not be analysed, 2 for',
      '          a wrong command line or a file below .portside that cannot be used, else with 0',
      'report    the whole model with its questions, for people: --format markdown, html or mermaid',
      'export    the model for other tools: --format threat-dragon, threat-model-library or otm; the layout of a Threat',
      '          Dragon file that --output names is kept',
      'answer <element> <question>   writes an answer: --state yes --because "why". The element is an id, or the name of',
      '          one, such as "POST /orders"; with a star it is a group of elements, and so is the name of a group in',
      '          .portside/groups',
    ].join('\n'),
    options: {
      since: { type: 'string', value: 'REF', help: 'check: what changed since a commit, branch or tag.' },
      staged: { type: 'boolean', help: 'check: what the next commit changes.' },
      gate: {
        type: 'string',
        value: 'GATE',
        oneOf: ['off', 'new-only', 'all'],
        help: 'check: fail never, on questions that the change opened (the default), or on every open one.',
      },
      write: { type: 'boolean', help: 'check: bring the lock up to date with the code.' },
      rename: { type: 'boolean', help: 'check: let the answers of elements that seem renamed follow them.' },
      format: {
        type: 'string',
        value: 'FORMAT',
        oneOf: [
          ...['pretty', 'json', 'markdown', 'html', 'mermaid'],
          ...['threat-dragon', 'threat-model-library', 'otm'],
        ],
        help: 'How to report. Of check: pretty, json, markdown (for a pull request).',
      },
      output: { type: 'string', short: 'o', value: 'FILE', help: 'check, report, export: write to a file.' },
      state: {
        type: 'string',
        value: 'STATE',
        oneOf: ['yes', 'no', 'n/a', 'accepted', 'transferred', 'unsure'],
        help: 'answer: the answer.',
      },
      because: { type: 'string', value: 'TEXT', help: 'answer: why, so that a reviewer can follow.' },
      by: { type: 'string', value: 'NAME', help: 'answer: who answers.' },
      until: { type: 'string', value: 'DAY', help: 'answer: the last day that a risk is accepted for: 2027-06-30.' },
      findings: { type: 'boolean', help: 'answer: the risk covers the findings that are open there now.' },
      group: { type: 'string', value: 'NAME', help: 'answer: what a group of elements is called.' },
      behind: { type: 'string', value: 'NAMES', help: 'answer: of a group only those that pass these middlewares.' },
      except: {
        type: 'string',
        value: 'GLOBS',
        help: 'answer: names or ids of a group that the answer is not for; none: it is for all.',
      },
      service: { type: 'string', value: 'NAME', help: 'init: what the service is called.' },
      data: { type: 'string', value: 'CLASSES', help: 'init: classes of data: contact,payment.' },
      impact: {
        type: 'string',
        value: 'IMPACT',
        oneOf: ['low', 'medium', 'high', 'maximum'],
        help: 'init: the worst that can happen.',
      },
      exposure: { type: 'string', value: 'TEXT', help: 'init: who may call it.' },
      owners: { type: 'string', value: 'NAMES', help: 'init: who answers for it.' },
      level: { type: 'string', value: 'LEVEL', oneOf: ['1', '2', '3'], help: 'init: level of OWASP ASVS 5.0.0.' },
    },
  },
  baseline: {
    operands: 'write|prune|show',
    minimum: 1,
    maximum: 1,
    summary: 'Record the findings of today, so that only new ones are reported; or look after that.',
    details: [
      'write records, prune takes out what is gone, show says what is known and where it is. A line an entry, without',
      'places and dates: it survives edits elsewhere and moves, and merges without conflicts. Secrets are in it as cut',
      'hashes under a random key. Ends with 0; with 2 when the file cannot be used, with 3 when something could not be',
      'analysed.',
    ].join('\n'),
    options: {
      history: { type: 'boolean', help: 'write: also the secrets that stand in the history only.' },
      tests: { type: 'boolean', help: 'Findings in tests, stories and fixtures too.' },
      profile: { type: 'string', value: 'NAME', oneOf: ['recommended', 'audit'], help: 'Which rules speak.' },
      format: { type: 'string', value: 'FORMAT', oneOf: ['pretty', 'json'], help: 'show: how. Default: pretty.' },
    },
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
    .map((name) => ({ name, distance: editDistance(typed.toLowerCase(), name.toLowerCase()) }))
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
