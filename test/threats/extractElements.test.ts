import assert from 'node:assert/strict';
import { elementIn, elementsOf, modelOf } from '../support/threats.ts';

describe('the elements of a program', () => {
  it('are stores by what holds their data', () =>
    assert.deepEqual(
      elementsOf(`// file: a.ts
import mongoose from 'mongoose';
import { PrismaClient } from '@prisma/client';
import { Pool } from 'pg';
import { MongoClient } from 'mongodb';
const User = mongoose.model('User', new mongoose.Schema({ nick: String }));
const prisma = new PrismaClient();
const pool = new Pool();
export async function run(id, client: MongoClient) {
  await User.findById(id);
  await prisma.order.findMany({ where: { id } });
  await pool.query('with kept as (select 1) select * from invoice join kept using (id) where id = $1', [id]);
  await client.db('x').collection('logs').insertOne({ id });
  localStorage.setItem('theme', id);
}
`),
      ['store:browser:theme', 'store:mongodb:logs', 'store:mongoose:User', 'store:pg:invoice', 'store:prisma:order'],
    ));

  it('are calls by their host, or by what chooses it, and none for paths of the own server', () => {
    const { elements } = modelOf(`// file: a.ts
import axios from 'axios';
import Stripe from 'stripe';
const stripe = new Stripe(process.env.STRIPE_KEY);
const api = axios.create({ baseURL: 'https://api.partner.example/v2' });
export async function run(url) {
  await fetch('https://a.example/x?y=' + url);
  await fetch('/api/own');
  await fetch(url);
  await axios.get(\`\${process.env.SEARCH_URL}/find\`);
  await api.post('/orders', {});
  await stripe.charges.create({ amount: 1 });
}
`);
    const calls = elements.filter(({ kind }) => kind === 'call');
    const fixed = calls.filter(({ controls }) => controls.some(({ kind }) => kind === 'fixed-host'));
    assert.deepEqual(
      calls.map(({ id }) => id),
      [
        'call:http:a.example',
        'call:http:api.partner.example',
        'call:http:{SEARCH_URL}',
        'call:http:{…}',
        'call:stripe:api.stripe.com',
      ],
    );
    assert.deepEqual(
      fixed.map(({ id }) => id),
      ['call:http:a.example', 'call:http:api.partner.example', 'call:stripe:api.stripe.com'],
    );
  });

  it('are calls by the host of what they are made by, in whichever way that is handed on', () => {
    const hosts = (text: string) =>
      elementsOf(text)
        .filter((id) => id.startsWith('call:'))
        .map((id) => id.slice('call:http:'.length));
    assert.deepEqual(
      hosts(`// file: config.ts
export const BASE = 'https://orders.example.com';
export const urls = { pay: process.env.PAY_URL ?? 'https://pay.example.com/v1', mail: process.env.MAIL_URL };
export const buildUrl = (path) => \`\${BASE}/\${path}\`;
// file: client.ts
import axios from 'axios';
import got from 'got';
import { urls } from './config';
export const pay = axios.create({ baseURL: urls.pay });
export const search = got.extend({ prefixUrl: 'https://search.example.com' });
// file: use.ts
import axios from 'axios';
import { BASE, buildUrl, urls } from './config';
import { pay, search } from './client';
fetch(\`\${BASE}/x\`);
fetch(buildUrl('users'));
fetch(new URL('/v2/' + id, 'https://time.example.com'));
fetch(new URL(id, 'https://day.example.com').toString());
axios.get(urls.mail);
const news = process.env.NEWS_HOST ?? 'https://news.example.com';
fetch(\`\${news}/latest\`);
pay.get('/charges');
search.get('q');
`),
      [
        'day.example.com',
        'news.example.com',
        'orders.example.com',
        'pay.example.com',
        'search.example.com',
        'time.example.com',
        '{MAIL_URL}',
      ],
    );
    assert.deepEqual(
      hosts(`// file: api.ts
import axios from 'axios';
import limit from 'axios-rate-limit';
export class Api {
  constructor(baseUrl) { this.http = limit(axios.create({ baseURL: baseUrl }), { maxRPS: 1 }); }
  async get(path) { return this.http.get(path); }
}
// file: films.ts
import { Api } from './api';
export class Films extends Api { constructor(region) { super('https://films.example.com'); this.region = region; } all() { return this.get('/all'); } }
// file: shows.ts
import { Api } from './api';
export class Shows extends Api { constructor() { super('https://shows.example.com'); } }
`).filter((host) => !host.startsWith('{')),
      ['films.example.com', 'shows.example.com'],
    );
  });

  it('are encrypted where no setting can say otherwise', () => {
    const claims = (url: string) =>
      elementIn(`// file: a.ts\nfetch(${url});`, 'call:http:a.example.com').controls.map(({ kind }) => kind);
    assert.deepEqual(claims("'https://a.example.com/x'"), ['fixed-host', 'encrypted']);
    assert.deepEqual(claims("`${process.env.A_HOST ?? 'https://a.example.com'}/x`"), ['fixed-host']);
    assert.deepEqual(claims("`${tls ? 'https' : 'http'}://a.example.com/x`"), ['fixed-host']);
  });

  it('are no stores where a query names a part of itself, a list has the method, or a migration names them', () =>
    assert.deepEqual(
      elementsOf(`// file: repo.ts
import { Kysely } from 'kysely';
import { PrismaClient } from './generated/prisma/client';
import { remember } from 'remember';
import { DataSource } from 'typeorm';
type Db = Kysely<Tables>;
export class Repo {
  constructor(private readonly db: Db) {}
  all() {
    return this.db.withRecursive('tree', (db) => db.selectFrom('pages as p').unionAll((db) => db.selectFrom('tree'))).selectFrom('tree').execute();
  }
}
const prisma = remember('prisma', () => new PrismaClient());
export async function notes() {
  const found = await prisma.note.findMany();
  return found.find((note) => note.isOpen);
}
setTimeout(() => notes(), 1000);
// file: migrations/1.ts
import { DataSource } from 'typeorm';
export const up = (source: DataSource) => source.query('create table temporary_notes (id integer)');
`).filter((id) => /^(?:store|process):/.test(id)),
      ['store:kysely:pages', 'store:prisma:note'],
    ));

  it('are sessions by the names of their cookies', () =>
    assert.deepEqual(
      elementsOf(`// file: a.ts
import { createCookieSessionStorage, createCookie } from 'react-router';
import { cookies } from 'next/headers';
import { NextResponse } from 'next/server';
import { serialize } from 'cookie';
export const storage = createCookieSessionStorage({ cookie: { name: 'en_session', secrets: [] } });
export const theme = createCookie('theme');
export async function save() { (await cookies()).set('locale', 'de'); return serialize('flash', ''); }
export function proxy() { const reply = NextResponse.next(); reply.cookies.set('seen', '1'); return reply; }
`)
        .filter((id) => id.startsWith('session:'))
        .map((id) => id.slice(id.lastIndexOf(':') + 1))
        .sort(),
      ['en_session', 'flash', 'locale', 'seen', 'theme'],
    ));

  it('are what routes reach through functions of other files, with the boundaries that are crossed', () => {
    const { elements, flows } = modelOf(`// file: app.ts
import express from 'express';
import { UserService } from './service';
const service = new UserService();
express().get('/users/:id', async (req, res) => res.json(await service.load(req.params.id)));
// file: service.ts
import { findUser } from './data';
export class UserService { async load(id) { return findUser(id); } }
// file: data.ts
import { Pool } from 'pg';
const pool = new Pool();
export const findUser = (id) => pool.query('select * from users where id = $1', [id]);
`);
    const entry = elements.find(({ kind }) => kind === 'entry');
    assert.deepEqual(entry?.parts.reaches, ['store:pg:users']);
    assert.deepEqual(
      flows.map(({ from, to, protocol, crosses }) => [from, to, protocol, crosses]),
      [
        ['entry:express:GET:/users/:id', 'store:pg:users', 'sql', ['app', 'data']],
        ['zone:internet', 'entry:express:GET:/users/:id', 'http', ['internet', 'app']],
      ],
    );
  });

  it('are uploads and downloads, one a route', () =>
    assert.deepEqual(
      elementsOf(`// file: app.ts
import express from 'express';
import multer from 'multer';
const upload = multer({ dest: 'up', limits: { fileSize: 1 } });
const app = express();
app.post('/avatar', upload.single('photo'), (req, res) => res.end());
app.get('/file', (req, res) => res.download('/srv/a.pdf'));
`),
      ['app:express:app.ts', 'download:express:GET:/file', 'upload:multer:POST:/avatar'],
    ));

  it('are cookies, keys, algorithms, commands and personal data', () =>
    assert.deepEqual(
      elementsOf(`// file: a.ts
import { createHash, randomBytes } from 'node:crypto';
import { execFile } from 'node:child_process';
import express from 'express';
interface Customer { email: string; phoneNumber: string; rank: number }
interface Template { emailTemplate: string }
const key = process.env.API_KEY;
export function run(res: express.Response) {
  res.cookie('sid', randomBytes(16).toString('hex'), { httpOnly: true, secure: true, sameSite: 'lax' });
  createHash('sha256').update(key);
  execFile('convert', ['a']);
}
`),
      [
        'crypto:crypto:random',
        'crypto:crypto:sha256',
        'data:type:Customer',
        'process:child_process:convert',
        'secret:env:API_KEY',
        'session:express:sid',
      ],
    ));

  it('have what holds for all of their calls, and not what holds for some', () => {
    const query = (text: string) => `// file: a.ts
import { Pool } from 'pg';
const pool = new Pool();
export const one = (id) => pool.query('select * from users where id = $1', [id]);
export const two = (name) => pool.query(${text});
`;
    const kinds = (text: string) =>
      elementIn(query(text), 'store:pg:users').controls.map(({ kind, how }) => `${kind} ${how}`);
    assert.deepEqual(kinds("'delete from users where name = $1', [name]"), ['parameterised certain']);
    assert.deepEqual(kinds('`delete from users where name = ${name}`'), ['parameterised partial']);
  });
});

