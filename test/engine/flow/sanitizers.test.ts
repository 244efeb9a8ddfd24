import { handlerFinds, handlerIsQuiet, moduleFinds, moduleIsQuiet } from '../snippets.ts';

describe('a conversion to a number', () => {
  it('leaves nothing to run', () =>
    handlerIsQuiet(`
exec('sleep ' + Number(req.query.n));
exec('sleep ' + parseInt(req.query.n, 10));
exec('sleep ' + parseFloat(req.query.n));
exec('sleep ' + Math.round(req.query.n));
exec(\`sleep \${Number.parseInt(req.query.n)}\`);
const n = Number(req.query.n);
exec('sleep ' + n.toFixed(2));`));

  it('leaves the rest as it was', () =>
    handlerFinds(`
const n = Number(req.query.n);
exec('sleep ' + req.query.n);
//   ^^^^^^^^^^^^^^^^^^^^^^ sink command-injection
//              ^^^^^^^^^^^ source`));

  it('is undone by another value', () =>
    handlerFinds(`
let n = Number(req.query.n);
if (!n) n = req.query.other;
//          ^^^^^^^^^^^^^^^ source
exec('sleep ' + n);
//   ^^^^^^^^^^^^ sink command-injection`));
});

describe('a question', () => {
  it('has an answer that the program knows', () =>
    handlerIsQuiet(`
exec('echo ' + Boolean(req.query.x) + Array.isArray(req.query.x) + /a/.test(req.query.x));
exec('echo ' + req.query.x.includes('a') + req.query.x.indexOf('a') + req.query.x.startsWith('a'));`));
});

describe('a sanitizer of one kind', () => {
  it('is good for its place', () =>
    moduleIsQuiet(`
import path from 'node:path';
import fs from 'node:fs';
import escapeHtml from 'escape-html';
app.get('/', (req, res) => {
  fs.readFileSync(path.join('/data', path.basename(req.query.file)));
  res.send('<p>' + escapeHtml(req.query.name) + '</p>');
});`));

  it('is not good for another place', () =>
    moduleFinds(`
import path from 'node:path';
import escapeHtml from 'escape-html';
app.get('/', (req, res) => {
  exec('ls ' + path.basename(req.query.file));
//     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sink command-injection
//                           ^^^^^^^^^^^^^^ source
  exec('ls ' + escapeHtml(req.query.name));
//     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sink command-injection
//                        ^^^^^^^^^^^^^^ source
});`));

  it('is good for what was cleaned, not for what it was made of', () =>
    moduleFinds(`
import escapeHtml from 'escape-html';
app.get('/', (req, res) => {
  const clean = escapeHtml(req.query.name);
  res.send('<p>' + clean + '</p>');
  res.send('<p>' + req.query.name + '</p>');
//         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sink xss-reflected
//                 ^^^^^^^^^^^^^^ source
});`));

  it('is good through a function of the module', () =>
    moduleIsQuiet(`
import escapeHtml from 'escape-html';
const clean = (text) => escapeHtml(String(text));
app.get('/', (req, res) => res.send('<p>' + clean(req.query.name) + '</p>'));`));

  it('is not good on one way alone', () =>
    moduleFinds(`
import escapeHtml from 'escape-html';
const clean = (text, raw) => (raw ? text : escapeHtml(text));
app.get('/', (req, res) => res.send('<p>' + clean(req.query.name, req.query.raw) + '</p>'));
//                                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sink xss-reflected
//                                                ^^^^^^^^^^^^^^ source`));

  it('is good on each element', () =>
    moduleIsQuiet(`
import escapeHtml from 'escape-html';
app.get('/', (req, res) => {
  res.send('<p>' + req.query.names.map(escapeHtml).join(' ') + '</p>');
  res.send('<p>' + req.query.names.map((name) => escapeHtml(name)).join(' ') + '</p>');
});`));
});

describe('the place in a text', () => {
  it('of a host that is fixed sends a request where the program says', () =>
    handlerIsQuiet(`
await fetch(\`https://api.example.com/users/\${req.query.id}\`);
await fetch('https://api.example.com/users?id=' + req.query.id);
const BASE = 'https://api.example.com/';
await fetch(BASE + req.query.path);
await fetch(\`\${BASE}\${req.query.path}\`);`));

  it('of the host itself sends it anywhere', () =>
    handlerFinds(`
await fetch(\`https://\${req.query.host}/users\`);
//          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sink ssrf
//                     ^^^^^^^^^^^^^^ source
await fetch(req.query.url);
//          ^^^^^^^^^^^^^ source sink ssrf
await fetch(req.query.base + '/users');
//          ^^^^^^^^^^^^^^^^^^^^^^^^^ sink ssrf
//          ^^^^^^^^^^^^^^ source`));

  it('behind a host without an end may be part of it', () =>
    handlerFinds(`
await fetch('https://api.example.com' + req.query.rest);
//          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sink ssrf
//                                      ^^^^^^^^^^^^^^ source`));

  it('behind a path of the own site redirects to the own site', () =>
    handlerIsQuiet(`
res.redirect('/users/' + req.query.id);
res.redirect(\`/search?q=\${req.query.q}\`);`));

  it('at its start redirects anywhere', () =>
    handlerFinds(`
res.redirect(req.query.next + '?from=here');
//           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sink open-redirect
//           ^^^^^^^^^^^^^^ source`));

  it('behind a single slash can be a second one', () =>
    handlerFinds(`
res.redirect('/' + req.query.next);
//           ^^^^^^^^^^^^^^^^^^^^ sink open-redirect
//                 ^^^^^^^^^^^^^^ source`));

  it('after other data does not choose the host any more', () =>
    moduleIsQuiet(`
import { config } from './config.ts';
app.get('/', async (req, res) => {
  await fetch(\`\${config.base}/users/\${req.query.id}\`);
});`));

  it('tells what is sent as HTML', () =>
    handlerFinds(`
res.json({ name: req.query.name });
res.send({ name: req.query.name });
res.send([req.query.name]);
res.send(\`<p>\${req.query.name}</p>\`);
//       ^^^^^^^^^^^^^^^^^^^^^^^^^^ sink xss-reflected
//             ^^^^^^^^^^^^^^ source`));
});
