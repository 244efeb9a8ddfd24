/** Diagnostics of open documents: after a pause while typing, at once when opened or saved. */
import type { ServerCapabilities } from 'vscode-languageserver/node';
import { TextDocumentSyncKind } from 'vscode-languageserver/node';
import type { FileAnalysis } from '../../engine/analyze.ts';
import type { Edit, Finding } from '../../engine/finding.ts';
import { type SourceFile, sourceFile } from '../../engine/source/sourceFile.ts';
import { AnalysisFailure } from '../analysisThread.ts';
import { diagnosticOf, incompleteDiagnosticOf, sourceNoteOf } from '../convert.ts';
import { type MovedFinding, moveFindings } from '../moveFindings.ts';
import type { OpenDocument } from '../openDocuments.ts';
import type { Folder, Session } from '../session.ts';
import { createProjectIndex } from './projectIndex.ts';

/** What is known of an open document. */
export interface CurrentFindings {
  readonly document: OpenDocument;
  readonly root: string;
  readonly source: SourceFile;
  readonly findings: readonly Finding[];
  /** False when the findings are of an older text and were moved along: nothing may be computed from them. */
  readonly isExact: boolean;
}

export interface OpenFindings {
  /** The findings of the document as it is now, after what is on its way; undefined when it is not open. */
  current(uri: string): Promise<CurrentFindings | undefined>;
  /** Analyses all open documents again. */
  refresh(): void;
  /** Takes files that are not open as they are on the disk now. */
  changedOnDisk(files: readonly string[]): void;
  /** Forgets what is known of folders as a whole. */
  forget(): void;
}

/** The last good answer about a document. Its findings are of the text before `document.edits`. */
interface Known {
  readonly root: string;
  readonly path: string;
  readonly findings: readonly Finding[];
}

interface State {
  known?: Known;
  timer?: NodeJS.Timeout | undefined;
  running?: Promise<void> | undefined;
}

/**
 * Follows the open documents.
 * @param whenKnown told of a folder when something else may be known of it
 */