describe('a call to another host', () => {
  const how = (call: string, more = '') => {
    const text = `// file: a.js
const axios = require('axios');
const https = require('https');
const { agentOf } = require('./agents');
const loose = new https.Agent({ rejectUnauthorized: false });
const strict = new https.Agent({ keepAlive: true });
${more}
exports.run = (data, config) => ${call};
// file: agents.js
exports.agentOf = (name) => agents[name];
`;
    const { controls } = elementIn(text, 'call:http:api.example.com');
    return controls.find(({ kind }) => kind === 'encrypted')?.how;
  };

  it('checks the certificate for sure where nothing can have turned that off', () => {
    assert.equal(how("axios.post('https://api.example.com/a', data)"), 'certain');
    assert.equal(how("axios.post('https://api.example.com/a', data, { timeout: 3 })"), 'certain');
    assert.equal(how("axios.get('https://api.example.com/a', { httpsAgent: strict })"), 'certain');
    assert.equal(how("fetch('https://api.example.com/a')"), 'certain');
    const build = 'function build(config) { config.timeout = 3; return config; }';
    assert.equal(how("axios.get('https://api.example.com/a', build({}))", build), 'certain');
  });

  it('perhaps does where options come from elsewhere', () => {
    assert.equal(how("axios.post('https://api.example.com/a', data, config)"), 'partial');
    assert.equal(how("axios.get('https://api.example.com/a', config)"), 'partial');
    assert.equal(how("axios.get('https://api.example.com/a', { httpsAgent: agentOf('a') })"), 'partial');
    assert.equal(how("axios.get('https://api.example.com/a', { httpsAgent: config.agent })"), 'partial');
  });

  it('does not where it was turned off, or goes without', () => {
    assert.equal(how("axios.get('https://api.example.com/a', { httpsAgent: loose })"), undefined);
    assert.equal(how("axios.get('http://api.example.com/a')"), undefined);
    assert.equal(how("axios.get('https://api.example.com/a') && axios.get('http://api.example.com/b')"), 'partial');
  });
});

