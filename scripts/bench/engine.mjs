// @ts-check
/** The engine on a program in memory, as a scan runs it, with what it costs. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { defaultConfiguration, settingsFor } from '../../workspace/configuration.ts';
import { loadTools } from '../../workspace/tools.ts';

/** @typedef {import('../../engine/program.ts').ProgramFile} ProgramFile */
/** @typedef {import('../../engine/program.ts').ProgramMemory} ProgramMemory */

const tools = await loadTools();

/** What a scan with no configuration asks of a file. @type {import('../../engine/analyze.ts').AnalysisOptions} */
export const options = {
  knowledge: tools.ruleset.knowledge(),
  parser: tools.parser,
  settings: settingsFor(defaultConfiguration(''), '', {}),
  inTest: false,
  today: tools.today,
};

/**
 * Analyses a program.
 * @param {ReadonlyMap<string, ProgramFile>} files
 * @param {ProgramMemory} [memory]
 */
export function analysed(files, memory) {
  const start = process.cpuUsage();
  const run = tools.analyzeProgram(files, memory);
  let analyses = 0;
  let step = run.next();
  for (; !step.done; step = run.next()) analyses++;
  const { user, system } = process.cpuUsage(start);
  return { cpuMs: (user + system) / 1000, analyses, answers: step.value };
}

/** @param {import('../../engine/program.ts').ProgramAnalysis} answers */
export function injectionsIn(answers) {
  let count = 0;
  for (const { findings } of answers.values()) {
    for (const { ruleId } of findings) if (ruleId === 'sql-injection') count++;
  }
  return count;
}

const COLLECTIONS = 5;

/** Megabytes of this thread's heap that are reachable. */
export function reachableMb() {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc');
  // What one collection frees can hold on to what the next one does.
  for (let number = 0; number < COLLECTIONS; number++) collect();
  return process.memoryUsage().heapUsed / 1e6;
}
