/** Changes around the open documents: files on the disk, configuration, settings, folders. */
import {
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  DidChangeWorkspaceFoldersNotification,
  FileChangeType,
  type ServerCapabilities,
} from 'vscode-languageserver/node';
import { CONFIGURATION_FILE } from '../../workspace/configuration.ts';
import { AnalysisFailure } from '../analysisThread.ts';
import { fileOf } from '../openDocuments.ts';
import type { Folder, Session } from '../session.ts';
import type { OpenFindings } from './diagnostics.ts';
import type { Threats } from './threats.ts';
import type { Scans } from './workspaceScan.ts';

/** Files that decide how others are analysed, and which file a name means. */
const DECIDING = new Set([
  ...[CONFIGURATION_FILE, '.gitignore', 'package.json', 'portside.baseline'],
  ...['pnpm-workspace.yaml', 'lerna.json', 'tsconfig.json', 'jsconfig.json'],
]);

/** Configurations that others extend: `tsconfig.base.json`. */
const EXTENDED = /^[jt]sconfig\..*json$/;

const WATCHED = [
  `**/{${[...DECIDING].join(',')}}`,
  '**/*.{js,mjs,cjs,jsx,ts,mts,cts,tsx,json,jsonc,json5,yaml,yml,ini,properties}',
  '**/{.env,.env.*,.npmrc}',
];

/** Follows changes. `start` is to be called when the client is ready for requests. */
export function followChanges(
  session: Session,
  openFindings: OpenFindings,
  scans: Scans,
  threats: Threats,
): { readonly capabilities: ServerCapabilities; start(): Promise<void> } {
  const { connection, abilities, documents, settings, status, thread, background } = session;

  function decidingChanged(): void {
    session.forget();
    openFindings.forget();
    openFindings.refresh();
    lookAtCoverage();
  }

  /** A workspace that hides itself from analysis is not clean; who opens it is told. */
  function lookAtCoverage(): void {
    for (const folder of session.folders()) void coverageOf(folder).catch(report);
  }

  async function coverageOf(folder: Folder): Promise<void> {
    const { overruling } = await settings.of(folder.uri);
    const question = { folder: folder.path, overruling };
    if (!(await thread.ask('narrows', question))) return status.mostlyExcluded(folder.uri, undefined);
    const { analysed, configuredAway } = await background.ask('coverage', question, { key: `of ${folder.uri}` });
    const detail = `The configuration of ${folder.name} excludes most of it: ${analysed} files are analysed`;
    status.mostlyExcluded(folder.uri, configuredAway > analysed ? detail : undefined);
  }

  function report(error: unknown): void {
    if (error instanceof AnalysisFailure && error.failure === 'superseded') return;
    connection.console.warn(error instanceof Error ? error.message : String(error));
  }

  /** An answer's file is no part of the program, and comes and goes without a change to it. */
  function isThreatFile(file: string): boolean {
    return /[/\\]\.portside[/\\]/.test(file);
  }

  function isDeciding(file: string): boolean {
    const name = file.slice(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
    return DECIDING.has(name) || EXTENDED.test(name);
  }

  connection.onDidChangeWatchedFiles(({ changes }) => {
    const files = changes.flatMap(({ uri, type }) => {
      const file = fileOf(uri);
      return file === undefined ? [] : [{ file, type }];
    });
    if (files.some(({ file }) => isDeciding(file))) decidingChanged();
    // The listing of folders is remembered too.
    else if (files.some(({ file, type }) => type !== FileChangeType.Changed && !isThreatFile(file))) {
      session.forget();
      openFindings.forget();
      openFindings.refresh();
    } else openFindings.changedOnDisk(files.map(({ file }) => file));
    // Answers, workflows and manifests make the threat model as well as code does.
    if (files.length > 0) threats.changed();
    for (const { file, type } of files) {
      if (type === FileChangeType.Deleted) scans.drop(file);
      else scans.refresh(file);
    }
  });

  // Not every client watches files.
  documents.onDidSave(({ document }) => {
    if (isDeciding(document.file)) decidingChanged();
  });
  documents.onDidClose(({ document }) => {
    scans.refresh(document.file);
    openFindings.changedOnDisk([document.file]);
  });

  connection.onDidChangeConfiguration(({ settings: pushed }) => {
    settings.changed(pushed);
    openFindings.forget();
    openFindings.refresh();
    threats.changed();
    lookAtCoverage();
  });

  connection.onNotification(DidChangeWorkspaceFoldersNotification.type, ({ event: { added, removed } }) => {
    const before = session.folders();
    session.changeFolders(added, removed);
    const after = new Set(session.folders().map(({ uri }) => uri));
    for (const folder of before) {
      if (after.has(folder.uri)) continue;
      scans.dropFolder(folder);
      status.mostlyExcluded(folder.uri, undefined);
    }
    lookAtCoverage();
  });

  return {
    capabilities: { workspace: { workspaceFolders: { supported: true, changeNotifications: true } } },
    async start() {
      if (abilities.configurationEvents) {
        await connection.client.register(DidChangeConfigurationNotification.type, { section: 'portside' });
      }
      if (abilities.watchedFiles) {
        await connection.client.register(DidChangeWatchedFilesNotification.type, {
          watchers: WATCHED.map((globPattern) => ({ globPattern })),
        });
      }
      lookAtCoverage();
    },
  };
}
