import { type KeywordIndex, keywordIndex } from './keywordIndex.ts';
import { CALL_KEYWORDS } from './script.ts';
import { NAME_KEYWORDS } from './secretName.ts';
import type { FormatDetector, NamedDetector, SecretRule } from './secretRule.ts';
import { LOGIN_KEYWORDS } from './settings.ts';
import { STRUCTURAL_KEYWORDS } from './structural.ts';
import type { StructuralMatch } from './structuralMatch.ts';

/** Secret rules, made ready for many files. */
export interface CompiledSecrets {
  readonly index: KeywordIndex;
  /** What each keyword of the index wakes, by its number. */
  readonly wakes: readonly Wake[];
  readonly structural: Readonly<Partial<Record<StructuralMatch['form'], SecretRule>>>;
  readonly generic: Readonly<Partial<Record<'password' | 'token', SecretRule>>>;
  /** Tokens that are known by their provider's name, by each word of it. */
  readonly named: ReadonlyMap<string, readonly CompiledNamed[]>;
  /** The shapes of such tokens, each with the letters of the words of its providers. */
  readonly shaped: readonly Shaped[];
  /** The partners of detectors by id. */
  readonly pairs: ReadonlyMap<string, NonNullable<FormatDetector['pair']>>;
}

export interface Wake {
  readonly formats: readonly CompiledFormat[];
  readonly structural: ((text: string, at: number) => StructuralMatch | undefined) | undefined;
  /** `name`: it stands in names of secrets. `call`: in calls of code that take one, `login`: in commands that do. */
  readonly announces: 'name' | 'call' | 'login' | undefined;
}

interface Shaped {
  readonly shape: RegExp;
  readonly words: readonly string[];
  /** A checksum tells more than the shape. */
  readonly isChecked: boolean;
}

export interface CompiledFormat {
  readonly rule: SecretRule;
  readonly detector: FormatDetector;
  readonly pattern: RegExp;
}

export interface CompiledNamed {
  readonly rule: SecretRule;
  readonly detector: NamedDetector;
}

/**
 * Compiles secret rules.
 * @throws Error naming the detector when an id is used twice or a pattern has no group `secret`.
 */
export function compileSecrets(rules: readonly SecretRule[]): CompiledSecrets {
  const formats = new Map<string, CompiledFormat[]>();
  const structural: Partial<Record<StructuralMatch['form'], SecretRule>> = {};
  const generic: Partial<Record<'password' | 'token', SecretRule>> = {};
  const named = new Map<string, CompiledNamed[]>();
  const shaped: Shaped[] = [];
  const pairs = new Map<string, NonNullable<FormatDetector['pair']>>();
  const ids = new Set<string>();
  for (const rule of rules) {
    for (const detector of rule.detectors) {
      if (ids.has(detector.id)) throw new Error(`two secret detectors are called ${detector.id}`);
      ids.add(detector.id);
      if (detector.kind === 'structural') structural[detector.form] = rule;
      else if (detector.kind === 'generic') generic[detector.judge] = rule;
      else if (detector.kind === 'named') {
        for (const word of detector.words) add(named, word, { rule, detector });
        const { checksum, shape, words } = detector;
        if (shape) shaped.push({ shape, words: words.map(lettersOf), isChecked: checksum !== undefined });
      } else {
        const compiled = compileFormat(rule, detector);
        for (const keyword of detector.keywords) add(formats, keyword.toLowerCase(), compiled);
      }
      if ('pair' in detector && detector.pair) pairs.set(detector.id, detector.pair);
    }
  }
  const asksForNames = named.size > 0 || Object.keys(generic).length > 0;
  const names = new Set(asksForNames ? NAME_KEYWORDS : []);
  const calls = new Set(asksForNames ? CALL_KEYWORDS : []);
  const logins = new Set(asksForNames ? LOGIN_KEYWORDS : []);
  const structures = Object.keys(structural).length > 0 ? STRUCTURAL_KEYWORDS : new Map();
  const keywords = [...new Set([...formats.keys(), ...structures.keys(), ...names, ...calls, ...logins])];
  return {
    index: keywordIndex(keywords),
    wakes: keywords.map((keyword) => ({
      formats: formats.get(keyword) ?? [],
      structural: structures.get(keyword),
      announces: names.has(keyword) ? 'name' : calls.has(keyword) ? 'call' : logins.has(keyword) ? 'login' : undefined,
    })),
    structural,
    generic,
    named,
    shaped,
    pairs,
  };
}

/** The letters of a text in lower case: the words of its names, however they are written. */
export function lettersOf(text: string): string {
  return text.toLowerCase().replace(/[^a-z]{1,200}/g, '');
}

function add<T>(lists: Map<string, T[]>, key: string, value: T): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}

function compileFormat(rule: SecretRule, detector: FormatDetector): CompiledFormat {
  if (!detector.pattern.source.includes('(?<secret>')) throw new Error(`${detector.id}: no group named secret`);
  return { rule, detector, pattern: new RegExp(detector.pattern.source, `${detector.pattern.flags}dy`) };
}
