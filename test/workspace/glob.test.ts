import assert from 'node:assert/strict';
import { foldersAbove, globs } from '../../workspace/glob.ts';

const matches = (pattern: string, path: string) => globs([pattern]).matches(path);

describe('globs', () => {
  it('match names in every folder when they have no slash', () => {
    assert.ok(matches('*.gen.ts', 'src/deep/a.gen.ts'));
    assert.ok(matches('legacy', 'packages/a/legacy/b/c.ts'));
    assert.ok(matches('legacy/', 'packages/a/legacy/b/c.ts'));
    assert.ok(!matches('legacy', 'src/legacy.ts'));
  });

  it('start from their folder when they have one', () => {
    assert.ok(matches('./src', 'src/a.ts'));
    assert.ok(matches('src/*.ts', 'src/a.ts'));
    assert.ok(!matches('src/*.ts', 'packages/src/a.ts'));
    assert.ok(!matches('./src', 'packages/src/a.ts'));
    assert.ok(matches('**/src/*.ts', 'packages/src/a.ts'));
  });

  it('match all in a folder that they match', () => {
    assert.ok(matches('src/legacy', 'src/legacy/deep/a.ts'));
    assert.ok(matches('src/legacy/**', 'src/legacy/deep/a.ts'));
    assert.ok(globs(['src/legacy/**']).matchesItself('src/legacy'));
    assert.ok(!globs(['src/legacy/**']).matchesItself('src/legacy/a.ts'));
  });

  it('know braces, hidden names and names with marks', () => {
    assert.ok(matches('*.{ts,tsx}', 'a/b.tsx'));
    assert.ok(matches('src/**/*.ts', 'src/.hidden/a.ts'));
    assert.ok(matches('#notes', 'a/#notes'));
  });

  it('match nothing when there are none', () => {
    assert.ok(globs([]).isEmpty);
    assert.ok(!globs([]).matches('a'));
  });

  it('answer at once whatever the pattern is', () => {
    const started = performance.now();
    assert.ok(!matches(`${'*a'.repeat(60)}b`, 'a'.repeat(200)));
    assert.ok(!matches(`${'**/a/'.repeat(60)}b`, `${'a/'.repeat(200)}c`));
    assert.ok(performance.now() - started < 2_000);
  });
});

describe('foldersAbove', () => {
  it('gives the outermost first', () => {
    assert.deepEqual(foldersAbove('a/b/c.ts'), ['a', 'a/b']);
    assert.deepEqual(foldersAbove('c.ts'), []);
  });
});
