/** The language server. It speaks LSP with any client; what Portside's own client asks beyond that is in protocol.ts. */
import { join } from 'node:path';
import process from 'node:process';
import {
  type Connection,
  createConnection,
  IPCMessageReader,
  IPCMessageWriter,
  type ServerCapabilities,
} from 'vscode-languageserver/node';
import { followChanges } from './handlers/changes.ts';
import { codeActions } from './handlers/codeActions.ts';
import { commands } from './handlers/commands.ts';
import { followOpenDocuments } from './handlers/diagnostics.ts';
import { hover } from './handlers/hover.ts';
import { requests } from './handlers/requests.ts';
import { createThreats } from './handlers/threats.ts';
import { createScans } from './handlers/workspaceScan.ts';
import { createSession, type ServerOptions, type Session } from './session.ts';

export type Transport = 'stdio' | 'ipc';

const isBundled = !import.meta.filename.endsWith('.ts');

const DEFAULTS: ServerOptions = {
  worker: join(import.meta.dirname, isBundled ? 'worker.cjs' : 'analysisWorker.ts'),
  pages: join(import.meta.dirname, isBundled ? 'pages' : '../dist/pages'),
  debounceMs: 150,
  limitMs: 30_000,
  patienceMs: 1000,
};

/** Serves one client over the transport until the client ends it, which ends the process. */
export function startServer(transport: Transport, options: Partial<ServerOptions> = {}): void {
  const connection = connectionOver(transport);
  let session: Session | undefined;
  let start: (() => Promise<void>) | undefined;

  connection.onInitialize((params) => {
    session = createSession(connection, params, { ...DEFAULTS, ...options });
    const threats = createThreats(session);
    const open = followOpenDocuments(session, threats.changed);
    const scans = createScans(session);
    const changes = followChanges(session, open, scans, threats);
    start = changes.start;
    requests(session, scans, threats);
    const capabilities: ServerCapabilities = {
      positionEncoding: 'utf-16',
      ...open.capabilities,
      ...threats.capabilities,
      ...changes.capabilities,
      ...codeActions(session, open),
      ...hover(session, open),
      ...commands(session, scans, open),
    };
    return { capabilities, serverInfo: { name: 'Portside' } };
  });
  connection.onInitialized(() => start?.());
  connection.onShutdown(() => session?.dispose());
  connection.listen();
}

function connectionOver(transport: Transport): Connection {
  return transport === 'ipc'
    ? createConnection(new IPCMessageReader(process), new IPCMessageWriter(process))
    : createConnection(process.stdin, process.stdout);
}
