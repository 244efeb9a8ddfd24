import assert from 'node:assert/strict';
import { filePattern, routePattern } from '../../../engine/semantics/filePattern.ts';

const matchPath = (pattern: string, path: string) => filePattern(pattern)(path);

describe('a file pattern', () => {
  it('matches in any folder, and gives what follows its first name', () => {
    assert.equal(matchPath('app/**/route', 'app/route.ts'), 'route');
    assert.equal(matchPath('app/**/route', 'apps/web/src/app/a/[id]/route.tsx'), 'a/[id]/route');
    assert.equal(matchPath('pages/api/**', 'pages/api/a/b.js'), 'api/a/b');
    assert.equal(matchPath('middleware', 'src/middleware.mts'), '');
  });

  it('takes a star for any part of one name', () => {
    assert.equal(matchPath('routes/*', 'app/routes/a.b.tsx'), 'a.b');
    assert.equal(matchPath('routes/*', 'app/routes/a/b.tsx'), undefined);
    assert.equal(matchPath('routes/**/*.server', 'routes/a.server.ts'), 'a.server');
    assert.equal(matchPath('**/*.remote', 'a/b/c.remote.ts'), 'b/c.remote');
  });

  it('matches whole names only', () => {
    assert.equal(matchPath('app/**/route', 'myapp/route.ts'), undefined);
    assert.equal(matchPath('app/**/route', 'app/subroute.ts'), undefined);
    assert.equal(matchPath('app/**/route', 'app/route/other.ts'), undefined);
    assert.equal(matchPath('api/**', 'src/api.ts'), undefined);
  });

  it('takes no file that has a name with a plus for one of many', () => {
    assert.equal(matchPath('routes/**', 'src/routes/a/+server.ts'), undefined);
    assert.equal(matchPath('routes/**/+server', 'src/routes/a/+server.ts'), 'a/+server');
  });

  it('says the path of the route', () => {
    const route = (pattern: string, path: string) => routePattern([pattern])(path);
    assert.equal(route('app/**/route', 'src/app/(shop)/items/[id]/route.ts'), '/items/[id]');
    assert.equal(route('pages/api/**', 'pages/api/items/index.ts'), '/api/items');
    assert.equal(route('pages/api/**', 'pages/api/items/[id].ts'), '/api/items/[id]');
    assert.equal(route('pages/api/**', 'lib/items.ts'), undefined);
  });
});
