// @ts-check
/** A client of the language server as small as a measurement needs it: JSON-RPC over standard input and output. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { pathToFileURL } from 'node:url';

/**
 * @typedef {object} LanguageServer
 * @property {(method: string, params: unknown) => Promise<unknown>} request
 * @property {(method: string, params: unknown) => void} notify
 * @property {(file: string, version: number) => Promise<readonly unknown[]>} diagnosticsOf the diagnostics of this
 *   version of an open document, as soon as the server sends them
 * @property {() => Promise<void>} stop
 */

/**
 * Starts a server; it is still to be introduced (`introduce`).
 * @param {string} node
 * @param {readonly string[]} args
 * @returns {LanguageServer}
 */
export function startLanguageServer(node, args) {
  const server = spawn(node, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  /** @type {Map<number, (result: unknown) => void>} */
  const replies = new Map();
  /** @type {Map<string, (diagnostics: readonly unknown[]) => void>} */
  const awaited = new Map();
  let lastId = 0;

  /** @param {object} message */
  function send(message) {
    const body = Buffer.from(JSON.stringify({ jsonrpc: '2.0', ...message }));
    server.stdin.write(`Content-Length: ${body.length}\r\n\r\n`);
    server.stdin.write(body);
  }

  readMessages(server.stdout, ({ id, method, params, result }) => {
    if (method === 'textDocument/publishDiagnostics') {
      awaited.get(`${params?.version} ${params?.uri}`)?.(params?.diagnostics ?? []);
    } else if (method !== undefined && id !== undefined) send({ id, result: null });
    else if (id !== undefined) replies.get(id)?.(result);
  });

  /** @type {LanguageServer['request']} */
  const request = (method, params) =>
    new Promise((resolve) => {
      const id = ++lastId;
      replies.set(id, resolve);
      send({ id, method, params });
    });
  return {
    request,
    notify: (method, params) => send({ method, params }),
    diagnosticsOf: (file, version) =>
      new Promise((resolve) => {
        awaited.set(`${version} ${uriOf(file)}`, resolve);
      }),
    async stop() {
      const ended = once(server, 'exit');
      await request('shutdown', null);
      send({ method: 'exit' });
      await ended;
    },
  };
}

/**
 * Introduces a client that can do what nearly every editor can.
 * @param {LanguageServer} server
 * @param {string} folder the workspace
 */
export async function introduce(server, folder) {
  await server.request('initialize', {
    processId: process.pid,
    rootUri: uriOf(folder),
    capabilities: {
      textDocument: { publishDiagnostics: { relatedInformation: true, versionSupport: true } },
    },
  });
  server.notify('initialized', {});
}

/**
 * Opens a document and waits for what the server says of it.
 * @param {LanguageServer} server
 * @param {string} file
 * @param {string} text
 */
export async function open(server, file, text) {
  const diagnostics = server.diagnosticsOf(file, 1);
  const languageId = /\.[cm]?tsx?$/.test(file) ? 'typescript' : 'javascript';
  server.notify('textDocument/didOpen', { textDocument: { uri: uriOf(file), languageId, version: 1, text } });
  return diagnostics;
}

/** @param {string} path */
export function uriOf(path) {
  return pathToFileURL(path).href;
}

/**
 * @typedef {object} Message
 * @property {number} [id]
 * @property {string} [method]
 * @property {{ uri?: string, version?: number, diagnostics?: unknown[] }} [params]
 * @property {unknown} [result]
 */

/**
 * @param {NodeJS.ReadableStream} stream
 * @param {(message: Message) => void} onMessage
 */
function readMessages(stream, onMessage) {
  let unread = Buffer.alloc(0);
  stream.on('data', (chunk) => {
    unread = Buffer.concat([unread, chunk]);
    for (;;) {
      const end = unread.indexOf('\r\n\r\n');
      if (end < 0) return;
      const length = Number(/Content-Length: (\d+)/i.exec(unread.toString('latin1', 0, end))?.[1]);
      const start = end + 4;
      if (unread.length < start + length) return;
      const message = JSON.parse(unread.toString('utf8', start, start + length));
      unread = unread.subarray(start + length);
      onMessage(message);
    }
  });
}
