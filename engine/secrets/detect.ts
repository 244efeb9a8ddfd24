/** Text in, secrets out: one pass finds the words, each word wakes the detectors that know it. */
import { type Confidence, compareSeverity, lowerSeverity, type Severity, weakerConfidence } from '../finding.ts';
import { isScript, type SourceFile } from '../source/sourceFile.ts';
import { type Setting, settingsOf } from '../syntax/documents/keyValue.ts';
import { parseDocument } from '../syntax/documents/parseDocument.ts';
import type { SyntaxTree } from '../syntax/parse.ts';
import { assignmentAt, hasSettingLines } from './assignment.ts';
import type { Candidate } from './candidate.ts';
import { checksumHolds } from './checksum.ts';
import { alphabetOf, entropyThreshold, longestRun, shannonEntropy } from './entropy.ts';
import { type FileKind, fileKind } from './fileKind.ts';
import { judge } from './generic.ts';
import { isPlaceholder } from './innocent.ts';
import { findKeywords, type KeywordHit, type KeywordIndex, keywordIndex } from './keywordIndex.ts';
import { maskSecret } from './mask.ts';
import { CALL_KEYWORDS, scriptTexts, type TextConstant } from './script.ts';
import { NAME_KEYWORDS, secretName } from './secretName.ts';
import type { FormatDetector, SecretRule } from './secretRule.ts';
import { STRUCTURAL_KEYWORDS, type StructuralMatch } from './structural.ts';

/** A secret in a file. All but `value` may be shown. */
export interface SecretHit {
  readonly ruleId: string;
  /** The span of the value, without quotes; of the whole expression when it is put together from pieces. */
  readonly start: number;
  readonly end: number;
  /** What was found, why it is bad, what to do. The value is masked in it. */
  readonly message: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly maskedValue: string;
  /** The secret itself, for the fingerprint and for masking other texts, and for nothing else. */
  readonly value: string;
}

/** Secret rules, made ready for many files. */
export interface CompiledSecrets {
  readonly index: KeywordIndex;
  /** What each keyword of the index wakes, by its number. */
  readonly wakes: readonly Wake[];
  readonly structural: Readonly<Partial<Record<StructuralMatch['form'], SecretRule>>>;
  readonly generic: Readonly<Partial<Record<'password' | 'token', SecretRule>>>;
}

interface Wake {
  readonly formats: readonly CompiledFormat[];
  readonly structural: ((text: string, at: number) => StructuralMatch | undefined) | undefined;
  readonly isName: boolean;
}

interface CompiledFormat {
  readonly rule: SecretRule;
  readonly detector: FormatDetector;
  readonly pattern: RegExp;
}

/**
 * Compiles secret rules.
 * @throws Error naming the detector when an id is used twice or a pattern has no group `secret`.
 */
export function compileSecrets(rules: readonly SecretRule[]): CompiledSecrets {
  const formats = new Map<string, CompiledFormat[]>();
  const structural: Partial<Record<StructuralMatch['form'], SecretRule>> = {};
  const generic: Partial<Record<'password' | 'token', SecretRule>> = {};
  const ids = new Set<string>();
  for (const rule of rules) {
    for (const detector of rule.detectors) {
      if (ids.has(detector.id)) throw new Error(`two secret detectors are called ${detector.id}`);
      ids.add(detector.id);
      if (detector.kind === 'structural') structural[detector.form] = rule;
      else if (detector.kind === 'generic') generic[detector.judge] = rule;
      else {
        const compiled = compileFormat(rule, detector);
        for (const keyword of detector.keywords) {
          const lower = keyword.toLowerCase();
          formats.set(lower, [...(formats.get(lower) ?? []), compiled]);
        }
      }
    }
  }
  const names = new Set(Object.keys(generic).length > 0 ? [...NAME_KEYWORDS, ...CALL_KEYWORDS] : []);
  const structures = Object.keys(structural).length > 0 ? STRUCTURAL_KEYWORDS : new Map();
  const keywords = [...new Set([...formats.keys(), ...structures.keys(), ...names])];
  return {
    index: keywordIndex(keywords),
    wakes: keywords.map((keyword) => ({
      formats: formats.get(keyword) ?? [],
      structural: structures.get(keyword),
      isName: names.has(keyword),
    })),
    structural,
    generic,
  };
}

