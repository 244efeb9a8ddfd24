/** What guarded processes (networkGuard.cjs) have tried, collected in one file. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Attempt } from './networkGuard.cjs';

/** The module to preload with `--require`. */
export const networkGuard = join(import.meta.dirname, 'networkGuard.cjs');

export interface NetworkLog {
  /** The value of PORTSIDE_TEST_NETWORK_LOG for the processes to watch. */
  readonly file: string;
  /** The attempts since this was last asked, each as a text with its stack. */
  takeAttempts(): string[];
  remove(): void;
}

/** Makes an empty log in a temporary folder. */
export function createNetworkLog(): NetworkLog {
  const folder = mkdtempSync(join(tmpdir(), 'portside-network-'));
  const file = join(folder, 'attempts.jsonl');
  let taken = 0;
  return {
    file,
    takeAttempts() {
      if (!existsSync(file)) return [];
      const lines = readFileSync(file, 'utf8').trimEnd().split('\n').slice(taken);
      taken += lines.length;
      return lines.map((line) => describe(JSON.parse(line) as Attempt));
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

const describe = ({ call, target, argv, stack }: Attempt): string =>
  `${call} to ${target}, by ${argv.slice(1).join(' ')}\n${stack}`;
