/** What only a process of its own shows: signals, closed pipes, what start-up loads. */
import assert from 'node:assert/strict';
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { type Terminal, terminal, WEAK } from './terminal.ts';

const BIN = fileURLToPath(new URL('../../cli/bin.ts', import.meta.url));

async function ended(
  child: ChildProcessWithoutNullStreams,
): Promise<{ code: number | null; out: string; err: string }> {
  const out: string[] = [];
  const err: string[] = [];
  child.stdout.setEncoding('utf8').on('data', (chunk) => void out.push(chunk));
  child.stderr.setEncoding('utf8').on('data', (chunk) => void err.push(chunk));
  const [code] = await once(child, 'close');
  return { code, out: out.join(''), err: err.join('') };
}

describe('the process', () => {
  let at: Terminal;
  beforeEach(() => {
    at = terminal();
  });
  afterEach(() => at.remove());

  function start(...argv: string[]): ChildProcessWithoutNullStreams {
    return spawn(process.execPath, [BIN, ...argv], { cwd: at.folder });
  }

  it('ends with the code of the scan', async () => {
    at.write({ 'a.js': WEAK });
    const { code, out, err } = await ended(start('scan'));
    assert.deepEqual({ code, err }, { code: 1, err: '' });
    assert.match(out, /weak-cipher {2}a\.js:3:45/);
  });

  it('reads its text from standard input', async () => {
    const child = start('scan', '--stdin', '--stdin-path', 'a.js', '--format', 'json');
    child.stdin.end(WEAK);
    const { code, out } = await ended(child);
    assert.equal(code, 1);
    assert.equal(JSON.parse(out).findings[0].location.path, 'a.js');
  });

  it('says nothing when nobody reads any more, and keeps its code', async () => {
    at.write({ 'a.js': WEAK });
    const child = start('scan', '--format', 'sarif');
    child.stdout.destroy();
    const { code, err } = await ended(child);
    assert.deepEqual({ code, err }, { code: 1, err: '' });
  });

  it('is cancelled by SIGINT, says so and ends with 130', async () => {
    const child = start('scan', '--stdin', '--stdin-path', 'a.js');
    // More than a pipe holds: once it is taken, the child is reading, and knows what to do about a signal.
    child.stdin.on('error', () => {});
    await new Promise((resolve) => child.stdin.write(' '.repeat(1_000_000), resolve));
    child.kill('SIGINT');
    const { code, out, err } = await ended(child);
    assert.deepEqual({ code, out, err }, { code: 130, out: '', err: 'portside: cancelled; nothing was reported\n' });
  });

  it('is a language server that any client can speak to', async () => {
    const child = start('lsp', '--stdio');
    const send = (message: object) => {
      const body = JSON.stringify({ jsonrpc: '2.0', ...message });
      child.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
    };
    send({ id: 1, method: 'initialize', params: { processId: null, rootUri: null, capabilities: {} } });
    send({ method: 'initialized', params: {} });
    send({ id: 2, method: 'shutdown' });
    send({ method: 'exit' });
    const { code, out } = await ended(child);
    assert.equal(code, 0);
    assert.match(out, /^Content-Length: \d+\r\n/);
    assert.match(out, /"id":1,"result":\{"capabilities":\{/);
  });

  it('does not load the engine to say its version', async () => {
    const traced = `${BIN.replace(/bin\.ts$/, '')}args.ts`;
    const script = `
      import { registerHooks } from 'node:module';
      registerHooks({ load(url, context, next) { process.stderr.write(url + '\\n'); return next(url, context); } });
      process.argv = [process.argv[0], ${JSON.stringify(BIN)}, '--version'];
      await import(${JSON.stringify(BIN)});`;
    const { out, err } = await ended(spawn(process.execPath, ['--input-type=module', '-e', script]));
    assert.match(out, /^\d+\.\d+/);
    assert.ok(err.includes(traced));
    assert.doesNotMatch(err, /\/(engine|rules|node_modules)\//);
  });
});
