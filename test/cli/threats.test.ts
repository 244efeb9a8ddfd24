import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { type Terminal, terminal } from './terminal.ts';

const APP = `import express from 'express';
import { list, create } from './orders.ts';

const app = express();
export function requireAuth(req, res, next) {
  if (!req.user) return res.status(401).end();
  next();
}
app.get('/orders', requireAuth, list);
app.post('/orders', requireAuth, create);
app.listen(3000);
`;
const ORDERS = `import pg from 'pg';
const pool = new pg.Pool();
export async function list(req, res) {
  res.json(await pool.query('select id from orders where owner = $1', [req.user.id]));
}
export async function create(req, res) {
  res.json(await pool.query('insert into orders (owner) values ($1)', [req.user.id]));
}
`;
const NEW_ROUTE = APP.replace('app.listen', "app.delete('/orders/:id', requireAuth, create);\napp.listen");

describe('portside threats', () => {
  let at: Terminal;
  const read = (path: string) => readFileSync(join(at.folder, path), 'utf8');
  const threats = (...argv: string[]) => at.portside(['threats', ...argv]);

  beforeEach(() => {
    at = terminal();
    at.git('init', '--quiet', '--initial-branch=main');
    at.write({ 'src/app.ts': APP, 'src/orders.ts': ORDERS });
  });
  afterEach(() => at.remove());

  function commit(): void {
    at.git('add', '--all');
    at.git('commit', '--quiet', '--allow-empty', '--message=x');
  }

  it('init writes the header and the lock, once', async () => {
    const { code, out } = await threats('init', '--service', 'shop', '--data', 'contact, payment', '--level', '2');
    assert.equal(code, 0);
    assert.match(out, /threat-model\.yaml is written.*\n.*model\.lock\.json is written: \d+ elements/);
    const { out: json } = await threats('check', '--gate', 'all', '--format', 'json');
    assert.match(out, new RegExp(`^${JSON.parse(json).failing.length} open questions;`, 'm'));
    const { service, data, impact, level } = parse(read('.portside/threat-model.yaml'));
    assert.deepEqual([service, data, impact, level], ['shop', ['contact', 'payment'], 'medium', 2]);
    assert.ok('entry:express:POST:/orders' in JSON.parse(read('.portside/model.lock.json')));
    assert.ok(!existsSync(join(at.folder, '.portside/elements')));
    at.write({ '.portside/threat-model.yaml': `${read('.portside/threat-model.yaml')}# ours\n` });
    assert.match((await threats('init', '--service', 'other')).out, /threat-model\.yaml is there; it stays as it is/);
    assert.match(read('.portside/threat-model.yaml'), /service: shop[\s\S]*# ours/);
  });

  it('check passes an unchanged program, fails on a new route, and passes when it is answered', async () => {
    await threats('init');
    commit();
    assert.deepEqual(await threats('check'), { code: 0, out: 'No element changed.\n', err: '' });
    at.write({ 'src/app.ts': NEW_ROUTE });
    const failed = await threats('check', '--since', 'HEAD');
    assert.equal(failed.code, 1);
    assert.match(failed.out, /^new: DELETE \/orders\/:id {2}src\/app\.ts:\d+\n/m);
    assert.equal((await threats('check', '--since', 'HEAD', '--gate', 'off')).code, 0);
    assert.match(failed.out, /run `portside threats check --write`/);
    const { failing } = JSON.parse((await threats('check', '--since', 'HEAD', '--format', 'json')).out);
    for (const { element, question } of failing) {
      const { code } = await threats('answer', element, question, '--state', 'yes', '--because', 'looked through');
      assert.equal(code, 0);
    }
    assert.equal((await threats('check', '--since', 'HEAD')).code, 1);
    const written = await threats('check', '--since', 'HEAD', '--write');
    assert.equal(written.code, 0, written.out);
    commit();
    assert.equal((await threats('check', '--since', 'HEAD~1')).code, 0);
  });

  it('check --staged sees what will be committed', async () => {
    await threats('init');
    commit();
    at.write({ 'src/app.ts': NEW_ROUTE });
    assert.equal((await threats('check', '--staged')).code, 0);
    at.git('add', 'src/app.ts');
    at.write({ 'src/app.ts': APP });
    const { code, out } = await threats('check', '--staged');
    assert.equal(code, 1);
    assert.match(out, /^new: DELETE \/orders\/:id/m);
  });

  it('check --staged works before the first commit', async () => {
    await threats('init');
    at.git('add', '--all');
    assert.equal((await threats('check', '--staged')).code, 0);
  });

  it('check writes the text for a pull request', async () => {
    await threats('init');
    commit();
    at.write({ 'src/app.ts': NEW_ROUTE });
    const { code, out, err } = await threats('check', '--since', 'HEAD', '--format', 'markdown', '-o', 'pr.md');
    assert.deepEqual([code, out, err], [1, '', 'portside: written to pr.md\n']);
    assert.match(read('pr.md'), /^## Threat model\n\nElements: 1 new; .*\n\n### New: `DELETE \/orders\/:id`\n/);
  });

  it('check --rename lets answers follow', async () => {
    await threats('answer', 'GET /orders', 'RATE', '--state', 'yes', '--because', 'the gateway');
    await threats('init');
    commit();
    at.write({ 'src/app.ts': APP.replace("app.get('/orders'", "app.get('/purchases'") });
    const { out } = await threats('check', '--since', 'HEAD');
    assert.match(out, /^renamed: GET \/purchases, perhaps what was GET \/orders/m);
    await threats('check', '--rename', '--write');
    const { element, aliases } = parse(read('.portside/elements/entry/get-orders.yaml'));
    assert.deepEqual([element, aliases], ['entry:express:GET:/purchases', ['entry:express:GET:/orders']]);
    assert.match((await threats('check', '--since', 'HEAD')).out, /^renamed: GET \/purchases, which was GET \/orders/m);
  });

  it('answer writes into the file of the element, with the hash of the code', async () => {
    const answer = (...more: string[]) => threats('answer', 'POST /orders', 'RATE', ...more);
    const { code, out } = await answer('--state', 'accepted', '--because', 'Few callers', '--until', '2099-12-31');
    assert.deepEqual(
      [code, out],
      [0, 'RATE of POST /orders is answered accepted: .portside/elements/entry/post-orders.yaml\n'],
    );
    const { element, answers } = parse(read('.portside/elements/entry/post-orders.yaml'));
    assert.equal(element, 'entry:express:POST:/orders');
    assert.match(answers[0].for, /^[0-9a-f]{16}$/);
    assert.equal(answers[0].until, '2099-12-31');
    at.write({
      '.portside/elements/entry/post-orders.yaml': `# ours\n${read('.portside/elements/entry/post-orders.yaml')}`,
    });
    await answer('--state', 'yes', '--because', 'The gateway', '--by', 'me');
    assert.match(read('.portside/elements/entry/post-orders.yaml'), /^# ours\n[\s\S]*state: yes\n[\s\S]*by: me/);
  });

  it('answer takes a group, by its ids and what all pass', async () => {
    const group = ['entry:*:*:/orders**', 'RATE', '--state', 'yes', '--because', 'The gateway', '--group', 'orders'];
    const { code, out } = await threats('answer', ...group, '--behind', 'requireAuth');
    assert.equal(code, 0);
    assert.match(out, /RATE of 2 elements is answered yes: \.portside\/groups\/orders\.yaml/);
    assert.deepEqual(parse(read('.portside/groups/orders.yaml')), {
      group: 'orders',
      elements: ['entry:*:*:/orders**'],
      behind: ['requireAuth'],
      answers: [{ q: 'RATE', state: 'yes', because: 'The gateway' }],
    });
    await threats('init');
    commit();
    // Of the one that loses the middleware the answer does not hold any more.
    at.write({ 'src/app.ts': APP.replace("get('/orders', requireAuth,", "get('/orders',") });
    const { failing } = JSON.parse((await threats('check', '--since', 'HEAD', '--format', 'json')).out);
    assert.ok(failing.some(({ question }: { question: string }) => question === 'AUTHN-ROUTE'));
  });

  it('answer leaves out what is excepted, for this question alone, and keeps the exceptions until it is told others', async () => {
    const group = (question: string, ...more: string[]) =>
      threats(
        'answer',
        'entry:*:*:/orders**',
        question,
        '--state',
        'yes',
        '--because',
        'b',
        '--group',
        'order routes',
        ...more,
      );
    assert.match((await group('RATE', '--except', 'POST /orders')).out, /RATE of 1 element is answered yes/);
    assert.match((await group('AUTHZ-FUNC')).out, /AUTHZ-FUNC of 2 elements/);
    const file = '.portside/groups/order-routes.yaml';
    at.write({ [file]: `# ours\n${read(file)}` });
    const post = 'entry:express:POST:/orders';
    const exceptions = () => parse(read(file)).answers.map(({ except }: { except?: string[] }) => except);
    assert.deepEqual(exceptions(), [[post], undefined]);
    assert.match(
      (await threats('answer', 'order routes', 'RATE', '--state', 'yes', '--because', 'c')).out,
      /RATE of 1 element/,
    );
    assert.deepEqual(exceptions(), [[post], undefined]);
    await threats('answer', 'order routes', 'RATE', '--state', 'yes', '--because', 'c', '--except', 'none');
    assert.deepEqual(exceptions(), [undefined, undefined]);
    assert.match(read(file), /^# ours\n/);
    assert.match((await group('RATE', '--except', 'POST /order')).err, /no "POST \/order" to leave out; did you mean/);
    assert.match((await group('RATE', '--behind', 'x')).err, /says itself what it is behind/);
    at.write({ [file]: read(file).replace('group: order routes', 'group: orders') });
    const { err } = await threats('answer', 'orders', 'RATE', '--state', 'yes', '--because', 'c');
    assert.match(err, /"orders" is a group and store:/);
  });

  it('answer takes a route with a star in its path by its name', async () => {
    at.write({ 'src/app.ts': APP.replace("get('/orders'", "get('/files/*'") });
    const { out } = await threats('answer', 'GET /files/*', 'RATE', '--state', 'yes', '--because', 'b');
    assert.match(out, /RATE of GET \/files\/\* is answered yes: \.portside\/elements\/entry\//);
  });

  it('answer covers the findings that are open', async () => {
    at.write({
      'src/orders.ts': ORDERS.replace("where owner = $1', [req.user.id]", "where owner = ' + req.query.owner"),
    });
    const answer = [
      'answer',
      'GET /orders',
      'INJ-QUERY',
      '--state',
      'accepted',
      '--because',
      'Soon',
      '--until',
      '2099-12-31',
    ];
    await threats(...answer, '--findings');
    const { answers } = parse(read('.portside/elements/entry/get-orders.yaml'));
    assert.equal(answers[0].findings.length, 1);
    await threats('init');
    assert.match((await threats('report')).out, /risk accepted/);
    // Another finding is another matter.
    at.write({
      '.portside/elements/entry/get-orders.yaml': read('.portside/elements/entry/get-orders.yaml').replace(
        answers[0].findings[0],
        'f0',
      ),
    });
    assert.match((await threats('check', '--gate', 'all')).out, /INJ-QUERY/);
  });

  it('check names answers that speak of nothing, and fails nothing for them', async () => {
    await threats('init');
    for (const element of ['GET /orders', 'POST /orders'])
      await threats('answer', element, 'RATE', '--state', 'yes', '--because', 'b');
    commit();
    const file = '.portside/elements/entry/get-orders.yaml';
    at.write({
      [file]: read(file).replace('RATE', 'RATTE'),
      'src/app.ts': APP.replace("app.post('/orders', requireAuth, create);\n", ''),
    });
    const { code, out } = await threats('check', '--since', 'HEAD', '--write');
    assert.equal(code, 0, out);
    assert.match(
      out,
      /^removed: POST \/orders\n {2}its answers can go: \.portside\/elements\/entry\/post-orders\.yaml\n/m,
    );
    assert.match(
      out,
      /^Answers that speak of nothing:\n {2}\.portside\/elements\/entry\/get-orders\.yaml: there is no question RATTE\n.*post-orders\.yaml: the code has no entry:express:POST:\/orders$/m,
    );
    const { out: text } = await threats('check', '--since', 'HEAD', '--format', 'markdown');
    assert.match(text, /Removed: `POST \/orders`\n\nIts answers speak of nothing any more: `\.portside/);
    assert.doesNotMatch(text, /RATTE/);
  });

  it('check says what it compares with when the other side has no lock', async () => {
    commit();
    await threats('init');
    const { code, err } = await threats('check', '--since', 'HEAD');
    assert.equal(code, 0);
    assert.match(
      err,
      /^portside: [0-9a-f]{40} has no \.portside\/model\.lock\.json: compared with the one in the files\n$/,
    );
  });

  it('a lock that a merge left in pieces is made anew by who asks for it, and one of a newer Portside by nobody', async () => {
    await threats('init');
    const lock = read('.portside/model.lock.json');
    at.write({ '.portside/model.lock.json': `<<<<<<< HEAD\n${lock}=======\n${lock}>>>>>>> other\n` });
    const { code, err } = await threats('check');
    assert.equal(code, 2);
    assert.match(
      err,
      /model\.lock\.json:1: has the marks of a merge that nobody has resolved; `portside threats check --write`/,
    );
    assert.equal((await threats('check', '--write')).code, 0);
    assert.equal(read('.portside/model.lock.json'), lock);
    const newer = lock.replace(/"questionSet": \d+/, '"questionSet": 99');
    at.write({ '.portside/model.lock.json': newer });
    for (const argv of [['check'], ['check', '--write'], ['init']]) {
      const answer = await threats(...argv);
      assert.equal(answer.code, 2);
      assert.match(answer.err, /is of a newer Portside: its question set is 99, this one knows/);
    }
    assert.equal(read('.portside/model.lock.json'), newer);
  });

  it('the locks of branches that add different routes merge', async () => {
    await threats('init');
    commit();
    for (const [branch, route] of [
      ['one', "app.delete('/orders/:id', requireAuth, create);"],
      ['two', "app.put('/stock/:id', requireAuth, create);"],
    ] as const) {
      at.git('checkout', '--quiet', '-b', branch, 'main');
      at.write({
        'src/app.ts': APP.replace(branch === 'one' ? "app.get('/orders'" : 'app.listen', (text) => `${route}\n${text}`),
      });
      await threats('check', '--write');
      commit();
    }
    at.git('merge', '--quiet', '-m', 'both', 'one');
    const { code, out } = await threats('check');
    assert.deepEqual([code, out], [0, 'No element changed.\n']);
  });

  it('report and export write the model in every format', async () => {
    assert.equal((await threats('report')).code, 2);
    await threats('init');
    assert.match((await threats('report')).out, /^# Threat model: /);
    assert.match((await threats('report', '--format', 'mermaid')).out, /^flowchart LR/);
    assert.match((await threats('report', '--format', 'html')).out, /^<!doctype html>/i);
    for (const format of ['threat-dragon', 'threat-model-library', 'otm']) {
      assert.equal(typeof JSON.parse((await threats('export', '--format', format)).out), 'object');
    }
    assert.equal((await threats('export', '-o', 'model.json')).err, 'portside: written to model.json\n');
    assert.equal(JSON.parse(read('model.json')).detail.diagrams.length, 1);
    const moved = JSON.parse(read('model.json'));
    const cells = moved.detail.diagrams[0].cells as { shape: string; position: object }[];
    const route = cells.findIndex(({ shape }) => shape === 'process');
    cells[route]!.position = { x: 777, y: 888 };
    at.write({
      'model.json': JSON.stringify(moved),
      'other.json': '{"name":"ours"}',
      'broken.json': '{',
      'empty.json': '',
    });
    await threats('export', '-o', 'model.json');
    assert.deepEqual(JSON.parse(read('model.json')).detail.diagrams[0].cells[route].position, { x: 777, y: 888 });
    for (const file of ['other.json', 'broken.json']) {
      const before = read(file);
      const { code, err } = await threats('export', '-o', file);
      assert.equal(code, 2);
      assert.match(err, /\.json is no file of Threat Dragon, and stays as it is: /);
      assert.equal(read(file), before);
    }
    assert.equal((await threats('export', '-o', 'empty.json')).code, 0);
  });

  it('ends with 2 for what cannot be meant, and says why', async () => {
    const wrong: readonly (readonly [readonly string[], RegExp])[] = [
      [['chek'], /threats takes init, check, report, export, answer, not "chek"; did you mean check\?/],
      [['init', 'now'], /threats init does not take "now"/],
      [['init', '--since', 'HEAD'], /threats init has no option --since/],
      [['check', '--since', 'HEAD', '--staged'], /do not go together/],
      [['check', '--staged', '--write'], /for the work tree/],
      [['check', '--since', 'nowhere'], /git knows no commit "nowhere"/],
      [['check', '--format', 'otm'], /--format of threats check is one of pretty, json, markdown/],
      [['check'], /there is no \.portside\/model\.lock\.json to compare with: run `portside threats init`/],
      [['answer', 'POST /orders'], /needs <element> <question>/],
      [['answer', 'POST /orders', 'RATE'], /--state is missing/],
      [['answer', 'POST /orders', 'RATE', '--state', 'yes'], /--because is missing/],
      [['answer', 'POST /orders', 'RATE', '--state', 'accepted', '--because', 'b'], /--until is missing/],
      [
        ['answer', 'POST /orders', 'RATE', '--state', 'accepted', '--because', 'b', '--until', '2026-02-30'],
        /--until is a day/,
      ],
      [
        ['answer', 'GET /orders', 'CSRF', '--state', 'yes', '--because', 'b'],
        /CSRF is not asked of GET \/orders; asked are .*RATE/,
      ],
      [['answer', 'POST /order', 'RATE', '--state', 'yes', '--because', 'b'], /did you mean POST \/orders\?/],
      [['answer', 'POST /orders', 'RAT', '--state', 'yes', '--because', 'b'], /no question "RAT"; did you mean RATE\?/],
      [['answer', 'entry:koa:**', 'RATE', '--state', 'yes', '--because', 'b'], /no element is like entry:koa/],
      [['answer', 'POST /orders', 'RATE', '--state', 'yes', '--because', 'b', '--behind', 'x'], /are for groups/],
    ];
    commit();
    for (const [argv, message] of wrong) {
      const { code, out, err } = await threats(...argv);
      assert.deepEqual([code, out], [2, ''], argv.join(' '));
      assert.match(err, message);
    }
    at.write({ '.portside/elements/a.yaml': 'element: [' });
    assert.match((await threats('check')).err, /^portside: \.portside\/elements\/a\.yaml:1: is no valid YAML/);
  });

  it('ends with 3 when something could not be analysed', async () => {
    at.write({ 'src/bad.ts': Uint8Array.from([0x61, 0xff, 0x62]) });
    assert.equal((await threats('init')).code, 3);
    const { code, err } = await threats('check');
    assert.equal(code, 3);
    assert.match(err, /not in the model: src\/bad\.ts/);
  });
});
