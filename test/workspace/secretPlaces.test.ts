import assert from 'node:assert/strict';
import { secretPlaces } from '../../workspace/secretPlaces.ts';
import { folderWith, git, removeTemporaryFolders, repositoryWith, write } from './temporaryFolder.ts';

const VALUE = ['hunter', '2!x'].join('');

describe('the places of a secret in git', () => {
  after(removeTemporaryFolders);

  it('are the files of the last commit, the branches that end with it, and the commits that added it', async () => {
    const root = repositoryWith({ 'a b.js': `const p = '${VALUE}';\n` });
    git(root, 'branch', 'old');
    write(root, { 'c.js': `// ${VALUE}\n` });
    git(root, 'add', '.');
    git(root, 'commit', '--quiet', '--message=again');
    const places = await secretPlaces(root, VALUE);
    assert.deepEqual(places?.inHead, ['a b.js', 'c.js']);
    assert.deepEqual([...(places?.branches ?? [])].sort(), ['main', 'old']);
    assert.deepEqual(
      places?.commits.map(({ id }) => id),
      git(root, 'rev-list', '--reverse', 'main').trim().split('\n'),
    );
    assert.equal(places?.isCut, false);
  });

  it('are in the history also when it was taken out', async () => {
    const root = repositoryWith({ 'a.js': `const p = '${VALUE}';\n` });
    write(root, { 'a.js': 'const p = process.env.P;\n' });
    git(root, 'commit', '--quiet', '--all', '--message=out');
    const places = await secretPlaces(root, VALUE);
    assert.deepEqual([places?.inHead, places?.branches, places?.commits.length], [[], [], 1]);
  });

  it('are none for a value that was never committed, and for a beginning of another line none is made up', async () => {
    const root = repositoryWith({ 'a.js': 'const p = 1;\n' });
    write(root, { 'a.js': `const p = '${VALUE}';\n` });
    assert.deepEqual(await secretPlaces(root, VALUE), { inHead: [], branches: [], commits: [], isCut: false });
  });

  it('of a key of several lines are those of its longest line', async () => {
    const key = ['-----BEGIN X-----', 'abcdefghijklmnopqrstuvwxyz', '-----END X-----'].join('\n');
    const root = repositoryWith({ 'key.txt': `${key}\n` });
    assert.deepEqual((await secretPlaces(root, key))?.inHead, ['key.txt']);
  });

  it('cannot be told outside of a repository', async () => {
    assert.equal(await secretPlaces(folderWith({ 'a.js': VALUE }), VALUE), undefined);
  });
});
