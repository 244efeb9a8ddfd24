// @ts-check
/** How fast secrets are looked for, beside secretlint's recommended preset on the same texts, in turns, in one thread. */
import { lintSource } from '@secretlint/core';
import { creator } from '@secretlint/secretlint-rule-preset-recommend';
import { findSecrets } from '../../engine/secrets/detect.ts';
import { isScript, languageOf, sourceFile } from '../../engine/source/sourceFile.ts';
import { loadTools } from '../../workspace/tools.ts';
import { answerInThread, askThread } from './inThread.mjs';
import { cpuOf, median, takeTurns } from './measure.mjs';

/** @typedef {{ readonly path: string, readonly text: string }} SecretFile */

/**
 * Medians of CPU milliseconds for all files, with the characters of these files in millions.
 * @typedef {object} SecretSpeed
 * @property {string} name what was read
 * @property {number} files
 * @property {number} megabytes
 * @property {number} peer secretlint
 * @property {number} stage Portside's search, with the trees of the scripts given: the analysis of a file has them anyway
 * @property {number} withSyntax the same with the reading of the syntax
 */

/** The first rounds are not measured: the code is compiled then. */
const WARM_UP_ROUNDS = 3;

/**
 * @param {{ readonly rounds: number, readonly files: readonly SecretFile[] }} setting
 * @returns {Promise<SecretSpeed[]>} of the files, and of as much text without a word that announces a secret
 */
export function measureSecrets(setting) {
  return askThread(import.meta.url, setting);
}

/** No word of it stands in any name or token that is known. */
const PROSE = 'It was a bright cold day in April, and the clocks were striking thirteen; 1984 / x = (a + b) * 12.\n';

/**
 * @param {{ readonly rounds: number, readonly files: readonly SecretFile[] }} setting
 * @returns {Promise<SecretSpeed[]>}
 */
async function measure({ rounds, files }) {
  const size = files.reduce((total, { text }) => total + text.length, 0);
  const plain = Array.from({ length: 100 }, (_, at) => ({
    path: `plain${at}.txt`,
    text: PROSE.repeat(Math.ceil(size / 100 / PROSE.length)),
  }));
  return [await speedOn('the same files', files, rounds), await speedOn('text without keywords', plain, rounds)];
}

/**
 * @param {string} name
 * @param {readonly SecretFile[]} files
 * @param {number} rounds
 * @returns {Promise<SecretSpeed>}
 */
async function speedOn(name, files, rounds) {
  const { ruleset, parser } = await loadTools();
  const detectors = ruleset.knowledge().secrets;
  const treeOf = (/** @type {SecretFile} */ { path, text }) => {
    const language = languageOf(path);
    const tree = isScript(language) ? parser(text, language) : undefined;
    return tree?.isUnread ? undefined : tree;
  };
  const trees = new Map(files.map((file) => [file.path, treeOf(file)]));
  const search = (/** @type {SecretFile} */ { path, text }, /** @type {ReturnType<typeof treeOf>} */ tree) =>
    findSecrets(sourceFile(path, text), tree, detectors, { inTest: false });
  const contestants = [
    { name: 'peer', once: () => cpuOf(1, () => lintAll(files)) },
    { name: 'stage', once: () => cpuOf(1, () => files.forEach((file) => void search(file, trees.get(file.path)))) },
    { name: 'withSyntax', once: () => cpuOf(1, () => files.forEach((file) => void search(file, treeOf(file)))) },
  ];
  await takeTurns(WARM_UP_ROUNDS, contestants);
  const times = await takeTurns(rounds, contestants);
  const timeOf = (/** @type {string} */ of) => median(times.get(of) ?? []);
  const megabytes = files.reduce((total, { text }) => total + text.length, 0) / 1e6;
  return {
    name,
    files: files.length,
    megabytes,
    peer: timeOf('peer'),
    stage: timeOf('stage'),
    withSyntax: timeOf('withSyntax'),
  };
}

/** The preset as it recommends itself. */
const config = { rules: [{ id: '@secretlint/secretlint-rule-preset-recommend', rule: creator, options: {} }] };

/** @param {readonly SecretFile[]} files */
async function lintAll(files) {
  for (const { path, text } of files) {
    await lintSource({
      source: { content: text, filePath: path, ext: path.slice(path.lastIndexOf('.')), contentType: 'text' },
      options: { config },
    });
  }
}

await answerInThread(import.meta.url, measure);
