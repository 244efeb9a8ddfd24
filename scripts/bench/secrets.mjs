// @ts-check
/** How fast secrets are looked for, beside secretlint's recommended preset on the same files: a process each, in turns. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
  }
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
    const { stdout, cpuMs } = await runProgram(node, [join(import.meta.dirname, script), list]);
    return { cpuMs, ...JSON.parse(stdout) };
  };
  const turns = await takeTurns(rounds, [
    { name: 'secretlint', once: () => search('secretlint.mjs') },
    { name: 'portside', once: () => search('secretSearch.mjs') },
  ]);
  const of = (/** @type {string} */ name) => {
    const all = turns.get(name) ?? [];
    const middle = (/** @type {keyof Search} */ key) => median(all.map((each) => each[key]));
    return { cpuMs: middle('cpuMs'), searchMs: middle('searchMs'), found: middle('found') };
  };
  return { secretlint: of('secretlint'), portside: of('portside') };
}
