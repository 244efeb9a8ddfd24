// @ts-check
/** `npm run package`: builds, and packs dist/portside.vsix. Plain Node 20 or later; asks no network once installed. */
import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { buildAll } from './build.mjs';
import { developmentNode } from './setup.mjs';

const root = join(import.meta.dirname, '..');
const vsix = join(root, 'dist', 'portside.vsix');

/** What a person waits for while installing, and a reason to look when it is passed. */
const LIMIT_BYTES = 6_000_000;

try {
  await buildAll();
  const { status } = spawnSync(
    developmentNode,
    [
      join(root, 'node_modules', '@vscode', 'vsce', 'vsce'),
      'package',
      // The bundles hold all they need.
      '--no-dependencies',
      '--allow-missing-repository',
      '--no-rewrite-relative-links',
      ...['--out', vsix],
    ],
    { cwd: root, stdio: ['ignore', 2, 2] },
  );
  if (status !== 0) throw new Error('vsce package failed.');
  const { size } = statSync(vsix);
  console.log(`dist/portside.vsix: ${(size / 1e6).toFixed(2)} MB`);
  if (size >= LIMIT_BYTES) throw new Error(`That is more than ${LIMIT_BYTES / 1e6} MB.`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