function compileFormat(rule: SecretRule, detector: FormatDetector): CompiledFormat {
  if (!detector.pattern.source.includes('(?<secret>')) throw new Error(`${detector.id}: no group named secret`);
  return { rule, detector, pattern: new RegExp(detector.pattern.source, `${detector.pattern.flags}dy`) };
}

/** What a detector found, before the strongest is chosen. */
interface Found extends SecretHit {
  /** Smaller is stronger: provider, structure, name. */
  readonly rank: number;
  readonly detector: string;
}

/**
 * The secrets of a file, in order of text: one a place, by the strongest rule. `tree` is the parsed script; without one
 * the text is read as a document of settings or as lines. `inTest` lowers the severity by one. Never throws.
 */
export function findSecrets(
  source: SourceFile,
  tree: SyntaxTree | undefined,
  detectors: CompiledSecrets,
  options: { readonly inTest: boolean },
): SecretHit[] {
  const { text } = source;
  const hits = findKeywords(detectors.index, text);
  if (hits.length === 0) return [];
  const kind = fileKind(source.path);
  const found: Found[] = [];
  const publics: { start: number; end: number }[] = [];
  const nameOffsets: number[] = [];
  const allOffsets: number[] = [];
  for (const hit of hits) {
    const wake = detectors.wakes[hit.keyword];
    if (!wake) continue;
    if (wake.isName) nameOffsets.push(hit.start);
    if (wake.isName || wake.formats.length > 0) allOffsets.push(hit.start);
    for (const format of wake.formats) addFormat(format, hit, text, source, kind, found, publics);
    const match = wake.structural?.(text, hit.start);
    if (match) addStructural(match, text, detectors, found);
  }
  const sorted = (offsets: number[]): number[] => offsets.sort((a, b) => a - b);
  if (tree && allOffsets.length > 0) {
    const { candidates, joined } = scriptTexts(tree, text, sorted(allOffsets));
    for (const constant of joined) addJoined(constant, detectors, source, kind, found, publics);
    if (isJudged(kind)) {
      addGeneric(candidates, kind, options.inTest, source, detectors, found);
      addGeneric(commentCandidates(tree, text, sorted(nameOffsets)), kind, options.inTest, source, detectors, found);
    }
  } else if (!tree && nameOffsets.length > 0 && isJudged(kind)) {
    addGeneric(documentCandidates(source, sorted(nameOffsets)), kind, options.inTest, source, detectors, found);
  }
  return strongest(withPairs(found, source, detectors), publics).map((hit) => publish(hit, options.inTest));
}

/** Names tell nothing in texts that people read or tools write. */
function isJudged(kind: FileKind): boolean {
  return kind === 'ordinary' || kind === 'sample';
}

// ---- formats -------------------------------------------------------------------------------------------------------

function addFormat(
  { rule, detector, pattern }: CompiledFormat,
  hit: KeywordHit,
  text: string,
  source: SourceFile,
  kind: FileKind,
  found: Found[],
  publics: { start: number; end: number }[],
): void {
  pattern.lastIndex = hit.start - (detector.before ?? 0);
  if (pattern.lastIndex < 0 || !isLeftEdge(text, pattern.lastIndex)) return;
  const match = pattern.exec(text);
  const span = match?.indices?.groups?.['secret'];
  if (!span || isWordPart(text.charCodeAt(span[1]))) return;
  const [start, end] = span;
  const value = text.slice(start, end);
  if (detector.use === 'publishable') {
    publics.push({ start, end });
    return;
  }
  const prefix = detector.keywords.find((keyword) => value.startsWith(keyword)) ?? '';
  const verdict = detector.checksum && checksumHolds(detector.checksum, value);
  if (verdict === false || (verdict === undefined && !isPlausible(value.slice(prefix.length)))) return;
  if (detector.context && !hasContext(source, start, detector.context)) return;
  const maskedValue = maskSecret(value, prefix);
  const severity = detector.use === 'test' ? 'low' : detector.severity;
  found.push({
    ruleId: rule.id,
    detector: detector.id,
    rank: 0,
    start,
    end,
    value,
    maskedValue,
    severity: kind === 'prose' && compareSeverity(severity, 'medium') < 0 ? 'medium' : severity,
    confidence: weakerConfidence(rule.confidence, verdict === true ? 'high' : detector.confidence),
    message: `${detector.title} (${maskedValue}) stands in this file, so whoever reads the file or its history can use it. ${detector.revoke} Then keep the new one outside the code, in an environment variable or a secret store.`,
  });
}

