/** Objects that a name from outside chose, when the name comes from one file and the write stands in another. */
import { programFinds } from '../../support/program.ts';

const APP = `import express from 'express';
const app = express();
const table = {};
`;

describe('a merge in another file', () => {
  it('is found when what is merged comes from outside', () => {
    programFinds(`// file: merge.js
export function merge(target, source) {
  for (const key in source) {
    if (typeof source[key] === 'object' && source[key] !== null) {
      if (!target[key]) target[key] = {};
      merge(target[key], source[key]);
    } else {
      target[key] = source[key];
      //^^^^ prototype-pollution-merge
    }
  }
  return target;
}
// file: app.js
${APP}import { merge } from './merge.js';
app.post('/', (req, res) => res.json(merge({}, req.body)));
`);
  });

  it('is found behind a barrel, with any number of sources', () => {
    programFinds(`// file: merge.ts
const isPlain = (value: unknown) => value !== null && typeof value === 'object' && !Array.isArray(value);
export default function merge(target: any, ...sources: any[]) {
  for (const source of sources) {
    for (const [key, value] of Object.entries(source)) {
      if (isPlain(value) && isPlain(target[key])) merge(target[key], value);
      else target[key] = value;
      //   ^^^^^^ prototype-pollution-merge
    }
  }
  return target;
}
// file: index.ts
export { default as merge } from './merge';
// file: app.ts
${APP}import { merge } from './index';
app.post('/', (req, res) => res.json(merge({}, { a: 1 }, req.body)));
`);
  });

  it('is quiet when the program names what is merged', () => {
    programFinds(`// file: merge.js
module.exports = function merge(target, source) {
  Object.keys(source).forEach((key) => {
    if (typeof source[key] === 'object') merge(target[key], source[key]);
    else target[key] = source[key];
  });
  return target;
};
// file: app.js
const merge = require('./merge');
const app = require('express')();
app.post('/', (req, res) => {
  merge({}, { first: Number(req.body.first) });
  merge(req.body, { second: 2 });
});
`);
  });

  it('is quiet when it leaves the names out, by a test of its own or of a third file', () => {
    programFinds(`// file: names.js
export const isSafeName = (name) => name !== '__proto__' && name !== 'constructor' && name !== 'prototype';
// file: merge.js
import { isSafeName } from './names.js';
export function merge(target, source) {
  for (const key of Object.keys(source)) {
    if (!isSafeName(key)) continue;
    if (typeof source[key] === 'object') merge((target[key] ??= {}), source[key]);
    else target[key] = source[key];
  }
}
export function extend(target, source) {
  for (const key in source) {
    if (key === '__proto__' || key === 'constructor' || key === 'prototype') continue;
    if (typeof source[key] === 'object') extend((target[key] ??= {}), source[key]);
    else target[key] = source[key];
  }
}
// file: app.js
${APP}import { extend, merge } from './merge.js';
app.post('/', (req, res) => {
  merge(table, req.body);
  extend(table, req.body);
});
`);
  });
});

describe('a walk along a path in another file', () => {
  it('is found in a loop, with a list and with a text, and through a third file', () => {
    programFinds(`// file: path.js
export function setIn(object, names, value) {
  let node = object;
  for (const name of names.slice(0, -1)) node = node[name] ??= {};
  node[names.at(-1)] = value;
  //^^ prototype-pollution-path-set
}
export function set(object, path, value) {
  const parts = path.split('.');
  let node = object;
  for (let i = 0; i < parts.length - 1; i++) {
    if (!node[parts[i]]) node[parts[i]] = {};
    node = node[parts[i]];
  }
  node[parts[parts.length - 1]] = value;
  //^^ prototype-pollution-path-set
}
// file: settings.js
import { set, setIn } from './path.js';
const settings = {};
export const change = (path, value) => setIn(settings, path.split('/'), value);
export const put = (path, value) => set(settings, path, value);
export const reset = (value) => setIn(settings, ['a', 'b'], value);
// file: app.js
${APP}import { change, put, reset } from './settings.js';
app.post('/', (req, res) => {
  change(req.body.path, 1);
  put(req.body.path, 1);
  reset(req.body.value);
});
`);
  });

  it('is found by reduce and in a method', () => {
    programFinds(`// file: path.js
export const setIn = (object, path, value) => {
  const parts = path.split('.');
  const last = parts.pop();
  const holder = parts.reduce((at, name) => at[name] ?? (at[name] = {}), object);
  holder[last] = value;
  //^^^^ prototype-pollution-path-set
};
export class Store {
  data = {};
  set(path, value) {
    const names = path.split('.');
    let node = this.data;
    for (const name of names.slice(0, -1)) {
      if (!(name in node)) node[name] = {};
      node = node[name];
    }
    node[names[names.length - 1]] = value;
    //^^ prototype-pollution-path-set
  }
  get(path) {
    return path.split('.').reduce((at, name) => at?.[name], this.data);
  }
}
// file: app.js
${APP}import { setIn, Store } from './path.js';
const store = new Store();
app.post('/', (req, res) => {
  setIn(table, req.query.path, req.query.value);
  store.set(req.body.path, req.body.value);
  res.json(store.get(req.body.path));
});
`);
  });

  it('is quiet along a path of the program, and where only own properties are walked', () => {
    programFinds(`// file: path.js
export function set(object, path, value) {
  const names = path.split('.');
  let node = object;
  for (const name of names.slice(0, -1)) node = node[name] ??= {};
  node[names.at(-1)] = value;
}
export function setOwn(object, path, value) {
  const names = path.split('.');
  let node = object;
  for (const name of names.slice(0, -1)) {
    if (!Object.hasOwn(node, name)) return;
    node = node[name];
  }
  node[names.at(-1)] = value;
}
// file: app.js
${APP}import { set, setOwn } from './path.js';
app.post('/', (req, res) => {
  set(table, 'a.b', req.body.value);
  setOwn(table, req.body.path, req.body.value);
});
`);
  });
});

describe('an object that a name chose', () => {
  it('is written to in the file that it is given to, and no other object there', () => {
    programFinds(`// file: row.js
export const put = (row, column, value) => { row[column] = value; };
//                                           ^^^ prototype-pollution-assignment
export const touch = (row, column) => { row[column] = 1; };
export const changed = (row, column) => { const copy = { ...row }; copy[column] = 1; return copy; };
// file: app.js
${APP}import { changed, put, touch } from './row.js';
app.post('/', (req, res) => {
  put(table[req.body.row], req.body.column, req.body.value);
  touch(table.all, req.body.column);
  touch(req.body, req.body.column);
  res.json(changed(table[req.body.row], req.body.column));
});
`);
  });

  it('is what a function of another file gives for a name', () => {
    programFinds(`// file: row.js
const table = {};
export const rowOf = (name) => table[name] ?? {};
export const same = (name) => name;
// file: app.js
${APP}import { rowOf, same } from './row.js';
app.post('/', (req, res) => {
  const row = rowOf(req.body.row);
  row[req.body.column] = 1;
  //^ prototype-pollution-assignment
  const other = same(req.body);
  other[req.body.column] = 1;
  rowOf('all')[req.body.column] = 1;
});
`);
  });
});
