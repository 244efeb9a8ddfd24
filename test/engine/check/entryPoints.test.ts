import assert from 'node:assert/strict';
import { analysisOf } from '../../support/spec.ts';
import { inModule } from '../snippets.ts';

/** The routes of a module as `METHOD path handler [middleware]`. */
const routes = (text: string, path?: string): string[] =>
  analysisOf(inModule(text), path === undefined ? {} : { path }).entryPoints.map(
    ({ method, path: route, handler, middleware }) =>
      `${method} ${route} ${handler}${middleware.length > 0 ? ` [${middleware.join(', ')}]` : ''}`,
  );

describe('the entry points of a module', () => {
  it('are the routes that it registers, in order of text', () => {
    assert.deepEqual(
      routes(`
app.get('/items', list);
app.post('/items', create);
app.put('/items/:id', update);
app.patch('/items/:id', change);
app.delete('/items/:id', remove);
app.all('/any', any);`),
      [
        'GET /items list',
        'POST /items create',
        'PUT /items/:id update',
        'PATCH /items/:id change',
        'DELETE /items/:id remove',
        'ANY /any any',
      ],
    );
  });

  it('are those of routers', () => {
    assert.deepEqual(
      routes(`
const router = express.Router();
router.get('/', (req, res) => res.end());
router.post('/', async function create(req, res) { res.end(); });`),
      ['GET / function', 'POST / create'],
    );
  });

  it('name the middleware before the handler', () => {
    assert.deepEqual(
      routes(`
app.get('/a', authenticate, authorize('admin'), list);
app.get('/b', [authenticate, limit], users.list);
app.get('/c', (req, res, next) => next(), list);`),
      [
        "GET /a list [authenticate, authorize('admin')]",
        'GET /b users.list [authenticate, limit]',
        'GET /c list [function]',
      ],
    );
  });

  it('show what a path is made of', () => {
    assert.deepEqual(
      routes(`
const BASE = '/api';
app.get(BASE + '/a', list);
app.get(\`\${BASE}/\${version}/b\`, list);
app.get(path, list);
app.get(['/c', '/d'], list);
app.get(/^\\/e/, list);`),
      ['GET /api/a list', 'GET /api/{…}/b list', 'GET path list', "GET ['/c', '/d'] list", 'GET /^\\/e/ list'],
    );
  });

  it('are middleware too', () => {
    assert.deepEqual(routes(`app.use('/admin', authenticate, admin);`), ['MIDDLEWARE /admin admin [authenticate]']);
  });

  it('are not what only looks like one', () => {
    assert.deepEqual(
      routes(`
app.get('title');
cache.get('/items', list);
new Map().get('/items', list);`),
      [],
    );
  });

  it('know their framework and place', () => {
    const text = inModule(`\napp.get('/items', list);`);
    const [entry] = analysisOf(text).entryPoints;
    assert.equal(entry?.framework, 'express');
    assert.equal(text.slice(entry.location.start, entry.location.end), "app.get('/items', list)");
    assert.equal(entry.location.startLine, 4);
  });

  it('are there in half-typed text', () =>
    assert.deepEqual(routes(`app.get('/items', list);\napp.get('/other', (req, res) => {\n  if (`), [
      'GET /items list',
      'GET /other function',
    ]));

  it('cut a long handler short', () => {
    const [route] = routes(`app.get('/', wrap(${'a'.repeat(200)}));`);
    assert.ok(route!.length < 100 && route!.endsWith('…'));
  });
});

describe('the entry points of a module that a framework finds', () => {
  it('are what a file of a certain path exports', () => {
    const text = 'export const GET = async () => new Response(); export function POST() {} export const other = 1;';
    assert.deepEqual(routes(text, 'src/app/(shop)/items/[id]/route.ts'), [
      'GET /items/[id] GET',
      'POST /items/[id] POST',
    ]);
    assert.deepEqual(routes(text, 'src/items/route.ts'), []);
  });

  it('are functions under a directive', () => {
    assert.deepEqual(
      analysisOf(`'use server';\nexport async function save() {}\nasync function own() {}`).entryPoints.map(
        ({ method, path }) => `${method} ${path}`,
      ),
      ['ACTION save'],
    );
  });
});
