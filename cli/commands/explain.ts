import { providerPages } from '../../report/providerPage.ts';
import { visibleLines } from '../../report/visibleText.ts';
import { whyNot as inWords } from '../../report/whyNot.ts';
import { diskSnapshot } from '../../workspace/diskSnapshot.ts';
import { loadRuleset } from '../../workspace/knowledge.ts';
import { pauses } from '../../workspace/scan.ts';
import { loadTools } from '../../workspace/tools.ts';
import { programAround, whyNot } from '../../workspace/whyNot.ts';
import { openWorkspace } from '../../workspace/workspace.ts';
import { type CommandLine, CommandLineError, suggestion } from '../args.ts';
import { EXIT } from '../exitCode.ts';
import type { Io } from '../io.ts';
import { targetOf } from '../paths.ts';

/** `portside explain <rule>`, `portside explain <provider>` and `portside explain <file>:<line>`, with a column as reports have it or without. */
export async function run({ operands: [asked = ''] }: CommandLine, io: Io): Promise<number> {
  const [, file, line] = /^(.+?):(\d{1,9})(?::\d+)?$/.exec(asked) ?? [];
  return file === undefined ? explainRule(asked, io) : explainLine(file, Number(line), io);
}

async function explainLine(file: string, line: number, io: Io): Promise<number> {
  const { root, paths } = await targetOf(io.cwd, [file]);
  const snapshot = diskSnapshot(root);
  try {
    const workspace = openWorkspace(snapshot, await loadTools());
    const [path = ''] = paths;
    const pause = pauses(io.cancellation());
    const answer = await whyNot(workspace, path, line, () => programAround(workspace, path, pause));
    await io.out(visibleLines(inWords(answer)));
    return EXIT.clean;
  } finally {
    await snapshot.close();
  }
}

async function explainRule(id: string, io: Io): Promise<number> {
  const { rules, pages } = await loadRuleset();
  const rule = rules.get(id);
  if (!rule) {
    const providers = providerPages(rules.values(), id);
    if (providers.length > 0) {
      await io.out(providers.join('\n'));
      return EXIT.clean;
    }
    throw new CommandLineError(
      `there is no rule and no provider ${JSON.stringify(id)}${suggestion(id, [...rules.keys()])} (portside rules lists them)`,
    );
  }
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
