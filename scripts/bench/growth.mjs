// @ts-check
/** How the cost of an analysis grows: with the modules of a program, with the depth of calls, with a function's length. */
import { analysed, injectionsIn, options } from './engine.mjs';
import { answerInThread, askThread } from './inThread.mjs';
import { growthExponent, median } from './measure.mjs';
import { chainOf, longFunctionOf, modulesOf, programOf } from './synthetic.mjs';

/** @typedef {import('./synthetic.mjs').Made} Made */
/** @typedef {{ readonly size: number, readonly lines: number, readonly cpuMs: number, readonly found: number, readonly planted: number }} Point */

/**
 * @typedef {object} Series
 * @property {string} name
 * @property {readonly Point[]} points
 * @property {number} exponent of all points
 * @property {number} lastExponent from the last point but one to the last
 */

/** @typedef {{ readonly rounds: number, readonly modules: readonly number[] }} Setting */

/** @type {(setting: Setting) => { name: string, sizes: readonly number[], make: (size: number) => Made }[]} */
const seriesFor = ({ modules }) => [
  { name: 'modules of a program', sizes: modules, make: modulesOf },
  {
    name: 'depth of calls in a module (20 of them)',
    sizes: [1, 5, 10, 25, 50],
    make: (depth) => chainOf(depth, { inOneModule: true, copies: 20 }),
  },
  {
    name: 'depth of calls over modules (20 times)',
    sizes: [1, 5, 10, 25, 50],
    make: (depth) => chainOf(depth, { inOneModule: false, copies: 20 }),
  },
  {
    name: 'statements of a function (5 of them)',
    sizes: [10, 100, 500, 1000, 2500, 5000],
    make: (count) => longFunctionOf(count, { copies: 5 }),
  },
];

/** What is shorter is done several times for one measurement. */
const MEASURED_MS = 200;
/** Of each series, what is done before the first measurement: all of the code is to be compiled then. */
const WARM_UP_MS = 2000;

/**
 * @param {Setting} setting
 * @returns {Promise<Series[]>} medians
 */
export function measureGrowth(setting) {
  return askThread(import.meta.url, setting);
}

/**
 * @param {Setting} setting
 * @returns {Promise<Series[]>}
 */
async function measure(setting) {
  return seriesFor(setting).map(({ name, sizes, make }) => {
    const inputs = sizes.map((size) => {
      const { texts, planted } = make(size);
      const lines = [...texts.values()].reduce((sum, text) => sum + text.split('\n').length - 1, 0);
      return { size, lines, planted, program: () => programOf(texts, options) };
    });
    const small = inputs[Math.min(2, inputs.length - 1)] ?? inputs[0];
    for (const start = performance.now(); small && performance.now() - start < WARM_UP_MS; ) analysed(small.program());
    const points = inputs.map(({ size, lines, planted, program }) => {
      const first = analysed(program());
      const calls = Math.max(1, Math.round(MEASURED_MS / first.cpuMs));
      const times = Array.from({ length: setting.rounds }, () => {
        let cpuMs = 0;
        for (let call = 0; call < calls; call++) cpuMs += analysed(program()).cpuMs;
        return cpuMs / calls;
      });
      return { size, lines, planted, found: injectionsIn(first.answers), cpuMs: median(times) };
    });
    return { name, points, exponent: growthExponent(points), lastExponent: growthExponent(points.slice(-2)) };
  });
}

await answerInThread(import.meta.url, measure);
