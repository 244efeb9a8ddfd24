/** The caches of all projects, and what they may take. */
import { createHash } from 'node:crypto';
import { type Dirent, readdirSync, rmSync, statSync } from 'node:fs';
import { isAbsolute, join, relative } from 'node:path';
import { CODE } from './cachePlace.ts';

/** The folder of a project's cache; undefined where that would lie in the project. */
export function projectFolder(folder: string, root: string): string | undefined {
  const inside = relative(root, folder);
  if (inside === '' || !(inside.startsWith('..') || isAbsolute(inside))) return undefined;
  return join(folder, createHash('sha256').update(root).digest('hex').slice(0, 24));
}

/** Where is kept how far histories were looked at. */
export function historyFolder(folder: string): string {
  return join(folder, 'history');
}

interface Project {
  readonly path: string;
  readonly bytes: number;
  readonly usedMs: number;
}

/** The projects that have a cache here, the last used first. */
function projectsIn(folder: string): Project[] {
  return entriesOf(folder)
    .filter((entry) => entry.isDirectory() && /^[0-9a-f]{24}$/.test(entry.name))
    .map(({ name }): Project => {
      const path = join(folder, name);
      const files = entriesOf(path).flatMap(
        (entry) => statSync(join(path, entry.name), { throwIfNoEntry: false }) ?? [],
      );
      return {
        path,
        bytes: files.reduce((sum, { size }) => sum + size, 0),
        usedMs: Math.max(0, ...files.map(({ mtimeMs }) => mtimeMs)),
      };
    })
    .sort((a, b) => b.usedMs - a.usedMs);
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

/** All caches together may have so many bytes, and be of so many projects. */
const LIMIT = { bytes: 1024 ** 3, projects: 100 };

/** Removes the caches that have not been used for longest, until the others are not too large. */
export function trimCaches(folder: string, limit = LIMIT): void {
  let bytes = 0;
  for (const [index, project] of projectsIn(folder).entries()) {
    bytes += project.bytes;
    if (index > 0 && (bytes > limit.bytes || index >= limit.projects)) remove(project);
  }
}

/** Removes all caches. @returns how many projects had one, and how large they were */
export function clearCaches(folder: string): { readonly projects: number; readonly bytes: number } {
  const projects = projectsIn(folder);
  for (const project of projects) remove(project);
  for (const other of [historyFolder(folder), join(folder, CODE)]) rmSync(other, { recursive: true, force: true });
  return { projects: projects.length, bytes: projects.reduce((sum, { bytes }) => sum + bytes, 0) };
}

function remove({ path }: Project): void {
  rmSync(path, { recursive: true, force: true });
}
