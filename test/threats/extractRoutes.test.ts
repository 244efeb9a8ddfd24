import assert from 'node:assert/strict';
import { routesOf } from '../support/threats.ts';

describe('the routes of Express', () => {
  it('have the paths and the middleware of all routers above them, in the order in which they run', () =>
    assert.deepEqual(
      routesOf(`// file: app.js
const express = require('express');
const { requireLogin, audit } = require('./guards');
const app = express();
app.use(express.json());
app.get('/health', (req, res) => res.send('ok'));
app.use(audit);
app.use('/api', requireLogin, require('./routes'));
app.use(late);
// file: routes/index.js
const router = require('express').Router();
const orders = require('./orders');
router.use('/orders', orders);
module.exports = router;
// file: routes/orders.js
const { Router } = require('express');
const { show, remove } = require('../controller');
const orders = Router();
orders.route('/:id').get(show).delete(mayRemove, remove);
module.exports = orders;
// file: controller.js
exports.show = (req, res) => res.json({});
exports.remove = (req, res) => res.json({});
// file: guards.js
exports.requireLogin = (req, res, next) => (req.user ? next() : res.sendStatus(401));
exports.audit = (req, res, next) => next();
`),
      [
        'DELETE /api/orders/:id | express.json(), audit, requireLogin, mayRemove | remove',
        'GET /api/orders/:id | express.json(), audit, requireLogin | show',
        'GET /health | express.json() | function',
      ],
    ));

  it('are found where a function is given the application, a list of routers or of routes', () =>
    assert.deepEqual(
      routesOf(`// file: app.ts
import express from 'express';
import { users, shops } from './routers';
import { setUp } from './setUp';
const app = express();
const mounted = [{ path: '/users', router: users }, { path: '/shops', router: shops }];
mounted.forEach(({ path, router }) => app.use('/v1' + path, router));
for (const name of ['red', 'blue']) app.get(\`/\${name}\`, (req, res) => res.send(name));
setUp(app, '/admin');
// file: routers.ts
import { Router } from 'express';
export const users = Router().get('/', (req, res) => res.json([]));
export const shops = Router();
shops.post('/', create);
// file: setUp.ts
export function setUp(app, prefix) {
  app.get(prefix + '/stats', (req, res) => res.json({}));
}
`),
      [
        'GET /admin/stats |  | function',
        'GET /blue |  | function',
        'GET /red |  | function',
        'GET /v1/users |  | function',
        'POST /v1/shops |  | create',
      ],
    ));

  it('have what a path is made of, as far as it is known', () =>
    assert.deepEqual(
      routesOf(`// file: app.js
const app = require('express')();
const BASE = '/api';
app.get(BASE + '/a', list);
app.get(\`\${BASE}/\${version}/b\`, list);
app.get(path, list);
app.get(['/c', '/d'], list);
`),
      [
        'GET /api/a |  | list',
        'GET /api/{…}/b |  | list',
        'GET /c |  | list',
        'GET /d |  | list',
        'GET /{…} |  | list',
      ],
    ));

  it('name middleware and handler as they are written, in lists too, and a long one by what is called', () =>
    assert.deepEqual(
      routesOf(`// file: app.js
const app = require('express')();
app.put('/a', (req, res, next) => next(), async function create() {});
app.patch('/b', [authenticate, authorize('admin')], users.list);
app.all('/c', wrap(${'a'.repeat(200)}));
`),
      [
        "PATCH /b | authenticate, authorize('admin') | users.list",
        'PUT /a | function | create',
        'ANY /c |  | wrap(…)',
      ].sort(),
    ));

  it('are there in half-typed text', () =>
    assert.deepEqual(
      routesOf(`// file: app.js
const app = require('express')();
app.get('/items', list);
app.get('/other', (req, res) => {
  if (`),
      ['GET /items |  | list', 'GET /other |  | function'],
    ));

  it('are no other things that have the same names', () =>
    assert.deepEqual(
      routesOf(`// file: app.js
const express = require('express');
const app = express();
app.set('title', 'x');
app.get('title');
new Map().get('/users', () => 1);
axios.get('/users', (reply) => reply);
`),
      [],
    ));
});
