/** The requests of Portside's own client (protocol.ts). */
import { type CancellationToken, LSPErrorCodes, ResponseError } from 'vscode-languageserver/node';
import { fileOf } from '../openDocuments.ts';
import type { Requests } from '../protocol.ts';
import type { Folder, Session } from '../session.ts';
import type { Scans } from './workspaceScan.ts';

type Handlers = {
  readonly [M in keyof Requests]: (
    params: Requests[M]['params'],
    token: CancellationToken,
  ) => Promise<Requests[M]['result']>;
};

/** Answers the requests. */
export function requests(session: Session, scans: Scans): void {
  const { connection, thread, background, documents } = session;

  const handlers: Handlers = {
    async 'portside/rulePage'({ ruleId }) {
      const text = await thread.ask('rulePage', { ruleId });
      return text === null ? null : { title: `${ruleId}.md`, text };
    },

    'portside/rules': () => thread.ask('rules', null),

    async 'portside/effectiveConfiguration'({ uri }) {
      const file = fileOf(uri);
      if (file === undefined) throw new ResponseError(LSPErrorCodes.RequestFailed, `${uri} is no file on a disk.`);
      const text = await thread.ask('effectiveConfiguration', await session.askedAs(file, uri));
      return {
        title: `${file.slice(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1)}.portside.json`,
        text,
      };
    },

    async 'portside/whyNot'({ uri, line }) {
      const open = documents.get(uri);
      const file = open?.file ?? fileOf(uri);
      if (file === undefined) throw new ResponseError(LSPErrorCodes.RequestFailed, `${uri} is no file on a disk.`);
      const asked = { ...(await session.askedAs(file, uri)), ...(open && { text: open.text.getText() }) };
      return { title: 'why-not.md', text: await thread.ask('whyNot', { ...asked, line: line + 1 }) };
    },

    async 'portside/checklist'({ folder: uri }, token) {
      const folder = folderNamed(session, uri);
      const { overruling } = await session.settings.of(folder.uri);
      const open = Object.fromEntries(documents.all().map(({ file, text }) => [file, text.getText()]));
      const controller = new AbortController();
      token.onCancellationRequested(() => controller.abort());
      const text = await background.ask(
        'checklist',
        { folder: folder.path, staged: false, overruling, documents: open, failed: {} },
        { signal: controller.signal },
      );
      return { title: 'threat-model-checklist.md', text };
    },

    'portside/scanStaged': (_, token) => scans.scanStaged(token),

    async 'portside/scanWorkspace'({ workDoneToken }, token) {
      const progress = connection.window.attachWorkDoneProgress(workDoneToken);
      return { summaries: await scans.scanWorkspace(progress, token) };
    },

    async 'portside/clearWorkspaceFindings'() {
      scans.clear();
      return null;
    },
  };

  for (const method of Object.keys(handlers) as (keyof Requests)[]) {
    // The method decides the type of the parameters, which TypeScript does not follow through the table.
    const handle = handlers[method] as (params: unknown, token: CancellationToken) => Promise<unknown>;
    connection.onRequest(method, handle);
  }
}

function folderNamed(session: Session, uri: string | null): Folder {
  const folder = session.folders().find((known) => uri === null || known.uri === uri);
  if (!folder) throw new ResponseError(LSPErrorCodes.RequestFailed, 'No folder is open.');
  return folder;
}
