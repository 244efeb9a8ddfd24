import { finds } from '../../support/spec.ts';
import { handlerFinds } from '../snippets.ts';

describe('data in paths and URLs', () => {
  it('is asserted by functions of this file', () =>
    finds(`
import { exec } from 'node:child_process';
import assert from 'node:assert';
import express from 'express';
function assertName(value: unknown): asserts value is string { if (typeof value !== 'string' || !/^[a-z]+$/.test(value)) throw new TypeError('bad'); }
function assertText(value: unknown): asserts value is string { if (typeof value !== 'string') throw new TypeError('bad'); }
function isName(value: string): value is 'a' | 'b' { return value === 'a' || value === 'b'; }
function isText(value: unknown): value is string { return typeof value === 'string'; }
const check = (value) => { if (!['a', 'b'].includes(value)) throw new Error('bad'); return value; };
express().get('/', (req, res) => {
  const a = req.query.a; assertName(a); exec(a);
  const b = req.query.b; assertText(b); exec(b);
//          ^^^^^^^^^^^ source               ^ sink command-injection
  const c = req.query.c as string; if (!isName(c)) return; exec(c);
  const d = req.query.d; if (!isText(d)) return; exec(d);
//          ^^^^^^^^^^^ source                        ^ sink command-injection
  const e = req.query.e; assert(['a', 'b'].includes(e as string)); exec(e as string);
  exec(check(req.query.f));
  const g = req.query.g; assert.ok(/^\\d+$/.test(g as string), 'bad'); exec(g as string);
  const h = req.query.h; assert.match(h as string, /^\\d+$/); exec(h as string);
});`));

  it('is a name of a file', () =>
    finds(`
import fs from 'node:fs';
import path from 'node:path';
import express from 'express';
const root = '/srv/files';
const app = express();
app.get('/a', (req, res) => { fs.createReadStream(path.join(root, String(req.query.f).split('/').pop()!)).pipe(res); });
app.get('/b', (req, res) => { fs.createReadStream(path.join(root, path.basename(String(req.query.f)))).pipe(res); });
app.get('/c', (req, res) => { fs.createReadStream(path.join(root, path.normalize('/' + req.query.f))).pipe(res); });
app.get('/d', (req, res) => { fs.createReadStream(root + path.posix.join('/', String(req.query.f))).pipe(res); });
app.get('/e', (req, res) => { fs.createReadStream(path.join(root, path.normalize(String(req.query.f)))).pipe(res); });
//                                                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sink path-traversal
//                                                                                      ^^^^^^^^^^^ source
app.get('/f', (req, res) => { fs.createReadStream(path.join(root, path.join('x', String(req.query.f)))).pipe(res); });
//                                                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sink path-traversal
//                                                                                      ^^^^^^^^^^^ source
app.get('/g', (req, res) => { fs.createReadStream(path.normalize('/' + req.query.f)).pipe(res); });
//                                                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sink path-traversal
//                                                                     ^^^^^^^^^^^ source
app.get('/h', (req, res) => { fs.createReadStream(path.join(root, String(req.query.f), 'index.html')).pipe(res); });
//                                                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sink path-traversal
//                                                                       ^^^^^^^^^^^ source
app.get('/i', (req, res) => { fs.createReadStream(path.join(root, 'f-' + Number(req.query.f) + '.txt')).pipe(res); });
app.get('/j', (req, res) => { fs.createReadStream(path.join(root, encodeURIComponent(String(req.query.f)), 'a.txt')).pipe(res); });
app.get('/k', (req, res) => { fs.createReadStream(path.join(root, String(req.query.f).split('/')[0])).pipe(res); });
app.get('/k2', (req, res) => { fs.createReadStream(path.join(root, String(req.query.f).split('/').slice(1).join('/'))).pipe(res); });
//                                                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sink path-traversal
//                                                                        ^^^^^^^^^^^ source
app.get('/l', (req, res) => { fs.createReadStream(path.join(root, String(req.query.f).split(path.sep).at(-1)!)).pipe(res); });
app.get('/m', (req, res) => { fs.createReadStream(path.join(root, path.parse(String(req.query.f)).base)).pipe(res); });
app.get('/n', (req, res) => { fs.createReadStream(path.join(root, path.parse(String(req.query.f)).dir)).pipe(res); });
//                                                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sink path-traversal
//                                                                                  ^^^^^^^^^^^ source`));

  it('is inside of a folder', () =>
    finds(`
import fs from 'node:fs';
import path from 'node:path';
import express from 'express';
const root = '/srv/files';
const app = express();
app.get('/a', (req, res) => { const p = path.resolve(root, String(req.query.f)); if (!p.startsWith(root + path.sep)) return; fs.createReadStream(p).pipe(res); });
app.get('/b', (req, res) => { const p = path.resolve(root, String(req.query.f)); if (!p.startsWith(root)) return; fs.createReadStream(p).pipe(res); });
//                                                                ^^^^^^^^^^^ source                                                  ^ sink path-traversal
app.get('/c', (req, res) => { const p = root + '/' + req.query.f; if (!p.startsWith(root + '/')) return; fs.createReadStream(p).pipe(res); });
//                                                   ^^^^^^^^^^^ source                                                      ^ sink path-traversal
app.get('/d', (req, res) => { const p = path.join(root, String(req.query.f)); const rel = path.relative(root, p); if (rel.startsWith('..') || path.isAbsolute(rel)) return; fs.createReadStream(p).pipe(res); });
app.get('/e', (req, res) => { const p = path.join(root, String(req.query.f)); const rel = path.relative(root, p); if (!rel.startsWith('..') && !path.isAbsolute(rel)) fs.createReadStream(p).pipe(res); });
app.get('/f', (req, res) => { const f = String(req.query.f); if (f.includes('..')) return; fs.createReadStream(path.join(root, f)).pipe(res); });
app.get('/g', (req, res) => { const f = String(req.query.f); if (f.includes('..')) return; fs.createReadStream(f).pipe(res); });
//                                             ^^^^^^^^^^^ source                                              ^ sink path-traversal
app.get('/h', (req, res) => { const f = String(req.query.f); if (f.includes('..')) return; fs.createReadStream(path.resolve(root, f)).pipe(res); });
//                                             ^^^^^^^^^^^ source                                              ^^^^^^^^^^^^^^^^^^^^^ sink path-traversal
app.get('/i', (req, res) => { const f = String(req.query.f); if (f.includes('..') || path.isAbsolute(f)) return; fs.createReadStream(path.resolve(root, f)).pipe(res); });
app.get('/j', (req, res) => { const f = String(req.query.f); if (f.includes('../')) return; fs.createReadStream(path.join(root, f)).pipe(res); });
app.get('/k', (req, res) => { const f = String(req.query.f); if (f.includes('/')) return; fs.createReadStream(path.join(root, f)).pipe(res); });
//                                             ^^^^^^^^^^^ source                                             ^^^^^^^^^^^^^^^^^^ sink path-traversal
app.get('/l', (req, res) => { const f = path.normalize(String(req.query.f)); if (f.startsWith('..')) return; fs.createReadStream(path.join(root, f)).pipe(res); });
app.get('/m', (req, res) => { const f = String(req.query.f); if (f.startsWith('..')) return; fs.createReadStream(path.join(root, f)).pipe(res); });
//                                             ^^^^^^^^^^^ source                                                ^^^^^^^^^^^^^^^^^^ sink path-traversal
app.get('/n', (req, res) => { const p = path.join(root, String(req.query.f)); if (p.indexOf(root + '/') !== 0) return; fs.createReadStream(p).pipe(res); });
app.get('/o', (req, res) => { const f = String(req.query.f); if (f.indexOf('..') !== -1) return; fs.createReadStream(path.join(root, f)).pipe(res); });
app.get('/q', (req, res) => { const f = String(req.query.f); if (f.indexOf('\\0') !== -1) return; fs.createReadStream(path.join(root, f)).pipe(res); });
//                                             ^^^^^^^^^^^ source                                                    ^^^^^^^^^^^^^^^^^^ sink path-traversal
app.get('/r', (req, res) => { const f = String(req.query.f); if (/\\.\\./.test(f)) return; fs.createReadStream(path.join(root, f)).pipe(res); });
app.get('/s', (req, res) => { const f = String(req.query.f); if (!f.endsWith('.txt')) return; fs.createReadStream(path.join(root, f)).pipe(res); });
//                                             ^^^^^^^^^^^ source                                                 ^^^^^^^^^^^^^^^^^^ sink path-traversal`));

  it('is a URL whose host is known', () =>
    finds(`
import express from 'express';
const ALLOWED = new Set(['a.example.com', 'b.example.com']);
const app = express();
app.get('/a', async (req, res) => { const u = new URL(String(req.query.u)); if (u.hostname !== 'a.example.com') return; await fetch(u); });
app.get('/b', async (req, res) => { const u = new URL(String(req.query.u)); if (!ALLOWED.has(u.host)) return; await fetch(u.href); });
app.get('/c', async (req, res) => { const u = new URL(String(req.query.u)); if (!u.hostname.endsWith('.example.com')) return; await fetch(u); });
app.get('/d', async (req, res) => { const u = new URL(String(req.query.u)); if (!u.hostname.endsWith('example.com')) return; await fetch(u); });
//                                                           ^^^^^^^^^^^ source                                                          ^ sink ssrf
app.get('/e', async (req, res) => { const u = new URL(String(req.query.u)); if (u.protocol !== 'https:') return; await fetch(u); });
//                                                           ^^^^^^^^^^^ source                                              ^ sink ssrf
app.get('/f', async (req, res) => { const u = String(req.query.u); if (new URL(u).origin !== 'https://a.example.com') return; await fetch(u); });
app.get('/g', async (req, res) => { const u = String(req.query.u); if (!u.startsWith('https://a.example.com/')) return; await fetch(u); });
app.get('/h', async (req, res) => { const u = String(req.query.u); if (!u.startsWith('https://a.example.com')) return; await fetch(u); });
//                                                   ^^^^^^^^^^^ source                                                            ^ sink ssrf
app.get('/i', async (req, res) => { const u = String(req.query.u); if (!u.includes('example.com')) return; await fetch(u); });
//                                                   ^^^^^^^^^^^ source                                                ^ sink ssrf
app.get('/j', async (req, res) => { const u = new URL(String(req.query.u)); await fetch('https://a.example.com' + u.pathname + u.search); });
//                                                           ^^^^^^^^^^^ source         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sink ssrf
app.get('/k', async (req, res) => { const u = new URL(String(req.query.u), 'https://a.example.com'); await fetch(u); });
//                                                           ^^^^^^^^^^^ source                                  ^ sink ssrf
app.get('/l', async (req, res) => { const u = new URL('https://a.example.com/x'); u.searchParams.set('q', String(req.query.u)); await fetch(u); });
app.get('/m', async (req, res) => { const u = new URL('https://a.example.com/x'); u.pathname = String(req.query.u); await fetch(u); });
app.get('/n', async (req, res) => { const u = new URL('https://a.example.com/x'); u.hostname = String(req.query.u); await fetch(u); });
//                                                                                                    ^^^^^^^^^^^ source        ^ sink ssrf
app.get('/o', async (req, res) => { const u = new URL('/x/' + req.query.u, 'https://a.example.com'); await fetch(u); });
app.get('/q', async (req, res) => { await fetch(\`https://\${req.query.u}.example.com/x\`); });
//                                              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sink ssrf
//                                                         ^^^^^^^^^^^ source
app.get('/r', async (req, res) => { await fetch(\`https://a.example.com/\${req.query.u}\`); });
app.get('/s', async (req, res) => { await fetch(\`https://a.example.com\${req.query.u}\`); });
//                                              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sink ssrf
//                                                                      ^^^^^^^^^^^ source
app.get('/t', async (req, res) => { await fetch('https://a.example.com:' + req.query.u + '/x'); });
//                                              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sink ssrf
//                                                                         ^^^^^^^^^^^ source
app.get('/u', async (req, res) => { await fetch('https://a.example.com:' + Number(req.query.u) + '/x'); });
app.get('/v', async (req, res) => { const u = new URL(String(req.query.u)); if (u.host === 'a.example.com' && u.protocol === 'https:') await fetch(u); else await fetch(u); });
//                                                           ^^^^^^^^^^^ source                                                                                         ^ sink ssrf`));

  it('comes out of a URL as the parser writes it', () =>
    finds(`
import http from 'node:http';
http.createServer((req, res) => {
  const url = new URL(req.url, 'http://localhost');
//                    ^^^^^^^ source
  if (req.method === 'A') res.end('<p>' + url.pathname + '</p>');
  if (req.method === 'B') res.end('<p>' + url.href + '</p>');
  if (req.method === 'C') res.end('<p>' + url.searchParams.get('a') + '</p>');
//                                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sink xss-reflected
  if (req.method === 'D') res.end('<p>' + decodeURIComponent(url.pathname) + '</p>');
//                                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sink xss-reflected
  if (req.method === 'E') res.end('<a href="' + url.pathname + '">x</a>');
  if (req.method === 'F') res.end('<a href="' + url.search + '">x</a>');
});`));

  it('is only a name in a page', () =>
    finds(
      `
const url = new URL(location.href);
//                  ^^^^^^^^^^^^^ source
document.body.innerHTML = '<p>' + url.pathname + '</p>';
document.body.innerHTML = '<p>' + url.hostname + url.origin + url.port + '</p>';
document.body.innerHTML = '<p>' + decodeURIComponent(url.hash) + '</p>';
//                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sink dom-xss
document.body.innerHTML = '<p>' + url.searchParams.get('q') + '</p>';
//                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sink dom-xss`,
      { path: 'example.js' },
    ));
  it('stands behind a beginning that it cannot change', () =>
    handlerFinds(`
const PATH = '/user/:name';
res.redirect(PATH.replace(':name', req.query.name));
res.redirect('/user/x'.replace('x', () => req.query.name));
res.redirect('https://:host/user'.replace(':host', req.query.host));
//                                                 ^^^^^^^^^^^^^^ source
//           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sink open-redirect
res.redirect(':to/user'.replace(':to', req.query.to));
//                                     ^^^^^^^^^^^^ source
//           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sink open-redirect`));

  it('is refused when its first folder leads out', () =>
    handlerFinds(`
const fs = await import('node:fs');
const path = await import('node:path');
const file = path.normalize(req.query.file);
if (file.split(path.sep)[0] === '..' || path.isAbsolute(file)) throw new Error('outside');
fs.readFileSync('/srv/' + file);
const within = path.relative('/srv', path.join('/srv', req.query.within));
if (within.split(path.sep)[0] === '..') return res.sendStatus(404);
fs.readFileSync('/srv/' + within);
const raw = req.query.raw;
//          ^^^^^^^^^^^^^ source
if (raw.split(path.sep)[0] === '..') throw new Error('outside');
fs.readFileSync('/srv/' + raw);
//              ^^^^^^^^^^^^^ sink path-traversal`));
});

describe('what stands between dots', () => {
  it('leads out of no folder', () =>
    handlerFinds(`
const { join } = await import('node:path');
const { readFileSync } = await import('node:fs');
readFileSync(join('/srv', 'a.' + req.path.split('.').pop()));
readFileSync('/srv/' + req.query.name.split('-').pop());
//                     ^^^^^^^^^^^^^^ source
//           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sink path-traversal`));
});
