/**
 * How the bundle starts: compiled code of a scan is kept among the user's caches, so that the next one does without. It is
 * what the first run compiled, so other commands, which need little, do not count.
 */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import process from 'node:process';
import { setFlagsFromString } from 'node:v8';
import { CODE, cacheFolder } from '../workspace/cache/cachePlace.ts';
import { runKept } from './keptCode.ts';

const commandLine = join(import.meta.dirname, 'commandLine.cjs');
const isScan = process.argv[2] === 'scan';
// The V8 of Node.js 20 has nothing between its quick compiler and the thorough one, which it starts so early that compiling
// is a third of a short scan and a fifth of a long one. Later ones have no such setting, and need none.
if (isScan && process.versions.v8.startsWith('11.')) setFlagsFromString('--interrupt-budget=300000');
if (isScan && !process.argv.includes('--no-cache')) runKept(commandLine, join(cacheFolder(), CODE));
else createRequire(import.meta.filename)(commandLine);
