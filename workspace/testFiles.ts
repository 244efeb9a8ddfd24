import { globs } from './glob.ts';

/**
 * Files that are tests, stories or fixtures by the conventions of their tools: Jest and Vitest (`*.test.*`,
 * `__tests__`, `__mocks__`), Mocha (`test/`), Jasmine and Angular (`*.spec.*`), Cypress, Playwright (`e2e/`), Storybook
 * (`*.stories.*`).
 * Facts: https://jestjs.io/docs/configuration#testmatch-arraystring, https://vitest.dev/config/#include,
 * https://mochajs.org, https://docs.cypress.io/app/references/configuration, https://storybook.js.org/docs/configure
 */
const CONVENTIONS: readonly string[] = [
  '*.{test,tests,spec,specs,e2e,e2e-spec,cy,bench,mock,fixture,fixtures}.*',
  '*.{stories,story}.*',
  '*{-,_}{test,spec}.*',
  '{test,testing}{-,_}{util,utils,helper,helpers,setup}{,.*}',
  ...['__tests__', '__mocks__', '__fixtures__', '__snapshots__'],
  ...['test', 'tests', 'spec', 'specs', 'e2e', 'cypress', 'playwright', 'fixtures', 'mocks', 'testdata', '.storybook'],
  '{jest,vitest,playwright,cypress,karma,mocha,wdio}{.config,.setup}.*',
];

/** A part of each of their names: most files have none. */
const HINT = /test|spec|e2e|cy|bench|mock|fixture|snapshot|stor(?:y|ies|ybook)|playwright|karma|mocha|jest|wdio/;

/**
 * True for a test, story or fixture.
 * @param path from the root
 * @param local the same path from the configuration's folder
 * @param configured the configuration's `tests.files`: more tests, and with `!` files that are none; the last match wins
 */
export function isTestFile(path: string, local: string, configured: readonly string[]): boolean {
  const decisive = configured.findLast((pattern) => globs([pattern.replace(/^!/, '')]).matches(local));
  if (decisive !== undefined) return !decisive.startsWith('!');
  return HINT.test(path) && globs(CONVENTIONS).matches(path);
}
