import assert from 'node:assert/strict';
import { environmentReading } from '../../engine/fix/environmentReading.ts';
import { diskSnapshot } from '../../workspace/diskSnapshot.ts';
import { loadParser } from '../../workspace/parsers.ts';
import { secretMove } from '../../workspace/secretMove.ts';
import { folderWith, git, removeTemporaryFolders, repositoryWith, write } from './temporaryFolder.ts';

const VALUE = ['hunter', '2!x'].join('');
const CODE = `const dbPassword = '${VALUE}';\n`;

describe('the move of a secret to the environment', () => {
  after(removeTemporaryFolders);

  async function moved(root: string, path = 'src/db.js', text = CODE) {
    const parser = loadParser();
    const start = text.indexOf(VALUE);
    const { program } = parser(text, 'javascript');
    const reading = environmentReading(program, text, { start, end: start + VALUE.length }, '', false);
    assert.ok(reading);
    const snapshot = diskSnapshot(root);
    const move = await secretMove(snapshot, parser, path, text, reading, VALUE);
    await snapshot.close();
    return { ...move, after: Object.fromEntries(move.changes.map(({ path, after }) => [path, after])) };
  }

  it('names the variable in the example, keeps the value in .env, and has git ignore that', async () => {
    const root = repositoryWith({ 'package.json': '{}', 'src/db.js': CODE });
    const { after, notes } = await moved(root);
    assert.deepEqual(after, {
      'src/db.js': 'const dbPassword = process.env.DB_PASSWORD;\n',
      '.env.example': 'DB_PASSWORD=\n',
      '.gitignore': '.env\n',
      '.env': `DB_PASSWORD='${VALUE}'\n`,
    });
    assert.deepEqual(notes, []);
  });

  it('adds to what is there and says nothing twice', async () => {
    const root = repositoryWith({
      '.gitignore': 'node_modules\n.env*\n!.env.sample',
      '.env.sample': 'PORT=3000',
    });
    write(root, { '.env': 'PORT=3000\r\n' });
    const { after } = await moved(root);
    assert.equal(after['.env.sample'], 'PORT=3000\nDB_PASSWORD=\n');
    assert.equal(after['.env'], `PORT=3000\r\nDB_PASSWORD='${VALUE}'\r\n`);
    assert.equal(after['.gitignore'], undefined);
  });

  it('takes the files of the package, in a repository of several', async () => {
    const root = repositoryWith({ 'apps/web/package.json': '{}', 'package.json': '{}' });
    const { changes } = await moved(root, 'apps/web/src/db.js');
    assert.deepEqual(
      changes.map(({ path }) => path),
      ['apps/web/src/db.js', 'apps/web/.env.example', '.gitignore', 'apps/web/.env'],
    );
  });

  it('keeps the value nowhere when .env is in the repository', async () => {
    const root = repositoryWith({ '.env': 'PORT=1\n' });
    const { after, notes } = await moved(root);
    assert.equal(after['.env'], undefined);
    assert.deepEqual(notes, [
      '.env is in the repository, so the value was not written there: set DB_PASSWORD yourself.',
    ]);
  });

  it('makes a new name when the variable has another value, and none when it has this one', async () => {
    const root = repositoryWith({ '.gitignore': '.env\n' });
    write(root, { '.env': 'DB_PASSWORD=other\n' });
    const other = await moved(root);
    assert.equal(other.variable, 'DB_PASSWORD_2');
    assert.equal(other.after['src/db.js'], 'const dbPassword = process.env.DB_PASSWORD_2;\n');
    write(root, { '.env': `DB_PASSWORD='${VALUE}'\n` });
    const same = await moved(root);
    assert.equal(same.variable, 'DB_PASSWORD');
    assert.equal(same.after['.env'], undefined);
  });

  it('adds the variable to the check at the start', async () => {
    const root = repositoryWith({
      'src/env.ts': "import { z } from 'zod';\nexport const env = z.object({ PORT: z.string() }).parse(process.env);\n",
    });
    const { after } = await moved(root);
    assert.match(after['src/env.ts'] ?? '', /PORT: z\.string\(\), DB_PASSWORD: z\.string\(\)\.min\(1\)/);
  });

  it('works outside of a repository, and keeps .env out of a later one', async () => {
    const { after } = await moved(folderWith({ 'package.json': '{}' }));
    assert.deepEqual(Object.keys(after), ['src/db.js', '.env.example', '.gitignore', '.env']);
  });

  it('is refused by a repository that git no longer reads, without a crash', async () => {
    const root = repositoryWith({});
    git(root, 'config', 'core.repositoryformatversion', '99');
    assert.deepEqual(Object.keys((await moved(root)).after).at(-1), '.env');
  });
});
