import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createNetworkLog, networkGuard } from './networkLog.ts';

/** Runs a script under the guard, with a log of its own; gives what it printed and what was written down. */
function runGuarded(script: string, env: Record<string, string> = {}) {
  const log = createNetworkLog();
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ['--require', networkGuard, '--input-type=module', '-e', script],
    {
      encoding: 'utf8',
      env: { ...process.env, NODE_OPTIONS: '', PORTSIDE_TEST_NETWORK_LOG: log.file, ...env },
    },
  );
  const attempts = log.takeAttempts().map((attempt) => attempt.split(',')[0]);
  log.remove();
  return { printed: stdout + stderr, attempts };
}

const attemptsOf = (script: string, env?: Record<string, string>) => runGuarded(script, env).attempts;

// 192.0.2.0/24 is set aside for documentation (RFC 5737); `.invalid` resolves nowhere (RFC 6761).
describe('the guard against the network', () => {
  for (const [what, script, attempt] of [
    [
      'a TCP connection',
      `import { connect } from 'node:net'; try { connect(9, '192.0.2.1') } catch {}`,
      'connect to 192.0.2.1',
    ],
    [
      'a connection by options',
      `import net from 'node:net'; try { new net.Socket().connect({ port: 9 }) } catch {}`,
      'connect to localhost',
    ],
    [
      'TLS',
      `import { connect } from 'node:tls'; try { connect({ port: 9, host: '192.0.2.1' }) } catch {}`,
      'connect to 192.0.2.1',
    ],
    [
      'https',
      `import { get } from 'node:https'; try { get('https://portside.invalid/') } catch {}`,
      'connect to portside.invalid',
    ],
    ['fetch', `await fetch('http://portside.invalid/').catch(() => {})`, 'connect to portside.invalid'],
    [
      'a name look-up',
      `import { lookup } from 'node:dns'; try { lookup('portside.invalid', () => {}) } catch {}`,
      'dns lookup to portside.invalid',
    ],
    [
      'a promised look-up',
      `import { resolve4 } from 'node:dns/promises'; try { await resolve4('portside.invalid') } catch {}`,
      'dns resolve4 to portside.invalid',
    ],
    [
      'a resolver',
      `import { Resolver } from 'node:dns'; try { new Resolver().resolveMx('portside.invalid', () => {}) } catch {}`,
      'dns resolveMx to portside.invalid',
    ],
    [
      'UDP',
      `import { createSocket } from 'node:dgram'; try { createSocket('udp4').send('x', 9, '192.0.2.1') } catch {}`,
      'udp send to 192.0.2.1',
    ],
    [
      'a listening port',
      `import { createServer } from 'node:http'; try { createServer().listen(0) } catch {}`,
      'listen to 0.0.0.0',
    ],
    [
      'a worker thread',
      `import { Worker } from 'node:worker_threads'; new Worker('try { process.getBuiltinModule("net").connect(9, "192.0.2.1") } catch {}', { eval: true })`,
      'connect to 192.0.2.1',
    ],
    [
      'a process started by it',
      `import { execFileSync } from 'node:child_process'; execFileSync(process.execPath, ['-e', 'try { require("net").connect(9, "192.0.2.1") } catch {}'])`,
      'connect to 192.0.2.1',
    ],
  ] as const) {
    it(`sees ${what}, also when the error is swallowed`, () => assert.deepEqual(attemptsOf(script), [attempt]));
  }

  it('throws where the attempt is made', () => {
    assert.match(
      runGuarded(`import { connect } from 'node:net'; connect(9, '192.0.2.1')`).printed,
      /may not use the network/,
    );
  });

  it('leaves pipes and child processes alone', () => {
    const { printed, attempts } = runGuarded(`
      import { createServer, connect } from 'node:net';
      import { mkdtempSync, rmSync } from 'node:fs';
      import { tmpdir } from 'node:os';
      import { dirname } from 'node:path';
      const pipe = process.platform === 'win32' ? '\\\\\\\\.\\\\pipe\\\\portside-' + process.pid : mkdtempSync(tmpdir() + '/portside-pipe-') + '/s';
      const server = createServer((socket) => socket.end('through the pipe')).listen(pipe, () =>
        connect(pipe).on('data', (data) => { console.log(String(data)); server.close(); }));
      process.on('exit', () => rmSync(dirname(pipe), { recursive: true, force: true }));`);
    assert.deepEqual(attempts, []);
    assert.equal(printed.trim(), 'through the pipe');
  });

  it('allows this machine, and only it, to the tests of the workbench', () => {
    const { printed, attempts } = runGuarded(
      `import { createServer } from 'node:http';
       const server = createServer((_, response) => response.end('from this machine')).listen(0, '127.0.0.1', async () => {
         console.log(await (await fetch('http://127.0.0.1:' + server.address().port)).text());
         await fetch('http://127.0.0.1.portside.invalid/').catch(() => {});
         server.close();
       });`,
      { PORTSIDE_TEST_NETWORK: 'loopback' },
    );
    assert.equal(printed.trim(), 'from this machine');
    assert.deepEqual(attempts, ['connect to 127.0.0.1.portside.invalid']);
  });
});
