// @ts-check
/**
 * Where the time of a scan goes: the whole folder as `portside scan` goes through it, in a new process under the sampling
 * profiler. A sample belongs to the innermost stage on its stack, so the stages share out the whole.
 */
import { Session } from 'node:inspector/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { runProgram } from './measure.mjs';

/** @typedef {{ readonly name: string, readonly share: number }} Share */

/**
 * What the frames of a stage are, the most telling first: a file of the tree or a folder, and its function where the file
 * serves several stages.
 * @type {readonly { readonly stage: string, readonly file: string, readonly functions?: readonly string[] }[]}
 */
const FRAMES = [
  { stage: 'parse', file: 'engine/syntax/oxcParser' },
  { stage: 'parse', file: 'engine/syntax/typescriptParser' },
  { stage: 'parse', file: 'engine/syntax/nesting' },
  { stage: 'scopes and constants', file: 'engine/semantics/scopes' },
  { stage: 'scopes and constants', file: 'engine/semantics/constants' },
  { stage: 'scopes and constants', file: 'engine/semantics/classFields' },
  { stage: 'graph', file: 'engine/flow/buildGraph' },
  { stage: 'values', file: 'engine/flow/resolveValues' },
  { stage: 'summaries and taint', file: 'engine/check/followData' },
  { stage: 'summaries and taint', file: 'engine/flow/summaryText' },
  { stage: 'patterns', file: 'engine/check/check', functions: ['matchPatterns'] },
  { stage: 'secrets', file: 'engine/secrets/detect' },
  { stage: 'secrets', file: 'engine/secrets/mask' },
  { stage: 'settle', file: 'engine/settle/' },
  { stage: 'settle', file: 'engine/program', functions: ['answersOf'] },
  // The line itself, which calls the stages; what they call belongs to them.
  { stage: 'rest of the engine', file: 'engine/analyze' },
  { stage: 'rest of the engine', file: 'engine/program' },
  { stage: 'rest of the engine', file: 'engine/moduleModel' },
];

/** Stages that are the following of data. */
export const FLOW_STAGES = ['graph', 'values', 'summaries and taint'];
const COLLECTOR = 'garbage collection';
const OTHER = 'files, start and report';

const ROOT = pathToFileURL(join(import.meta.dirname, '..', '..', '/')).href;

/**
 * @param {string} folder
 * @returns {Promise<Share[]>} of one, in the order of the line
 */
export async function measureStages(folder) {
  const { stdout } = await runProgram(process.execPath, [import.meta.filename, folder]);
  return JSON.parse(stdout);
}

if (process.argv[1] === import.meta.filename) await profile(process.argv[2] ?? '.');

/** @param {string} folder */
async function profile(folder) {
  const [{ scan }, { loadTools }] = await Promise.all([
    import('../../workspace/scan.ts'),
    import('../../workspace/tools.ts'),
  ]);
  const tools = await loadTools();
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.setSamplingInterval', { interval: 500 });
  await session.post('Profiler.start');
  await scan({ root: folder, paths: [''], tools });
  const { profile: taken } = await session.post('Profiler.stop');
  console.log(JSON.stringify(sharesOf(taken)));
}

/**
 * @param {import('node:inspector').Profiler.Profile} taken
 * @returns {Share[]}
 */
function sharesOf({ nodes, samples = [], timeDeltas = [] }) {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  /** @type {Map<number, string>} */
  const stages = new Map();
  for (const node of nodes) {
    // Parents stand before their children.
    stages.set(node.id, stages.get(node.id) ?? stageOf(node) ?? OTHER);
    for (const child of node.children ?? []) {
      const own = byId.get(child);
      stages.set(child, (own && stageOf(own)) ?? stages.get(node.id) ?? OTHER);
    }
  }
  /** @type {Map<string, number>} */
  const times = new Map([...FRAMES.map(({ stage }) => stage), COLLECTOR, OTHER].map((name) => [name, 0]));
  let total = 0;
  for (const [index, id] of samples.entries()) {
    const time = timeDeltas[index] ?? 0;
    if (byId.get(id)?.callFrame.functionName === '(idle)') continue;
    const stage = stages.get(id) ?? OTHER;
    times.set(stage, (times.get(stage) ?? 0) + time);
    total += time;
  }
  return [...times].map(([name, time]) => ({ name, share: time / total }));
}

/** @param {import('node:inspector').Profiler.ProfileNode} node */
function stageOf({ callFrame: { functionName, url } }) {
  if (functionName === '(garbage collector)') return COLLECTOR;
  if (!url.startsWith(ROOT)) return undefined;
  const file = url.slice(ROOT.length);
  return FRAMES.find((each) => file.startsWith(each.file) && (each.functions?.includes(functionName) ?? true))?.stage;
}
