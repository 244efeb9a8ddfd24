// @ts-check
/** The scan of a whole folder, each time by a new process: what a terminal, a hook or CI waits for. */
import { median, runProgram, sum, takeTurns } from './measure.mjs';

/** @typedef {import('./peers.mjs').Program} Program */

/**
 * @typedef {object} FolderScan
 * @property {string} name
 * @property {number} cpuMs
 * @property {number} wallMs
 * @property {number} rssMb the most memory at any time
 * @property {number} files how many it has read
 * @property {number} findings
 * @property {readonly { path: string, cause: string }[]} incomplete what it did not analyse in full, as far as it says so
 */

/** How each of them reports, to be counted. */
const JSON_REPORT = ['--format', 'json', '.'];

/**
 * Median CPU time, wall time and memory of each program's scan of the folder.
 * @param {{ node: string, folder: string, rounds: number, programs: readonly Program[] }} setting
 * @returns {Promise<FolderScan[]>} in the programs' order
 */
export async function measureFolderScans({ node, folder, rounds, programs }) {
  /** @type {Map<string, Outcome>} */
  const outcomes = new Map();
  const runs = await takeTurns(
    rounds,
    programs.map(({ name, args }) => ({
      name,
      once: async () => {
        const { stdout, ...run } = await runProgram(node, [...args, ...JSON_REPORT], { cwd: folder });
        outcomes.set(name, outcomeOf(JSON.parse(stdout)));
        return run;
      },
    })),
  );
  return programs.map(({ name }) => {
    const of = runs.get(name) ?? [];
    return {
      name,
      cpuMs: median(of.map(({ cpuMs }) => cpuMs)),
      wallMs: median(of.map(({ wallMs }) => wallMs)),
      rssMb: median(of.map(({ rssMb }) => rssMb)),
      ...(outcomes.get(name) ?? NOTHING),
    };
  });
}

/** @typedef {Pick<FolderScan, 'files' | 'findings' | 'incomplete'>} Outcome */

/** @type {Outcome} */
const NOTHING = { files: 0, findings: 0, incomplete: [] };

/**
 * @param {{ messages: unknown[] }[] | { findings: unknown[], receipt: { analysed: number, failed: Outcome['incomplete'] } }} report
 *   ESLint's or Portside's
 * @returns {Outcome}
 */
function outcomeOf(report) {
  if (Array.isArray(report)) {
    return { files: report.length, findings: sum(report.map(({ messages }) => messages.length)), incomplete: [] };
  }
  const { findings, receipt } = report;
  return { files: receipt.analysed, findings: findings.length, incomplete: receipt.failed };
}
