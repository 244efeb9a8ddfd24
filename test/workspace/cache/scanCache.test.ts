import assert from 'node:assert/strict';
import {
  appendFileSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { stagedLines } from '../../../workspace/addedLines.ts';
import { openScanCache, type ScanCache } from '../../../workspace/cache/scanCache.ts';
import { indexSnapshot } from '../../../workspace/gitSnapshot.ts';
import { type ScanRequest, type ScanResult, scan } from '../../../workspace/scan.ts';
import type { Snapshot } from '../../../workspace/snapshot.ts';
import { filesIn } from '../../support/program.ts';
import { sampleSecret } from '../../support/sampleSecrets.ts';
import { folderWith, git, removeTemporaryFolders, repositoryWith, write } from '../temporaryFolder.ts';

const SHOP = filesIn(`
// file: package.json
{ "name": "shop", "type": "module" }
// file: app.js
import express from 'express';
import { show } from './handlers.js';
express().get('/:id', show);
// file: handlers.js
import { find } from './orders.js';
import { say } from './say.js';
export function show(req, res) {
  say(find(req.params.id), res);
}
// file: orders.js
import pg from 'pg';
const pool = new pg.Pool();
export function find(id) {
  return pool.query('SELECT * FROM orders WHERE id = ' + id);
}
// file: say.js
export const say = (text, res) => res.json(text);
// file: far.js
import { createHash } from 'node:crypto';
export const weak = (password) => createHash('md5').update(password).digest('hex'); // portside-ignore weak-hash -- old
eval(location.hash);
// file: orders.test.js
import { find } from './orders.js';
find('1');
`);

const KEY = 'a key';

interface Outcome {
  readonly result: ScanResult;
  /** The files that were analysed, each once. */
  readonly analysed: readonly string[];
}

/** Scans with what is kept in a folder, as a process of its own does. */
async function scanWith(caches: string | undefined, root: string, request: Partial<ScanRequest> = {}, key = KEY) {
  const cache = caches === undefined ? undefined : openScanCache(caches, root, key);
  try {
    return await scanBy(cache, root, request);
  } finally {
    cache?.close();
  }
}

async function scanBy(
  cache: ScanCache | undefined,
  root: string,
  request: Partial<ScanRequest> = {},
): Promise<Outcome> {
  const analysed = new Set<string>();
  const onProgress = ({ path }: { readonly path: string }) => void analysed.add(path);
  const result = await scan({ root, paths: [''], onProgress, cache, ...request });
  return { result, analysed: [...analysed].sort() };
}

/** What is said, without how long that took. */
function said({ result: { receipt, ...found } }: Outcome): unknown {
  return { ...found, receipt: { ...receipt, durationMs: 0 } };
}

const staged = async (root: string): Promise<Partial<ScanRequest>> => ({
  snapshot: 'index',
  changed: await stagedLines(root),
});

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile());
}

