// @ts-check
/**
 * `npm start`: scans the example application, so that a newcomer sees findings with one command. Plain Node 20 or later.
 *
 *     npm start                         examples/shop
 *     npm start -- <folder> [options]   another folder, with the options of `portside scan`
 *
 * Findings are what it is for, so it ends with 0 when there are some.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { buildAll } from './build.mjs';

const root = join(import.meta.dirname, '..');
const asked = process.argv.slice(2);
const folder = asked.length > 0 && !asked[0]?.startsWith('-') ? [] : [join('examples', 'shop')];

try {
  await buildAll();
  const { status } = spawnSync(
    process.execPath,
    [join(root, 'dist', 'cli.cjs'), 'scan', ...folder, ...asked, '--fail-on', 'never'],
    // npm starts scripts in the package's folder, and says here where the command was typed.
    { cwd: folder.length > 0 ? root : (process.env['INIT_CWD'] ?? root), stdio: 'inherit' },
  );
  process.exitCode = status ?? 3;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 3;
}
