import assert from 'node:assert/strict';
import type { EntryPoint } from '../../engine/analyze.ts';
import type { Finding, Location } from '../../engine/finding.ts';
import { questions } from '../../rules/checklists/questions.ts';
import { checklist } from '../../threats/checklist.ts';

function place(path: string, start: number, end = start + 10): Location {
  return { path, start, end, startLine: start, startColumn: 1, endLine: end, endColumn: 1 };
}

function entry(change: Partial<EntryPoint>): EntryPoint {
  return {
    framework: 'express',
    method: 'GET',
    path: '/orders',
    middleware: [],
    handler: 'list',
    location: place('src/app.ts', 100),
    ...change,
  };
}

function finding(change: Partial<Finding>): Finding {
  return {
    ruleId: 'sql-injection',
    title: 'Text from outside becomes part of an SQL statement',
    message: 'm',
    severity: 'critical',
    confidence: 'high',
    cwe: [89],
    location: place('src/db.ts', 1),
    fixes: [],
    fingerprint: 'f',
    inTest: false,
    ...change,
  };
}

/** The ids of the questions that are asked of the one route. */
function asked(route: Partial<EntryPoint>, findings: readonly Finding[] = []): string[] {
  const text = checklist([entry(route)], findings, questions);
  return [...text.matchAll(/^- \[ \] .*\((\w[\w-]+)\)$/gm)].map((match) => match[1] ?? '');
}

describe('the threat-model checklist', () => {
  it('reads like this', () => {
    const route = entry({
      method: 'POST',
      path: '/orders/:id',
      middleware: ['requireAuth', 'limiter'],
      handler: 'pay',
    });
    const broken = finding({
      flow: { trust: 'remote', steps: [{ kind: 'source', location: place('src/app.ts', 104, 106), message: 'm' }] },
    });
    assert.equal(
      checklist(
        [route],
        [broken],
        questions.filter(({ id }) => ['AUTHN-ROUTE', 'CSRF', 'INJ-QUERY'].includes(id)),
      ),
      `# Threat-model checklist

One entry point, read from the code. Tick a question when you know the answer and can say where it is enforced. **broken** marks what a finding shows to be open; that no finding is listed proves nothing.

## \`POST /orders/:id\`

[\`src/app.ts:100\`](src/app.ts#L100) · express · handler \`pay\` · middleware: \`requireAuth\`, \`limiter\`

- [ ] Must a caller be signed in here, and is that checked before the handler runs? Seen before the handler: \`requireAuth\`; look whether that is enough. (AUTHN-ROUTE)
- [ ] When the caller is known by a cookie: can another site make the caller's browser send this? (CSRF)
- [ ] **broken** Can text from outside change the meaning of a query? (INJ-QUERY)
  - critical \`sql-injection\` at [\`src/db.ts:1\`](src/db.ts#L1): Text from outside becomes part of an SQL statement
`,
    );
  });

  it('asks what fits the entry point, at most eight questions', () => {
    assert.deepEqual(asked({}), ['AUTHN-ROUTE', 'INPUT-SCHEMA', 'RATE', 'ERROR']);
    assert.deepEqual(asked({ path: '/orders/:id' }), ['AUTHN-ROUTE', 'AUTHZ-OBJECT', 'INPUT-SCHEMA', 'RATE', 'ERROR']);
    assert.deepEqual(asked({ path: '/{prefix}/x' }).includes('AUTHZ-OBJECT'), true);
    assert.deepEqual(asked({ method: 'POST' }), [
      'AUTHN-ROUTE',
      'AUTHZ-FIELD',
      'INPUT-SCHEMA',
      'RATE',
      'CSRF',
      'ERROR',
    ]);
    assert.deepEqual(asked({ path: '/admin/users' }).includes('AUTHZ-FUNC'), true);
    assert.deepEqual(asked({ path: '/administer' }).includes('AUTHZ-FUNC'), false);
    assert.deepEqual(asked({ method: 'WS' }), ['WS']);
    assert.equal(asked({ method: 'DELETE', path: '/admin/users/:id' }).length, 8);
  });

  it('takes a finding for the route when a step of its path lies in the route, and only then', () => {
    const inside = finding({ location: place('src/app.ts', 102, 104) });
    assert.equal(asked({}, [inside]).includes('INJ-QUERY'), true);
    for (const elsewhere of [
      place('src/app.ts', 98, 104),
      place('src/app.ts', 105, 111),
      place('src/ap.ts', 102, 104),
    ]) {
      const text = checklist([entry({})], [finding({ location: elsewhere })], questions);
      assert.equal(text.includes('**broken** '), text.includes('**broken** marks'));
      assert.equal(text.includes('INJ-QUERY'), false);
      assert.match(text, /## Findings that no entry point above is known to lead to\n\n- critical `sql-injection`/);
    }
  });

  it('lists a finding that breaks no question under its route', () => {
    const odd = finding({ ruleId: 'weak-hash', cwe: [328], location: place('src/app.ts', 102, 104) });
    const text = checklist([entry({})], [odd], questions);
    assert.match(text, /^- \*\*broken\*\* critical `weak-hash`/m);
  });

  it('keeps middleware for all routes apart, and routes in order of place', () => {
    const text = checklist(
      [
        entry({ path: '/b', location: place('src/b.ts', 1) }),
        entry({ path: '/a', location: place('src/app.ts', 200) }),
        entry({ method: 'MIDDLEWARE', path: '/', handler: 'helmet()', location: place('src/app.ts', 50) }),
      ],
      [],
      questions,
    );
    assert.deepEqual(text.match(/^## .*/gm), ['## Before the routes', '## `GET /a`', '## `GET /b`']);
    assert.match(text, /^- `\/`: `helmet\(\)` \(\[`src\/app\.ts:50`\]/m);
  });

  it('says that no entry point proves nothing', () => {
    assert.match(checklist([], [], questions), /says nothing about whether there are any/);
  });

  it('lets no text of the code become Markdown', () => {
    const text = checklist(
      [entry({ path: '/`](x) \n# <b>', handler: '``', location: place('a (b)`.ts', 1) })],
      [],
      questions,
    );
    assert.match(text, /^## `` GET \/`\]\(x\) {2}# <b> ``$/m);
    assert.match(text, /handler ``` `` ```/);
    assert.match(text, /^\[`` a \(b\)`\.ts:1 ``\]\(a%20%28b%29%60\.ts#L1\)/m);
    assert.equal(text.match(/^# /gm)?.length, 1);
  });
});

describe('the questions', () => {
  it('have ids of their own and weaknesses that a finding can have', () => {
    assert.equal(new Set(questions.map(({ id }) => id)).size, questions.length);
    for (const question of questions) assert.ok(question.cwe.length > 0, question.id);
  });
});
