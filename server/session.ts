import { join, sep } from 'node:path';
import type { Connection, InitializeParams, WorkspaceFolder } from 'vscode-languageserver/node';
import { type Abilities, abilitiesOf } from './abilities.ts';
import type { FileQuestion, Misconfiguration } from './analysisQuestions.ts';
import { type AnalysisThread, createAnalysisThread } from './analysisThread.ts';
import { configurationDiagnosticOf, type Places } from './convert.ts';
import { createOpenDocuments, fileOf, type OpenDocuments } from './openDocuments.ts';
import type { InitializationOptions } from './protocol.ts';
import { createPublisher, type Publisher } from './publisher.ts';
import { createSettingsStore, type SettingsStore } from './settings.ts';
import { createStatusBoard, type StatusBoard } from './statusBoard.ts';

/** How the server runs; tests make it impatient. */
export interface ServerOptions {
  /** The code of the analysis thread. */
  readonly worker: string;
  /** Where the pages of rules lie, one Markdown file an id. */
  readonly pages: string;
  /** How long nothing must be typed before a text is analysed. */
  readonly debounceMs: number;
  /** How long an analysis may take before it is held to hang. */
  readonly limitMs: number;
  readonly patienceMs: number;
}

/** A folder of the workspace that lies on the disk. */
export interface Folder {
  readonly name: string;
  readonly uri: string;
  readonly path: string;
}

/** One client's session: what all features share. It holds nothing that can't be built anew. */
export interface Session {
  readonly connection: Connection;
  readonly options: ServerOptions;
  readonly abilities: Abilities;
  readonly documents: OpenDocuments;
  readonly settings: SettingsStore;
  readonly publisher: Publisher;
  readonly status: StatusBoard;
  /** For what a person waits for. */
  readonly thread: AnalysisThread;
  /** For scans and files that are not open. */
  readonly background: AnalysisThread;
  folders(): readonly Folder[];
  /** The folder that a file lies in, the innermost one. */
  folderOf(file: string): Folder | undefined;
  changeFolders(added: readonly WorkspaceFolder[], removed: readonly WorkspaceFolder[]): void;
  /** A file as the analysis thread is asked about it, by the settings that hold for its URI. */
  askedAs(file: string, uri: string): Promise<FileQuestion>;
  /** Places in terms of a root that paths of findings start from. */
  placesFrom(root: string): Promise<Places>;
  /** Shows what is wrong with a configuration, at its place. */
  showMisconfiguration(root: string, fault: Misconfiguration): void;
  /** Forgets what was read of configurations and folders. */
  forget(): void;
  dispose(): void;
}

const BACKGROUND_IDLE_MS = 15_000;

/** Opens the session of a client that has introduced itself. */
export function createSession(connection: Connection, params: InitializeParams, options: ServerOptions): Session {
  const abilities = abilitiesOf(params);
  const initialization = params.initializationOptions as InitializationOptions | undefined;
  let folders = foldersOf(params);
  const documents = createOpenDocuments(() => folders[0]?.path ?? process.cwd());
  const publisher = createPublisher((published) => void connection.sendDiagnostics(published));
  const { worker: file, limitMs, patienceMs } = options;
  const thread = createAnalysisThread({ file, limitMs, patienceMs });
  const background = createAnalysisThread({ file, limitMs, patienceMs, idleMs: BACKGROUND_IDLE_MS });
  const settings = createSettingsStore(connection, abilities.configuration, initialization?.settings);
  let pages: Promise<ReadonlySet<string>> | undefined;

  const folderOf = (path: string) =>
    folders
      .filter((folder) => path === folder.path || path.startsWith(withSeparator(folder.path)))
      .sort((a, b) => b.path.length - a.path.length)[0];

  return {
    connection,
    options,
    abilities,
    documents,
    settings,
    publisher,
    status: createStatusBoard((status) => {
      if (abilities.status) void connection.sendNotification('portside/status', status);
    }),
    thread,
    background,
    folders: () => folders,
    folderOf,
    async askedAs(path, uri) {
      const { overruling } = await settings.of(uri);
      return { file: path, folder: folderOf(path)?.path, overruling };
    },
    changeFolders(added, removed) {
      const gone = new Set(removed.map(({ uri }) => uri));
      folders = [...folders.filter(({ uri }) => !gone.has(uri)), ...added.flatMap(folderFrom)];
    },
    async placesFrom(root) {
      pages ??= thread
        .ask('rules', null)
        .then((rules) => new Set(rules.filter(({ hasPage }) => hasPage).map(({ id }) => id)));
      const known = await pages.catch((): ReadonlySet<string> => {
        pages = undefined;
        return new Set();
      });
      const fileAt = (path: string) => withSeparator(root) + path.replaceAll('/', sep);
      return {
        fileOf: fileAt,
        uriOf: (path) => publisher.uriOf(fileAt(path)),
        pageOf: (ruleId) => (known.has(ruleId) ? join(options.pages, `${ruleId}.md`) : undefined),
      };
    },
    showMisconfiguration(root, { configuration, problem, line }) {
      if (configuration === undefined) connection.console.error(`${root}: ${problem}`);
      else publisher.set('configuration', configuration, [configurationDiagnosticOf(problem, line)]);
    },
    forget() {
      publisher.clear('configuration');
      thread.forget();
      background.forget();
    },
    dispose() {
      thread.dispose();
      background.dispose();
    },
  };
}

function foldersOf({ workspaceFolders, rootUri }: InitializeParams): Folder[] {
  const given = workspaceFolders ?? (rootUri ? [{ uri: rootUri, name: '' }] : []);
  return given.flatMap(folderFrom);
}

function folderFrom({ uri, name }: WorkspaceFolder): Folder[] {
  const path = fileOf(uri);
  if (path === undefined) return [];
  const trimmed = path.length > 1 && path.endsWith(sep) ? path.slice(0, -1) : path;
  return [{ uri, path: trimmed, name: name || trimmed.slice(trimmed.lastIndexOf(sep) + 1) }];
}

function withSeparator(folder: string): string {
  return folder.endsWith(sep) ? folder : folder + sep;
}
