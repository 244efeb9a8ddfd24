/** Scans of whole folders. What they found stays, kept fresh by file events, until the next scan or until it is cleared. */
import {
  type CancellationToken,
  LSPErrorCodes,
  ResponseError,
  type WorkDoneProgressReporter,
} from 'vscode-languageserver/node';
import type { FileAnalysis } from '../../engine/analyze.ts';
import type { Finding } from '../../engine/finding.ts';
import { AnalysisFailure } from '../analysisThread.ts';
import { diagnosticOf, sourceNoteOf } from '../convert.ts';
import { scanFolder } from '../folderScan.ts';
import type { PlacedFinding, ScanSummary } from '../protocol.ts';
import type { Folder, Session } from '../session.ts';

export interface Scans {
  /**
   * Scans every folder; the diagnostics are published as files are done.
   * @throws ResponseError when no folder is open
   */
  scanWorkspace(progress: WorkDoneProgressReporter, token: CancellationToken): Promise<readonly ScanSummary[]>;
  /** Analyses what will be committed in every folder. Its lines are those of the index, so it publishes nothing. */
  scanStaged(
    token: CancellationToken,
  ): Promise<{ readonly summaries: readonly ScanSummary[]; readonly findings: readonly PlacedFinding[] }>;
  /** Takes back what scans have published. */
  clear(): void;
  /** Looks at a file of a scanned folder again. */
  refresh(file: string): void;
  /** Forgets what a scan found in a file that is gone. */
  drop(file: string): void;
  /** Forgets folders that were taken out of the workspace. */
  dropFolder(folder: Folder): void;
}

/** Makes the scans of a session. */
export function createScans(session: Session): Scans {
  const { background, publisher, status, documents } = session;
  /** The folders of which scans have published something, each with the files that have findings. */
  const scanned = new Map<string, { readonly folder: Folder; readonly files: Set<string> }>();
  let stop: AbortController | undefined;

  async function publish(root: string, { path, findings }: FileAnalysis): Promise<string> {
    const places = await session.placesFrom(root);
    const file = places.fileOf(path);
    const diagnostics = findings.map((finding) => diagnosticOf(finding, session.abilities, places));
    publisher.set('scan', file, diagnostics.length > 0 ? diagnostics : undefined);
    // An open document speaks for itself.
    if (!documents.all().some((document) => document.file === file)) {
      publisher.note(
        file,
        findings.flatMap((finding) => sourceNoteOf(finding, session.abilities, places) ?? []),
      );
    }
    return file;
  }

  function openFolders(): readonly Folder[] {
    const folders = session.folders();
    if (folders.length === 0) throw new ResponseError(LSPErrorCodes.RequestFailed, 'No folder is open.');
    return folders;
  }

  /** One scan at a time: a new one ends the one before. */
  function begin(token: CancellationToken): AbortController {
    stop?.abort();
    const controller = new AbortController();
    stop = controller;
    if (token.isCancellationRequested) controller.abort();
    token.onCancellationRequested(() => controller.abort());
    return controller;
  }

  return {
    async scanWorkspace(progress, token) {
      const folders = openFolders();
      const { signal } = begin(token);
      const end = status.begin('Scanning the workspace');
      progress.begin('Scanning the workspace', 0, undefined, true);
      try {
        const summaries: ScanSummary[] = [];
        for (const [index, folder] of folders.entries()) {
          if (signal.aborted) break;
          const files = new Set<string>();
          const before = scanned.get(folder.uri);
          scanned.set(folder.uri, { folder, files: new Set([...(before?.files ?? [])]) });
          let shown = -1;
          const { summary, isWhole } = await scanFolder(session, folder, false, signal, {
            async onFile(root, analysis) {
              const file = await publish(root, analysis);
              if (analysis.findings.length === 0) return;
              files.add(file);
              scanned.get(folder.uri)?.files.add(file);
            },
            onProgress(done, total, path) {
              const percentage = Math.floor(((index + done / Math.max(1, total)) / folders.length) * 100);
              if (percentage <= shown) return;
              shown = percentage;
              progress.report(percentage, `${done}/${total} ${path}`);
            },
          });
          summaries.push(summary);
          // A scan that reached its end knows all; one that did not leaves what it hasn't seen.
          if (isWhole) {
            for (const file of before?.files ?? []) if (!files.has(file)) publisher.set('scan', file, undefined);
            scanned.set(folder.uri, { folder, files });
          }
          const [failure] = summary.failed;
          status.incomplete(folder.name, failure && `${failure.path}: ${failure.cause}`);
        }
        return summaries;
      } finally {
        progress.done();
        end();
      }
    },

    async scanStaged(token) {
      const folders = openFolders();
      const { signal } = begin(token);
      const end = status.begin('Scanning staged changes');
      try {
        const summaries: ScanSummary[] = [];
        const findings: PlacedFinding[] = [];
        for (const folder of folders) {
          const { summary, root, found } = await scanFolder(session, folder, true, signal, {});
          summaries.push(summary);
          const places = await session.placesFrom(root);
          findings.push(...found.map((finding) => placed(finding, places.uriOf(finding.location.path))));
        }
        return { summaries, findings };
      } finally {
        end();
      }
    },

    clear() {
      stop?.abort();
      for (const { folder, files } of scanned.values()) {
        status.incomplete(folder.name, undefined);
        for (const file of files) this.drop(file);
      }
      scanned.clear();
    },

    refresh(file) {
      const folder = session.folderOf(file);
      const known = folder && scanned.get(folder.uri);
      // An open document speaks for itself until it is closed.
      if (!folder || !known || documents.all().some((document) => document.file === file)) return;
      void session.settings
        .of(folder.uri)
        .then(async ({ overruling }) => {
          const question = { file, folder: folder.path, overruling };
          const answer = await background.ask('analyze', question, { key: `file ${file}` });
          if (answer.kind !== 'analysed' || answer.analysis.findings.length === 0) return this.drop(file);
          known.files.add(await publish(answer.root, answer.analysis));
        })
        .catch((error: unknown) => {
          if (error instanceof AnalysisFailure && error.failure === 'superseded') return;
          session.connection.console.warn(`${file}: ${error instanceof Error ? error.message : String(error)}`);
        });
    },

    drop(file) {
      publisher.set('scan', file, undefined);
      if (!documents.all().some((document) => document.file === file)) publisher.note(file, []);
    },

    dropFolder(folder) {
      for (const file of scanned.get(folder.uri)?.files ?? []) this.drop(file);
      scanned.delete(folder.uri);
      status.incomplete(folder.name, undefined);
    },
  };
}

/** A finding without what only the server needs. */
function placed({ ruleId, title, message, severity, location }: Finding, uri: string): PlacedFinding {
  return { uri, finding: { ruleId, title, message, severity, location } };
}
