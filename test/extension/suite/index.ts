/** What both launchers run inside the extension host: mocha over the test files beside this one. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const TEST_LIMIT_MS = 60_000;

/**
 * Runs every test and writes mocha's JSON report to the file that PORTSIDE_TEST_REPORT names.
 * @throws {Error} when a test fails: it makes VS Code end with a code other than 0
 */
export async function run(): Promise<void> {
  // A desktop VS Code takes no preload, so the guard comes in here; elsewhere it is loaded already.
  const guard = process.env['PORTSIDE_TEST_GUARD'];
  if (guard) require(guard);

  const { default: Mocha } = await import('mocha');
  const mocha = new Mocha({
    timeout: TEST_LIMIT_MS,
    reporter: 'json',
    reporterOptions: { output: process.env['PORTSIDE_TEST_REPORT'] },
  });
  for (const file of readdirSync(__dirname)) if (file.endsWith('.test.cjs')) mocha.addFile(join(__dirname, file));
  const failures = await new Promise<number>((resolve) => mocha.run(resolve));
  if (failures > 0) throw new Error(`${failures} failed`);
}
