// @ts-check
/**
 * A program that is kept analysed, as the language server keeps it, while somebody edits files of it: what all findings
 * cost after an edit, beside the cold scan of the same program. And what is kept for that.
 */
import { programMemory } from '../../engine/program.ts';
import { analysed, injectionsIn, options, reachableMb } from './engine.mjs';
import { answerInThread, askThread } from './inThread.mjs';
import { median } from './measure.mjs';
import { modulesOf, programFile, programOf } from './synthetic.mjs';

/**
 * @typedef {object} Edits
 * @property {number} files
 * @property {number} lines
 * @property {number} coldMs CPU milliseconds, median
 * @property {readonly Edit[]} edits
 * @property {number} keptMb what is kept of the program: texts, analyses, answers
 */

/**
 * @typedef {object} Edit
 * @property {string} kind
 * @property {string} path
 * @property {number} cpuMs
 * @property {number} analyses how many modules were analysed again, some several times
 * @property {number} changed how many files' answers are others
 */

/** @typedef {{ readonly files: number, readonly edits: number, readonly rounds: number }} Setting */

/** What somebody does to a file. @type {Record<string, (text: string) => string>} */
const KINDS = {
  'a comment': (text) => `// Reviewed.\n${text}`,
  'a statement': (text) => text.replace(/\) \{\n/, ') {\n  const started = Date.now();\n'),
  'half typed': (text) => text.replace(/\) \{\n/, ') {\n  if (request.\n'),
  'an export': (text) => `${text}\nexport const version = 2;\n`,
  'the flow': (text) =>
    text.includes("= ' + id)")
      ? text.replace("= ' + id)", "= ' + Number(id))")
      : text.replace("= $1', [id])", "= ' + id)").replace('req.params;', 'req.query;'),
};

/** Cold analyses, and edits, before the first measurement. */
const WARM_UP = 3;
const WARM_UP_EDITS = 20;

/**
 * @param {Setting} setting
 * @returns {Promise<Edits>}
 */
export function measureEdits(setting) {
  return askThread(import.meta.url, setting);
}

/**
 * @param {Setting} setting
 * @returns {Promise<Edits>}
 */
async function measure(setting) {
  const { texts: made, planted } = modulesOf(setting.files);
  const lines = [...made.values()].reduce((sum, text) => sum + text.split('\n').length - 1, 0);
  for (let round = 0; round < WARM_UP; round++) analysed(programOf(made, options));
  const colds = Array.from({ length: setting.rounds }, () => analysed(programOf(made, options)).cpuMs);

  const empty = reachableMb();
  const texts = new Map(made);
  const files = programOf(texts, options);
  const memory = programMemory();
  let { answers } = analysed(files, memory);
  if (injectionsIn(answers) !== planted) throw new Error(`Of ${planted} flows, ${injectionsIn(answers)} are found.`);
  const keptMb = reachableMb() - empty;

  const random = randomNumbers(20_26);
  const paths = [...texts.keys()];
  const kinds = Object.entries(KINDS);
  /** @type {Edit[]} */
  const edits = [];
  for (let number = -WARM_UP_EDITS; number < setting.edits; number++) {
    const [kind, change] = kinds[(number + WARM_UP_EDITS) % kinds.length] ?? ['', String];
    const changeable = paths.filter((each) => change(texts.get(each) ?? '') !== texts.get(each));
    const path = changeable[Math.floor(random() * changeable.length)] ?? '';
    const text = texts.get(path) ?? '';
    files.set(path, programFile(path, change(text), options, texts));
    const { answers: now, analyses, cpuMs } = analysed(files, memory);
    let changed = 0;
    for (const [each, answer] of now) if (answers.get(each) !== answer) changed++;
    if (number >= 0) edits.push({ kind, path, cpuMs, analyses, changed });
    // Somebody takes it back: the next edit meets the program as it was.
    files.set(path, programFile(path, text, options, texts));
    ({ answers } = analysed(files, memory));
  }
  return { files: files.size, lines, coldMs: median(colds), edits, keptMb };
}

/**
 * Numbers from 0 to 1, the same in every run (mulberry32).
 * @param {number} seed
 */
function randomNumbers(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

await answerInThread(import.meta.url, measure);
