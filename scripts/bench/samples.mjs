// @ts-check
/** Which files stand for a size, and what they are while somebody types in them. */
import { parse, simpleTraverse } from '@typescript-eslint/typescript-estree';
import { isTestFile } from '../../workspace/testFiles.ts';

/** @typedef {import('./corpus.mjs').CorpusFile} CorpusFile */

/**
 * @typedef {object} Sample
 * @property {string} path from the corpus folder
 * @property {string} text
 * @property {number} lines
 * @property {number} typedAt where something is half typed: before the statement nearest to the middle
 */

/** So many files of a size, so that no file's own manner decides. */
const SAMPLES = 5;

/** What is half typed. */
export const HALF_TYPED = 'if (request.';

/** @param {Sample} sample */
export function halfTyped({ text, typedAt }) {
  return `${text.slice(0, typedAt)}${HALF_TYPED}\n${text.slice(typedAt)}`;
}

/**
 * The files whose length is nearest to the wanted one, at most one of a package and none that is a test.
 * @param {readonly CorpusFile[]} files
 * @param {number} lines
 * @returns {Sample[]}
 */
export function samplesOf(files, lines) {
  const distance = (/** @type {CorpusFile} */ file) => Math.abs(file.lines - lines);
  /** @type {Map<string, CorpusFile>} */
  const nearest = new Map();
  for (const file of files) {
    if (isTestFile(file.path, file.path, [])) continue;
    const name = packageOf(file.path);
    const other = nearest.get(name);
    if (!other || distance(file) < distance(other)) nearest.set(name, file);
  }
  return [...nearest.values()]
    .sort((a, b) => distance(a) - distance(b) || (a.path < b.path ? -1 : 1))
    .slice(0, SAMPLES)
    .map((file) => ({ ...file, typedAt: middleOf(file) }));
}

/** @param {string} path */
function packageOf(path) {
  const [first = '', second = ''] = path.split('/');
  return first.startsWith('@') ? `${first}/${second}` : first;
}

/**
 * Typescript-estree's parse as it is cheapest: positions, and no tokens, comments or JSDoc.
 * @param {Pick<Sample, 'path' | 'text'>} sample
 */
export function parseByEstree({ path, text }) {
  return parse(text, {
    filePath: path,
    jsx: /\.(?:js|jsx|tsx)$/.test(path),
    range: true,
    loc: true,
    jsDocParsingMode: 'none',
    loggerFn: false,
  });
}

/**
 * The start of the statement inside of a function that is nearest to the middle.
 * @param {CorpusFile} file
 */
function middleOf(file) {
  const middle = file.text.length / 2;
  let best = 0;
  simpleTraverse(parseByEstree(file), {
    enter(node) {
      if (node.type !== 'BlockStatement') return;
      for (const { range } of node.body) if (Math.abs(range[0] - middle) < Math.abs(best - middle)) best = range[0];
    },
  });
  return best;
}
