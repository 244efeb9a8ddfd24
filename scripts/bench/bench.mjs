// @ts-check
/**
 * `npm run bench`: Portside's speed and memory beside its peers', on the same files in one run. Plain Node 20 or later;
 * builds first. It measures and never judges: no time makes it fail. Only its first run needs the network, for the files
 * and the peers, which it keeps in the user's cache folder. How costs grow, and what an edit costs, it measures on programs
 * that it makes.
 *
 *     npm run bench                    about ten minutes; on a machine with nothing else to do
 *     npm run bench -- --quick         fewer repetitions
 *     npm run bench -- --part history  the scan of a history alone: its time and its memory; needs no network
 *     npm run bench -- --json <file>   all numbers, for a program
 *     npm run bench -- --node <path>   the Node that the programs run on, instead of the one that development uses
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { buildAll } from '../build.mjs';
import { developmentNode } from '../setup.mjs';
import { readOptions } from './options.mjs';

try {
  const args = process.argv.slice(2);
  const { script } = readOptions(args);
  await buildAll();
  const { status } = spawnSync(developmentNode, [join(import.meta.dirname, script), ...args], { stdio: 'inherit' });
  process.exitCode = status ?? 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
