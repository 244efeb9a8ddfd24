// @ts-check
/** Where the bench keeps what it installed: outside of the tree, among the user's own caches. */

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** @type {Partial<Record<NodeJS.Platform, string | undefined>>} */
const CACHES = { darwin: join(homedir(), 'Library', 'Caches'), win32: process.env['LOCALAPPDATA'] };

/** The bench's own folder. */
export const cacheFolder = join(
  CACHES[process.platform] ?? (process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache')),
  'portside-bench',
);

/**
 * A folder that is filled once for each content of the files that say what is in it.
 * @param {string} name
 * @param {readonly string[]} sources these files
 * @param {(folder: string) => void} fill
 * @returns {string} the folder
 */
export function filledOnce(name, sources, fill) {
  const hash = createHash('sha256');
  for (const source of sources) hash.update(readFileSync(source));
  const folder = join(cacheFolder, `${name}-${hash.digest('hex').slice(0, 12)}`);
  if (existsSync(folder)) return folder;
  for (const older of globSync(`${name}-*`, { cwd: cacheFolder })) {
    rmSync(join(cacheFolder, older), { recursive: true, force: true });
  }
  // Under its name it is whole, even when this is interrupted.
  const unfinished = `${folder}.unfinished`;
  mkdirSync(unfinished, { recursive: true });
  fill(unfinished);
  renameSync(unfinished, folder);
  return folder;
}

/**
 * @param {string} program
 * @param {readonly string[]} args
 * @param {string} cwd
 * @throws {Error} when it fails
 */
export function install(program, args, cwd) {
  const { status, error } = spawnSync(program, args, {
    cwd,
    stdio: ['ignore', 'ignore', 'inherit'],
    // npm is a batch file there.
    shell: process.platform === 'win32' && program === 'npm',
  });
  if (status !== 0) throw new Error(`${program} ${args[0]} failed${error ? `: ${error.message}` : ''}`);
}
