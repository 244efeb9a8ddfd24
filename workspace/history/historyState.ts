import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Finding } from '../../engine/finding.ts';
import { atomicWrite } from '../atomicWrite.ts';
import { newKey } from '../baseline.ts';

/** A secret that a commit added. It holds the mask of the value and a cut hash, never the value. */
export interface AddedSecret {
  /** At its place in the file of that commit. */
  readonly finding: Finding;
  readonly isFailing: boolean;
  /** Git's name of that file's content. */
  readonly blob: string;
  /** The commit that added it first. */
  readonly commit: string;
  /** As git writes it: ISO 8601. */
  readonly authoredAt: string;
  readonly author: string;
  /** How many commits added it. */
  readonly commits: number;
}

/** How far a history has been looked at. */
export interface HistoryState {
  /** Keys the fingerprints, where there is no baseline: random, 32 hexadecimal digits. */
  readonly key: string;
  /** Commits that were looked at and whose children were not: all before them is done. */
  readonly frontier: readonly string[];
  /** How many commits were looked at. */
  readonly commits: number;
  /** How many files of them had to be looked into. */
  readonly files: number;
  readonly secrets: readonly AddedSecret[];
}

/** Nothing was looked at yet. */
export function freshState(): HistoryState {
  return { key: newKey(), frontier: [], commits: 0, files: 0, secrets: [] };
}

const VERSION = 1;

/** The file that keeps the state of a history. @param what all that makes the answer another one */
export function stateFile(folder: string, what: readonly string[]): string {
  const name = createHash('sha256').update(JSON.stringify(what)).digest('hex').slice(0, 24);
  return join(folder, `${name}.json`);
}

/** What was kept; undefined when there is none, or none that can be read. */
export async function readState(file: string): Promise<HistoryState | undefined> {
  try {
    const { version, state } = JSON.parse(await readFile(file, 'utf8'));
    return version === VERSION && isState(state) ? state : undefined;
  } catch {
    return undefined;
  }
}

function isState(state: HistoryState): boolean {
  const { key, frontier, commits, files, secrets } = state;
  return (
    /^[0-9a-f]{32}$/.test(key) &&
    frontier.every((id) => /^[0-9a-f]{40,64}$/.test(id)) &&
    [commits, files].every(Number.isSafeInteger) &&
    secrets.every(({ finding, blob }) => typeof finding.location.path === 'string' && typeof blob === 'string')
  );
}

/** Keeps a state. That it cannot be written costs the time of the next scan only. */
export async function writeState(file: string, state: HistoryState): Promise<void> {
  await atomicWrite(file, JSON.stringify({ version: VERSION, state }), 0o600).catch(() => {});
}