/** A token starts where no word does; the `n` of an escaped line end is no part of a word. */
function isLeftEdge(text: string, at: number): boolean {
  if (!isWordPart(text.charCodeAt(at - 1))) return true;
  return /[nrt]/.test(text.charAt(at - 1)) && text.charAt(at - 2) === '\\';
}

function isWordPart(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || code === 95 || (code >= 97 && code <= 122);
}

/** How much less than a random text a token may have: formats have fixed parts. */
const FORMAT_TOLERANCE = 0.7;

function isPlausible(body: string): boolean {
  if (isPlaceholder(body) || longestRun(body) >= 7) return false;
  return shannonEntropy(body) >= entropyThreshold(alphabetOf(body), body.length) - FORMAT_TOLERANCE;
}

/** True when one of the words stands within three lines of the offset. */
function hasContext(source: SourceFile, offset: number, words: readonly string[]): boolean {
  const near = linesAround(source, offset, 3).toLowerCase();
  return words.some((word) => near.includes(word));
}

const LONGEST_CONTEXT = 1000;

function linesAround({ text, lineStarts }: SourceFile, offset: number, lines: number): string {
  const line = lineAt(lineStarts, offset);
  const start = Math.max(lineStarts[Math.max(0, line - lines)] ?? 0, offset - LONGEST_CONTEXT);
  const end = Math.min(lineStarts[line + lines + 1] ?? text.length, offset + LONGEST_CONTEXT);
  return text.slice(start, end);
}

