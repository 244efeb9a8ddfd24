import type { FileSettings } from '../engine/analyze.ts';
import type { Profile, Severity, Trust } from '../engine/finding.ts';
import type { LibraryModel } from '../engine/model.ts';
import { globs } from './glob.ts';

export const CONFIGURATION_FILE = 'portside.config.json';

/** Which findings make a scan fail. */
export type FailOn = Severity | 'never';

type RuleSettings = Readonly<Record<string, Severity | 'off'>>;

/** What one `portside.config.json` says, with what it extends, for all files below its folder. */
export interface Configuration {
  /** The files it was read from, the nearest first; empty when there is none and the defaults hold. */
  readonly files: readonly string[];
  /** The folder that its globs start from: that of the nearest file, or the root. */
  readonly folder: string;
  readonly profile: Profile;
  readonly rules: RuleSettings;
  readonly overrides: readonly Override[];
  /** Only these files, when there are any. */
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  /** Files and folders that are analysed although Portside leaves their like out by itself. */
  readonly takeBack: readonly string[];
  /** Show findings in tests, stories and fixtures. */
  readonly tests: boolean;
  /** More files that are tests; those that start with `!` are none. */
  readonly testFiles: readonly string[];
  readonly trust: Readonly<Record<Trust, boolean>>;
  /** Its sources, sinks, sanitizers and propagators, one model a package. */
  readonly models: readonly LibraryModel[];
  /** The same as they are written, in their order. */
  readonly declarations: readonly Declaration[];
  readonly failOn: FailOn;
  /** Path from the root. */
  readonly baseline: string;
}

/** A source, sink, sanitizer or propagator of a configuration. */
export interface Declaration {
  /** Stands in the rows of its models. */
  readonly id: string;
  readonly file: string;
  /** Where it stands there: `sanitizers[0]`. */
  readonly key: string;
  /** The names that it speaks of, as written. */
  readonly names: readonly string[];
}

/** Other settings for the files that a glob matches; the last match wins. */
export interface Override {
  readonly files: readonly string[];
  readonly profile?: Profile;
  readonly rules?: RuleSettings;
  readonly tests?: boolean;
  readonly trust?: Readonly<Partial<Record<Trust, boolean>>>;
  readonly failOn?: FailOn;
}

/** What a configuration says for one file, its overrides applied. */
export interface EffectiveSettings extends FileSettings {
  readonly tests: boolean;
  readonly failOn: FailOn;
}

/** What stands above the configuration: the command line, or the editor's settings. */
export interface Overruling {
  /** Show findings in tests too. */
  readonly tests?: boolean;
  readonly profile?: Profile;
  readonly failOn?: FailOn;
  /** The key under which secrets are identified where there is no baseline yet: the one about to be written. */
  readonly fingerprintKey?: string;
}

/**
 * What holds where no file says otherwise. Data of the person who started the program is no attack, and whose arguments a
 * package is called with, only its author knows (design D6).
 */
export function defaultConfiguration(baseline: string): Configuration {
  return {
    files: [],
    folder: '',
    profile: 'recommended',
    rules: {},
    overrides: [],
    include: [],
    exclude: [],
    takeBack: [],
    tests: false,
    testFiles: [],
    trust: { remote: true, browser: true, stored: true, model: true, library: false, local: false },
    models: [],
    declarations: [],
    failOn: 'low',
    baseline,
  };
}

/** The path from the folder of the configuration, where its globs start. */
export function fromFolder(configuration: Configuration, path: string): string {
  return configuration.folder === '' ? path : path.slice(configuration.folder.length + 1);
}

/** The overrides that hold for one file. */
export function overridesFor(configuration: Configuration, path: string): readonly Override[] {
  const local = fromFolder(configuration, path);
  return configuration.overrides.filter((override) => globs(override.files).matches(local));
}

/** The settings for one file. */
export function settingsFor(configuration: Configuration, path: string, overruling: Overruling): EffectiveSettings {
  const matching = overridesFor(configuration, path);
  const all = [configuration, ...matching, overruling];
  const last = <K extends Exclude<keyof Overruling, 'fingerprintKey'>>(key: K) =>
    all.findLast((part) => part[key] !== undefined)?.[key];
  const profile = last('profile') ?? configuration.profile;
  const trust = Object.assign({}, configuration.trust, ...matching.map((override) => override.trust));
  return {
    profile,
    rules: Object.assign({}, configuration.rules, ...matching.map((override) => override.rules)),
    trust: (Object.keys(configuration.trust) as Trust[]).filter((name) => trust[name]),
    minConfidence: profile === 'audit' ? 'low' : 'medium',
    tests: last('tests') ?? configuration.tests,
    failOn: last('failOn') ?? configuration.failOn,
  };
}
