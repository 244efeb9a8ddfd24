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
    const kinds = (text: string) => elementIn(query(text), 'store:pg:users').controls.map(({ kind }) => kind);
    assert.deepEqual(kinds("'delete from users where name = $1', [name]"), ['parameterised']);
    assert.deepEqual(kinds('`delete from users where name = ${name}`'), []);
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
