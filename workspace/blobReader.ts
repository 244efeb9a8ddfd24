import { startGit } from './git.ts';

/** What git has under an object's name. */
export type Blob =
  | { readonly status: 'bytes'; readonly bytes: Buffer }
  | { readonly status: 'too-large'; readonly bytes: number }
  | { readonly status: 'missing' };

export interface BlobReader {
  /** @throws Error when git ended before it answered */
  read(id: string): Promise<Blob>;
  close(): Promise<void>;
}

interface Question {
  readonly answer: (blob: Blob) => void;
  readonly fail: (error: Error) => void;
}

/**
 * One `git cat-file --batch` for many objects, started by the first question. Answers come in the order of the
 * questions: `<id> blob <size>`, a line feed, the bytes, a line feed; `<id> missing` when there is none.
 * Facts: https://git-scm.com/docs/git-cat-file#_batch_output
 * @param limit of more bytes than this only the size is given
 */
export function blobReader(root: string, limit: number): BlobReader {
  const waiting: Question[] = [];
  let git: ReturnType<typeof startGit> | undefined;
  let ended: Error | undefined;

  // The answer that is being read: its header so far, then its bytes. `left` counts the line feed at its end.
  let header = '';
  let left = -1;
  let size = 0;
  let chunks: Buffer[] = [];

  function answer(blob: Blob): void {
    header = '';
    left = -1;
    chunks = [];
    waiting.shift()?.answer(blob);
  }

  function take(chunk: Buffer): void {
    let at = 0;
    while (at < chunk.length) {
      if (left < 0) {
        const end = chunk.indexOf(10, at);
        header += chunk.toString('latin1', at, end < 0 ? chunk.length : end);
        if (end < 0) return;
        at = end + 1;
        const [, type, bytes] = header.split(' ');
        if (type !== 'blob' && bytes === undefined) answer({ status: 'missing' });
        else {
          size = Number(bytes);
          left = size + 1;
        }
        continue;
      }
      const end = Math.min(at + left, chunk.length);
      if (size <= limit) chunks.push(chunk.subarray(at, end));
      left -= end - at;
      at = end;
      if (left > 0) continue;
      if (size > limit) answer({ status: 'too-large', bytes: size });
      else answer({ status: 'bytes', bytes: Buffer.concat(chunks).subarray(0, size) });
    }
  }

  function end(error: Error): void {
    ended ??= error;
    for (const question of waiting.splice(0)) question.fail(ended);
  }

  function start(): ReturnType<typeof startGit> {
    const started = startGit(root, ['cat-file', '--batch']);
    started.stdout?.on('data', take);
    started.stdin?.on('error', () => undefined); // What it means is told by 'close'.
    started.on('error', (error) => end(new Error(`git cannot be started: ${error.message}`)));
    started.on('close', () => end(new Error('git ended before it gave the file')));
    return started;
  }

  return {
    read(id) {
      return new Promise((resolve, reject) => {
        if (ended) {
          reject(ended);
          return;
        }
        git ??= start();
        waiting.push({ answer: resolve, fail: reject });
        git.stdin?.write(`${id}\n`);
      });
    },
    close() {
      return new Promise((resolve) => {
        if (!git || git.exitCode !== null || ended) {
          ended ??= new Error('the snapshot is closed');
          resolve();
          return;
        }
        git.on('close', () => resolve());
        git.stdin?.end();
      });
    },
  };
}
