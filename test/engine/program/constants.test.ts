/** Constants of other files, and what they prove. */
import { programFinds } from '../../support/program.ts';

const SERVER = `import { exec } from 'node:child_process';
import express from 'express';
const app = express();`;

describe('constants of other files', () => {
  it('fix the host of a URL, however they are exported', () => {
    programFinds(`// file: hosts.ts
export const HOST = 'https://api.example.com/';
export const HOSTS = { blog: 'https://blog.example.com/' };
export default { shop: 'https://shop.example.com/' };

// file: all.ts
export * from './hosts';
export { HOST as ORIGIN } from './hosts';

// file: common.js
const HOST = 'https://old.example.com/';
module.exports = { HOST, run() {} };

// file: settings.json
{ "host": "https://json.example.com/" }

// file: app.ts
${SERVER}
import * as all from './all';
import { ORIGIN } from './all';
import hosts, { HOSTS } from './hosts';
import settings from './settings.json';
const { HOST } = require('./common');
const { host } = require('./settings.json');
app.get('/', (req) => {
  fetch(ORIGIN + req.query.a);
  fetch(all.HOST + req.query.a);
  fetch(HOSTS.blog + req.query.a);
  fetch(hosts.shop + req.query.a);
  fetch(settings.host + req.query.a);
  fetch(HOST + req.query.a);
  fetch(host + req.query.a);
});
`);
  });

  it('fix nothing when they are no such host, or are no constants', () => {
    programFinds(`// file: hosts.ts
export const SCHEME = 'https://';
export const HOSTS = { blog: 'https://blog.example.com/' };
export let changing = 'https://api.example.com/';
HOSTS.blog = String(process.env.BLOG);
changing = String(process.env.HOST);

// file: app.ts
${SERVER}
import { changing, HOSTS, SCHEME } from './hosts';
app.get('/', (req) => {
  fetch(SCHEME + req.query.a);
//      ^^^^^^^^^^^^^^^^^^^^ ssrf
  fetch(HOSTS.blog + req.query.a);
//      ^^^^^^^^^^^^^^^^^^^^^^^^ ssrf
  fetch(changing + req.query.a);
//      ^^^^^^^^^^^^^^^^^^^^^^ ssrf
});
`);
  });

  it('name the only properties that are written', () => {
    programFinds(`// file: columns.ts
export const COLUMNS = { browser: 'b', country: 'c' };

// file: app.ts
${SERVER}
import { COLUMNS } from './columns';
function filtersOf(query: Record<string, string>) {
  const result: Record<string, string> = {};
  for (const key of Object.keys(query)) {
    const base = key.replace(/\\d+$/, '');
    if (base in COLUMNS) result[key] = query[key];
  }
  return result;
}
app.get('/', (req) => {
  const filters = filtersOf(req.query);
  exec('ls ' + filters.folder);
  exec('ls ' + { ...filters }.folder);
  exec('ls ' + filters.country);
//     ^^^^^^^^^^^^^^^^^^^^^^^ command-injection
});
`);
  });

  it('are symbols, by which properties are told apart', () => {
    programFinds(`// file: symbols.js
const symbols = { kCommand: Symbol('command'), kFolder: Symbol('folder') };
module.exports = symbols;

// file: names.ts
export const kQuery = Symbol('query');

// file: app.ts
${SERVER}
import { kQuery } from './names';
const { kCommand, kFolder } = require('./symbols');
app.get('/', (req) => {
  const made = {};
  made[kCommand] = req.query.a;
  made[kQuery] = req.query.a;
  exec(made[kCommand]);
  //   ^^^^^^^^^^^^^^ command-injection
  exec(made[kQuery]);
  //   ^^^^^^^^^^^^ command-injection
  exec(made[kFolder]);
  exec(req[kQuery]);
});
`);
  });
});