describe('a scan with a cache', function () {
  this.timeout(60_000);
  after(removeTemporaryFolders);

  it('finds the same, and analyses nothing twice', async () => {
    const root = folderWith(SHOP);
    const caches = folderWith();
    const scratch = await scanWith(undefined, root);
    assert.deepEqual(
      scratch.result.findings.map(({ ruleId }) => ruleId),
      ['password-fast-hash', 'code-injection', 'sql-injection'],
    );
    const cold = await scanWith(caches, root);
    assert.equal(cold.analysed.length, Object.keys(SHOP).length);
    const warm = await scanWith(caches, root);
    assert.deepEqual(warm.analysed, []);
    assert.deepEqual([said(cold), said(warm)], [said(scratch), said(scratch)]);
  });

  it('analyses what has changed, and what depends on it', async () => {
    const root = folderWith(SHOP);
    const caches = folderWith();
    await scanWith(caches, root);
    write(root, { 'say.js': `// says it\n${SHOP['say.js']}` });
    const moved = await scanWith(caches, root);
    assert.deepEqual(moved.analysed, ['say.js']);
    write(root, { 'orders.js': SHOP['orders.js']!.replace("= ' + id", "= ' + Number(id)") });
    const mended = await scanWith(caches, root);
    assert.ok(mended.analysed.includes('handlers.js') && !mended.analysed.includes('far.js'));
    assert.deepEqual(said(mended), said(await scanWith(undefined, root)));
    // What was known of the texts of before still is.
    write(root, SHOP);
    assert.deepEqual((await scanWith(caches, root)).analysed, []);
    rmSync(join(root, 'say.js'));
    write(root, { 'more.js': 'eval(location.hash);\n' });
    assert.deepEqual(said(await scanWith(caches, root)), said(await scanWith(undefined, root)));
  });

  it('asks the same of other settings', async () => {
    const root = folderWith(SHOP);
    const caches = folderWith();
    await scanWith(caches, root);
    const audit: Partial<ScanRequest> = { overruling: { profile: 'audit' } };
    assert.deepEqual(said(await scanWith(caches, root, audit)), said(await scanWith(undefined, root, audit)));
    write(root, { 'portside.config.json': JSON.stringify({ rules: { 'sql-injection': 'off' } }) });
    const { result } = await scanWith(caches, root);
    assert.deepEqual(
      result.findings.map(({ ruleId }) => ruleId),
      ['password-fast-hash', 'code-injection'],
    );
  });

  it('reads of the index only what has changed', async () => {
    const root = repositoryWith(SHOP);
    const caches = folderWith();
    await scanWith(caches, root);
    write(root, { 'handlers.js': SHOP['handlers.js']!.replace('say(', 'console.log(1);\n  say(') });
    git(root, 'add', '--all');
    const request = await staged(root);
    const cold = await scanWith(undefined, root, request);
    assert.ok(cold.analysed.length > 3);
    const warm = await scanWith(caches, root, request);
    assert.deepEqual(warm.analysed, ['handlers.js']);
    assert.deepEqual(said(warm), said(cold));
    assert.deepEqual((await scanWith(caches, root, request)).analysed, []);
  });

  it('reads no file twice that has nothing to do with what is staged', async () => {
    const root = repositoryWith({ ...SHOP, 'alone.js': "import './far.js';\n" });
    const caches = folderWith();
    write(root, { 'orders.js': `// Orders\n${SHOP['orders.js']}` });
    git(root, 'add', '--all');
    const reads = async () => {
      const read: string[] = [];
      const below = await indexSnapshot(root);
      const snapshot: Snapshot = {
        ...below,
        read(path) {
          read.push(path);
          return below.read(path);
        },
      };
      const changed = await stagedLines(root);
      const outcome = await scanWith(caches, root, { snapshot, changed });
      await below.close();
      return { read, outcome };
    };
    const first = await reads();
    assert.ok(['far.js', 'alone.js'].every((path) => first.read.includes(path)));
    const second = await reads();
    assert.deepEqual(
      second.read.filter((path) => path.endsWith('.js') && path !== 'orders.js'),
      [],
    );
    assert.deepEqual(said(second.outcome), said(first.outcome));
  });

  it('finds what a staged line does in a file that nobody touched, with a baseline and without one', async () => {
    const safe = SHOP['handlers.js']!.replace('req.params.id', "'1'");
    for (const baseline of [{}, { 'portside.baseline': `# portside baseline v1 key=${'0'.repeat(32)}\n` }]) {
      const root = repositoryWith({ ...SHOP, ...baseline, 'handlers.js': safe });
      const caches = folderWith();
      await scanWith(caches, root);
      write(root, { 'handlers.js': SHOP['handlers.js']! });
      git(root, 'add', '--all');
      const warm = await scanWith(caches, root, await staged(root));
      assert.deepEqual(
        warm.result.findings.map(({ location, ruleId }) => `${location.path} ${ruleId}`),
        ['orders.js sql-injection'],
      );
      assert.deepEqual(said(warm), said(await scanWith(undefined, root, await staged(root))));
    }
  });

  it('notices that other files mean something else', async () => {
    const root = repositoryWith({ ...SHOP, 'package.json': JSON.stringify({ imports: { '#orders': './orders.js' } }) });
    write(root, { 'handlers.js': SHOP['handlers.js']!.replace('./orders.js', '#orders') });
    git(root, 'add', '--all');
    git(root, 'commit', '--quiet', '--message=more');
    const caches = folderWith();
    await scanWith(caches, root, { snapshot: 'index' });
    write(root, {
      'safe.js': 'export const find = (id) => Number(id);\n',
      'package.json': JSON.stringify({ imports: { '#orders': './safe.js' } }),
      'app.js': `${SHOP['app.js']}// started\n`,
    });
    git(root, 'add', '--all');
    for (const request of [await staged(root), { snapshot: 'index' } as const]) {
      assert.deepEqual(said(await scanWith(caches, root, request)), said(await scanWith(undefined, root, request)));
    }
  });

  it('notices that a file has come that others name', async () => {
    const root = repositoryWith({ ...SHOP, 'handlers.js': SHOP['handlers.js']!.replace('./orders.js', './later.js') });
    const caches = folderWith();
    // The second time nothing is found out again about files that nobody touched.
    for (const number of [1, 2]) {
      write(root, { 'app.js': `${SHOP['app.js']}// ${number}\n` });
      git(root, 'add', '--all');
      assert.deepEqual((await scanWith(caches, root, await staged(root))).result.findings, []);
    }
    git(root, 'commit', '--quiet', '--message=more');
    write(root, { 'later.js': SHOP['orders.js']! });
    git(root, 'add', '--all');
    const warm = await scanWith(caches, root, await staged(root));
    assert.deepEqual(
      warm.result.findings.map(({ location, ruleId }) => `${location.path} ${ruleId}`),
      ['later.js sql-injection'],
    );
    assert.deepEqual(said(warm), said(await scanWith(undefined, root, await staged(root))));
  });

  it('keeps apart what is judged by other settings', async () => {
    const sink = 'export const run = (text) => eval(text);\n';
    const handler = (number: number) => `import { run as loud } from './loud.js';
import { run as quiet } from './quiet/a.js';
export function show(req, res) {
  loud(req.query.a${number});
  quiet(req.query.b${number});
}
`;
    const root = repositoryWith({
      ...SHOP,
      'portside.config.json': JSON.stringify({ overrides: [{ files: ['quiet/**'], failOn: 'never' }] }),
      'handlers.js': handler(0),
      'loud.js': sink,
      'quiet/a.js': sink,
    });
    const caches = folderWith();
    for (const number of [1, 2, 3]) {
      write(root, { 'handlers.js': handler(number) });
      git(root, 'add', '--all');
      const request = await staged(root);
      const cold = await scanWith(undefined, root, request);
      assert.deepEqual([cold.result.findings.length, cold.result.failing], [2, 1]);
      assert.deepEqual(said(await scanWith(caches, root, request)), said(cold));
    }
  });

  it('does without when git has lost a text that is known', async () => {
    const root = repositoryWith(SHOP);
    const caches = folderWith();
    await scanWith(caches, root);
    const [id = ''] = git(root, 'rev-parse', ':say.js').split('\n');
    rmSync(join(root, '.git', 'objects', id.slice(0, 2), id.slice(2)));
    // It must be looked at again: another file gives it something else.
    write(root, { 'handlers.js': SHOP['handlers.js']!.replace('find(req.params.id), res', 'res, res') });
    git(root, 'add', 'handlers.js');
    const request = await staged(root);
    assert.deepEqual(said(await scanWith(caches, root, request)), said(await scanWith(undefined, root, request)));
  });

  describe('that is', () => {
    const spoilt: Readonly<Record<string, (file: string) => void>> = {
      empty: (file) => truncateSync(file, 0),
      'cut off': (file) => truncateSync(file, Math.floor(statSync(file).size / 2)),
      longer: (file) => appendFileSync(file, '\n["app.js"]'),
      'of other bytes': (file) => {
        const bytes = readFileSync(file);
        for (let at = bytes.length >> 1; at < bytes.length; at += 97) bytes[at] = (bytes[at] ?? 0) ^ 1;
        writeFileSync(file, bytes);
      },
      gone: (file) => rmSync(file),
    };
    for (const [name, spoil] of Object.entries(spoilt)) {
      it(`${name} is made anew without a word`, async () => {
        const root = folderWith(SHOP);
        const scratch = await scanWith(undefined, root);
        for (const part of [/index$/, /\.pack$/]) {
          const caches = folderWith();
          await scanWith(caches, root);
          for (const file of filesBelow(caches)) if (part.test(file)) spoil(file);
          assert.deepEqual(said(await scanWith(caches, root)), said(scratch));
          const again = await scanWith(caches, root);
          assert.deepEqual([again.analysed, said(again)], [[], said(scratch)]);
        }
      });
    }

    it('of other rules is none', async () => {
      const root = folderWith(SHOP);
      const caches = folderWith();
      await scanWith(caches, root);
      assert.equal((await scanWith(caches, root, {}, 'another key')).analysed.length, Object.keys(SHOP).length);
    });
  });

  it('is for several processes at once', async () => {
    const root = folderWith(SHOP);
    const caches = folderWith();
    await scanWith(caches, root);
    const [first, second] = [openScanCache(caches, root, KEY), openScanCache(caches, root, KEY)];
    write(root, { 'say.js': `// one\n${SHOP['say.js']}` });
    await scanBy(first, root);
    write(root, { 'orders.js': `// two\n${SHOP['orders.js']}` });
    await scanBy(second, root);
    // A third one gives up all packs that the first two read.
    rmSync(join(root, 'far.js'));
    for (const text of ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i']) {
      write(root, { 'say.js': `// ${text}\n${SHOP['say.js']}` });
      await scanWith(caches, root);
    }
    const scratch = said(await scanWith(undefined, root));
    assert.deepEqual(said(await scanBy(first, root)), scratch);
    assert.deepEqual(said(await scanWith(caches, root)), scratch);
    first?.close();
    second?.close();
  });

  it('never grows beyond what it speaks of', async () => {
    const root = folderWith(SHOP);
    const caches = folderWith();
    await scanWith(caches, root);
    const size = () => filesBelow(caches).reduce((sum, file) => sum + statSync(file).size, 0);
    const first = size();
    for (let edit = 0; edit < 40; edit++) {
      write(root, { 'far.js': `${SHOP['far.js']}// ${edit}\n` });
      await scanWith(caches, root);
      // What nobody speaks of any more is removed after a while.
      for (const file of filesBelow(caches)) utimesSync(file, new Date(0), new Date(0));
    }
    assert.ok(size() < 4 * first, `${size()} bytes, at first ${first}`);
  });

  it('keeps no secret', async () => {
    const secrets = ['github', 'aws-secret', 'stripe'].map((name) => sampleSecret(name));
    const [token = '', key = '', other = ''] = secrets;
    const root = folderWith({
      ...SHOP,
      'a.js': `import jwt from 'jsonwebtoken';\nexport const token = '${token}';\njwt.sign({}, '${token}');\n// ${key}\n`,
      'b.js': `import { token } from './a.js';\nfetch('http://api.example/?key=${other}');\nthrow new Error('${other}' + token);\n`,
      'settings.yml': `password: "${token}"\n`,
      '.env': `API_KEY=${other}\n`,
      'c.js': `export const url = 'postgres://admin:${key}@db.example.org/shop';\n// portside-ignore weak-hash -- ${token}\n`,
      'half.js': `const token = '${token}' +\n`,
      'd.js': `import 'https://api.example.org/${token}.js';\nexport const d = 1;\n`,
    });
    const caches = folderWith();
    const cold = await scanWith(caches, root, { overruling: { profile: 'audit' } });
    assert.ok(cold.result.findings.length >= 5, `${cold.result.findings.length} findings`);
    const warm = await scanWith(caches, root, { overruling: { profile: 'audit' } });
    assert.deepEqual(said(warm), said(cold));
    git(root, 'init', '--quiet');
    git(root, 'add', '--all');
    await scanWith(caches, root, { paths: ['a.js'], snapshot: 'index' });
    const kept = filesBelow(caches).map((file) => readFileSync(file, 'latin1'));
    assert.ok(kept.some((text) => text.includes('hardcoded-secret')));
    for (const secret of secrets) {
      for (const piece of [secret, secret.slice(8, 20), secret.slice(-12)]) {
        assert.ok(!kept.some((text) => text.includes(piece)), `${piece.slice(0, 4)}… is in the cache`);
      }
    }
  });

  it('is never in the workspace', () => {
    const root = folderWith();
    assert.equal(openScanCache(join(root, 'cache'), root, KEY), undefined);
    assert.deepEqual(readdirSync(root), []);
  });
});
