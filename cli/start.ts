/**
 * How the bundle starts: compiled code of a scan is kept among the user's caches, so that the next one does without. It is
 * what the first run compiled, so other commands, which need little, do not count.
 */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import process from 'node:process';
import { CODE, cacheFolder } from '../workspace/cache/cachePlace.ts';
import { runKept } from './keptCode.ts';

const commandLine = join(import.meta.dirname, 'commandLine.cjs');
if (process.argv[2] === 'scan' && !process.argv.includes('--no-cache')) runKept(commandLine, join(cacheFolder(), CODE));
else createRequire(import.meta.filename)(commandLine);
