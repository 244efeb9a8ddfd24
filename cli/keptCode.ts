/**
 * Runs a bundle with the code that V8 compiled of it in an earlier run: half of what a short scan costs is compiling. Node.js
 * has such a cache of its own from 22.1, which keeps less: https://nodejs.org/api/module.html#module-compile-cache.
 */
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { Script } from 'node:vm';
import { crc32 } from 'node:zlib';

/** In front of the code: the checksums of the bundle and of the code, which V8 believes without looking. */
const HEADER = 8;

/**
 * Runs a CommonJS module as `require` does, and keeps its compiled code when the process ends.
 * @param path absolute
 * @param folder where code is kept, the user's own
 * @returns whether there was code that was good for it
 */
export function runKept(path: string, folder: string): boolean {
  const bytes = readFileSync(path);
  const sum = crc32(bytes);
  // V8 knows code of another version or of other flags; a name of its own keeps both.
  const file = join(folder, `${crc32(path).toString(16)}-${process.version}-${process.arch}`);
  const cachedData = keptCode(file, sum);
  const wrapped = `(function (exports, require, module, __filename, __dirname) { ${bytes}\n})`;
  const script = new Script(wrapped, { filename: path, ...(cachedData && { cachedData }) });
  const isKept = script.cachedDataRejected === false;
  // What was compiled on the way is kept as well, so at the end.
  if (!isKept) process.on('exit', () => keep(file, sum, script.createCachedData()));
  const module = { exports: {} };
  script.runInThisContext()(module.exports, createRequire(path), module, path, dirname(path));
  return isKept;
}

function keptCode(file: string, sum: number): Buffer | undefined {
  try {
    const kept = readFileSync(file);
    const code = kept.subarray(HEADER);
    return kept.readUInt32LE(0) === sum && kept.readUInt32LE(4) === crc32(code) ? code : undefined;
  } catch {
    return undefined;
  }
}

/** Where it cannot be written, the next run compiles anew. */
function keep(file: string, sum: number, code: Buffer): void {
  const header = Buffer.alloc(HEADER);
  header.writeUInt32LE(sum, 0);
  header.writeUInt32LE(crc32(code), 4);
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    writeFileSync(temporary, Buffer.concat([header, code]), { mode: 0o600 });
    renameSync(temporary, file);
  } catch {
    removeIfThere(temporary);
  }
}

function removeIfThere(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // There is not even a folder.
  }
}