function lineAt(lineStarts: readonly number[], offset: number): number {
  let low = 0;
  let high = lineStarts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((lineStarts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** A token in pieces is found in the sum and stands where the sum stands. */
function addJoined(
  constant: TextConstant,
  detectors: CompiledSecrets,
  source: SourceFile,
  kind: FileKind,
  found: Found[],
  publics: { start: number; end: number }[],
): void {
  const inside: Found[] = [];
  const insidePublics: { start: number; end: number }[] = [];
  for (const hit of findKeywords(detectors.index, constant.value)) {
    const wake = detectors.wakes[hit.keyword];
    for (const format of wake?.formats ?? []) {
      if (!format.detector.context) addFormat(format, hit, constant.value, source, kind, inside, insidePublics);
    }
    const match = wake?.structural?.(constant.value, hit.start);
    if (match) addStructural(match, constant.value, detectors, inside);
  }
  const { start, end } = constant;
  found.push(...inside.map((hit) => ({ ...hit, start, end })));
  if (insidePublics.length > 0) publics.push({ start, end });
}

/** An id and its secret within five lines of each other open what neither opens alone. */
function withPairs(found: readonly Found[], source: SourceFile, detectors: CompiledSecrets): Found[] {
  const pairs = new Map(
    detectors.wakes.flatMap(({ formats }) =>
      formats.flatMap(({ detector }) => (detector.pair ? [[detector.id, detector.pair] as const] : [])),
    ),
  );
  const lines = new Map<string, Set<number>>();
  for (const { detector, start } of found) {
    const seen = lines.get(detector) ?? new Set();
    lines.set(detector, seen.add(lineAt(source.lineStarts, start)));
  }
  return found.map((hit) => {
    const pair = pairs.get(hit.detector);
    const partners = pair && lines.get(pair.detector);
    if (!partners) return hit;
    const line = lineAt(source.lineStarts, hit.start);
    const isPaired = [-5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5].some((distance) => partners.has(line + distance));
    return isPaired ? { ...hit, severity: pair.severity } : hit;
  });
}

// ---- structure -----------------------------------------------------------------------------------------------------

const STRUCTURAL_MESSAGE: Readonly<Record<StructuralMatch['form'], string>> = {
  'private-key':
    'A private key stands in this file. Whoever reads the file or its history can act as its owner. Make a new key, withdraw this one everywhere it is trusted, and keep the new one outside the repository.',
  'url-credentials':
    'This URL carries a password, which ends up in the history, in logs and in error messages. Change the password and read the URL from the environment.',
  'connection-string':
    'This connection string carries a password or key. Whoever reads the file or its history can connect. Change it and read the string from the environment.',
};

function addStructural(match: StructuralMatch, text: string, detectors: CompiledSecrets, found: Found[]): void {
  const rule = detectors.structural[match.form];
  if (!rule) return;
  const value = text.slice(match.start, match.end);
  found.push({
    ruleId: rule.id,
    detector: match.form,
    rank: 1,
    start: match.start,
    end: match.end,
    value,
    maskedValue: maskSecret(value),
    severity: match.isEncrypted ? 'low' : rule.severity,
    confidence: rule.confidence,
    message: match.isEncrypted
      ? 'An encrypted private key stands in this file. Only its passphrase protects it from whoever reads the file or its history. Keep it outside the repository.'
      : STRUCTURAL_MESSAGE[match.form],
  });
}

// ---- names ---------------------------------------------------------------------------------------------------------

/** Longer lines are written by tools. */
const LONGEST_LINE = 5000;

function addGeneric(
  candidates: readonly Candidate[],
  kind: FileKind,
  inTest: boolean,
  source: SourceFile,
  detectors: CompiledSecrets,
  found: Found[],
): void {
  for (const candidate of candidates) {
    const judgement = judge(candidate);
    const rule = judgement && detectors.generic[judgement.judge];
    if (!judgement || !rule || isOnLongLine(source, candidate.start)) continue;
    const isExact = candidate.end - candidate.start === candidate.value.length;
    const start = candidate.start + (isExact ? judgement.from : 0);
    const end = isExact ? candidate.start + judgement.to : candidate.end;
    const value = candidate.value.slice(judgement.from, judgement.to);
    // In samples and tests passwords are invented; a random token may still be a real one.
    const isInvented = (kind === 'sample' || inTest) && judgement.judge === 'password';
    found.push({
      ruleId: rule.id,
      detector: `generic-${judgement.judge}`,
      rank: 2,
      start,
      end,
      value,
      maskedValue: maskSecret(value),
      severity: kind === 'sample' ? lowerSeverity(rule.severity) : rule.severity,
      confidence: isInvented ? 'low' : weakerConfidence(rule.confidence, judgement.confidence),
      message: genericMessage(candidate, value, judgement.judge),
    });
  }
}

function genericMessage({ name, place }: Candidate, value: string, family: 'password' | 'token'): string {
  // A name can quote the value it names; then it is not repeated either.
  const named = name.includes(value) || name.length > 60 ? 'A secret' : `The value of ${name}`;
  const where = place === 'environment' || place === 'settings' ? 'in this file' : 'in the code';
  return `${named} is a ${family === 'password' ? 'password' : 'key or token'} that stands ${where}, so whoever reads the file or its history can use it. Replace it by a new one that is kept outside the repository, in an environment variable or a secret store.`;
}

function isOnLongLine({ text, lineStarts }: SourceFile, offset: number): boolean {
  const line = lineAt(lineStarts, offset);
  return (lineStarts[line + 1] ?? text.length) - (lineStarts[line] ?? 0) > LONGEST_LINE;
}

/** Code that is commented out. */
function commentCandidates(tree: SyntaxTree, text: string, offsets: readonly number[]): Candidate[] {
  const candidates: Candidate[] = [];
  let at = 0;
  for (const comment of tree.comments) {
    while (at < offsets.length && (offsets[at] ?? 0) < comment.start) at++;
    for (; at < offsets.length && (offsets[at] ?? 0) < comment.end; at++) {
      const candidate = assignmentAt(text, offsets[at] ?? 0, comment.end, true);
      if (candidate) candidates.push(candidate);
    }
  }
  return candidates;
}

/** The settings of a document, or the lines of a text that is known to hold settings. */
function documentCandidates(source: SourceFile, offsets: readonly number[]): Candidate[] {
  const candidates: Candidate[] = [];
  for (const { language, start, end } of source.documents) {
    if (isScript(language)) continue;
    const text = source.text.slice(start, end);
    const root = parseDocument(text, language);
    if (root) {
      const place = language === 'env' || language === 'ini' ? 'environment' : 'settings';
      for (const setting of settingsOf(root)) candidates.push(...settingCandidates(setting, place, start));
    } else if (language !== 'text' || hasSettingLines(source)) {
      for (const offset of offsets) {
        if (offset < start || offset >= end) continue;
        const candidate = assignmentAt(source.text, offset, end, false);
        if (candidate) candidates.push(candidate);
      }
    }
  }
  return candidates;
}

/** A connection has few settings; a map of thousands is none, and is not read for each of its values. */
const MOST_SIBLINGS = 40;

/** Keys that only say that the value is given: the name stands beside or above. */
const CARRIERS = /^(?:value|stringvalue|data|content|plaintext)$/i;

function settingCandidates(
  { path, scalar, siblings }: Setting,
  place: 'settings' | 'environment',
  shift: number,
): Candidate[] {
  const own = path.at(-1) ?? '';
  const beside = siblings.slice(0, MOST_SIBLINGS).filter(({ value }) => value !== scalar);
  const common = {
    start: scalar.start + shift,
    end: scalar.end + shift,
    siblings: beside.map(({ key }) => key),
    siblingValues: beside.flatMap(({ value }) => (value.kind === 'scalar' ? value.value : [])),
    path: path.slice(0, -1),
  };
  // `- DB_PASSWORD=…` of a compose file.
  const assignment = siblings.length === 0 ? /^([A-Za-z_][\w.-]{1,80})=(.{4,600})$/.exec(scalar.value) : null;
  if (assignment && scalar.end - scalar.start === scalar.value.length) {
    const value = assignment[2] ?? '';
    return [{ ...common, name: assignment[1] ?? '', value, place: 'environment', start: common.end - value.length }];
  }
  let name = own;
  if (CARRIERS.test(own)) {
    // `{ name: DB_PASSWORD, value: … }` of Kubernetes.
    const named = siblings.find(({ key, value }) => /^(?:name|key|id)$/i.test(key) && value.kind === 'scalar')?.value;
    name = named?.kind === 'scalar' ? named.value : (path.at(-2) ?? own);
  }
  // The last part of `//registry.example/:_authToken` and of `spring.datasource.password`.
  name = name.slice(Math.max(name.lastIndexOf(':'), name.lastIndexOf('/')) + 1);
  const isEnvironment = place === 'environment' || /^[A-Z][A-Z0-9]{0,40}(?:_[A-Z0-9]{1,40}){1,10}$/.test(name);
  return secretName(name) || /authorization$/i.test(name)
    ? [{ ...common, name, value: scalar.value, place: isEnvironment ? 'environment' : place }]
    : [];
}

// ---- choice --------------------------------------------------------------------------------------------------------

/** One report a place: the stronger rule wins over the weaker, the surer over the less sure, the longer over the shorter. */
function strongest(found: readonly Found[], publics: readonly { start: number; end: number }[]): Found[] {
  const ranked = [...found].sort(
    (a, b) =>
      a.rank - b.rank ||
      compareSeverity(a.severity, b.severity) ||
      b.end - b.start - (a.end - a.start) ||
      a.start - b.start,
  );
  const kept: Found[] = [];
  for (const hit of ranked) {
    if (hit.rank > 0 && publics.some(({ start, end }) => start < hit.end && hit.start < end)) continue;
    // What is kept does not overlap, so only the neighbours of the place can.
    const at = kept.findLastIndex(({ start }) => start < hit.end) + 1;
    if (at === 0 || (kept[at - 1]?.end ?? 0) <= hit.start) kept.splice(at, 0, hit);
  }
  return kept;
}

function publish({ rank, detector, ...hit }: Found, inTest: boolean): SecretHit {
  void rank;
  void detector;
  return inTest ? { ...hit, severity: lowerSeverity(hit.severity) } : hit;
}
