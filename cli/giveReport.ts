import { resolve } from 'node:path';
import { json } from '../report/json.ts';
import { type PrettyOptions, pretty } from '../report/pretty.ts';
import { sarif } from '../report/sarif.ts';
import { counted, type ScanReport } from '../report/scanReport.ts';
import { visibleText } from '../report/visibleText.ts';
import type { Tools } from '../workspace/tools.ts';
import type { CommandLine } from './args.ts';
import { type Io, wantsColor } from './io.ts';
import { VERSION } from './version.ts';
import { writeReport } from './writeReport.ts';

/** The part of a report that tells who speaks, and of what. */
export function aboutTools({ ruleset }: Tools): Pick<ScanReport, 'tool' | 'rules'> {
  return {
    tool: { name: 'Portside', version: VERSION },
    rules: [...ruleset.rules.values()].map((rule) => {
      const page = ruleset.pages[rule.id];
      return page === undefined ? rule : { ...rule, page };
    }),
  };
}

/**
 * Gives a report in the format and to the place that were typed.
 * @param forPeople what a report for people shows beside it; asked for only when there is one
 */
export async function giveReport(
  line: CommandLine,
  io: Io,
  report: ScanReport,
  forPeople: () => Promise<Omit<PrettyOptions, 'color'>>,
): Promise<void> {
  const { format, output } = line.values;
  const text = await textOf();
  if (output === undefined) return await io.out(text);
  await writeReport(resolve(io.cwd, output), text);
  const completeness = report.receipt.complete ? 'complete' : 'incomplete';
  await io.err(
    `portside: ${counted(report.findings.length, 'finding')}, ${completeness}; written to ${visibleText(output)}\n`,
  );

  async function textOf(): Promise<string> {
    if (format === 'json') return json(report);
    if (format === 'sarif') return sarif(report);
    const color = output === undefined && wantsColor(io, line.flags.has('no-color'));
    return pretty(report, { color, ...(await forPeople()) });
  }
}
