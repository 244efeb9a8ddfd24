// @ts-check
/** Times and memory of programs and of functions. CPU time is what counts: wall time is the neighbours' as well. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * @typedef {object} Run
 * @property {number | null} status the exit code
 * @property {number} wallMs from the start of the process to its end
 * @property {number} firstOutputMs from the start of the process to the first thing that it printed
 * @property {number} cpuMs user and system time of all its threads
 * @property {number} rssMb the most memory that it had at any time
 * @property {string} stdout
 */

const usageReporter = fileURLToPath(import.meta.resolve('./usage.cjs'));

/**
 * Runs a program on Node as a process of its own, and waits for its end.
 * @param {string} node the Node to run it on
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: Readonly<Record<string, string>> }} [options]
 * @returns {Promise<Run>}
 * @throws {Error} with what it complains about, when it prints nothing
 */
export async function runProgram(node, args, { cwd, env } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'portside-usage-'));
  try {
    const usageFile = join(folder, 'usage.json');
    const start = performance.now();
    const child = spawn(node, ['--require', usageReporter, ...args], {
      cwd,
      env: { ...process.env, ...env, NODE_OPTIONS: '', PORTSIDE_BENCH_USAGE: usageFile },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let firstOutputMs = Number.NaN;
    /** @type {Buffer[]} */
    const printed = [];
    /** @type {Buffer[]} */
    const complaints = [];
    child.stdout.on('data', (chunk) => {
      if (printed.length === 0) firstOutputMs = performance.now() - start;
      printed.push(chunk);
    });
    child.stderr.on('data', (chunk) => complaints.push(chunk));
    const [status] = await once(child, 'close');
    const wallMs = performance.now() - start;
    const stdout = Buffer.concat(printed).toString();
    const stderr = Buffer.concat(complaints).toString();
    if (stdout === '') throw new Error(`${args.join(' ')} ended with ${status}:\n${stderr}`);
    return { status, wallMs, firstOutputMs, stdout, ...JSON.parse(readFileSync(usageFile, 'utf8')) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * The CPU milliseconds of this process, all threads, that an action takes, per call.
 * @param {number} calls how often it is called: what is short is not measured by one call
 * @param {() => unknown} action
 */
export async function cpuOf(calls, action) {
  const start = process.cpuUsage();
  for (let call = 0; call < calls; call++) await action();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000 / calls;
}

/**
 * @template T
 * @typedef {{ readonly name: string, readonly once: () => Promise<T> }} Contestant
 */

/**
 * Lets contestants take turns, so that what else happens on the machine meets all of them.
 * @template T
 * @param {number} rounds
 * @param {readonly Contestant<T>[]} contestants
 * @returns {Promise<Map<string, T[]>>} what each gave, by name
 */
export async function takeTurns(rounds, contestants) {
  const results = new Map(contestants.map(({ name }) => [name, /** @type {T[]} */ ([])]));
  for (let round = 0; round < rounds; round++) {
    for (const { name, once: run } of contestants) results.get(name)?.push(await run());
  }
  return results;
}

/** @param {readonly number[]} values */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/** @param {readonly number[]} values */
export function sum(values) {
  return values.reduce((total, value) => total + value, 0);
}

/** @param {readonly number[]} values */
export function mean(values) {
  return sum(values) / values.length;
}

/**
 * The exponent of the power of the size that the cost grows with: 1 when twice the size costs twice as much. By least
 * squares over the logarithms.
 * @param {readonly { readonly size: number, readonly cpuMs: number }[]} points
 */
export function growthExponent(points) {
  const xs = points.map(({ size }) => Math.log(size));
  const ys = points.map(({ cpuMs }) => Math.log(cpuMs));
  const [meanX, meanY] = [mean(xs), mean(ys)];
  const covariance = sum(xs.map((x, index) => (x - meanX) * ((ys[index] ?? Number.NaN) - meanY)));
  return covariance / sum(xs.map((x) => (x - meanX) ** 2));
}
