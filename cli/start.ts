/**
 * How the bundle starts: Node.js keeps what it compiled of the command line among the user's caches, where it can (22.1 and
 * later), so that the next start does without. It checks by itself that the code is still the same.
 * Facts: https://nodejs.org/api/module.html#module-compile-cache
 */
import nodeModule from 'node:module';
import { join } from 'node:path';
import process from 'node:process';
import { CODE, cacheFolder } from '../workspace/cache/cachePlace.ts';

const { createRequire, enableCompileCache }: Partial<typeof nodeModule> & Pick<typeof nodeModule, 'createRequire'> =
  nodeModule;

if (!process.argv.includes('--no-cache')) enableCompileCache?.(join(cacheFolder(), CODE));
createRequire(import.meta.filename)('./commandLine.cjs');
