/**
 * How the bundle starts: Node.js keeps what it compiled for a scan among the user's caches, where it can (22.1 and later), so
 * that the next one does without. It keeps what the first run compiled, so other commands, which need little, do not count;
 * and it checks by itself that the code is still the same.
 * Facts: https://nodejs.org/api/module.html#module-compile-cache
 */
import nodeModule from 'node:module';
import { join } from 'node:path';
import process from 'node:process';
import { CODE, cacheFolder } from '../workspace/cache/cachePlace.ts';

const { createRequire, enableCompileCache }: Partial<typeof nodeModule> & Pick<typeof nodeModule, 'createRequire'> =
  nodeModule;

const isCached = process.argv[2] === 'scan' && !process.argv.includes('--no-cache');
if (isCached) enableCompileCache?.(join(cacheFolder(), CODE));
createRequire(import.meta.filename)('./commandLine.cjs');
