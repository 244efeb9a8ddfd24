import { loadRuleset } from '../../workspace/knowledge.ts';
import { type CommandLine, CommandLineError, suggestion } from '../args.ts';
import { EXIT } from '../exitCode.ts';
import type { Io } from '../io.ts';

/** `portside explain <rule>` */
export async function run({ operands: [id = ''] }: CommandLine, io: Io): Promise<number> {
  const { rules, pages } = await loadRuleset();
  const rule = rules.get(id);
  if (!rule)
    throw new CommandLineError(
      `there is no rule ${JSON.stringify(id)}${suggestion(id, [...rules.keys()])} (portside rules lists them)`,
    );
  const facts = [
    rule.id,
    `severity ${rule.severity}`,
    `profile ${rule.profile ?? 'recommended'}`,
    ...rule.cwe.map((number) => `CWE-${number}`),
    ...rule.owasp.map((category) => `OWASP ${category}`),
  ];
  const page = pages[id] ?? `# ${rule.title}`;
  await io.out(`${page.trimEnd()}\n\n${facts.join(' · ')}\n`);
  return EXIT.clean;
}
