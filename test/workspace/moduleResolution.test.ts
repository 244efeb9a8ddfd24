import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { diskSnapshot } from '../../workspace/diskSnapshot.ts';
import { indexSnapshot } from '../../workspace/gitSnapshot.ts';
import { moduleResolution } from '../../workspace/moduleResolution.ts';
import type { FolderEntry, Snapshot } from '../../workspace/snapshot.ts';
import { folderWith, removeTemporaryFolders, repositoryWith, write } from './temporaryFolder.ts';

/** A snapshot of files in memory that counts how often it is asked. */
function snapshotOf(files: Readonly<Record<string, string>>): Snapshot & { readonly asked: string[] } {
  const folders = new Map<string, Map<string, FolderEntry>>([['', new Map()]]);
  const add = (path: string, kind: FolderEntry['kind']): void => {
    const slash = path.lastIndexOf('/');
    const folder = slash < 0 ? '' : path.slice(0, slash);
    if (!folders.has(folder)) {
      folders.set(folder, new Map());
      add(folder, 'folder');
    }
    folders.get(folder)?.set(path.slice(slash + 1), { name: path.slice(slash + 1), kind });
  };
  for (const path of Object.keys(files)) add(path, 'file');
  const asked: string[] = [];
  return {
    kind: 'disk',
    root: '/home/someone/app',
    asked,
    async entries(folder) {
      asked.push(folder);
      const entries = folders.get(folder);
      if (!entries) throw new Error('no such folder');
      return [...entries.values()];
    },
    kindOf: async (path) => (files[path] === undefined ? undefined : 'file'),
    async read(path) {
      asked.push(path);
      const text = files[path];
      return text === undefined ? { status: 'missing' } : { status: 'text', text };
    },
    close: async () => {},
  };
}

type Files = Readonly<Record<string, string | object>>;

const written = (files: Files) =>
  Object.fromEntries(
    Object.entries(files).map(([path, content]) => [
      path,
      typeof content === 'string' ? content : JSON.stringify(content),
    ]),
  );

/** Checks what specifiers mean in a file. */
async function means(files: Files, from: string, wanted: Readonly<Record<string, string | undefined>>): Promise<void> {
  const { resolve } = moduleResolution(snapshotOf(written(files)));
  const found: Record<string, string | undefined> = {};
  for (const specifier of Object.keys(wanted)) found[specifier] = await resolve(specifier, from);
  assert.deepEqual(found, wanted);
}

/** Files whose content does not matter. */
const empty = (...paths: string[]): Record<string, string> => Object.fromEntries(paths.map((path) => [path, '']));

after(removeTemporaryFolders);

