/**
 * How a cache lies on the disk: a folder with one index and some packs. The index has a line for each file of a project; a
 * pack has records one after the other, and the index says where each starts. Both are written beside their place and put
 * there in one step. A pack never changes, so two processes at once at worst forget what the other one has found out.
 */
import { createHash, randomBytes } from 'node:crypto';
import {
  closeSync,
  fstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

/** Where a record is: the number of its pack, its first byte, its length, and the beginning of its hash. */
export type Place = readonly [pack: number, start: number, length: number, check: string];

export interface CacheFiles {
  /** What stands above the lines of the index. */
  readonly head: string;
  /** The lines of the index that are there. */
  readonly lines: readonly string[];
  /** False for a record in a pack that is gone. */
  has(place: Place): boolean;
  /** @throws Error when the record is damaged or gone */
  read(place: Place): Buffer;
  /** True when much of what the packs hold is used no more, or the packs are many. */
  isScattered(usedBytes: number): boolean;
  /**
   * Puts a new index in the place of the old one. What cannot be written is not there the next time.
   * @param write makes the lines, and adds the records that they speak of
   * @param isAnew all records are added anew, and the packs of before are given up
   */
  replace(head: string, isAnew: boolean, write: (add: (record: Buffer) => Place) => readonly string[]): void;
  close(): void;
}

const INDEX = 'index';
const FORMAT = 'portside-cache 2';

const MOST_PACKS = 8;

/** What nobody speaks of is left alone for a while: another process may be about to. */
const UNUSED_MS = 10 * 60 * 1000;

/**
 * Opens the cache in a folder. What is damaged, of another version or somebody else's is as good as nothing.
 * @param key of all that holds for every line
 */
export function openCacheFiles(folder: string, key: string): CacheFiles {
  const { head, lines, packs } = readIndex(folder, key) ?? { head: '', lines: [], packs: [] };
  const open = packs.map((name) => openPack(folder, name));

  return {
    head,
    lines,

    has: ([pack]) => open[pack] !== undefined,

    read([pack, start, length, check]) {
      const file = open[pack];
      if (!file) throw new Error('a part of the cache is gone');
      const record = Buffer.allocUnsafe(length);
      if (readSync(file.handle, record, 0, length, start) !== length || checkOf(record) !== check)
        throw new Error('a part of the cache is damaged');
      return record;
    },

    isScattered(usedBytes) {
      const size = open.reduce((sum, pack) => sum + (pack?.size ?? 0), 0);
      return packs.length >= MOST_PACKS || usedBytes * 2 < size;
    },

    replace(newHead, isAnew, write) {
      const name = `${randomBytes(8).toString('hex')}.pack`;
      const records: Buffer[] = [];
      const number = isAnew ? 0 : packs.length;
      let end = 0;
      const newLines = write((record) => {
        const place: Place = [number, end, record.length, checkOf(record)];
        records.push(record);
        end += record.length;
        return place;
      });
      const newPacks = [...(isAnew ? [] : packs), ...(records.length > 0 ? [name] : [])];
      const body = Buffer.from([JSON.stringify(newPacks), newHead, ...newLines].join('\n'));
      try {
        mkdirSync(folder, { recursive: true, mode: 0o700 });
        if (!isOurs(folder)) return;
        if (records.length > 0) putFile(folder, name, Buffer.concat(records));
        putFile(folder, INDEX, Buffer.concat([Buffer.from(`${FORMAT} ${key} ${checkOf(body)}\n`), body]));
        if (isAnew) removeUnused(folder, new Set([INDEX, ...newPacks]));
      } catch {
        // A full disk, a folder that is read only: the next time all is found out again.
      }
    },

    close() {
      for (const file of open) if (file) closeSync(file.handle);
    },
  };
}

interface Index {
  readonly packs: readonly string[];
  readonly head: string;
  readonly lines: readonly string[];
}

function readIndex(folder: string, key: string): Index | undefined {
  try {
    if (!isOurs(folder)) return undefined;
    const content = readFileSync(join(folder, INDEX));
    const end = content.indexOf('\n');
    const body = content.subarray(end + 1);
    if (content.toString('utf8', 0, end) !== `${FORMAT} ${key} ${checkOf(body)}`) return undefined;
    const [packs = '', head = '', ...lines] = body.toString('utf8').split('\n');
    return { packs: JSON.parse(packs), head, lines };
  } catch {
    return undefined;
  }
}

function openPack(folder: string, name: string): { readonly handle: number; readonly size: number } | undefined {
  try {
    const handle = openSync(join(folder, name), 'r');
    return { handle, size: fstatSync(handle).size };
  } catch {
    return undefined;
  }
}

/** In a folder of somebody else nothing is believed and nothing is written. Windows has no such numbers. */
function isOurs(folder: string): boolean {
  return process.getuid === undefined || statSync(folder).uid === process.getuid();
}

function checkOf(content: Buffer): string {
  return createHash('sha1').update(content).digest('hex').slice(0, 16);
}

function putFile(folder: string, name: string, content: Buffer): void {
  const temporary = join(folder, `${name}.${randomBytes(6).toString('hex')}.tmp`);
  try {
    writeFileSync(temporary, content, { mode: 0o600, flag: 'wx' });
    renameSync(temporary, join(folder, name));
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

function removeUnused(folder: string, used: ReadonlySet<string>): void {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (!used.has(name) && Date.now() - statSync(path).mtimeMs > UNUSED_MS) rmSync(path, { force: true });
  }
}