describe('a check of a token', () => {
  const how = (options: string) =>
    elementIn(
      `// file: a.js
const jwt = require('jsonwebtoken');
exports.who = (token, key) => jwt.verify(token, key${options});
`,
      'auth:jwt:token',
    ).controls.find(({ kind }) => kind === 'token-check')?.how;

  it('is all that is asked for when it names algorithm and audience, and leaves the time in', () => {
    assert.equal(how(", { algorithms: ['RS256'], audience: 'shop' }"), 'certain');
    assert.equal(how(", { algorithms: ['RS256'] }"), 'partial');
    assert.equal(how(", { algorithms: ['RS256'], audience: 'shop', ignoreExpiration: true }"), undefined);
    assert.equal(how(''), undefined);
  });
});

describe('the elements of other files', () => {
  it('are the jobs of workflows, with what they run and what they may do', () => {
    const text = `// file: .github/workflows/release.yml
on:
  push:
    branches: [main]
permissions:
  contents: read
jobs:
  publish:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@${'0123456789'.repeat(4)}
      - run: npm publish
        env:
          TOKEN: \${{ secrets.REGISTRY_KEY }}
// file: .github/workflows/label.yml
on: pull_request_target
jobs:
  label:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - run: echo \${{ github.event.pull_request.title }}
`;
    const kinds = (id: string) => elementIn(text, id).controls.map(({ kind }) => kind);
    assert.deepEqual(elementsOf(text), [
      'ci:actions:.github/workflows/label.yml#label',
      'ci:actions:.github/workflows/release.yml#publish',
      'secret:actions:REGISTRY_KEY',
    ]);
    assert.deepEqual(kinds('ci:actions:.github/workflows/release.yml#publish'), [
      'permissions',
      'pinned',
      'trusted-trigger',
    ]);
    assert.deepEqual(kinds('ci:actions:.github/workflows/label.yml#label'), []);
  });

  it('are scripts of other hosts, keys of settings and what is installed', () => {
    const text = `// file: public/index.html
<!-- <script src="https://old.example/a.js"></script> -->
<script src="/own.js"></script>
<script
  src="https://cdn.example/lib.js?x=1" integrity="sha384-x"></script>
<script src='//cdn.example/other.js'></script>
// file: .env.example
PORT=1
API_KEY=
// file: package.json
{ "name": "app", "dependencies": { "express": "1" }, "scripts": { "postinstall": "x" } }
// file: package-lock.json
{}
`;
    assert.deepEqual(elementsOf(text), [
      'package:npm:package.json',
      'script:html:cdn.example/lib.js',
      'script:html:cdn.example/other.js',
      'secret:env:API_KEY',
      'secret:env:PORT',
    ]);
    const kinds = (id: string) => elementIn(text, id).controls.map(({ kind }) => kind);
    assert.deepEqual(kinds('package:npm:package.json'), ['pinned']);
    assert.deepEqual(kinds('script:html:cdn.example/lib.js'), ['integrity']);
    assert.deepEqual(kinds('script:html:cdn.example/other.js'), []);
  });
});