describe('the file that a specifier means', () => {
  describe('by a path', () => {
    it('is the file itself, or the one with an ending', () =>
      means(empty('src/a.ts', 'src/b.js', 'src/c/d.jsx', 'e.json', 'src/x.css', 'src/f.test.ts'), 'src/main.ts', {
        './a': 'src/a.ts',
        './a.ts': 'src/a.ts',
        './b': 'src/b.js',
        './c/d': 'src/c/d.jsx',
        '../e': 'e.json',
        '../e.json': 'e.json',
        './x.css': 'src/x.css',
        './f.test': 'src/f.test.ts',
        './none': undefined,
        './c': undefined,
        './A': undefined,
      }));

    it('is the source of what TypeScript makes of it', () =>
      means(empty('a.ts', 'b.tsx', 'c.mts', 'd.cts', 'e.js', 'e.ts', 'f.tsx', 'g.js'), 'main.ts', {
        './a.js': 'a.ts',
        './b.js': 'b.tsx',
        './c.mjs': 'c.mts',
        './d.cjs': 'd.cts',
        './e.js': 'e.ts',
        './f.jsx': 'f.tsx',
        './g.js': 'g.js',
      }));

    it('is of the language of the file that names it, when there are two', async () => {
      const files = empty('a.ts', 'a.js');
      await means(files, 'main.ts', { './a': 'a.ts', './a.js': 'a.ts' });
      await means(files, 'main.js', { './a': 'a.js', './a.js': 'a.js', './a.ts': 'a.ts' });
    });

    it('is the main module of a folder', () =>
      means(
        {
          ...empty('a/index.ts', 'b/lib/start.js', 'c/d/index.js', 'e.js', 'e/index.js', 'index.js', 'src/index.js'),
          ...empty('f/index.js'),
          'b/package.json': { main: './lib/start' },
          'c/package.json': { main: 'd' },
          'f/package.json': { main: '.' },
        },
        'src/main.js',
        {
          '../a': 'a/index.ts',
          '../a/': 'a/index.ts',
          '../b': 'b/lib/start.js',
          '../c': 'c/d/index.js',
          '../e': 'e.js',
          '../e/': 'e/index.js',
          '../f': 'f/index.js',
          '..': 'index.js',
          '../': 'index.js',
          '.': 'src/index.js',
          './': 'src/index.js',
        },
      ));

    it('may start at the root, as paths of a machine and of pages do', () =>
      means({ ...empty('src/a.ts', 'web/src/b.ts'), 'web/package.json': {} }, 'web/src/main.ts', {
        '/src/a': 'src/a.ts',
        '/home/someone/app/src/a': 'src/a.ts',
        '/src/b.ts': 'web/src/b.ts',
        '/etc/passwd': undefined,
      }));

    it('may have a question for the bundler behind it', () =>
      means(empty('worker.ts'), 'main.ts', { './worker?worker': 'worker.ts', './none?raw': undefined }));

    it('never leads out of the root, nor into what is installed', () =>
      means(empty('a.ts', 'node_modules/a/index.js', '.git/hooks/a.js'), 'src/main.ts', {
        '../../a': undefined,
        '../../../../../etc/passwd': undefined,
        '../node_modules/a': undefined,
        '../node_modules/a/index.js': undefined,
        '../.git/hooks/a': undefined,
        '../src/../a': 'a.ts',
      }));

    it('is nothing for what is built in, installed or no path', () =>
      means({ ...empty('fs.ts', 'express/index.ts'), 'package.json': { dependencies: { express: '5' } } }, 'main.ts', {
        fs: undefined,
        'node:fs': undefined,
        'fs/promises': undefined,
        express: undefined,
        '': undefined,
        'https://example.org/a.js': undefined,
        'data:text/javascript,1': undefined,
        '@': undefined,
        '@acme': undefined,
        './\0': undefined,
      }));
  });

  describe('by a package.json', () => {
    const exports = {
      '.': { types: './types/index.d.ts', import: './esm/index.js', require: './cjs/index.cjs' },
      './a': './lib/a.js',
      './features/*': './lib/features/*.js',
      './features/private/*': null,
      './deep/*/end': ['./lib/none/*.js', './lib/*.js'],
      './odd': { browser: './lib/odd.js' },
      './own': { '@acme/source': './lib/own.ts', default: './lib/own.js' },
    };
    const files = {
      'package.json': { name: '@acme/app', exports, imports: { '#db': './lib/db.js', '#in/*': './lib/*.js' } },
      ...empty('esm/index.js', 'cjs/index.cjs', 'lib/a.js', 'lib/features/b.js', 'lib/features/private/c.js'),
      ...empty('lib/odd.js', 'lib/own.ts', 'lib/own.js', 'lib/db.js', 'test/a.js'),
    };

    it('is what the package gives out, to itself as well', () =>
      means(files, 'test/a.js', {
        '@acme/app': 'esm/index.js',
        '@acme/app/a': 'lib/a.js',
        '@acme/app/features/b': 'lib/features/b.js',
        '@acme/app/features/private/c': undefined,
        '@acme/app/deep/a/end': 'lib/a.js',
        '@acme/app/odd': 'lib/odd.js',
        '@acme/app/own': 'lib/own.ts',
        '@acme/app/lib/a.js': undefined,
      }));

    it('is what the package calls so for itself', () =>
      means(files, 'test/a.js', { '#db': 'lib/db.js', '#in/a': 'lib/a.js', '#none': undefined }));

    it('may be in a folder that a dependency names', () =>
      means(
        {
          'app/package.json': { dependencies: { db: 'file:../db', gone: 'file:../gone', out: 'link:../../out' } },
          ...empty('db/index.js', 'app/main.js'),
          'db/package.json': { name: 'anything' },
        },
        'app/main.js',
        { db: 'db/index.js', 'db/index': 'db/index.js', gone: undefined, out: undefined },
      ));

    it('costs only itself when it is wrong', async () => {
      for (const wrong of [
        '{',
        '[]',
        'null',
        '"text"',
        '[[['.repeat(50_000),
        '{"name": 1, "exports": 5, "imports": [], "workspaces": {"packages": 7}, "main": {}}',
        '{"exports": {"./a": {"import": [null, 1, {"x": {}}]}}, "workspaces": [1, "{", "[", "**/**/**", "../../*"]}',
        '{"name": "b", "main": "../../../x", "exports": {".": "../a.js", "./c": "/etc/passwd"}}',
      ]) {
        await means({ ...empty('a.ts'), 'package.json': wrong, 'tsconfig.json': wrong }, 'main.ts', {
          './a': 'a.ts',
          '#a': undefined,
          b: undefined,
          'b/c': undefined,
        });
      }
    });
  });

  describe('by a tsconfig.json', () => {
    it('is where its paths and its base lead', () =>
      means(
        {
          'tsconfig.json': `{
            // a comment, "and": "more",
            "compilerOptions": {
              "baseUrl": "./src", /* another */
              "paths": { "@/*": ["*", "../gen/*"], "config": ["settings/main"], "@lib/*.js": ["lib/*.ts"], "up": ["../../x"], },
            },
          }`,
          ...empty('src/a.ts', 'gen/b.ts', 'src/settings/main.ts', 'src/lib/c.ts', 'src/models/user.ts', 'src/fs.ts'),
        },
        'src/deep/main.ts',
        {
          '@/a': 'src/a.ts',
          '@/b': 'gen/b.ts',
          config: 'src/settings/main.ts',
          '@lib/c.js': 'src/lib/c.ts',
          'models/user': 'src/models/user.ts',
          react: undefined,
          up: undefined,
          fs: undefined,
        },
      ));

    it('takes the most exact pattern', () =>
      means(
        {
          'tsconfig.json': { compilerOptions: { paths: { '*': ['any/*'], '@a/*': ['one/*'], '@a/b/*': ['two/*'] } } },
          ...empty('any/x.ts', 'one/x.ts', 'two/x.ts'),
        },
        'main.ts',
        { x: 'any/x.ts', '@a/x': 'one/x.ts', '@a/b/x': 'two/x.ts' },
      ));

    it('goes on in what it extends, each path from the file it is written in', async () => {
      const files = {
        'config/base.json': { compilerOptions: { paths: { '~/*': ['../shared/*'] }, baseUrl: '../other' } },
        'config/paths.json': { compilerOptions: { baseUrl: '.', paths: { '~p/*': ['${configDir}/p/*'] } } },
        'a/tsconfig.json': { extends: '../config/base.json' },
        'b/tsconfig.json': { extends: ['../config/base.json', '../config/paths'] },
        'c/tsconfig.json': { extends: './tsconfig.json', compilerOptions: { paths: { x: ['./y'] } } },
        ...empty('shared/s.ts', 'b/p/q.ts', 'other/named.ts', 'c/y.ts'),
      };
      await means(files, 'a/main.ts', { '~/s': 'shared/s.ts', named: 'other/named.ts', '~p/q': undefined });
      await means(files, 'b/main.ts', {
        '~p/q': 'b/p/q.ts',
        named: undefined,
      });
      await means(files, 'c/main.ts', { x: 'c/y.ts' });
    });

    it('may be made of projects', () =>
      means(
        {
          'web/tsconfig.json': { files: [], references: [{ path: './tsconfig.app.json' }, { path: '../api' }, {}] },
          'web/tsconfig.app.json': { compilerOptions: { paths: { '@/*': ['./src/*'] } } },
          'api/tsconfig.json': { compilerOptions: { paths: { '@api/*': ['./src/*'] } } },
          ...empty('web/src/a.ts', 'api/src/b.ts'),
        },
        'web/src/main.ts',
        { '@/a': 'web/src/a.ts', '@api/b': undefined },
      ));

    it('may be called jsconfig.json, and may extend a package of the workspace', async () => {
      await means(
        { 'jsconfig.json': { compilerOptions: { paths: { 'lib/*': ['source/*'] } } }, ...empty('source/a.js') },
        'main.js',
        { 'lib/a': 'source/a.js' },
      );
      await means(
        {
          'package.json': { workspaces: ['packages/*'] },
          'packages/config/package.json': { name: '@acme/config' },
          'packages/config/base.json': { compilerOptions: { paths: { '@/*': ['${configDir}/src/*'] } } },
          'packages/web/tsconfig.json': { extends: '@acme/config/base' },
          ...empty('packages/web/src/a.ts'),
        },
        'packages/web/src/main.ts',
        { '@/a': 'packages/web/src/a.ts' },
      );
    });
  });

  it('is where the alias of a loader leads', () =>
    means(
      {
        'package.json': { _moduleAliases: { '@root': '.', lib: 'source/lib' } },
        ...empty('source/lib/a.js', 'b.js', 'src/c.js'),
      },
      'src/main.js',
      { 'lib/a': 'source/lib/a.js', '@root/b': 'b.js', '@/c': 'src/c.js', '~/b': 'b.js', '@/none': undefined },
    ));

  describe('in a monorepo', () => {
    const db = {
      'packages/db/package.json': { name: '@acme/db', main: 'lib/start.js' },
      ...empty('packages/db/lib/start.js', 'packages/db/lib/pool.js', 'packages/web/main.ts'),
    };

    for (const [how, file, content] of [
      ['npm', 'package.json', { workspaces: ['packages/*'] }],
      ['old yarn', 'package.json', { workspaces: { packages: ['./packages/{db,web}'], nohoist: [] } }],
      ['pnpm', 'pnpm-workspace.yaml', "packages:\n  # ours\n  - 'packages/**'\n  - '!**/old/**'\n"],
      ['lerna', 'lerna.json', { packages: ['packages/*'] }],
    ] as const) {
      it(`is found as ${how} lists packages`, () =>
        means({ ...db, [file]: content }, 'packages/web/main.ts', {
          '@acme/db': 'packages/db/lib/start.js',
          '@acme/db/lib/pool': 'packages/db/lib/pool.js',
          '@acme/none': undefined,
        }));
    }

    it('is in no package that is taken out, and in none elsewhere', () =>
      means(
        {
          'pnpm-workspace.yaml': 'packages: ["packages/**", "!packages/old/*"]',
          'packages/old/a/package.json': { name: 'a' },
          'packages/old/b/c/package.json': { name: 'c' },
          'other/d/package.json': { name: 'd' },
          'packages/node_modules/e/package.json': { name: 'e' },
          ...empty('packages/old/a/index.js', 'packages/old/b/c/index.js', 'other/d/index.js'),
          ...empty('packages/node_modules/e/index.js'),
        },
        'packages/main.ts',
        { a: undefined, c: 'packages/old/b/c/index.js', d: undefined, e: undefined },
      ));

    const built: Readonly<Record<string, readonly [object, string, Files?]>> = {
      'its source field': [{ main: './dist/main.js', source: './code/start.ts' }, 'code/start.ts'],
      'the same name in src': [{ main: 'dist/index.js' }, 'src/index.ts'],
      'the same name in src, of a folder for one kind of modules': [{ main: './dist/cjs/a/b.cjs' }, 'src/a/b.cts'],
      'the same name in src, of a build that keeps it': [{ main: './dist/src/index.js' }, 'src/index.tsx'],
      'a name without an ending': [{ main: 'dist' }, 'src/index.ts'],
      'what is declared': [{ types: './dist/index.d.ts' }, 'src/index.ts'],
      'what is given out': [{ exports: { '.': { import: './dist/index.mjs' } } }, 'src/index.mts'],
      'the configured folders': [
        { main: 'made/index.js' },
        'code/index.ts',
        { 'tsconfig.json': { compilerOptions: { outDir: 'made', rootDir: 'code' } } },
      ],
      'the start of it, when all is in one file': [{ main: 'dist/acme.min.js' }, 'src/index.ts'],
      'a library folder': [{ main: 'lib/index.js' }, 'src/index.js'],
    };
    for (const [how, [manifest, source, more = {}]] of Object.entries(built)) {
      it(`is the source of a build that is not there, by ${how}`, () =>
        means(
          {
            'package.json': { workspaces: ['p'] },
            'p/package.json': { name: 'p', ...manifest },
            [`p/${source}`]: '',
            ...Object.fromEntries(Object.entries(more).map(([path, content]) => [`p/${path}`, content])),
          },
          'main.ts',
          { p: `p/${source}` },
        ));
    }

    it('is the source also when the build is there', () =>
      means(
        {
          'package.json': { workspaces: ['p'] },
          'p/package.json': { name: 'p', exports: { '.': './dist/index.js', './*': './dist/*.js' } },
          ...empty('p/dist/index.js', 'p/src/index.ts', 'p/dist/only.js'),
        },
        'main.ts',
        { p: 'p/src/index.ts', 'p/only': 'p/dist/only.js' },
      ));

    it('is the source that a starter means by a path', () =>
      means({ 'package.json': {}, ...empty('src/cli.ts', 'src/a/index.ts', 'src/index.ts') }, 'bin/run.js', {
        '../dist/cli.js': 'src/cli.ts',
        '../lib/a': 'src/a/index.ts',
        '../lib': 'src/index.ts',
        '../lib/': 'src/index.ts',
        '../dist/none.js': undefined,
      }));
  });

  it('is read from the git index when that is asked', async () => {
    const root = repositoryWith({
      'package.json': '{ "workspaces": ["packages/*"] }',
      'packages/db/package.json': '{ "name": "@acme/db", "main": "dist/index.js" }',
      'packages/db/src/index.ts': '',
      'packages/web/tsconfig.json': '{ "compilerOptions": { "paths": { "@/*": ["./src/*"] } } }',
      'packages/web/src/a.ts': '',
    });
    // Not staged: only the disk has it.
    write(root, { 'packages/web/src/late.ts': '' });
    const index = await indexSnapshot(root);
    try {
      const { resolve } = moduleResolution(index);
      const from = 'packages/web/src/main.ts';
      const specifiers = ['@acme/db', '@/a', './a.js', './late'];
      assert.deepEqual(await Promise.all(specifiers.map((specifier) => resolve(specifier, from))), [
        'packages/db/src/index.ts',
        'packages/web/src/a.ts',
        'packages/web/src/a.ts',
        undefined,
      ]);
      assert.equal(await moduleResolution(diskSnapshot(root)).resolve('./late', from), 'packages/web/src/late.ts');
    } finally {
      await index.close();
    }
  });

  it('is behind no link, which may lead anywhere', async function () {
    if (process.platform === 'win32') return this.skip();
    const root = folderWith({ 'a.ts': '', 'real/b.ts': '' });
    const outside = folderWith({ 'c.ts': '' });
    symlinkSync(outside, join(root, 'out'));
    symlinkSync('a.ts', join(root, 'link.ts'));
    mkdirSync(join(root, 'loop'));
    symlinkSync('../loop', join(root, 'loop/loop'));
    const { resolve } = moduleResolution(diskSnapshot(root));
    const specifiers = ['./a', './real/b', './out/c', './link', './loop/loop/loop'];
    assert.deepEqual(await Promise.all(specifiers.map((specifier) => resolve(specifier, 'main.ts'))), [
      'a.ts',
      'real/b.ts',
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('costs one reading of each folder and manifest', async () => {
    const snapshot = snapshotOf(
      written({
        'package.json': { name: 'root', workspaces: ['p/*'] },
        'tsconfig.json': { compilerOptions: { baseUrl: '.' } },
        'p/a/package.json': { name: 'a' },
        ...empty('p/a/index.ts', 'p/a/b.ts', 'src/c.ts', 'src/d.ts'),
      }),
    );
    const { resolve } = moduleResolution(snapshot);
    const specifiers = ['./c', './d', 'a', 'a/b', 'react', 'react-dom', './none', '../src/c', 'src/d'];
    await Promise.all(specifiers.map((specifier) => resolve(specifier, 'src/main.ts')));
    for (const specifier of specifiers) await resolve(specifier, 'src/deep/other.ts');
    assert.deepEqual(snapshot.asked, [...new Set(snapshot.asked)]);
  });
});
