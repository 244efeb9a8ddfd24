// @ts-check
/** From a key press to the diagnostics, as an editor sees it: transport, debounce, analysis, transport. */
import { join } from 'node:path';
import { introduce, open, startLanguageServer, uriOf } from './languageServer.mjs';
import { median } from './measure.mjs';
import { HALF_TYPED } from './samples.mjs';

/** @typedef {import('./samples.mjs').Sample} Sample */
/** @typedef {{ readonly path: string, readonly valid: number, readonly halfTyped: number }} RoundTrip wall milliseconds */

/** Edits before the first measurement. */
const WARM_UP = 10;

/**
 * Types `if (request.` into each sample and takes it away again, waiting for the diagnostics each time.
 * @param {{ node: string, server: readonly string[], folder: string, samples: readonly Sample[], rounds: number }} setting
 * @returns {Promise<RoundTrip[]>} medians, in the samples' order
 */
export async function measureRoundTrips({ node, server: args, folder, samples, rounds }) {
  const server = startLanguageServer(node, args);
  await introduce(server, folder);
  /** @type {RoundTrip[]} */
  const trips = [];
  for (const { path, text, typedAt } of samples) {
    const file = join(folder, path);
    let version = 1;
    await open(server, file, text);
    const before = text.slice(0, typedAt).split('\n');
    const start = { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
    const end = { line: start.line, character: start.character + HALF_TYPED.length };

    /** @param {{ range: object, text: string }} change */
    const change = async (change) => {
      const sent = performance.now();
      const diagnostics = server.diagnosticsOf(file, ++version);
      server.notify('textDocument/didChange', {
        textDocument: { uri: uriOf(file), version },
        contentChanges: [change],
      });
      await diagnostics;
      return performance.now() - sent;
    };
    /** @type {number[]} */
    const halfTyped = [];
    /** @type {number[]} */
    const valid = [];
    for (let round = -WARM_UP; round < rounds; round++) {
      const [typed, taken] = [
        await change({ range: { start, end: start }, text: HALF_TYPED }),
        await change({ range: { start, end }, text: '' }),
      ];
      if (round < 0) continue;
      halfTyped.push(typed);
      valid.push(taken);
    }
    server.notify('textDocument/didClose', { textDocument: { uri: uriOf(file) } });
    trips.push({ path, valid: median(valid), halfTyped: median(halfTyped) });
  }
  await server.stop();
  return trips;
}
