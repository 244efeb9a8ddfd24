import assert from 'node:assert/strict';
import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import {
  createMessageConnection,
  type InitializeResult,
  IPCMessageReader,
  IPCMessageWriter,
} from 'vscode-languageserver/node';
import { LspClient } from './lspClient.ts';

const BIN = join(import.meta.dirname, '..', '..', 'server', 'bin.ts');

describe('the server', () => {
  it('speaks over the channel of a forked process, as the extension starts it', async () => {
    const server = fork(BIN, ['--node-ipc'], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    const connection = createMessageConnection(new IPCMessageReader(server), new IPCMessageWriter(server));
    connection.listen();
    const params = { processId: process.pid, rootUri: null, capabilities: {}, workspaceFolders: null };
    const { capabilities } = await connection.sendRequest<InitializeResult>('initialize', params);
    assert.equal(capabilities.positionEncoding, 'utf-16');
    const exited = once(server, 'exit');
    await connection.sendRequest('shutdown');
    await connection.sendNotification('exit');
    assert.equal((await exited)[0], 0);
    connection.dispose();
  });

  it('ends when the editor is gone', async () => {
    const server = spawn(process.execPath, [BIN, '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
    const exited = once(server, 'exit');
    server.stdin.end();
    const [code] = await exited;
    assert.equal(code, 1);
  });

  it('says what it can do, and asks a client for nothing that it did not offer', async () => {
    const client = await LspClient.start({ capabilities: {} });
    try {
      assert.deepEqual(client.initialized.capabilities, {
        positionEncoding: 'utf-16',
        textDocumentSync: { openClose: true, change: 2, save: { includeText: false } },
        codeActionProvider: { codeActionKinds: ['quickfix', 'source.fixAll.portside'] },
        hoverProvider: true,
        codeLensProvider: {},
        executeCommandProvider: {
          commands: [
            'portside.server.scanWorkspace',
            'portside.server.clearWorkspaceFindings',
            'portside.server.applyEdit',
            'portside.server.tellDeclaration',
            'portside.server.moveSecret',
            'portside.server.showRotationGuide',
          ],
          workDoneProgress: true,
        },
        workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
      });
      assert.deepEqual(client.asked, []);
    } finally {
      await client.stop();
    }
  });
});
