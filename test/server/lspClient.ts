/** A plain LSP client: starts the server as an editor does and speaks JSON-RPC with it over its standard input and output. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  type ClientCapabilities,
  type CodeAction,
  createMessageConnection,
  type Diagnostic,
  type Hover,
  type InitializeResult,
  type MessageConnection,
  type PublishDiagnosticsParams,
  type Range,
  StreamMessageReader,
  StreamMessageWriter,
  type TextDocumentContentChangeEvent,
} from 'vscode-languageserver/node';

const ROOT = join(import.meta.dirname, '..', '..');

export interface ClientOptions {
  readonly capabilities?: ClientCapabilities;
  readonly folders?: readonly string[];
  /** What the client answers to `workspace/configuration`. */
  readonly settings?: () => unknown;
  readonly initializationOptions?: unknown;
  /** The program and its arguments after `node`. Default: the server with a fake engine. */
  readonly program?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

const PATIENCE_MS = 15_000;

/** What nearly every editor can do. */
export const USUAL: ClientCapabilities = {
  textDocument: {
    publishDiagnostics: { relatedInformation: true, codeDescriptionSupport: true, versionSupport: true },
    codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix', 'source.fixAll'] } } },
    hover: { contentFormat: ['markdown', 'plaintext'] },
  },
  workspace: { workspaceEdit: { documentChanges: true, resourceOperations: ['create'] } },
};

export class LspClient {
  readonly published: PublishDiagnosticsParams[] = [];
  readonly notified: { readonly method: string; readonly params: unknown }[] = [];
  readonly asked: { readonly method: string; readonly params: unknown }[] = [];
  readonly server: ChildProcess;
  readonly connection: MessageConnection;
  initialized!: InitializeResult;
  #listeners = new Set<() => void>();
  #versions = new Map<string, number>();
  #settings: () => unknown;

  private constructor(options: ClientOptions) {
    const { program = [join(import.meta.dirname, 'fakeServer.ts')], env } = options;
    this.server = spawn(process.execPath, [...program], {
      cwd: ROOT,
      env: { ...process.env, ...env },
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    this.#settings = options.settings ?? (() => null);
    this.connection = createMessageConnection(
      new StreamMessageReader(this.server.stdout!),
      new StreamMessageWriter(this.server.stdin!),
    );
    this.connection.onNotification((method, params) => {
      this.notified.push({ method, params });
      if (method === 'textDocument/publishDiagnostics') this.published.push(params as PublishDiagnosticsParams);
      for (const listener of [...this.#listeners]) listener();
    });
    this.connection.onUnhandledProgress((params) => {
      this.notified.push({ method: '$/progress', params });
      for (const listener of [...this.#listeners]) listener();
    });
    this.connection.onRequest((method, params) => {
      this.asked.push({ method, params });
      for (const listener of [...this.#listeners]) listener();
      if (method === 'workspace/configuration') return [this.#settings()];
      if (method === 'workspace/applyEdit') return { applied: true };
      return null;
    });
    this.connection.listen();
  }

  /** Starts a server and introduces the client to it. */
  static async start(options: ClientOptions = {}): Promise<LspClient> {
    const client = new LspClient(options);
    const workspaceFolders = (options.folders ?? []).map((path) => ({ uri: uri(path), name: path.split('/').at(-1) }));
    client.initialized = await client.request('initialize', {
      processId: process.pid,
      rootUri: workspaceFolders[0]?.uri ?? null,
      workspaceFolders: workspaceFolders.length > 0 ? workspaceFolders : null,
      capabilities: options.capabilities ?? USUAL,
      initializationOptions: options.initializationOptions,
    });
    await client.notify('initialized', {});
    return client;
  }

  request<R>(method: string, params: unknown): Promise<R> {
    return this.connection.sendRequest<R>(method, params);
  }

  notify(method: string, params: unknown): Promise<void> {
    return this.connection.sendNotification(method, params);
  }

  async open(path: string, text: string, languageId = 'typescript'): Promise<void> {
    this.#versions.set(path, 1);
    await this.notify('textDocument/didOpen', { textDocument: { uri: uri(path), languageId, version: 1, text } });
  }

  /** Changes an open document; gives its new version. */
  async change(path: string, ...contentChanges: TextDocumentContentChangeEvent[]): Promise<number> {
    const version = (this.#versions.get(path) ?? 0) + 1;
    this.#versions.set(path, version);
    await this.notify('textDocument/didChange', { textDocument: { uri: uri(path), version }, contentChanges });
    return version;
  }

  save(path: string): Promise<void> {
    return this.notify('textDocument/didSave', { textDocument: { uri: uri(path) } });
  }

  close(path: string): Promise<void> {
    return this.notify('textDocument/didClose', { textDocument: { uri: uri(path) } });
  }

  fileEvents(...changes: { path: string; type: 1 | 2 | 3 }[]): Promise<void> {
    return this.notify('workspace/didChangeWatchedFiles', {
      changes: changes.map(({ path, type }) => ({ uri: uri(path), type })),
    });
  }

  /** The diagnostics that the client shows for a file. */
  shown(path: string): readonly Diagnostic[] {
    return this.published.findLast((published) => published.uri === uri(path))?.diagnostics ?? [];
  }

  /** Waits for diagnostics of this version. */
  async diagnosticsOf(path: string, version = 1): Promise<readonly Diagnostic[]> {
    return this.until(`diagnostics of version ${version} of ${path}`, () => {
      const found = this.published.findLast(
        (published) => published.uri === uri(path) && published.version === version,
      );
      return found?.diagnostics;
    });
  }

  codeActions(path: string, range: Range, only?: readonly string[]): Promise<CodeAction[]> {
    return this.request('textDocument/codeAction', {
      textDocument: { uri: uri(path) },
      range,
      context: { diagnostics: [], ...(only && { only }) },
    });
  }

  hover(path: string, line: number, character: number): Promise<Hover | null> {
    return this.request('textDocument/hover', { textDocument: { uri: uri(path) }, position: { line, character } });
  }

  /** Waits until what the server has said so far gives a value. */
  until<T>(what: string, value: () => T | undefined | false): Promise<T> {
    return new Promise((resolve, reject) => {
      const look = () => {
        const found = value();
        if (found === undefined || found === false) return;
        clearTimeout(timer);
        this.#listeners.delete(look);
        resolve(found);
      };
      const timer = setTimeout(() => {
        this.#listeners.delete(look);
        reject(new Error(`No ${what}; published: ${JSON.stringify(this.published.slice(-5), null, 1)}`));
      }, PATIENCE_MS);
      this.#listeners.add(look);
      look();
    });
  }

  /** Ends the server as the protocol says; gives its exit code. */
  async stop(): Promise<number | null> {
    if (this.server.exitCode !== null) return this.server.exitCode;
    const exited = once(this.server, 'exit');
    await this.request('shutdown', null);
    await this.notify('exit', null);
    const [code] = (await exited) as [number | null];
    this.connection.dispose();
    return code;
  }
}

export function uri(path: string): string {
  return pathToFileURL(path).href;
}

/** The range of a word in a text, as LSP counts. */
export function rangeOfWord(text: string, word: string): Range {
  const at = text.indexOf(word);
  const before = text.slice(0, at).split('\n');
  const line = before.length - 1;
  const character = before.at(-1)?.length ?? 0;
  return { start: { line, character }, end: { line, character: character + word.length } };
}
