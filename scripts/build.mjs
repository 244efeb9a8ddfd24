// @ts-check
/**
 * `npm run build`: bundles what users run into dist/. Plain Node 20 or later; installs what is missing first.
 *
 *     client.cjs   the extension                     server.cjs   the language server that it starts
 *     cli.cjs      the command `portside`, which starts commandLine.cjs
 *     worker.cjs   the thread that the engine runs in
 *     parser.cjs   TypeScript's parser, the largest part by far: once, and read when it is first needed
 *     pages/       the page of each rule, which editors link to
 *     hook.sh      what git's hooks start: it finds Node.js and starts cli.cjs
 */
import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pageForReaders } from './pageForReaders.mjs';
import { developmentNode, ensureDependencies } from './setup.mjs';

const root = join(import.meta.dirname, '..');
const dist = join(root, 'dist');

const ENTRIES = {
  client: 'client/extension.ts',
  server: 'server/bin.ts',
  worker: 'server/analysisWorker.ts',
  cli: 'cli/start.ts',
  commandLine: 'cli/bin.ts',
  parser: 'engine/syntax/typescriptParser.ts',
};

/** How sources become what users run. */
export const BUNDLING = {
  bundle: true,
  platform: /** @type {const} */ ('node'),
  format: /** @type {const} */ ('cjs'),
  target: 'node20.19',
  // jsonc-parser's `main` hides its imports from every bundler.
  mainFields: ['module', 'main'],
  // The extension host gives `vscode`.
  external: ['vscode'],
  // Names stay, so that the stack of a crash that somebody reports can be read.
  minifyWhitespace: true,
  minifySyntax: true,
  define: { 'import.meta.dirname': '__dirname', 'import.meta.filename': '__filename' },
  // Also for `import()`: a CommonJS bundle has nothing to wait for.
  supported: { 'dynamic-import': false },
  legalComments: /** @type {const} */ ('none'),
};

/**
 * Builds everything anew.
 * @returns {Promise<Record<string, number>>} the size of each bundle in bytes
 * @throws {Error} when the registry cannot be written or a bundle cannot be made
 */
export async function buildAll() {
  ensureDependencies();
  const { status } = spawnSync(developmentNode, [join(root, 'scripts', 'gen.ts')], { stdio: ['ignore', 2, 2] });
  if (status !== 0) throw new Error('scripts/gen.ts failed.');
  // Not before now: it is one of the dependencies.
  const { build } = await import('esbuild');
  const { metafile, outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: Object.entries(ENTRIES).map(([out, path]) => ({ in: path, out })),
    outdir: 'dist',
    outExtension: { '.js': '.cjs' },
    ...BUNDLING,
    metafile: true,
    // What was built before stays until this one has succeeded.
    write: false,
    logLevel: 'warning',
  });
  rmSync(dist, { recursive: true, force: true });
  mkdirSync(dist);
  for (const { path, contents } of outputFiles) writeFileSync(path, contents);
  makeExecutable(join(dist, 'cli.cjs'));
  copyPages();
  copyFileSync(join(root, 'workspace', 'hook.sh'), join(dist, 'hook.sh'));
  writeFileSync(join(dist, 'THIRD-PARTY-LICENSES.txt'), licensesOf(Object.keys(metafile.inputs)));
  return Object.fromEntries(Object.entries(metafile.outputs).map(([path, { bytes }]) => [basename(path), bytes]));
}

/** @param {string} file */
function makeExecutable(file) {
  writeFileSync(file, `#!/usr/bin/env node\n${readFileSync(file, 'utf8')}`);
  chmodSync(file, 0o755);
}

function copyPages() {
  mkdirSync(join(dist, 'pages'));
  for (const path of readdirSync(join(root, 'rules'), { recursive: true, encoding: 'utf8' })) {
    if (basename(path) !== 'rule.md') continue;
    const page = readFileSync(join(root, 'rules', path), 'utf8');
    writeFileSync(join(dist, 'pages', `${basename(dirname(path))}.md`), pageForReaders(page));
  }
}

/**
 * The licences of the packages whose code is in the bundles, as these licences ask.
 * @param {string[]} inputs the files that were bundled
 * @throws {Error} when a package carries no licence
 */
function licensesOf(inputs) {
  const folders = inputs.map((path) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0]);
  return [...new Set(folders)]
    .filter((folder) => folder !== undefined)
    .sort()
    .map((folder) => {
      const { name, version, license } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
      const texts = readdirSync(join(root, folder)).filter((file) =>
        /^(licen[cs]e|notice|thirdpartynotice)/i.test(file),
      );
      if (texts.length === 0) throw new Error(`${name} carries no licence text`);
      const said = texts.map((file) => readFileSync(join(root, folder, file), 'utf8').trim());
      return [`${name} ${version} (${license})`, ...said].join('\n\n');
    })
    .join(`\n\n${'-'.repeat(80)}\n\n`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    for (const [name, bytes] of Object.entries(await buildAll())) {
      console.log(`${name.padEnd(12)} ${(bytes / 1024).toFixed(0).padStart(6)} KB`);
    }
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
