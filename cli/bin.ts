/** The process around `main`. */
import { realpathSync } from 'node:fs';
import process from 'node:process';
import { addAbortSignal } from 'node:stream';
import { visibleLines } from '../report/visibleText.ts';
import { EXIT } from './exitCode.ts';
import type { Io } from './io.ts';
import { main } from './main.ts';

// Errors of writing are answered where the writing is awaited.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});

/** Whoever reads may leave early (`portside rules | head`): that is no failure. */
const LEFT: ReadonlySet<unknown> = new Set(['EPIPE', 'ERR_STREAM_DESTROYED']);

function write(stream: NodeJS.WriteStream, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.write(text, (error) => {
      if (error && !LEFT.has((error as NodeJS.ErrnoException).code)) reject(error);
      else resolve();
    });
  });
}

/** A line of progress at most so often. */
const PROGRESS_MS = 100;

function progressOn(stream: NodeJS.WriteStream): Io['progress'] {
  let last = 0;
  let isShown = false;
  return (text) => {
    if (!stream.isTTY) return;
    const now = performance.now();
    if (text !== '' && now - last < PROGRESS_MS) return;
    if (text === '' && !isShown) return;
    last = now;
    isShown = text !== '';
    // Back to the line's start, and erase it: ECMA-48, EL.
    stream.write(`\r\u001b[2K${text.slice(0, Math.max(0, stream.columns - 1))}`);
  };
}

async function readAll(stream: NodeJS.ReadStream, signal: AbortSignal): Promise<Uint8Array> {
  addAbortSignal(signal, stream);
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

let controller: AbortController | undefined;

function cancellation(): AbortSignal {
  if (!controller) {
    const created = new AbortController();
    process.once('SIGINT', () => {
      created.abort();
      // Who presses it twice will not wait.
      process.once('SIGINT', () => process.exit(EXIT.cancelled));
    });
    controller = created;
  }
  return controller.signal;
}

// Node would end with 1, which says that there are findings.
process.on('uncaughtException', (error) => {
  process.stderr.write(visibleLines(`portside: internal error: ${error.message}\n`));
  process.exit(EXIT.incomplete);
});

const self = process.argv[1];
const io: Io = {
  cwd: process.cwd(),
  env: process.env,
  program: [process.execPath, ...(self === undefined ? [] : [realpathSync(self)])],
  isTerminal: process.stdout.isTTY === true,
  out: (text) => write(process.stdout, text),
  err: (text) => write(process.stderr, text),
  progress: progressOn(process.stderr),
  stdin: (signal) => readAll(process.stdin, signal),
  cancellation,
};

// Not `process.exit`: what is written must arrive.
void main(process.argv.slice(2), io).then((code) => {
  process.exitCode = code;
});
