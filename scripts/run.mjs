// @ts-check
/**
 * Runs a script with the Node that development uses, after installing what is missing. Plain Node 20 or later.
 *
 *     node scripts/run.mjs <file> [argument …]
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { developmentNode, ensureDependencies } from './setup.mjs';

const root = join(import.meta.dirname, '..');

try {
  ensureDependencies();
  const { status } = spawnSync(developmentNode, process.argv.slice(2), { cwd: root, stdio: 'inherit' });
  process.exitCode = status ?? 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
