import assert from 'node:assert/strict';
import { existsSync, readdirSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { clearCaches, projectFolder, trimCaches } from '../../../workspace/cache/cacheFolder.ts';
import { cacheFolder } from '../../../workspace/cache/cachePlace.ts';
import { folderWith, removeTemporaryFolders, write } from '../temporaryFolder.ts';

/** Some projects' caches of 100 bytes, the first used last. */
function cachesOf(count: number): { readonly folder: string; readonly projects: readonly string[] } {
  const folder = folderWith({ 'README.txt': 'of somebody else' });
  const projects = Array.from({ length: count }, (_, number) => `${number}`.padStart(24, '0'));
  projects.forEach((name, number) => {
    write(folder, { [`${name}/index`]: 'x'.repeat(100) });
    const used = new Date(Date.UTC(2026, 0, 100 - number));
    utimesSync(join(folder, name, 'index'), used, used);
  });
  return { folder, projects };
}

const left = (folder: string) => readdirSync(folder).filter((name) => name !== 'README.txt');

describe('the folder of all caches', () => {
  after(removeTemporaryFolders);

  it('is where the system has such folders', () => {
    const home = '/home/a';
    assert.equal(cacheFolder({}, 'linux', home), join(home, '.cache', 'portside'));
    assert.equal(cacheFolder({ XDG_CACHE_HOME: '/caches' }, 'linux', home), join('/caches', 'portside'));
    assert.equal(cacheFolder({ XDG_CACHE_HOME: 'caches' }, 'linux', home), join(home, '.cache', 'portside'));
    assert.equal(
      cacheFolder({ XDG_CACHE_HOME: '/caches' }, 'darwin', home),
      join(home, 'Library', 'Caches', 'portside'),
    );
    assert.equal(cacheFolder({ LOCALAPPDATA: '/local' }, 'win32', home), join('/local', 'portside', 'Cache'));
    assert.equal(cacheFolder({}, 'win32', home), join(home, 'AppData', 'Local', 'portside', 'Cache'));
  });

  it('has one for each project, and none in the project', () => {
    const one = projectFolder('/caches/portside', '/home/one');
    assert.ok(one?.startsWith(join('/caches/portside', '')));
    assert.notEqual(one, projectFolder('/caches/portside', '/home/two'));
    assert.equal(projectFolder('/caches/portside', '/caches/portside'), undefined);
    assert.equal(projectFolder('/home/a/.cache/portside', '/home/a'), undefined);
  });

  it('loses what was not used for longest when there is too much', () => {
    const { folder, projects } = cachesOf(5);
    trimCaches(folder, { bytes: 10_000, projects: 4 });
    assert.deepEqual(left(folder), projects.slice(0, 4));
    trimCaches(folder, { bytes: 250, projects: 100 });
    assert.deepEqual(left(folder), projects.slice(0, 2));
    trimCaches(folder, { bytes: 1, projects: 0 });
    assert.deepEqual(left(folder), projects.slice(0, 1));
  });

  it('is cleared of caches, and of nothing else', () => {
    const { folder } = cachesOf(3);
    assert.deepEqual(clearCaches(folder), { projects: 3, bytes: 300 });
    assert.deepEqual(readdirSync(folder), ['README.txt']);
    assert.deepEqual(clearCaches(join(folder, 'missing')), { projects: 0, bytes: 0 });
    assert.ok(!existsSync(join(folder, 'missing')));
  });
});
