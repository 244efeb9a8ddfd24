/**
 * The threat model of each folder, for whoever looks at it: Portside's own view by requests, any editor by code lenses on
 * routes. It is made of what is known of the folder as a whole, and looked at again when that changes.
 */
import {
  type CodeLens,
  CodeLensRefreshRequest,
  LSPErrorCodes,
  ResponseError,
  type ServerCapabilities,
} from 'vscode-languageserver/node';
import { markdown } from '../../report/threats/markdown.ts';
import { itemsByElement } from '../../report/threats/standing.ts';
import type { FolderQuestion } from '../analysisQuestions.ts';
import { AnalysisFailure } from '../analysisThread.ts';
import { fileOf } from '../openDocuments.ts';
import type { GivenAnswer, Header, ShownDocument, ThreatChecklist } from '../protocol.ts';
import type { Folder, Session } from '../session.ts';
import { type KnownThreats, lensTitle, threatChecklist } from '../threatChecklist.ts';

export interface Threats {
  readonly capabilities: ServerCapabilities;
  /**
   * Everything that is known, for a person.
   * @param stay whether the person is to hear of changes, until `leave`
   * @throws ResponseError when there is no such folder
   */
  checklist(folder: string | null, stay: boolean): Promise<ThreatChecklist>;
  leave(folder: string): void;
  report(folder: string | null): Promise<ShownDocument>;
  start(folder: string, header: Header): Promise<{ readonly uri: string }>;
  answer(folder: string, answer: GivenAnswer): Promise<{ readonly uri: string }>;
  /** Something else may be known of the folder, or of all. Whoever has looked at it is told when it is so. */
  changed(folder?: Folder): void;
}

/** A folder's threat model as it was last seen. */
interface Seen {
  readonly root: string;
  readonly known: KnownThreats;
}

interface Watched {
  seen?: Promise<Seen>;
  /** Somebody has a view of it. */
  isShown?: boolean;
  /** URIs of documents that lenses stand in, or would. */
  readonly lensed: Set<string>;
  /** What whoever looks at it was last told, to see a change by. */
  told?: string;
  timer?: NodeJS.Timeout;
}

/** Typing comes first: the model is looked at when nothing has happened for this long. */
const PAUSE_FACTOR = 10;

/** Somebody may type between two questions, so that what was known is not up to date. */
const MAX_TRIES = 5;

/** A folder of so many scripts is not known as a whole. */
const NOT_WHOLE =
  'The folder has too many files to be known as a whole in the editor; the command line knows its model.';

