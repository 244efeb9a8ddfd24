/** What functions of other files prove of what they are given. */
import { programFinds } from '../../support/program.ts';

const SERVER = `import { exec } from 'node:child_process';
import express from 'express';
const app = express();`;

describe('a function of another file', () => {
  it('proves a value by saying yes, by returning, and by what it finds', () => {
    programFinds(`// file: names.ts
const NAMES = ['a', 'b'];
const BY_NAME = Object.create(null);
export function isName(name: string) { return NAMES.includes(name); }
export function checkName(name: string) { if (!NAMES.includes(name)) throw new Error('unknown'); }
export const find = (name: string) => BY_NAME[name];
export function add(name: string, value: unknown) { BY_NAME[name] = value; }

// file: app.ts
${SERVER}
import { checkName, find, isName } from './names';
app.get('/', async (req) => {
  if (isName(req.query.a)) exec('ls ' + req.query.a);
  checkName(req.query.b);
  exec('ls ' + req.query.b);
  const found = await find(req.query.c);
  if (!found) return;
  exec('ls ' + req.query.c);
  exec('ls ' + req.query.d);
//     ^^^^^^^^^^^^^^^^^^^ command-injection
});
`);
  });

  it('proves nothing of other values, nor by asking for something else', () => {
    programFinds(`// file: names.ts
const NAMES = ['a', 'b'];
export const isLong = (name: string) => name.length > 3;
export const isName = (name: string, other: string) => NAMES.includes(name) && other !== '';
export function isChanged(name: string) { name = name.trim() + 'a'; return NAMES.includes(name); }

// file: app.ts
${SERVER}
import { isChanged, isLong, isName } from './names';
app.get('/', (req) => {
  if (isLong(req.query.a)) exec('ls ' + req.query.a);
//                              ^^^^^^^^^^^^^^^^^^^ command-injection
  if (isName(req.query.b, req.query.c)) exec('ls ' + req.query.c);
//                                           ^^^^^^^^^^^^^^^^^^^ command-injection
  if (isChanged(req.query.d)) exec('ls ' + req.query.d);
//                                 ^^^^^^^^^^^^^^^^^^^ command-injection
});
`);
  });

  it('proves a part of what it is given', () => {
    programFinds(`// file: checks.ts
const NAMES = ['a', 'b'];
export function checkJob(job) { if (!NAMES.includes(job.name)) throw new Error('unknown'); }
export const isJob = ({ name }) => NAMES.includes(name);
export function checkId(req) { const { id } = req.params; if (!/^\\d+$/.test(id)) throw new Error('no number'); }
export function looksAt(job) { if (!NAMES.includes(job.name)) console.log(job.name); }

// file: app.ts
${SERVER}
import { checkId, checkJob, isJob, looksAt } from './checks';
const run = (job) => exec('make ' + job.name);
app.get('/:id', (req) => {
  checkJob(req.body);
  exec('make ' + req.body.name);
  run(req.body);
  exec('make ' + req.body.folder);
//     ^^^^^^^^^^^^^^^^^^^^^^^^^ command-injection
  checkId(req);
  exec('kill ' + req.params.id);
  exec('kill ' + req.params.group);
//     ^^^^^^^^^^^^^^^^^^^^^^^^^^ command-injection
});
app.get('/', (req) => {
  if (!isJob(req.query)) return;
  exec('make ' + req.query.name);
  exec('make ' + req.query.folder);
//     ^^^^^^^^^^^^^^^^^^^^^^^^^^ command-injection
});
app.get('/', (req) => {
  looksAt(req.body);
  exec('make ' + req.body.name);
//     ^^^^^^^^^^^^^^^^^^^^^^^ command-injection
});
`);
  });

  it('proves which host a URL names by a part of it', () => {
    programFinds(`// file: hosts.ts
const HOSTS = ['api.example.com'];
export function check(url) { if (!HOSTS.includes(url.hostname)) throw new Error('unknown'); }
export function checkPath(url) { if (!HOSTS.includes(url.pathname)) throw new Error('unknown'); }

// file: app.ts
${SERVER}
import { check, checkPath } from './hosts';
app.get('/', async (req) => {
  const url = new URL(req.query.url);
  check(url);
  await fetch(url);
  await fetch(req.query.url);
});
app.get('/', async (req) => {
  const url = new URL(req.query.url);
  checkPath(url);
  await fetch(url);
//            ^^^ ssrf
});
`);
  });

  it('proves by a promise to who waits for it', () => {
    programFinds(`// file: names.ts
export async function check(name) { if (!/^[a-z]+$/.test(name)) throw new Error('no name'); }
export async function isName(name) { return /^[a-z]+$/.test(name); }
export const isSlug = (name) => Promise.resolve(/^[a-z]+$/.test(name));

// file: app.ts
${SERVER}
import { check, isName, isSlug } from './names';
app.get('/', async (req) => {
  await check(req.query.a);
  exec('ls ' + req.query.a);
  if (await isName(req.query.b)) exec('ls ' + req.query.b);
  const isGood = await isSlug(req.query.c);
  if (isGood) exec('ls ' + req.query.c);
});
app.get('/', async (req) => {
  check(req.query.a);
  exec('ls ' + req.query.a);
//     ^^^^^^^^^^^^^^^^^^^ command-injection
  if (isName(req.query.b)) exec('ls ' + req.query.b);
//                              ^^^^^^^^^^^^^^^^^^^ command-injection
});
`);
  });

  it('proves by a part of its answer', () => {
    const program = (check: string, handler: string) => `// file: check.ts
const bad = (error) => ({ ok: false, error });
${check}

// file: app.ts
${SERVER}
import { check } from './check';
app.get('/', async (req) => {
${handler}
});
`;
    const quiet: readonly (readonly [string, string])[] = [
      [
        'export function check(x) { if (!/^[a-z]+$/.test(x)) return { ok: false }; return { ok: true, value: x }; }',
        "const r = check(req.query.a); if (!r.ok) return; exec('ls ' + req.query.a + r.value);",
      ],
      [
        "export function check(x) { if (!/^[a-z]+$/.test(x)) return bad('no name'); return { ok: true }; }",
        "const { ok } = check(req.query.a); if (!ok) return; exec('ls ' + req.query.a);",
      ],
      [
        'export const check = (x) => (/^[a-z]+$/.test(x) ? { success: true } : { success: false });',
        "if (!check(req.query.a).success) return; exec('ls ' + req.query.a);",
      ],
      [
        "export async function check(x) { if (!/^[a-z]+$/.test(x)) return { error: 'no name' }; return { value: x }; }",
        "const { error } = await check(req.query.a); if (error) return; exec('ls ' + req.query.a);",
      ],
      [
        "export function check(x) { switch (x) { case 'a': case 'b': return null; default: return 'bad'; } }",
        "const error = check(req.query.a); if (error) return; exec('ls ' + req.query.a);",
      ],
      [
        "export function check(x) { const errors = []; if (!/^[a-z]+$/.test(x)) errors.push('bad'); return errors; }",
        "const errors = check(req.query.a); if (errors.length > 0) return; exec('ls ' + req.query.a);",
      ],
      [
        'export function check(body) { if (!/^[a-z]+$/.test(body.name)) return { valid: false }; return { valid: true }; }',
        "const { valid } = check(req.body); if (!valid) return; exec('ls ' + req.body.name);",
      ],
    ];
    for (const [check, handler] of quiet) programFinds(program(check, handler));
    const found: readonly (readonly [string, string])[] = [
      ["export const check = (x) => ({ ok: x !== '' });", 'if (!check(req.query.a).ok) return;'],
      ['export const check = (x) => ({ ok: /^[a-z]+$/.test(x) });', 'if (check(req.query.a).ok) return;'],
      ['export const check = (x) => ({ ok: /^[a-z]+$/.test(x) });', 'console.log(check(req.query.a).ok);'],
      [
        'export function check(x) { if (x.length > 9) return { ok: true }; return { ok: /^[a-z]+$/.test(x) }; }',
        'if (!check(req.query.a).ok) return;',
      ],
      [
        'export function check(x) { try { return { ok: /^[a-z]+$/.test(x) }; } catch { return { ok: true }; } }',
        'if (!check(req.query.a).ok) return;',
      ],
    ];
    for (const [check, handler] of found)
      programFinds(
        program(check, `${handler}\n  exec('ls ' + req.query.a);\n//     ^^^^^^^^^^^^^^^^^^^ command-injection`),
      );
  });
});
