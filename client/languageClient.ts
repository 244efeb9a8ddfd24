/** Starts the server as a process of its own and speaks with it. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Disposable, type ExtensionContext, type LogOutputChannel, window } from 'vscode';
import { type CancellationToken, LanguageClient, TransportKind, WorkDoneProgress } from 'vscode-languageclient/node';
import type { ExperimentalCapabilities, Notifications, Requests } from '../server/protocol.ts';

/** The server as commands and views see it: Portside's own requests and notifications, each with its types. */
export interface Server {
  readonly log: LogOutputChannel;
  /**
   * Asks the server, after waiting for its start.
   * @throws Error when the server can't be started or refuses
   */
  request<M extends keyof Requests>(
    method: M,
    params: Requests[M]['params'],
    token?: CancellationToken,
  ): Promise<Requests[M]['result']>;
  onNotification<M extends keyof Notifications>(method: M, listen: (params: Notifications[M]) => void): Disposable;
  /** Hears what the server says of the work under this token. */
  onProgress(token: string, listen: (progress: { message?: string; percentage?: number }) => void): Disposable;
  start(): Promise<void>;
  stop(): Promise<void>;
}

const LANGUAGES = [
  'javascript',
  'javascriptreact',
  'typescript',
  'typescriptreact',
  'json',
  'jsonc',
  'json5',
  'yaml',
  'dotenv',
  'properties',
  'ini',
  'dockerfile',
  'dockercompose',
  'github-actions-workflow',
  'toml',
  'xml',
  'shellscript',
  'sql',
  'terraform',
  'markdown',
];

/** Read for secrets, too, where Portside is at work: they are no reason to start it. */
const OTHER_LANGUAGES = (
  'python ruby php go java kotlin scala csharp rust swift dart groovy perl lua c cpp powershell bat makefile bicep prisma ' +
  'graphql http html vue svelte astro'
).split(' ');

/** Files that keep credentials under whatever language an editor takes them for. */
const CREDENTIAL_FILES =
  '**/{.env*,.npmrc,.netrc,.pgpass,.pypirc,.git-credentials,.htpasswd,.ftpconfig,kubeconfig,*.json5,*.toml,*.tf,*.tfvars,*.pem,*.key,*.ppk,id_rsa,id_ecdsa,id_ed25519}';

/** The server crashes more often than this within three minutes: it stays down, and the user is told. */
const MAX_RESTARTS = 4;

/** Makes the server of this extension; it runs after `start`. */
export function createServer(context: ExtensionContext): Server {
  const module = context.asAbsolutePath(join('dist', 'server.cjs'));
  const log = window.createOutputChannel('Portside', { log: true });
  const client = new LanguageClient(
    'portside',
    'Portside',
    {
      run: { module, transport: TransportKind.ipc },
      debug: { module, transport: TransportKind.ipc, options: { execArgv: ['--nolazy', '--inspect=6019'] } },
    },
    {
      documentSelector: [
        ...[...LANGUAGES, ...OTHER_LANGUAGES].flatMap((language) => [
          { scheme: 'file', language },
          { scheme: 'untitled', language },
        ]),
        { scheme: 'file', pattern: CREDENTIAL_FILES },
      ],
      outputChannel: log,
      diagnosticCollectionName: 'portside',
      connectionOptions: { maxRestartCount: MAX_RESTARTS },
    },
  );
  client.registerFeature({
    fillClientCapabilities(capabilities) {
      const own: ExperimentalCapabilities = { portside: { status: true, documents: true, threats: true } };
      capabilities.experimental = { ...(capabilities.experimental as object | undefined), ...own };
    },
    initialize() {},
    getState: () => ({ kind: 'static' }),
    clear() {},
  });
  let started: Promise<void> | undefined;

  function start(): Promise<void> {
    started ??= existsSync(module)
      ? client.start()
      : Promise.reject(new Error(`The language server is missing: ${module}`));
    return started;
  }

  return {
    log,
    async request<M extends keyof Requests>(method: M, params: Requests[M]['params'], token?: CancellationToken) {
      await start();
      return token
        ? client.sendRequest<Requests[M]['result']>(method, params, token)
        : client.sendRequest<Requests[M]['result']>(method, params);
    },
    onNotification: (method, listen) => client.onNotification(method, listen),
    onProgress: (token, listen) =>
      client.onProgress(WorkDoneProgress.type, token, (progress) => {
        if (progress.kind !== 'end') listen(progress);
      }),
    start,
    stop: () => client.stop(),
  };
}