/** Makes what a session says of threat models. */
export function createThreats(session: Session): Threats {
  const { connection, thread, abilities, options } = session;
  /** By the URI of the folder; only those that somebody has looked at. */
  const watched = new Map<string, Watched>();

  /** Asks the thread what it can tell only of a folder that it knows as a whole. */
  async function ofWhole<T>(folder: Folder, ask: (question: FolderQuestion) => Promise<T | null>): Promise<T> {
    const { overruling } = await session.settings.of(folder.uri);
    const question = { folder: folder.path, overruling };
    for (let tries = 0; tries < MAX_TRIES; tries++) {
      while (!(await thread.ask('index', { ...question, changed: [] })).isDone);
      const answer = await ask(question);
      if (answer !== null) return answer;
    }
    throw new ResponseError(LSPErrorCodes.RequestFailed, NOT_WHOLE);
  }

  function watchedOf(folder: Folder): Watched {
    const state = watched.get(folder.uri) ?? { lensed: new Set() };
    watched.set(folder.uri, state);
    return state;
  }

  function seen(folder: Folder): Promise<Seen> {
    const state = watchedOf(folder);
    if (!state.seen) {
      const seen = ofWhole(folder, (question) => thread.ask('threats', question));
      state.seen = seen;
      seen.then(
        (answer) => tellOf(folder, state, JSON.stringify(answer)),
        () => {
          if (state.seen === seen) delete state.seen;
        },
      );
    }
    return state.seen;
  }

  /** Whoever asked for it knows: all others who look at it are told. */
  function tellOf(folder: Folder, state: Watched, now: string): void {
    const before = state.told;
    state.told = now;
    if (before === undefined || before === now) return;
    if (abilities.threats) void connection.sendNotification('portside/threatsChanged', { folder: folder.uri });
    if (abilities.codeLensRefresh) void connection.sendRequest(CodeLensRefreshRequest.type);
  }

  /** Whether a change is told to somebody: to a view, or to a client that asks for its lenses again. */
  function isLookedAt({ isShown, lensed }: Watched): boolean {
    for (const uri of lensed) if (!session.documents.get(uri)) lensed.delete(uri);
    return isShown === true || (abilities.codeLensRefresh && lensed.size > 0);
  }

  async function lookAgain(folder: Folder, state: Watched): Promise<void> {
    delete state.seen;
    try {
      await seen(folder);
    } catch (error) {
      if (!(error instanceof AnalysisFailure) && !(error instanceof ResponseError)) throw error;
      connection.console.warn(`${folder.path}: ${error.message}`);
    }
  }

  function folderNamed(uri: string | null): Folder {
    const folder = session.folders().find((known) => uri === null || known.uri === uri);
    if (!folder) throw new ResponseError(LSPErrorCodes.RequestFailed, 'No folder is open.');
    return folder;
  }

  async function written(
    uri: string,
    write: (question: FolderQuestion) => Promise<{ readonly file: string } | null>,
  ): Promise<{ uri: string }> {
    const folder = folderNamed(uri);
    const { file } = await ofWhole(folder, write);
    const state = watchedOf(folder);
    delete state.seen;
    // What was written is news, whatever was known before.
    state.told ??= '';
    lookSoon(folder, state);
    return { uri: session.publisher.uriOf(file) };
  }

  function lookSoon(folder: Folder, state: Watched): void {
    clearTimeout(state.timer);
    state.timer = setTimeout(() => void lookAgain(folder, state), options.debounceMs * PAUSE_FACTOR);
    state.timer.unref();
  }

  function changed(of?: Folder): void {
    for (const folder of of ? [of] : session.folders()) {
      const state = watched.get(folder.uri);
      if (!state) continue;
      if (isLookedAt(state)) lookSoon(folder, state);
      // Whoever asks next is told what there is then.
      else delete state.seen;
    }
  }

  connection.onCodeLens(async ({ textDocument: { uri } }): Promise<CodeLens[]> => {
    const file = session.documents.get(uri)?.file ?? fileOf(uri);
    const folder = file === undefined ? undefined : session.folderOf(file);
    if (file === undefined || !folder) return [];
    // Who has not started a threat model is asked nothing while writing code, and pays nothing for it.
    const { overruling } = await session.settings.of(folder.uri);
    if (!(await thread.ask('hasThreats', { folder: folder.path, overruling }))) return [];
    watchedOf(folder).lensed.add(uri);
    const { root, known } = await seen(folder);
    if (!known.header) return [];
    const places = await session.placesFrom(root);
    return [...itemsByElement(known.items).values()].flatMap((items) => {
      const element = items[0]?.element;
      const title = lensTitle(items);
      // Of what else is open there the findings speak already.
      if (element?.kind !== 'entry' || title === undefined || places.fileOf(element.location.path) !== file) return [];
      const position = { line: element.location.startLine - 1, character: element.location.startColumn - 1 };
      const target = { folder: folder.uri, element: element.id };
      // A lens without a command is text, which every client can show.
      const command = abilities.threats
        ? { title, command: 'portside.showThreats', arguments: [target] }
        : { title, command: '' };
      return [{ range: { start: position, end: position }, command }];
    });
  });

  return {
    capabilities: { codeLensProvider: {} },
    async checklist(uri, stay) {
      const folder = folderNamed(uri);
      if (stay) watchedOf(folder).isShown = true;
      const { root, known } = await seen(folder);
      const { uriOf } = await session.placesFrom(root);
      return threatChecklist(folder, known, uriOf);
    },
    leave(uri) {
      const state = watched.get(uri);
      if (!state) return;
      state.isShown = false;
      if (!isLookedAt(state)) clearTimeout(state.timer);
    },
    async report(uri) {
      const folder = folderNamed(uri);
      const { model, items, header } = (await seen(folder)).known;
      if (!header) throw new ResponseError(LSPErrorCodes.RequestFailed, 'Nobody has started a threat model here yet.');
      return { title: 'threat-model.md', text: markdown(model, items, header) };
    },
    start: (uri, header) => written(uri, (question) => thread.ask('startThreats', { ...question, header })),
    answer: (uri, answer) => written(uri, (question) => thread.ask('answerThreat', { ...question, answer })),
    changed,
  };
}
