/** The threat model of a real program, answered through the server and asked again by it. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ShownItem, ThreatChecklist } from '../../server/protocol.ts';
import { LspClient, USUAL, uri } from './lspClient.ts';

const APP = `const express = require('express');
const { exec } = require('node:child_process');

const app = express();
app.get('/orders', guard, (req, res) => res.json([]));
app.get('/orders/:id', guard, (req, res) => { exec('show ' + req.params.id); });
app.get('/users', (req, res) => res.json({}));
function guard(req, res, next) { log(req); next(); }
`;

describe('the threat model of a real program', () => {
  let folder: string;
  let file: string;
  let client: LspClient;

  before(async () => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'portside-threats-')));
    file = join(folder, 'app.js');
    writeFileSync(file, APP);
    client = await LspClient.start({
      folders: [folder],
      program: [join(import.meta.dirname, '..', '..', 'server', 'bin.ts'), '--stdio'],
      capabilities: { ...USUAL, experimental: { portside: { threats: true } } },
    });
  });
  after(async () => {
    await client.stop();
    rmSync(folder, { recursive: true });
  });

  const checklist = () => client.request<ThreatChecklist>('portside/threats', { folder: null, stay: true });

  async function itemOf(element: string, question: string): Promise<ShownItem> {
    const { elements } = await checklist();
    const item = elements.find(({ id }) => id === element)?.items.find((one) => one.question === question);
    assert.ok(item, `${question} is asked of ${element}: ${elements.map(({ id }) => id).join(', ')}`);
    return item;
  }

  const answer = (given: object) =>
    client.request<{ uri: string }>('portside/answerThreat', { folder: uri(folder), answer: given });

  it('has a header and a lock once it is started, and is started once', async () => {
    const header = { service: 'Orders', data: [], impact: 'high', exposure: 'staff', owners: [], level: 1 };
    const started = await client.request<{ uri: string }>('portside/startThreats', { folder: uri(folder), header });
    assert.equal(started.uri, uri(join(folder, '.portside', 'threat-model.yaml')));
    assert.match(readFileSync(join(folder, '.portside', 'model.lock.json'), 'utf8'), /entry:express:GET:\/orders/);
    await assert.rejects(client.request('portside/startThreats', { folder: uri(folder), header }), /there already/);
  });

  it('shows what a finding breaks', async () => {
    const { state, evidence } = await itemOf('entry:express:GET:/orders/:id', 'INJ-CMD');
    assert.equal(state, 'broken');
    assert.equal(evidence[0]?.line, 6);
  });

  it('keeps the comments of a file that somebody has written, and reopens what the code no longer is', async () => {
    const route = 'entry:express:GET:/users';
    const written = await answer({ element: route, question: 'RATE', state: 'yes', because: 'the gateway limits it' });
    const path = join(folder, '.portside', 'elements', 'entry', 'get-users.yaml');
    assert.equal(written.uri, uri(path));
    writeFileSync(path, `# ours\n${readFileSync(path, 'utf8')}`);
    await answer({ element: route, question: 'INPUT-SCHEMA', state: 'n/a', because: 'takes none' });
    assert.match(readFileSync(path, 'utf8'), /^# ours\nelement: [\s\S]*q: RATE[\s\S]*q: INPUT-SCHEMA/);
    assert.equal((await itemOf(route, 'RATE')).state, 'answered');

    await client.open(file, APP.replace('res.json({})', 'res.json(everybody())'), 'javascript');
    await client.diagnosticsOf(file);
    await client.until('a change', () => client.notified.some(({ method }) => method === 'portside/threatsChanged'));
    for (let tries = 0; tries < 50 && (await itemOf(route, 'RATE')).state === 'answered'; tries++)
      await new Promise((resolve) => setTimeout(resolve, 100));
    assert.equal((await itemOf(route, 'RATE')).state, 'stale');
  });

  it('loses none of the answers that come at once', async () => {
    const element = 'entry:express:GET:/orders/:id';
    const questions = ['AUTHN-ROUTE', 'AUTHZ-FUNC', 'AUTHZ-OBJECT', 'INPUT-SCHEMA', 'RATE'];
    await Promise.all(questions.map((question) => answer({ element, question, state: 'unsure', because: question })));
    const text = readFileSync(join(folder, '.portside', 'elements', 'entry', 'get-orders-id.yaml'), 'utf8');
    assert.deepEqual(
      questions.filter((question) => !text.includes(`because: ${question}`)),
      [],
    );
    rmSync(join(folder, '.portside', 'elements', 'entry', 'get-orders-id.yaml'));
  });

  it('takes one answer for all that stands behind a middleware', async () => {
    const { elements } = await checklist();
    const orders = elements.find(({ id }) => id === 'entry:express:GET:/orders');
    assert.deepEqual(orders?.groups, [
      { name: 'routes under /orders', count: 2 },
      { name: 'routes behind guard', count: 2 },
      { name: 'entry points', count: 3 },
    ]);
    const given = { question: 'RATE', state: 'yes', because: 'guard counts', group: 'routes behind guard' };
    const written = await answer({ element: 'entry:express:GET:/orders', ...given });
    assert.equal(written.uri, uri(join(folder, '.portside', 'groups', 'routes-behind-guard.yaml')));
    for (const id of ['/orders', '/orders/:id']) {
      const { state, answer: shown } = await itemOf(`entry:express:GET:${id}`, 'RATE');
      assert.deepEqual([state, shown?.group], ['answered', 'routes behind guard']);
    }
    await assert.rejects(answer({ element: 'entry:express:GET:/users', ...given }), /in no group/);
  });

  it('takes one answer for a group with exceptions, which another answer for the group does not share', async () => {
    const element = 'entry:express:GET:/orders';
    const exception = 'entry:express:GET:/orders/:id';
    const group = 'routes under /orders';
    const { groups } = await checklist();
    assert.deepEqual(groups.find(({ name }) => name === group)?.members, [
      { id: element, name: 'GET /orders' },
      { id: exception, name: 'GET /orders/:id' },
    ]);
    const given = { element, state: 'yes', because: 'staff only', group };
    await answer({ ...given, question: 'AUTHZ-FUNC', except: [exception] });
    await answer({ ...given, question: 'INPUT-SCHEMA' });
    const standing = async (id: string, question: string) => (await itemOf(id, question)).state;
    assert.equal(await standing(element, 'AUTHZ-FUNC'), 'answered');
    assert.equal(await standing(exception, 'AUTHZ-FUNC'), 'unknown');
    assert.equal(await standing(exception, 'INPUT-SCHEMA'), 'answered');
    const file = join(folder, '.portside', 'groups', 'routes-under-orders.yaml');
    assert.match(readFileSync(file, 'utf8'), /except:\n\s+- entry:express:GET:\/orders\/:id/);
    // A group that somebody has written is offered as it is.
    writeFileSync(file, readFileSync(file, 'utf8').replace('routes under /orders', 'orders of staff'));
    await client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: uri(file), type: 2 }] });
    for (let tries = 0; tries < 50; tries++) {
      const names = (await checklist()).elements.find(({ id }) => id === element)?.groups.map(({ name }) => name);
      if (names?.includes('orders of staff')) return assert.ok(!names.includes(group));
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    assert.fail('the group is offered');
  });

  it('says what is wrong with a file, and refuses to answer into it', async () => {
    writeFileSync(join(folder, '.portside', 'elements', 'entry', 'get-users.yaml'), 'element: [\n');
    const changed = { uri: uri(join(folder, '.portside', 'elements', 'entry', 'get-users.yaml')), type: 2 };
    await client.notify('workspace/didChangeWatchedFiles', { changes: [changed] });
    let problems: ThreatChecklist['problems'] = [];
    for (let tries = 0; tries < 100 && problems.length === 0; tries++) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      problems = (await checklist()).problems;
    }
    assert.match(problems[0]?.text ?? '', /get-users\.yaml/);
    assert.equal(problems[0]?.place.uri, changed.uri);
    const given = { element: 'entry:express:GET:/users', question: 'RATE', state: 'yes', because: 'so' };
    await assert.rejects(answer(given), /get-users\.yaml/);
  });
});
