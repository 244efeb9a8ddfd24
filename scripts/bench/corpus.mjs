// @ts-check
/**
 * The files that are measured on: sources of packages from npm that `corpus/package.json` pins. Their archives are read
 * and nothing else of them: no dependency is installed and no script is run.
 */
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { contentOf } from '../../workspace/contentPolicies.ts';
import { diskSnapshot } from '../../workspace/diskSnapshot.ts';
import { loadTools } from '../../workspace/tools.ts';
import { openWorkspace } from '../../workspace/workspace.ts';
import { cacheFolder, filledOnce, install } from './cacheFolder.mjs';

/**
 * @typedef {object} CorpusFile
 * @property {string} path from the corpus folder, with `/`
 * @property {string} text
 * @property {number} lines
 */

/** @typedef {{ readonly folder: string, readonly files: readonly CorpusFile[] }} Corpus */

const manifestFile = join(import.meta.dirname, 'corpus', 'package.json');

/**
 * A folder with exactly the files that all contestants read.
 * @param {(folder: string) => Promise<readonly string[]>} unreadable the files that another contestant can't parse
 * @returns {Promise<Corpus>}
 * @throws {Error} when npm fails
 */
export async function stageCorpus(unreadable) {
  const packages = filledOnce('packages', [manifestFile], unpack);
  const folder = join(cacheFolder, 'corpus');
  rmSync(folder, { recursive: true, force: true });
  const analysed = await analysedFiles(packages);
  for (const { path } of analysed) cpSync(join(packages, path), join(folder, path));
  const dropped = new Set(await unreadable(folder));
  for (const path of dropped) rmSync(join(folder, path));
  return { folder, files: analysed.filter(({ path }) => !dropped.has(path)) };
}

/**
 * Gets the archives and takes the sources out of them.
 * @param {string} folder
 */
function unpack(folder) {
  const { dependencies, sources } = JSON.parse(readFileSync(manifestFile, 'utf8'));
  const archives = join(folder, 'archives');
  mkdirSync(archives);
  const wanted = Object.entries(dependencies);
  console.error(`Getting the corpus, ${wanted.length} packages (npm pack) ...`);
  const specifiers = wanted.map(([name, version]) => `${name}@${version}`);
  install('npm', ['pack', '--ignore-scripts', '--loglevel=error', ...specifiers], archives);
  for (const [name, version] of wanted) {
    const whole = join(archives, name);
    mkdirSync(whole, { recursive: true });
    const archive = `${name.replace('@', '').replace('/', '-')}-${version}.tgz`;
    install('tar', ['-xzf', archive, '-C', whole, '--strip-components=1'], archives);
    for (const source of sources[name]) {
      if (!existsSync(join(whole, source))) throw new Error(`${name}@${version} has no ${source}`);
      cpSync(join(whole, source), join(folder, name, source), { recursive: true });
    }
  }
  rmSync(archives, { recursive: true });
}

/**
 * The scripts that a scan of the folder analyses: none that is minified, generated, a declaration …
 * @param {string} folder
 * @returns {Promise<CorpusFile[]>}
 */
async function analysedFiles(folder) {
  const snapshot = diskSnapshot(folder);
  const { files } = await openWorkspace(snapshot, await loadTools()).list(['']);
  /** @type {CorpusFile[]} */
  const analysed = [];
  for (const path of files.filter((name) => /\.[cm]?[jt]sx?$/.test(name))) {
    const content = contentOf(path, await snapshot.read(path));
    if (content.kind === 'text') analysed.push({ path, text: content.text, lines: content.text.split('\n').length });
  }
  await snapshot.close();
  return analysed;
}
