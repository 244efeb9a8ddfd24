// @ts-check
/**
 * What the analysis thread of a running server computes for one file, beside typescript-estree's parse of the same text,
 * in turns. No debounce and no transport.
 */
import { join } from 'node:path';
import { createTypescriptParser } from '../../engine/syntax/typescriptParser.ts';
import { createAnalyst } from '../../server/analyst.ts';
import { loadParser } from '../../workspace/parsers.ts';
import { loadTools } from '../../workspace/tools.ts';
import { answerInThread, askThread } from './inThread.mjs';
import { cpuOf, median, takeTurns } from './measure.mjs';
import { halfTyped, parseByEstree } from './samples.mjs';

/** @typedef {import('./samples.mjs').Sample} Sample */

/** TypeScript's parser, as in the extension, or the fast one, as in `portside lsp` where it is installed. */
/** @typedef {'typescript' | 'oxc'} ParserName */

/**
 * Medians of CPU milliseconds for one file.
 * @typedef {object} WarmFile
 * @property {string} path
 * @property {number} lines
 * @property {number} parse typescript-estree's parse of the valid text
 * @property {number} valid the analysis of the valid text
 * @property {number} halfTyped the analysis of the text in which something is half typed
 */

/** The first so many milliseconds are not measured: all of the code is to be compiled then. */
const WARM_UP_MS = 8000;
/** What is shorter is called several times for one measurement. */
const MEASURED_MS = 20;

/** @typedef {{ readonly folder: string, readonly samples: readonly Sample[], readonly rounds: number }} Setting */

/**
 * Measures in a thread of its own: code that has met the trees of one parser alone is faster than code that has met both.
 * @param {ParserName} parser
 * @param {Setting} setting
 * @returns {Promise<WarmFile[]>} in the samples' order
 */
export function measureWarmAnalysis(parser, setting) {
  return askThread(import.meta.url, { parser, setting });
}

/**
 * @param {ParserName} parser
 * @param {Setting} setting
 * @returns {Promise<WarmFile[]>}
 */
async function measure(parser, { folder, samples, rounds }) {
  const analyze = analysisWith(folder, parser === 'oxc' ? loadParser() : createTypescriptParser());
  const files = samples.map((sample) => {
    const broken = { ...sample, text: halfTyped(sample) };
    return {
      ...sample,
      tasks: {
        parse: () => parseByEstree(sample),
        valid: () => analyze(sample),
        halfTyped: () => analyze(broken),
      },
    };
  });
  for (const start = performance.now(); performance.now() - start < WARM_UP_MS; ) {
    for (const { tasks } of files) for (const task of Object.values(tasks)) await task();
  }
  /** @type {WarmFile[]} */
  const measured = [];
  for (const { path, lines, tasks } of files) {
    const contestants = [];
    for (const [name, task] of Object.entries(tasks)) {
      const calls = Math.max(1, Math.round(MEASURED_MS / (await cpuOf(2, task))));
      contestants.push({ name, once: () => cpuOf(calls, task) });
    }
    const times = await takeTurns(rounds, contestants);
    const timeOf = (/** @type {keyof typeof tasks} */ name) => median(times.get(name) ?? []);
    measured.push({ path, lines, parse: timeOf('parse'), valid: timeOf('valid'), halfTyped: timeOf('halfTyped') });
  }
  return measured;
}

/**
 * The answer to the question that the server asks its analysis thread after each pause in typing.
 * @param {string} folder
 * @param {import('../../engine/syntax/parse.ts').Parser} parser
 * @returns {(sample: Pick<Sample, 'path' | 'text'>) => Promise<void>}
 */
function analysisWith(folder, parser) {
  const analyst = createAnalyst(async () => ({ ...(await loadTools()), parser }));
  const asking = { signal: new AbortController().signal, say() {} };
  return async ({ path, text }) => {
    const { kind } = await analyst.answers.analyze(
      { file: join(folder, path), text, overruling: {}, folder: undefined },
      asking,
    );
    if (kind !== 'analysed') throw new Error(`${path}: ${kind}`);
  };
}

await answerInThread(import.meta.url, ({ parser, setting }) => measure(parser, setting));
