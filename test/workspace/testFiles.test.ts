import assert from 'node:assert/strict';
import { isTestFile } from '../../workspace/testFiles.ts';

const isTest = (path: string, ...configured: string[]) => isTestFile(path, path, configured);

describe('a file is a test, story or fixture', () => {
  for (const path of [
    'src/a.test.ts',
    'src/a.spec.tsx',
    'src/__tests__/a.ts',
    'src/__mocks__/fs.js',
    'test/a.ts',
    'packages/p/tests/deep/a.ts',
    'cypress/support/e2e.js',
    'e2e/login.ts',
    'src/Button.stories.tsx',
    'src/api.mock.ts',
    'fixtures/config.json',
    'jest.config.js',
    'vitest.setup.ts',
    'src/test-utils.ts',
    'src/test_helpers/index.ts',
    'lib/parser_test.js',
  ]) {
    it(`by convention: ${path}`, () => assert.ok(isTest(path)));
  }

  it('when the configuration says so, its last word counting', () => {
    assert.ok(isTest('src/a.check.ts', '*.check.ts'));
    assert.ok(!isTest('src/a.check.ts', '*.check.ts', '!src/a.check.ts'));
    assert.ok(!isTest('test/server.ts', '!test/server.ts'));
    assert.ok(isTest('test/other.ts', '!test/server.ts'));
  });
});

describe('a file is none', () => {
  for (const path of [
    'src/latest.ts',
    'src/contest/a.ts',
    'src/attest.js',
    'src/testimonials.ts',
    'src/test-drive.ts',
    'src/history.ts',
    'src/inspector.ts',
    'src/mockup.ts',
    'protest/a.ts',
    'src/stories/list.ts',
  ]) {
    it(`when its name only sounds like one: ${path}`, () => assert.ok(!isTest(path)));
  }
});
