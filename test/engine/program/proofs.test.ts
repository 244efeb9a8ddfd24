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
});
