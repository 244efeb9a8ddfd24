// @ts-check
/**
 * `npm test`: everything that must hold, from a bare machine on. Plain Node 20 or later; installs what is missing first.
 *
 *     npm test                     all of it; the last line is `N passed, N failed`
 *     npm test -- <mocha option …> the tests without a build or a browser, for example `--grep sql-injection`
 *
 * A step that is no suite of tests counts as one.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { developmentNode, ensureChromium, ensureDependencies, ensureHost } from './setup.mjs';

/** @typedef {{ passed: number, failed: number }} Counts */

const root = join(import.meta.dirname, '..');
const MOCHA = 'node_modules/mocha/bin/mocha.js';
const SOURCES = ['engine', 'rules', 'workspace', 'threats', 'report', 'server', 'client', 'cli', 'scripts', 'test'];

/** The steps in order; the quick ones first. */
const STEPS = /** @type {readonly (readonly [string, () => Counts])[]} */ ([
  ['dependencies', () => install(ensureDependencies)],
  ['registry', () => gate('scripts/gen.ts')],
  ['types', () => gate('node_modules/typescript/bin/tsc', '--noEmit', '--project', '.')],
  ['format and lint', () => gate('node_modules/@biomejs/biome/bin/biome', 'ci', '--error-on-warnings')],
  [
    'directions',
    () =>
      gate(
        'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs',
        ...['--config', '.dependency-cruiser.mjs', ...SOURCES],
      ),
  ],
  // The registry is written anew by each script and not committed; knip shall see it all the same.
  ['unused code', () => gate('node_modules/knip/bin/knip.js', '--no-gitignore', '--no-progress')],
  ['tests', () => mocha()],
  ['package', () => gate('scripts/package.mjs')],
  [
    'tests of the bundle',
    () =>
      mocha(
        '--no-config',
        '--extension',
        'ts',
        '--timeout',
        '60000',
        '--require',
        './test/support/noNetwork.ts',
        'test/bundle/*.test.ts',
      ),
  ],
  ['a VS Code and a browser', () => install(ensureHost, ensureChromium)],
  ['tests in VS Code', testsInVsCode],
  ['tests at the workbench', () => mocha('--no-config', '--extension', 'ts', 'test/e2e/*.test.ts')],
]);

/** What a step needs: without the first, none makes sense. */
const ESSENTIAL = 'dependencies';

/**
 * Runs a program of the development Node in the root.
 * @param {{ env?: Record<string, string>, stdio?: import('node:child_process').StdioOptions }} options
 * @param {readonly string[]} args
 */
function run({ env, stdio = 'inherit' }, args) {
  return spawnSync(developmentNode, args, {
    cwd: root,
    env: { ...process.env, ...env },
    stdio,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
}

/** @param {(() => unknown)[]} actions */
function install(...actions) {
  let failed = 0;
  for (const action of actions) {
    try {
      action();
    } catch (error) {
      console.error(error instanceof Error ? error.message : error);
      failed++;
    }
  }
  return { passed: actions.length - failed, failed };
}

/** @param {string[]} args */
function gate(...args) {
  const isPassed = run({}, args).status === 0;
  return { passed: Number(isPassed), failed: Number(!isPassed) };
}

/**
 * A suite of mocha's. One that ends badly without saying which test failed has failed itself, and so has an empty one.
 * @param {string[]} args
 */
function mocha(...args) {
  const folder = mkdtempSync(join(tmpdir(), 'portside-counts-'));
  try {
    const counts = join(folder, 'counts.json');
    const env = { PORTSIDE_TEST_COUNTS: counts, PORTSIDE_USER_NODE: process.execPath };
    const { status } = run({ env }, [MOCHA, '--reporter', './test/support/countingReporter.cjs', ...args]);
    const { passes = 0, failures = 0 } = existsSync(counts) ? JSON.parse(readFileSync(counts, 'utf8')) : {};
    return ended(status, { passed: passes, failed: failures });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The suite in the extension host counts for itself. */
function testsInVsCode() {
  const { status, stdout } = run({ stdio: ['inherit', 'pipe', 'inherit'] }, ['test/extension/runExtensionTests.ts']);
  process.stdout.write(stdout);
  const [, passed, failed] = /^(\d+) passed, (\d+) failed$/m.exec(stdout) ?? [];
  return ended(status, { passed: Number(passed ?? 0), failed: Number(failed ?? 0) });
}

/**
 * @param {number | null} status
 * @param {Counts} counts
 */
function ended(status, { passed, failed }) {
  return { passed, failed: failed === 0 && (status !== 0 || passed === 0) ? 1 : failed };
}

function testAll() {
  /** @type {{ name: string, seconds: number, passed: number, failed: number }[]} */
  const done = [];
  for (const [name, step] of STEPS) {
    console.log(`\n── ${name}`);
    const start = performance.now();
    const counts = step();
    done.push({ name, seconds: (performance.now() - start) / 1000, ...counts });
    if (name === ESSENTIAL && counts.failed > 0) break;
  }
  console.log();
  for (const { name, seconds, passed, failed } of done) {
    const result = failed > 0 ? `${failed} failed` : `${passed} passed`;
    console.log(`${name.padEnd(24)} ${result.padStart(12)} ${seconds.toFixed(0).padStart(5)} s`);
  }
  const sum = (/** @type {(counts: Counts) => number} */ of) => done.reduce((total, step) => total + of(step), 0);
  const failed = sum((step) => step.failed);
  console.log(`\n${sum((step) => step.passed)} passed, ${failed} failed`);
  return failed === 0;
}

/** @param {string[]} args options of mocha, and files */
function testSome(args) {
  ensureDependencies();
  return gate('scripts/gen.ts').failed === 0 && run({}, [MOCHA, ...args]).status === 0;
}

const args = process.argv.slice(2);
try {
  process.exitCode = (args.length > 0 ? testSome(args) : testAll()) ? 0 : 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
