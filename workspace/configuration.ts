import type { FileSettings } from '../engine/analyze.ts';
import type { Profile, Severity, Trust } from '../engine/finding.ts';
import type { LibraryModel } from '../engine/model.ts';

export const CONFIGURATION_FILE = 'portside.config.json';

/** Which findings make a scan fail. */
export type FailOn = Severity | 'never';

/** What one `portside.config.json` says, with what it extends, for all files below its folder. */
export interface Configuration {
  /** The files it was read from, the nearest first; empty when there is none and the defaults hold. */
  readonly files: readonly string[];
  /** The folder that its globs start from: that of the nearest file, or the root. */
  readonly folder: string;
  readonly profile: Profile;
  readonly rules: Readonly<Record<string, Severity | 'off'>>;
  readonly overrides: readonly Override[];
  /** Only these files, when there are any. */
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  /** Show findings in tests, stories and fixtures. */
  readonly tests: boolean;
  readonly trust: Readonly<Record<Trust, boolean>>;
  /** Its sources, sinks, sanitizers and propagators, one model a package. */
  readonly models: readonly LibraryModel[];
  readonly failOn: FailOn;
  /** Path from the root. */
  readonly baseline: string;
}

/** Other settings for the files that a glob matches; the last match wins. */
export interface Override {
  readonly files: readonly string[];
  readonly profile?: Profile;
  readonly rules?: Readonly<Record<string, Severity | 'off'>>;
  readonly tests?: boolean;
  readonly trust?: Readonly<Partial<Record<Trust, boolean>>>;
  readonly failOn?: FailOn;
}

/** What a configuration says for one file, its overrides applied. */
export interface EffectiveSettings extends FileSettings {
  readonly tests: boolean;
  readonly failOn: FailOn;
}
