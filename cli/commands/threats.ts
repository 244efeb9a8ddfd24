import { type CommandLine, CommandLineError, suggestion } from '../args.ts';
import type { Io } from '../io.ts';
import { answerQuestion } from '../threats/answer.ts';
import { checkChange } from '../threats/check.ts';
import { startModel } from '../threats/init.ts';
import { exportModel, reportModel } from '../threats/report.ts';

interface Action {
  readonly run: (line: CommandLine, io: Io) => Promise<number>;
  /** The options that belong to it. */
  readonly options: readonly string[];
  readonly formats?: readonly string[];
}

const ACTIONS: Readonly<Record<string, Action>> = {
  init: { run: startModel, options: ['service', 'data', 'impact', 'exposure', 'owners', 'level'] },
  check: {
    run: checkChange,
    options: ['since', 'staged', 'gate', 'write', 'rename', 'format', 'output'],
    formats: ['pretty', 'json', 'markdown'],
  },
  report: { run: reportModel, options: ['format', 'output'], formats: ['markdown', 'html', 'mermaid'] },
  export: {
    run: exportModel,
    options: ['format', 'output'],
    formats: ['threat-dragon', 'threat-model-library', 'otm'],
  },
  answer: {
    run: answerQuestion,
    options: ['state', 'because', 'by', 'until', 'findings', 'group', 'behind', 'except'],
  },
};

/** `portside threats init|check|report|export|answer` */
export async function run(line: CommandLine, io: Io): Promise<number> {
  const [name = '', ...operands] = line.operands;
  const action = Object.hasOwn(ACTIONS, name) ? ACTIONS[name] : undefined;
  if (!action) {
    const names = Object.keys(ACTIONS);
    throw new CommandLineError(
      `threats takes ${names.join(', ')}, not ${JSON.stringify(name)}${suggestion(name, names)}`,
    );
  }
  const foreign = [...Object.keys(line.values), ...line.flags].find((option) => !action.options.includes(option));
  if (foreign !== undefined) throw new CommandLineError(`threats ${name} has no option --${foreign}`);
  const { format } = line.values;
  if (format !== undefined && action.formats && !action.formats.includes(format)) {
    throw new CommandLineError(`--format of threats ${name} is one of ${action.formats.join(', ')}, not "${format}"`);
  }
  if (name !== 'answer' && operands[0] !== undefined) {
    throw new CommandLineError(`threats ${name} does not take ${JSON.stringify(operands[0])}`);
  }
  return await action.run({ ...line, operands }, io);
}
