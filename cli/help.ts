import { type CommandName, type CommandSpec, commands, everywhere, type OptionSpec } from './args.ts';

/** The help of `portside`, or of one command. */
export function help(command?: CommandName): string {
  return command === undefined ? overview() : helpOf(command, commands[command]);
}

function overview(): string {
  const lines = Object.entries(commands).map(
    ([name, spec]) => [`${name} ${spec.operands}`.trimEnd(), spec.summary] as const,
  );
  return [
    'Portside finds insecure patterns and secrets in JavaScript and TypeScript. Nothing leaves this machine.',
    '',
    'Usage: portside <command> [options]',
    '',
    ...columns(lines),
    '',
    ...columns(Object.entries(everywhere).map(optionLine)),
    '',
    'portside <command> --help says more.',
    '',
  ].join('\n');
}

function helpOf(name: string, { operands, summary, details, options }: CommandSpec): string {
  const usage = ['portside', name, operands, '[options]'].filter((part) => part !== '').join(' ');
  return [
    `Usage: ${usage}`,
    '',
    summary,
    ...(details === undefined ? [] : ['', details]),
    '',
    ...columns(Object.entries<OptionSpec>({ ...options, help: everywhere.help }).map(optionLine)),
    '',
  ].join('\n');
}

function optionLine([name, spec]: [string, OptionSpec]): readonly [string, string] {
  const short = spec.short ? `-${spec.short}, ` : '';
  const value = spec.type === 'string' ? ` ${spec.oneOf?.join('|') ?? spec.value ?? 'VALUE'}` : '';
  return [`${short}--${name}${value}`, spec.help];
}

function columns(lines: readonly (readonly [string, string])[]): string[] {
  const width = Math.min(30, Math.max(...lines.map(([left]) => left.length)));
  return lines.flatMap(([left, right]) =>
    left.length > width ? [`  ${left}`, `  ${' '.repeat(width)}  ${right}`] : [`  ${left.padEnd(width)}  ${right}`],
  );
}
