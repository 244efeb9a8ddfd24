import { programFinds } from '../../support/program.ts';

describe('what a module keeps between two calls from other files', () => {
  it('is a variable that one function sets and another gives', () => {
    programFinds(`// file: state.ts
let cache;
export function put(value) { cache = value; }
export function get() { return cache; }
let other;
export function putOther(value) { other = value; }
export function getOther() { return other; }
// file: a.ts
import express from 'express';
import { put, putOther } from './state';
express().get('/', (req, res) => { put(req.query.x); putOther('ls'); });
// file: b.ts
import { exec } from 'node:child_process';
import { get, getOther } from './state';
exec(get());
//   ^^^^^ command-injection
exec(getOther());
`);
  });

  it('is a map', () => {
    programFinds(`// file: state.ts
const cache = new Map();
export function put(key, value) { cache.set(key, value); }
export function get(key) { return cache.get(key); }
export function size() { return cache.size; }
// file: a.ts
import express from 'express';
import { put } from './state';
express().get('/', (req, res) => { put('x', req.query.x); });
// file: b.ts
import { exec } from 'node:child_process';
import { get, size } from './state';
exec(get('x'));
//   ^^^^^^^^ command-injection
exec('ls ' + size());
`);
  });

  it('is a list, part by part', () => {
    programFinds(`// file: state.ts
const queue = [];
export const enqueue = (job) => { queue.push(job); };
export const dequeue = () => queue.shift();
// file: a.ts
import express from 'express';
import { enqueue } from './state';
express().get('/', (req, res) => { enqueue({ command: req.query.x, name: 'a' }); });
// file: b.ts
import { exec } from 'node:child_process';
import { dequeue } from './state';
exec(dequeue().command);
//   ^^^^^^^^^^^^^^^^^ command-injection
exec(dequeue().name);
`);
  });

  it('is an object, part by part, in CommonJS', () => {
    programFinds(`// file: state.js
const settings = { a: '', b: '' };
module.exports = {
  setA(v) { settings.a = v; },
  setB(v) { settings.b = v; },
  getA() { return settings.a; },
  getB() { return settings.b; },
};
// file: a.js
const express = require('express');
const state = require('./state');
express().get('/', (req, res) => { state.setA(req.query.x); state.setB('ls'); });
// file: b.js
const { exec } = require('child_process');
const state = require('./state');
exec(state.getA());
//   ^^^^^^^^^^^^ command-injection
exec(state.getB());
`);
  });

  it('is a field of the one instance that is exported', () => {
    programFinds(`// file: state.ts
class State {
  private command = '';
  private other = '';
  set(v) { this.command = v; }
  get() { return this.command; }
  getOther() { return this.other; }
}
export const state = new State();
// file: a.ts
import express from 'express';
import { state } from './state';
express().get('/', (req, res) => { state.set(req.query.x); });
// file: b.ts
import { exec } from 'node:child_process';
import { state } from './state';
exec(state.get());
//   ^^^^^^^^^^^ command-injection
exec(state.getOther());
`);
  });

  it('is used in the module itself', () => {
    programFinds(`// file: state.ts
import { exec } from 'node:child_process';
let cache;
export function put(value) { cache = value; }
export function run() { exec(cache); }
//                           ^^^^^ command-injection
// file: a.ts
import express from 'express';
import { put } from './state';
express().get('/', (req, res) => { put(req.query.x); });
`);
  });

  it('is an exported object, which is no constant then', () => {
    programFinds(`// file: state.ts
export const state = { command: '', other: '' };
// file: a.ts
import express from 'express';
import { state } from './state';
express().get('/', (req, res) => { state.command = req.query.x; });
// file: b.ts
import { exec } from 'node:child_process';
import { state } from './state';
exec(state.command);
//   ^^^^^^^^^^^^^ command-injection
exec(state.other);
`);
  });

  it('is an exported map', () => {
    programFinds(`// file: state.ts
export const sessions = new Map();
// file: a.ts
import express from 'express';
import { sessions } from './state';
express().get('/', (req, res) => { sessions.set('a', req.query.x); });
// file: b.ts
import { exec } from 'node:child_process';
import { sessions } from './state';
exec(sessions.get('a'));
//   ^^^^^^^^^^^^^^^^^ command-injection
`);
  });

  it('is not what a function forgets', () => {
    programFinds(`// file: state.ts
let cache;
export function put(value) { cache = value; }
export function get() { return cache; }
export function twice(value) { const kept = value; return kept; }
// file: a.ts
import express from 'express';
import { twice } from './state';
express().get('/', (req, res) => { twice(req.query.x); });
// file: b.ts
import { exec } from 'node:child_process';
import { get, twice } from './state';
exec(get());
exec(twice('ls'));
`);
  });

  it('is reached through a third file', () => {
    programFinds(`// file: store.ts
let last;
export const remember = (x) => { last = x; };
export const recall = () => last;
// file: service.ts
import { remember, recall } from './store';
export const save = (x) => remember(x);
export const load = () => recall();
// file: a.ts
import express from 'express';
import { save } from './service';
express().get('/', (req, res) => { save(req.query.x); });
// file: b.ts
import { exec } from 'node:child_process';
import { load } from './service';
exec(load());
//   ^^^^^^ command-injection
`);
  });

  it('is an exported variable', () => {
    programFinds(`// file: state.ts
export let command = '';
export function set(v) { command = v; }
// file: a.ts
import express from 'express';
import { set } from './state';
express().get('/', (req, res) => { set(req.query.x); });
// file: b.ts
import { exec } from 'node:child_process';
import { command } from './state';
exec(command);
//   ^^^^^^^ command-injection
`);
  });

  it('is told apart by instance', () => {
    programFinds(`// file: state.ts
class State {
  private command = '';
  set(v) { this.command = v; }
  get() { return this.command; }
}
export const first = new State();
export const second = new State();
// file: a.ts
import express from 'express';
import { first, second } from './state';
express().get('/', (req, res) => { first.set(req.query.x); second.set('ls'); });
// file: b.ts
import { exec } from 'node:child_process';
import { first, second } from './state';
exec(first.get());
//   ^^^^^^^^^^^ command-injection
exec(second.get());
`);
  });

  it('is no object that was looked up and put back', () => {
    programFinds(`// file: state.js
const tables = {};
exports.tableOf = (name, column) => {
  tables[name] = tables[name] || {};
  return Object.hasOwn(tables, name) ? tables[name][column] : undefined;
};
exports.put = (column, value) => { tables.all[column] = value; };
// file: a.js
const { tableOf } = require('./state');
require('express')().get('/', (req, res) => res.json(tableOf(req.query.x, 'a')));
`);
  });

  it('is a static field', () => {
    programFinds(`// file: state.ts
export class Cache {
  static data = '';
  static put(v) { Cache.data = v; }
  static get() { return Cache.data; }
  static getThis() { return this.data; }
}
// file: a.ts
import express from 'express';
import { Cache } from './state';
express().get('/', (req, res) => { Cache.put(req.query.x); });
// file: b.ts
import { exec } from 'node:child_process';
import { Cache } from './state';
exec(Cache.get());
//   ^^^^^^^^^^^ command-injection
exec(Cache.getThis());
//   ^^^^^^^^^^^^^^^ command-injection
`);
  });

  it('is a field of an object that is exported', () => {
    programFinds(`// file: state.ts
export const store = {
  value: '',
  other: '',
  put(v) { this.value = v; },
  get() { return this.value; },
  getOther() { return this.other; },
};
// file: a.ts
import express from 'express';
import { store } from './state';
express().get('/', (req, res) => { store.put(req.query.x); });
// file: b.ts
import { exec } from 'node:child_process';
import { store } from './state';
exec(store.get());
//   ^^^^^^^^^^^ command-injection
exec(store.getOther());
`);
  });

  it('is a map in the one instance that is the default export', () => {
    programFinds(`// file: state.js
class Store {
  #items = new Map();
  put(k, v) { this.#items.set(k, v); }
  get(k) { return this.#items.get(k); }
  size() { return this.#items.size; }
}
export default new Store();
// file: a.js
import express from 'express';
import store from './state';
express().get('/', (req, res) => { store.put('a', req.query.x); });
// file: b.js
import { exec } from 'node:child_process';
import store from './state';
exec(store.get('a'));
//   ^^^^^^^^^^^^^^ command-injection
exec('ls ' + store.size());
`);
  });

  it('is an object in the one instance that is all a module exports', () => {
    programFinds(`// file: state.js
class Store {
  constructor() { this.items = {}; }
  put(k, v) { this.items[k] = v; }
  get(k) { return this.items[k]; }
}
module.exports = new Store();
// file: a.js
const store = require('./state');
require('express')().get('/', (req, res) => { store.put('a', req.query.x); });
// file: b.js
const { exec } = require('child_process');
const store = require('./state');
exec(store.get('a'));
//   ^^^^^^^^^^^^^^ command-injection
`);
  });

  it('is reached through a barrel', () => {
    programFinds(`// file: state.js
let value;
export const put = (v) => { value = v; };
export const get = () => value;
// file: index.js
export * from './state';
export * as state from './state';
// file: a.js
import express from 'express';
import { put } from './index';
express().get('/', (req, res) => { put(req.query.x); });
// file: b.js
import { exec } from 'node:child_process';
import { state } from './index';
exec(state.get());
//   ^^^^^^^^^^^ command-injection
`);
  });
});
