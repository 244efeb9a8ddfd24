/** One folder's scan by the analysis thread, which goes on when the engine dies of a file. */
import type { FileAnalysis } from '../engine/analyze.ts';
import type { Finding, Severity } from '../engine/finding.ts';
import type { Receipt } from '../workspace/receipt.ts';
import type { ScanEvent } from './analysisQuestions.ts';
import { AnalysisFailure } from './analysisThread.ts';
import type { ScanSummary } from './protocol.ts';
import type { Folder, Session } from './session.ts';

/** What came of one folder. */
interface FolderScan {
  readonly summary: ScanSummary;
  /** The scan reached its end, so that what it did not find is not there. */
  readonly isWhole: boolean;
  /** Where the paths of `found` start. */
  readonly root: string;
  readonly found: readonly Finding[];
}

/** Who wants to know what is found while it is found. */
interface ScanListener {
  onFile?(root: string, analysis: FileAnalysis): Promise<void>;
  onProgress?(done: number, total: number, path: string): void;
}

/** So many files may break the engine in one scan before it is given up. */
const MAX_FAILURES = 5;

/** Scans a folder. What the engine does not survive costs that file: the scan is begun anew without it. */
export async function scanFolder(
  session: Session,
  folder: Folder,
  staged: boolean,
  signal: AbortSignal,
  listen: ScanListener,
): Promise<FolderScan> {
  const { background, documents } = session;
  const { overruling } = await session.settings.of(folder.uri);
  const open = staged ? [] : documents.all().map(({ file, text }) => [file, text.getText()] as const);
  const analyses = new Map<string, FileAnalysis>();
  const failed: Record<string, string> = {};
  const told: Promise<void>[] = [];
  let root = folder.path;
  let at: string | undefined;
  const ended = (failures: ScanSummary['failed'], cancelled: boolean, receipt?: Receipt): FolderScan => ({
    isWhole: receipt !== undefined,
    root,
    found: [...analyses.values()].flatMap(({ findings }) => findings),
    summary: {
      folder: folder.name,
      counts: countsOf([...analyses.values()].flatMap(({ findings }) => findings)),
      scanned: receipt?.analysed ?? analyses.size,
      excluded: Object.values(receipt?.excluded ?? {}).reduce((sum, count) => sum + count, 0),
      failed: failures,
      cancelled,
    },
  });
  const onEvent = (event: ScanEvent) => {
    switch (event.kind) {
      case 'alive':
        return;
      case 'at':
        at = event.path;
        return;
      case 'progress':
        return listen.onProgress?.(event.done, event.total, event.path);
      case 'file':
        root = event.root;
        analyses.set(event.analysis.path, event.analysis);
        if (listen.onFile) told.push(listen.onFile(event.root, event.analysis));
    }
  };
  try {
    for (;;) {
      const question = { folder: folder.path, staged, overruling, documents: Object.fromEntries(open), failed };
      try {
        const answer = await background.ask('scan', question, { signal, answersCancelled: true, onEvent });
        if (answer.kind === 'done') return ended(answer.receipt.failed, false, answer.receipt);
        if (answer.kind === 'cancelled') return ended([], true);
        if (!staged) session.showMisconfiguration(answer.root, answer);
        return ended([{ path: answer.configuration ?? folder.path, cause: answer.problem }], false);
      } catch (error) {
        if (!(error instanceof AnalysisFailure)) throw error;
        if (error.failure === 'superseded' || signal.aborted) return ended([], true);
        // Failing on the same file again, or on none, or on too many, it would fail for ever.
        if (at === undefined || Object.hasOwn(failed, at) || Object.keys(failed).length >= MAX_FAILURES) {
          return ended([{ path: at ?? folder.path, cause: error.message }], false);
        }
        failed[at] = error.message;
        at = undefined;
      }
    }
  } finally {
    await Promise.all(told);
  }
}

function countsOf(findings: readonly Finding[]): Record<Severity, number> {
  const counts: Record<Severity, number> = { critical: 0, high: 0, medium: 0, low: 0 };
  for (const { severity } of findings) counts[severity]++;
  return counts;
}
