import type { EntryPoint, FileAnalysis, SuppressedFinding } from '../engine/analyze.ts';
import type { Finding } from '../engine/finding.ts';
import type { AddedLines } from './addedLines.ts';
import type { Receipt } from './receipt.ts';
import type { Snapshot } from './snapshot.ts';
import type { Tools } from './tools.ts';
import type { Overruling } from './workspace.ts';

export interface ScanRequest {
  /** Absolute path of the workspace's root, see `workspaceRoot`. */
  readonly root: string;
  /** What to scan, from the root with `/`; `['']` is all. */
  readonly paths: readonly string[];
  /** Default `disk`. A snapshot of your own stays open. */
  readonly snapshot?: 'disk' | 'index' | Snapshot;
  /** Only findings of which a step lies on one of these lines (`stagedLines`, `linesSince`). */
  readonly changed?: AddedLines;
  readonly overruling?: Overruling;
  /** Report what the baseline knows as well: for writing a baseline. */
  readonly ignoreBaseline?: boolean;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
  /** Each analysed file as soon as it is ready, in order of path; the baseline's and unchanged findings taken out. */
  readonly onFile?: (analysis: FileAnalysis) => void;
  /** Default: the engine with the shipped rules. */
  readonly tools?: Tools;
}

export interface Progress {
  /** Files that are done. */
  readonly done: number;
  readonly total: number;
  /** The file that was done last. */
  readonly path: string;
}

export interface ScanResult {
  /** In order of path, place and rule. */
  readonly findings: readonly Finding[];
  readonly suppressed: readonly SuppressedFinding[];
  readonly entryPoints: readonly EntryPoint[];
  /** How many of the findings are at or above `failOn` of their file. */
  readonly failing: number;
  readonly receipt: Receipt;
}

/**
 * Scans a workspace. What goes wrong with one file costs that file and is in the receipt.
 * @throws UsageError for a path, a repository or a configuration that cannot be used; the signal's reason when aborted
 */
export async function scan(request: ScanRequest): Promise<ScanResult> {
  throw new Error(`not yet: ${request.root}`);
}
