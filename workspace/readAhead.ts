import type { FileText } from './decode.ts';
import type { Snapshot } from './snapshot.ts';

/** So many files are read while one is analysed. */
const DEPTH = 4;

/**
 * A snapshot that reads the next files of a known order while the asker is busy with one. What is wrong with a file is
 * in what is read, so a file that is never asked for costs nothing but its reading.
 */
export function readAhead(below: Snapshot): { readonly snapshot: Snapshot; follow(files: readonly string[]): void } {
  const reads = new Map<string, Promise<FileText>>();
  let order: readonly string[] = [];
  let next = 0;

  function fill(): void {
    for (; reads.size < DEPTH && next < order.length; next++) {
      const path = order[next] ?? '';
      reads.set(path, below.read(path));
    }
  }
  return {
    snapshot: {
      ...below,
      read(path) {
        const read = reads.get(path) ?? below.read(path);
        if (reads.delete(path)) fill();
        return read;
      },
    },
    follow(files) {
      order = files;
      fill();
    },
  };
}