export function followOpenDocuments(
  session: Session,
  whenKnown: (folder: Folder) => void,
): OpenFindings & { capabilities: ServerCapabilities } {
  const { connection, documents, publisher, status } = session;
  const states = new Map<string, State>();
  const index = createProjectIndex(session, (folder, root, paths) => {
    whenKnown(folder);
    void refreshTouched(root, paths);
  });

  function refresh(): void {
    for (const document of documents.all()) schedule(document, 0);
  }

  /** The files of these paths are analysed again, where they are open. */
  async function refreshTouched(root: string, paths: readonly string[]): Promise<void> {
    if (paths.length === 0) return;
    const { fileOf } = await session.placesFrom(root);
    const files = new Set(paths.map(fileOf));
    for (const document of documents.all()) if (files.has(document.file)) schedule(document, 0);
  }

  function schedule(document: OpenDocument, delayMs: number): void {
    const state = states.get(document.uri);
    if (!state) return;
    clearTimeout(state.timer);
    state.timer = setTimeout(() => start(document, state), delayMs);
  }

  function start(document: OpenDocument, state: State): void {
    clearTimeout(state.timer);
    state.timer = undefined;
    const running = analyze(document, state).finally(() => {
      if (state.running === running) state.running = undefined;
    });
    state.running = running;
  }

  async function analyze(document: OpenDocument, state: State): Promise<void> {
    const settings = await session.settings.of(document.uri);
    const { file, text } = document;
    const isStale = () => documents.get(document.uri) !== document || document.text !== text;
    if (isStale()) return;
    if (!settings.enable) {
      delete state.known;
      status.incomplete(file, undefined);
      return publisher.set('document', file, undefined);
    }
    const seen = document.edits.length;
    const end = status.begin('Analysing');
    try {
      const question = { ...(await session.askedAs(file, document.uri)), text: text.getText() };
      const answer = await session.thread.ask('analyze', question, { key: document.uri });
      if (isStale() && settings.run === 'onType') return;
      switch (answer.kind) {
        case 'analysed': {
          const { root, analysis, touched } = answer;
          void refreshTouched(root, touched);
          const source = sourceFile(analysis.path, text.getText());
          const edits = document.edits.slice(0, seen);
          const findings = [...analysis.findings, ...keptBesides(analysis, movedFindings(state, edits, source))];
          document.edits.splice(0, seen);
          state.known = { root, path: analysis.path, findings };
          await show(document, state, analysis.incomplete.join('; ') || undefined);
          const folder = session.folderOf(file);
          if (folder) {
            index.ensure(folder);
            whenKnown(folder);
          }
          return;
        }
        case 'failed':
          return await show(document, state, answer.cause);
        case 'misconfigured':
          session.showMisconfiguration(answer.root, answer);
          return await show(document, state, answer.problem);
        case 'excluded':
        case 'missing':
          document.edits.splice(0, seen);
          delete state.known;
          status.incomplete(file, undefined);
          publisher.note(file, []);
          return publisher.set('document', file, [], text.version);
      }
    } catch (error) {
      if (!(error instanceof AnalysisFailure)) throw error;
      if (error.failure === 'superseded' || isStale()) return;
      connection.console.warn(`${file}: ${error.message}`);
      await show(document, state, error.message);
    } finally {
      end();
    }
  }

  /** The last findings where they are now. */
  function movedFindings({ known }: State, edits: readonly Edit[], source: SourceFile): MovedFinding[] {
    return known ? moveFindings(known.findings, edits, source) : [];
  }

  /** Publishes what is known: of this text, or, when the analysis has failed, of the last one that it did not fail on. */
  async function show(document: OpenDocument, state: State, incomplete: string | undefined): Promise<void> {
    const places = await session.placesFrom(state.known?.root ?? '');
    if (documents.get(document.uri) !== document) return;
    const { file, text, edits } = document;
    const source = sourceFile(state.known?.path ?? '', text.getText());
    const findings =
      edits.length > 0
        ? movedFindings(state, edits, source).map(({ finding }) => finding)
        : (state.known?.findings ?? []);
    status.incomplete(file, incomplete);
    const diagnostics = findings.map((finding) => diagnosticOf(finding, session.abilities, places));
    if (incomplete !== undefined) diagnostics.push(incompleteDiagnosticOf(incomplete));
    publisher.set('document', file, diagnostics, text.version);
    publisher.note(
      file,
      findings.flatMap((finding) => sourceNoteOf(finding, session.abilities, places) ?? []),
    );
  }

  documents.onDidOpen(({ document }) => {
    publisher.name(document.file, document.uri);
    states.set(document.uri, {});
    schedule(document, 0);
  });
  documents.onDidChangeContent(async ({ document }) => {
    // The event comes for an opened document too.
    if (document.edits.length === 0) return;
    const { run } = await session.settings.of(document.uri);
    if (run === 'onType') schedule(document, session.options.debounceMs);
  });
  documents.onDidSave(({ document }) => schedule(document, 0));
  documents.onDidClose(({ document }) => {
    clearTimeout(states.get(document.uri)?.timer);
    states.delete(document.uri);
    status.incomplete(document.file, undefined);
    publisher.note(document.file, []);
    publisher.set('document', document.file, undefined);
    publisher.name(document.file, undefined);
  });
  documents.listen(connection);

  return {
    capabilities: {
      textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: { includeText: false } },
    },
    async current(uri) {
      const document = documents.get(uri);
      const state = states.get(uri);
      if (!document || !state) return undefined;
      if (state.timer) start(document, state);
      await state.running;
      if (!state.known) return undefined;
      const { root, path, findings } = state.known;
      const source = sourceFile(path, document.text.getText());
      const isExact = document.edits.length === 0;
      return {
        document,
        root,
        source,
        findings: isExact ? findings : movedFindings(state, document.edits, source).map(({ finding }) => finding),
        isExact,
      };
    },
    refresh,
    changedOnDisk(files) {
      const open = new Set(documents.all().map(({ file }) => file));
      index.changed(files.filter((file) => !open.has(file)));
    },
    forget: () => index.forget(),
  };
}

/**
 * The earlier findings that stay beside those of a text that was not read in full: code that nobody touched has not become
 * better because a line elsewhere is half typed.
 */
function keptBesides(analysis: FileAnalysis, earlier: readonly MovedFinding[]): Finding[] {
  if (analysis.syntaxErrors.length === 0 && analysis.incomplete.length === 0) return [];
  const told = new Set([
    ...analysis.findings.map(({ fingerprint }) => fingerprint),
    ...analysis.suppressed.map(({ finding }) => finding.fingerprint),
  ]);
  return earlier
    .filter(({ finding, touched }) => !touched && !told.has(finding.fingerprint))
    .map(({ finding }) => finding)
    .filter(({ ruleId, location }) =>
      analysis.findings.every(
        (found) =>
          found.ruleId !== ruleId || found.location.end <= location.start || found.location.start >= location.end,
      ),
    );
}
