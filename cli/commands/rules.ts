import type { Rule } from '../../engine/rule.ts';
import { visibleJson } from '../../report/visibleText.ts';
import { loadRuleset } from '../../workspace/knowledge.ts';
import type { CommandLine } from '../args.ts';
import { EXIT } from '../exitCode.ts';
import { type Io, wantsColor } from '../io.ts';

/** `portside rules` */
export async function run(line: CommandLine, io: Io): Promise<number> {
  const ruleset = await loadRuleset();
  const rules = [...ruleset.rules.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  await io.out(
    line.values['format'] === 'json' ? asJson(rules) : asTable(rules, wantsColor(io, line.flags.has('no-color'))),
  );
  return EXIT.clean;
}

function asJson(rules: readonly Rule[]): string {
  return visibleJson({
    version: 1,
    rules: rules.map(({ id, title, severity, confidence, profile = 'recommended', cwe, owasp }) => ({
      id,
      title,
      severity,
      confidence,
      profile,
      cwe,
      owasp,
    })),
  });
}

function asTable(rules: readonly Rule[], color: boolean): string {
  const width = Math.max(0, ...rules.map(({ id }) => id.length));
  const strong = (text: string): string => (color ? `\u001b[1m${text}\u001b[0m` : text);
  const lines = rules.map(({ id, severity, profile, title }) => {
    const audit = profile === 'audit' ? ' (audit)' : '';
    return `${strong(id)}${' '.repeat(width - id.length)}  ${severity.padEnd(8)}  ${title}${audit}\n`;
  });
  return `${lines.join('')}\n${rules.length} rules. portside explain <rule> shows a rule's page.\n`;
}
