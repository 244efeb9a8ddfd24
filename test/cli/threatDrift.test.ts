import assert from 'node:assert/strict';
import { type Terminal, terminal } from './terminal.ts';

/**
 * A program over a dozen commits, and what `portside threats check --since HEAD~1` says of each. `PRINT_DRIFT=1` prints
 * the answers.
 */
const FILES = {
  'src/app.ts': `import express from 'express';
import { requireAdmin, requireAuth } from './guards.ts';
import { createOrder, listOrders } from './orders.ts';
import { removeUser } from './users.ts';

const app = express();
app.use(express.json());
app.get('/orders', requireAuth, listOrders);
app.post('/orders', requireAuth, createOrder);
app.delete('/users/:id', requireAuth, requireAdmin, removeUser);
app.listen(3000);
`,
  'src/guards.ts': `export function requireAuth(req, res, next) {
  if (!req.user) return res.status(401).end();
  next();
}
export function requireAdmin(req, res, next) {
  if (req.user.role !== 'admin') return res.status(403).end();
  next();
}
`,
  'src/orders.ts': `import { pool } from './pool.ts';
export async function listOrders(req, res) {
  const { rows } = await pool.query('select id from orders where owner = $1', [req.user.id]);
  res.json(rows);
}
export async function createOrder(req, res) {
  await pool.query('insert into orders (owner, item) values ($1, $2)', [req.user.id, req.body.item]);
  res.status(201).end();
}
`,
  'src/users.ts': `import { pool } from './pool.ts';
export async function removeUser(req, res) {
  await pool.query('delete from users where id = $1', [req.params.id]);
  res.end();
}
`,
  'src/pool.ts': `import pg from 'pg';
export const pool = new pg.Pool();
`,
};

type Files = Record<string, string>;

interface Step {
  readonly commit: string;
  /** Changes the files. */
  readonly edit?: (files: Files) => void;
  /** What else happens before the commit. */
  readonly run?: (portside: (...argv: string[]) => Promise<{ readonly code: number }>) => Promise<unknown>;
  /** The lines that say what has become of the model, and how the check ends. */
  readonly says: readonly string[];
  readonly code: number;
}

function replace(files: Files, path: string, from: string, to: string): void {
  const text = files[path] ?? '';
  assert.ok(text.includes(from), `${path} has ${from}`);
  files[path] = text.replace(from, to);
}

const DRIFT = /^(new|changed|removed|renamed):/;

const RATE = ['answer', 'GET /orders', 'RATE', '--because'] as const;

