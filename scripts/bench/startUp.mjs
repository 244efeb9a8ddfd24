// @ts-check
/** How long a new process takes until it says the first thing about one small file. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { introduce, open, startLanguageServer } from './languageServer.mjs';
import { median, runProgram, takeTurns } from './measure.mjs';

/** @typedef {import('./peers.mjs').Program} Program */

/**
 * @typedef {object} StartUp
 * @property {string} name
 * @property {number} wallMs until the first finding is there
 * @property {number} [cpuMs] of the whole process, where it ends after that
 * @property {number} [rssMb] the most memory at any time, of such a process
 */

const FILE = 'total.js';
/** All contestants find something here. */
const EXAMPLE = `const express = require('express');
const app = express();
app.get('/total', (request, response) => {
  const total = eval(request.query.sum);
  response.json({ total });
});
`;

/**
 * @typedef {object} StartUps
 * @property {StartUp[]} commands from the start of the process to the first finding printed, and Node with nothing to do
 * @property {StartUp[]} servers from the start of the process, which is told `initialize` at once, to the first diagnostics
 */

/**
 * @param {object} setting
 * @param {string} setting.node
 * @param {string} setting.folder the bench's own, not the corpus
 * @param {number} setting.rounds
 * @param {readonly Program[]} setting.programs print what they find in a file
 * @param {readonly Program[]} setting.servers speak LSP
 * @returns {Promise<StartUps>} medians
 */
export async function measureStartUp({ node, folder, rounds, programs, servers }) {
  const workspace = join(folder, 'start-up');
  mkdirSync(workspace, { recursive: true });
  writeFileSync(join(workspace, FILE), EXAMPLE);
  const commands = [
    { name: 'Node alone', args: ['--print', '0'] },
    ...programs.map(({ name, args }) => ({ name, args: [...args, FILE] })),
  ];
  const runs = await takeTurns(
    rounds,
    commands.map(({ name, args }) => ({
      name,
      once: async () => {
        const run = await runProgram(node, args, { cwd: workspace });
        if (args.includes(FILE) && !run.stdout.includes('eval'))
          throw new Error(`${name} finds nothing: ${run.stdout}`);
        return run;
      },
    })),
  );
  const starts = await takeTurns(
    rounds,
    servers.map(({ name, args }) => ({ name, once: () => firstDiagnostics(node, args, workspace) })),
  );
  return {
    commands: commands.map(({ name }) => {
      const of = runs.get(name) ?? [];
      const wallMs = median(of.map(({ firstOutputMs }) => firstOutputMs));
      const rssMb = median(of.map((run) => run.rssMb));
      return { name, wallMs, cpuMs: median(of.map(({ cpuMs }) => cpuMs)), rssMb };
    }),
    servers: servers.map(({ name }) => ({ name, wallMs: median(starts.get(name) ?? []) })),
  };
}

/**
 * @param {string} node
 * @param {readonly string[]} args
 * @param {string} workspace
 */
async function firstDiagnostics(node, args, workspace) {
  const start = performance.now();
  const server = startLanguageServer(node, args);
  await introduce(server, workspace);
  const diagnostics = await open(server, join(workspace, FILE), EXAMPLE);
  const wallMs = performance.now() - start;
  await server.stop();
  if (diagnostics.length === 0) throw new Error('The server finds nothing in the example.');
  return wallMs;
}
