// @ts-check
/** How fast secrets are looked for, beside secretlint's recommended preset on the same files: a process each, in turns. */
import { globSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { BUNDLING } from '../build.mjs';
import { median, runProgram, takeTurns } from './measure.mjs';

/**
 * Medians of CPU milliseconds: of the whole process, and of the search alone.
 * @typedef {{ readonly cpuMs: number, readonly searchMs: number, readonly found: number }} Search
 * @typedef {object} SecretSpeed
 * @property {string} name what was read
 * @property {number} megabytes the characters of the files, in millions
 * @property {Search} secretlint
 * @property {Search} portside
 */

/** No word of it stands in any name or token that is known. */
const PROSE = 'It was a bright cold day in April, and the clocks were striking thirteen; 1984 / x = (a + b) * 12.\n';
const PROSE_FILES = 50;
const PROSE_CHARACTERS = 400_000;

/**
 * Measures on the files of a folder, and on text without a word that announces a secret.
 * @param {{ readonly node: string, readonly rounds: number, readonly folder: string, readonly files: readonly { readonly path: string, readonly text: string }[] }} setting
 * @returns {Promise<SecretSpeed[]>}
 */
export async function measureSecrets({ node, rounds, folder, files }) {
  const own = mkdtempSync(join(tmpdir(), 'portside-secrets-'));
  try {
    await bundleSearch();
    const prose = Array.from({ length: PROSE_FILES }, (_, at) => join(own, 'prose', `${at}.txt`));
    mkdirSync(join(own, 'prose'));
    const text = PROSE.repeat(Math.ceil(PROSE_CHARACTERS / PROSE.length));
    for (const path of prose) writeFileSync(path, text);
    const megabytes = files.reduce((total, file) => total + file.text.length, 0) / 1e6;
    const paths = files.map(({ path }) => join(folder, path));
    return [
      { name: 'the same files', megabytes, ...(await speedOn(node, join(own, 'files.json'), paths, rounds)) },
      {
        name: 'text without keywords',
        megabytes: (text.length * PROSE_FILES) / 1e6,
        ...(await speedOn(node, join(own, 'prose.json'), prose, rounds)),
      },
    ];
  } finally {
    rmSync(own, { recursive: true, force: true });
    rmSync(bundle, { force: true });
  }
}

const root = join(import.meta.dirname, '..', '..');
/** Beside what it loads when a text needs it. */
const bundle = join(root, 'dist', 'secretSearch.cjs');

/** Makes of Portside's search and its rules what users run, with the rules of secrets alone: secretlint comes so, too. */
async function bundleSearch() {
  const rules = globSync('rules/secrets/*/rule.ts', { cwd: root }).sort();
  const contents = [
    ...rules.map((file, index) => `import rule${index} from ${JSON.stringify(`./${file}`)};`),
    "import { search } from './scripts/bench/secretSearch.mjs';",
    `search([${rules.map((_, index) => `rule${index}`).join(', ')}]);`,
  ].join('\n');
  await build({ ...BUNDLING, absWorkingDir: root, stdin: { contents, resolveDir: root }, outfile: bundle });
}

/**
 * @param {string} node
 * @param {string} list
 * @param {readonly string[]} paths
 * @param {number} rounds
 * @returns {Promise<{ secretlint: Search, portside: Search }>}
 */
async function speedOn(node, list, paths, rounds) {
  writeFileSync(list, JSON.stringify(paths));
  const search = async (/** @type {string} */ script) => {
    const { stdout, cpuMs } = await runProgram(node, [script, list]);
    return { cpuMs, ...JSON.parse(stdout) };
  };
  const turns = await takeTurns(rounds, [
    { name: 'secretlint', once: () => search(join(import.meta.dirname, 'secretlint.mjs')) },
    { name: 'portside', once: () => search(bundle) },
  ]);
  const of = (/** @type {string} */ name) => {
    const all = turns.get(name) ?? [];
    const middle = (/** @type {keyof Search} */ key) => median(all.map((each) => each[key]));
    return { cpuMs: middle('cpuMs'), searchMs: middle('searchMs'), found: middle('found') };
  };
  return { secretlint: of('secretlint'), portside: of('portside') };
}
