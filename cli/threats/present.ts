/** The threat model as it is now: what every action of `portside threats` starts from. */

import type { Finding } from '../../engine/finding.ts';
import { visibleText } from '../../report/visibleText.ts';
import { QUESTION_SET } from '../../rules/checklists/questionSet.ts';
import { answersOf } from '../../threats/answers.ts';
import type { ThreatModel } from '../../threats/element.ts';
import type { Header } from '../../threats/header.ts';
import { type Lock, lockOf } from '../../threats/lock.ts';
import type { Item } from '../../threats/question.ts';
import { assess } from '../../threats/states.ts';
import type { Receipt } from '../../workspace/receipt.ts';
import { scan } from '../../workspace/scan.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';
import { readThreatFiles, type ThreatFiles } from '../../workspace/threatFiles.ts';
import { loadTools } from '../../workspace/tools.ts';
import type { Io } from '../io.ts';

export interface PresentModel {
  readonly model: ThreatModel;
  readonly findings: readonly Finding[];
  readonly files: ThreatFiles;
  readonly items: readonly Item[];
  /** The lock that the code makes. */
  readonly lock: Lock;
  readonly receipt: Receipt;
}

/** What is asked before anybody has said which level counts. */
const LEVEL = 1;

/**
 * Scans a snapshot as a whole, since a route of one file may be guarded in another, and says how each question stands.
 * @param headerFor what the header is to say when there is none
 * @throws UsageError for files that cannot be used
 */
export async function presentModel(
  root: string,
  snapshot: Snapshot,
  io: Io,
  headerFor?: (model: ThreatModel) => Header,
): Promise<PresentModel> {
  const tools = await loadTools();
  // Before the scan: who made a mistake in a file is told at once.
  const files = await readThreatFiles(snapshot);
  const { findings, receipt, threats } = await scan({
    root,
    paths: [''],
    snapshot,
    tools,
    threats: true,
    signal: io.cancellation(),
    onProgress: ({ done, total, path }) => io.progress(`${done}/${total} ${visibleText(path)}`),
  });
  io.progress('');
  const model = threats ?? { elements: [], flows: [] };
  const header = files.header ?? headerFor?.(model);
  const { items } = assess({
    model,
    findings,
    questions: files.questions,
    answersOf: answersOf(files.answers),
    today: tools.today,
    level: header?.level ?? LEVEL,
    data: header?.data ?? [],
  });
  for (const { path, cause } of receipt.failed) {
    await io.err(`portside: not in the model: ${visibleText(path)}: ${visibleText(cause)}\n`);
  }
  return { model, findings, files, items, lock: lockOf(model, items, QUESTION_SET), receipt };
}
