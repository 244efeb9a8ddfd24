// @ts-check
/** What may be typed after `npm run bench --`. */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { developmentNode } from '../setup.mjs';

/** How often each is measured. An odd number has a middle. */
const ROUNDS = {
  full: { scan: 5, startUp: 15, warm: 15, typing: 15, secrets: 5, growth: 5, edits: 100 },
  quick: { scan: 1, startUp: 5, warm: 5, typing: 5, secrets: 1, growth: 1, edits: 30 },
};

/** What can be measured by itself. */
const PARTS = { history: 'history.mjs' };

/**
 * @param {string[]} args
 * @throws {TypeError} for what it does not know
 */
export function readOptions(args) {
  const { values } = parseArgs({
    args,
    options: {
      quick: { type: 'boolean' },
      json: { type: 'string' },
      node: { type: 'string' },
      part: { type: 'string' },
    },
  });
  if (values.part !== undefined && !Object.hasOwn(PARTS, values.part)) {
    throw new TypeError(`--part is one of ${Object.keys(PARTS).join(', ')}, not ${values.part}`);
  }
  return {
    rounds: values.quick ? ROUNDS.quick : ROUNDS.full,
    /** How many modules the growing programs have. */
    modules: values.quick ? [100, 300, 1000] : [100, 300, 1000, 3000, 10_000],
    json: values.json === undefined ? undefined : resolve(process.env['INIT_CWD'] ?? '.', values.json),
    node: values.node ?? developmentNode,
    /** The script that measures. */
    script: values.part === undefined ? 'main.mjs' : PARTS[/** @type {keyof typeof PARTS} */ (values.part)],
  };
}
