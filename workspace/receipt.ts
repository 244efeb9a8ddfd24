/** Why a file is left out without anything having gone wrong. */
export type Policy =
  /** `.gitignore` names it, and git does not track it. */
  | 'ignored'
  /** The configuration's `exclude` names it, or its `include` does not. */
  | 'configured'
  /** A folder of installed packages. */
  | 'dependency'
  /** A folder that a build fills, beside a package.json. */
  | 'build-output'
  | 'vendored'
  /** By name, or by lines that nobody writes. */
  | 'minified'
  /** By name, or by a marker in its first comment. */
  | 'generated'
  /** Type declarations: nothing in them runs. */
  | 'declaration'
  | 'lock-file'
  | 'binary'
  /** Data over the size limit. Code over it has failed. */
  | 'too-large'
  /** A symbolic link: what it points to is scanned under its own name, if that is in the workspace. */
  | 'link'
  | 'submodule';

/** A file or folder that could not be read or analysed, or not in full. */
export interface Failure {
  /** Path from the root, with `/`. */
  readonly path: string;
  readonly cause: string;
}

/** A file that is left out by what it holds, which its name does not tell. */
export interface Omission {
  /** Path from the root, with `/`. */
  readonly path: string;
  readonly reason: string;
}

/** What a declaration of the configuration means in the files of a scan. */
export interface DeclarationUse {
  /** The configuration, from the root. */
  readonly file: string;
  /** Where it stands there: `sanitizers[0]`. */
  readonly key: string;
  /** The names that it speaks of. */
  readonly names: readonly string[];
  /** Calls, reads and writes that it means. */
  readonly uses: number;
}

/** What was scanned, what was left out, and what went wrong. */
export interface Receipt {
  /** False when anything has failed. */
  readonly complete: boolean;
  /** Files that were analysed. */
  readonly analysed: number;
  /** Files (and folders that were not entered, each as one) that policy leaves out. */
  readonly excluded: Readonly<Partial<Record<Policy, number>>>;
  /** Those among the excluded files that had to be read to know it, in order of path. */
  readonly leftOut: readonly Omission[];
  /** In order of path. */
  readonly failed: readonly Failure[];
  /** Files whose syntax errors were read around. */
  readonly recovered: readonly string[];
  /** Findings that a comment silences. */
  readonly suppressed: number;
  /** Findings that the baseline knows. */
  readonly baselined: number;
  /** Findings in tests, stories and fixtures that are not shown because nobody asked for them. */
  readonly hiddenInTests: number;
  /** What the configuration's own sources, sinks, sanitizers and propagators mean; told by a scan of all files. */
  readonly declarations: readonly DeclarationUse[];
  /** Rules that could speak. */
  readonly rules: number;
  readonly durationMs: number;
  /** Changes with the rules, the models and the version: two scans with the same hash know the same. */
  readonly rulesetHash: string;
}