const steps: readonly Step[] = [
  {
    commit: 'a route added',
    edit: (files) =>
      replace(
        files,
        'src/app.ts',
        'app.listen',
        "app.get('/users/:id', requireAuth, (req, res) => res.json({ id: req.params.id }));\napp.listen",
      ),
    says: ['new: GET /users/:id'],
    code: 1,
  },
  {
    commit: 'middleware removed',
    edit: (files) => replace(files, 'src/app.ts', 'requireAuth, requireAdmin, removeUser', 'requireAuth, removeUser'),
    says: [
      'changed: DELETE /users/:id',
      '  ~ middleware removed: requireAdmin',
      '  ~ no longer proved: AUTHZ-FUNC',
      'This change opened a question: AUTHZ-FUNC.',
    ],
    code: 1,
  },
  {
    commit: 'middleware back, before the other',
    edit: (files) => replace(files, 'src/app.ts', 'requireAuth, removeUser', 'requireAdmin, requireAuth, removeUser'),
    says: ['changed: DELETE /users/:id', '  ~ middleware added: requireAdmin', '  ~ proved now: AUTHZ-FUNC'],
    code: 0,
  },
  {
    commit: 'an outbound host added',
    edit: (files) =>
      replace(
        files,
        'src/orders.ts',
        '  res.status(201)',
        "  await fetch('https://courier.example/parcels', { method: 'POST' });\n  res.status(201)",
      ),
    says: [
      'new: courier.example',
      'changed: POST /orders',
      '  ~ calls a new host: courier.example',
      '  ~ crosses a new boundary: app → third-party',
      '  ~ handler changed',
    ],
    code: 1,
  },
  {
    commit: 'a handler renamed and moved to another file',
    edit: (files) => {
      const text = files['src/users.ts'] ?? '';
      delete files['src/users.ts'];
      files['src/people/remove.ts'] = text.replace('./pool.ts', '../pool.ts').replace('removeUser', 'removePerson');
      files['src/app.ts'] = (files['src/app.ts'] ?? '')
        .replace('./users.ts', './people/remove.ts')
        .replaceAll('removeUser', 'removePerson');
    },
    says: ['No element changed.'],
    code: 0,
  },
  {
    commit: 'formatting only',
    edit: (files) => {
      files['src/orders.ts'] =
        `// Orders\n\n${(files['src/orders.ts'] ?? '').replaceAll(', [', ',\n    [').replaceAll('  res', '\t/* out */ res')}`;
    },
    says: ['No element changed.'],
    code: 0,
  },
  {
    commit: 'a local renamed',
    edit: (files) => {
      files['src/orders.ts'] = (files['src/orders.ts'] ?? '')
        .replaceAll(/\brows\b(?= \})/g, 'rows: found')
        .replaceAll('json(rows)', 'json(found)');
    },
    says: ['No element changed.'],
    code: 0,
  },
  {
    commit: 'an answer given',
    run: (portside) => portside(...RATE, 'The gateway limits it', '--state', 'yes'),
    says: ['No element changed.'],
    code: 0,
  },
  {
    commit: 'the handler changed after the answer',
    edit: (files) => replace(files, 'src/orders.ts', 'select id from', 'select id, item from'),
    says: ['changed: GET /orders', '  ~ handler changed', '  ? RATE (stale)', 'This change opened a question: RATE.'],
    code: 1,
  },
  {
    commit: 'a risk accepted, whose time is over',
    run: (portside) => portside(...RATE, 'Soon', '--state', 'accepted', '--until', '2020-01-31'),
    says: ['To be looked at again:', '  RATE of GET /orders (expired)', 'No element changed.'],
    code: 0,
  },
  {
    commit: 'a route removed',
    edit: (files) => replace(files, 'src/app.ts', "app.post('/orders', requireAuth, createOrder);\n", ''),
    says: ['removed: POST /orders'],
    code: 0,
  },
  {
    commit: 'a new class of data',
    edit: (files) =>
      replace(
        files,
        'src/orders.ts',
        '[req.user.id]);',
        '[req.user.id]);\n  rows.push({ phoneNumber: req.query.phoneNumber });',
      ),
    says: [
      'changed: GET /orders',
      '  ~ handles a new class of data: contact',
      '  ~ handler changed',
      'changed: orders',
    ],
    code: 0,
  },
  {
    commit: 'a route under another path',
    edit: (files) => replace(files, 'src/app.ts', "app.get('/orders'", "app.get('/purchases'"),
    run: (portside) => portside('check', '--rename'),
    says: ['renamed: GET /purchases, which was GET /orders', '  ? RATE (expired)'],
    code: 0,
  },
];

describe('what a check says of a dozen commits', () => {
  let at: Terminal;
  const files: Files = { ...FILES };

  before(async () => {
    at = terminal();
    at.git('init', '--quiet', '--initial-branch=main');
    at.write(files);
    await at.portside(['threats', 'init']);
    commit('start');
  });
  after(() => at.remove());

  function commit(message: string): void {
    at.git('add', '--all');
    at.git('commit', '--quiet', `--message=${message}`);
  }

  for (const [index, { commit: name, edit, run, says, code }] of steps.entries()) {
    it(`${index + 1}. ${name}`, async () => {
      const before = Object.keys(files);
      edit?.(files);
      for (const path of before) if (!Object.hasOwn(files, path)) at.git('rm', '--quiet', '-f', path);
      at.write(files);
      await run?.((...argv) => at.portside(['threats', ...argv]));
      // What a person does who looks at the change: the lock goes with it.
      const check = await at.portside(['threats', 'check', '--since', 'HEAD', '--write']);
      if (process.env['PRINT_DRIFT']) console.log(`\n### ${index + 1}. ${name}\n${check.out}ends with ${check.code}`);
      for (const line of says) {
        assert.ok(
          check.out.split('\n').some((said) => said.startsWith(line)),
          `${line}\nis not in\n${check.out}${check.err}`,
        );
      }
      // And nothing else has.
      const drifted = check.out.split('\n').filter((line) => DRIFT.test(line));
      assert.deepEqual(
        drifted.filter((line) => !says.some((said) => line.startsWith(said))),
        [],
      );
      assert.equal(check.code, code, check.out);
      commit(name);
      const again = await at.portside(['threats', 'check', '--since', 'HEAD']);
      assert.deepEqual(
        again.out.split('\n').filter((line) => DRIFT.test(line)),
        [],
      );
    });
  }
});
