/** The requests of Portside's own client (protocol.ts). */
import { type CancellationToken, LSPErrorCodes, ResponseError } from 'vscode-languageserver/node';
import { fileOf } from '../openDocuments.ts';
import type { Requests } from '../protocol.ts';
import type { Session } from '../session.ts';
import type { Threats } from './threats.ts';
import type { Scans } from './workspaceScan.ts';

type Handlers = {
  readonly [M in keyof Requests]: (
    params: Requests[M]['params'],
    token: CancellationToken,
  ) => Promise<Requests[M]['result']>;
};

/** Answers the requests. */
export function requests(session: Session, scans: Scans, threats: Threats): void {
  const { connection, thread, documents } = session;

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

    'portside/threats': ({ folder, stay }) => threats.checklist(folder, stay === true),

    async 'portside/leaveThreats'({ folder }) {
      threats.leave(folder);
      return null;
    },

    'portside/startThreats': ({ folder, header }) => threats.start(folder, header),

    'portside/answerThreat': ({ folder, answer }) => threats.answer(folder, answer),

    'portside/threatReport': ({ folder }) => threats.report(folder),

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
