import assert from 'node:assert/strict';
import { matches } from '../../threats/middlewareFiles.ts';
import { routesOf } from '../support/threats.ts';

describe('middleware that a framework finds by its file', () => {
  const program = (config: string) =>
    routesOf(`// file: web/src/middleware.ts
export function middleware(request) { if (!request.cookies.get('session')) return NextResponse.redirect('/login'); }
${config}
// file: web/src/app/api/users/[id]/route.ts
export async function GET() { return Response.json({}); }
// file: web/src/app/admin/export/route.ts
export async function GET() { return Response.json({}); }
// file: docs/src/app/api/search/route.ts
export async function GET() { return Response.json({}); }
`).map((route) => route.replace(/ \| GET$/, ''));

  it('stands before all routes of its own application', () =>
    assert.deepEqual(
      program(''),
      ['GET /admin/export | middleware', 'GET /api/search |', 'GET /api/users/[id] | middleware'].map((each) =>
        each.replace(/\|$/, '| '),
      ),
    ));

  it('stands before those only that its matcher names', () => {
    const covered = (config: string) =>
      program(config)
        .filter((route) => route.endsWith('middleware'))
        .map((route) => route.split(' ')[1]);
    assert.deepEqual(covered("export const config = { matcher: '/admin/:path*' };"), ['/admin/export']);
    assert.deepEqual(covered("export const config = { matcher: ['/((?!api|_next/static).*)'] };"), ['/admin/export']);
    assert.deepEqual(covered("export const config = { matcher: [{ source: '/api/:path*' }, '/other'] };"), [
      '/api/users/[id]',
    ]);
    assert.deepEqual(covered('export const config = { matcher: [] };'), ['/admin/export', '/api/users/[id]']);
  });
});

describe('a matcher', () => {
  it('means a path, all below one, or all but some', () => {
    assert.equal(matches('/a', '/a'), true);
    assert.equal(matches('/a', '/a/b'), false);
    assert.equal(matches('/a/:path*', '/a'), true);
    assert.equal(matches('/a/:path*', '/a/b/c'), true);
    assert.equal(matches('/a/:path+', '/a'), false);
    assert.equal(matches('/a/:id', '/a/[id]'), true);
    assert.equal(matches('/((?!api|login$|.*\\..*).*)', '/users'), true);
    assert.equal(matches('/((?!api|login$|.*\\..*).*)', '/api/users'), false);
    assert.equal(matches('/((?!api|login$|.*\\..*).*)', '/login'), false);
    assert.equal(matches('/((?!api|login$|.*\\..*).*)', '/logins'), true);
  });

  it('may mean a path, where a parameter or a pattern decides', () => {
    assert.equal(matches('/a/b', '/a/[id]'), 'sometimes');
    assert.equal(matches('/:lang(de|en)/a', '/de/a'), 'sometimes');
    assert.equal(matches('/((?!api).*)', '/[lang]/a'), 'sometimes');
  });
});
