/** Text in, secrets out: one pass finds the words, each word wakes the detectors that know it. */
import { lowerSeverity, type Severity, weakerConfidence } from '../finding.ts';
import { isScript, positionAt, type SourceFile } from '../source/sourceFile.ts';
import type { SyntaxTree } from '../syntax/parse.ts';
import { assignmentAt } from './assignment.ts';
import { decodeBase64, printable } from './base64.ts';
import type { Candidate } from './candidate.ts';
import { type CompiledFormat, type CompiledSecrets, lettersOf } from './compile.ts';
import { fileKind } from './fileKind.ts';
import { type FileFacts, isPlausible, tokenAt } from './format.ts';
import { type Found, type SecretHit, strongest, withPairs } from './found.ts';
import { judge } from './generic.ts';
import { findKeywords, type KeywordHit } from './keywordIndex.ts';
import { maskSecret } from './mask.ts';
import { type CodeFacts, joinedAround, namesOfSecrets } from './nameHits.ts';
import { allowanceFor } from './nearConstants.ts';
import { useOfHashes } from './passwordHash.ts';
import { providersOf, tokenOfProvider } from './providerName.ts';
import { isCallOfConstant, scriptTexts } from './script.ts';
import { type DocumentTexts, documentTexts, needsNoWord } from './settings.ts';
import type { StructuralMatch } from './structuralMatch.ts';

export { type CompiledSecrets, compileSecrets } from './compile.ts';
export type { SecretHit };

/**
 * The secrets of a file, in order of text: one a place, by the strongest rule. `given` is the parsed script, or reads it
 * when text alone cannot decide; without one the text is read as a document of settings or as lines. `inTest` lowers the severity by one. Never throws.
 */
export function findSecrets(
  source: SourceFile,
  given: SyntaxTree | undefined | (() => SyntaxTree | undefined),
  detectors: CompiledSecrets,
  options: { readonly inTest: boolean },
): SecretHit[] {
  const { text } = source;
  const hits = findKeywords(detectors.index, text);
  if (hits.length === 0 && !needsNoWord(source.path)) return [];
  const file: FileFacts = { source, kind: fileKind(source.path) };
  // Names tell nothing in texts that tools write.
  const isJudged = /^(?:ordinary|sample|prose)$/.test(file.kind);
  const isCode = typeof given === 'function' ? isScript(source.documents[0]?.language ?? 'text') : given !== undefined;
  const code = isCode ? codeFacts(text, detectors) : undefined;
  const names = isJudged ? nameOffsets(text, hits, detectors, code) : [];
  const sums = isCode ? sumOffsets(text, hits, detectors) : [];
  const tree = typeof given !== 'function' ? given : names.length + sums.length > 0 ? given() : undefined;
  const texts =
    isCode && names.length + sums.length === 0
      ? NO_TEXTS
      : tree
        ? scriptTexts(tree, text, merged(names, sums))
        : documentTexts(source, names);
  const written = tree ? [...texts.candidates, ...commentCandidates(tree, text, names)] : texts.candidates;
  const candidates = written.map(decoded);
  const hidden = candidates.filter((candidate, at) => candidate !== written[at]);
  // A token in pieces or in Base64 is found in the whole and stands where the whole stands.
  const joined = [...texts.joined, ...hidden].flatMap(({ value, start, end }) =>
    wokenBy(findKeywords(detectors.index, value), value, file, detectors).map((hit) => ({ ...hit, start, end })),
  );
  const judged = candidates.flatMap((candidate) => named(candidate, file, options.inTest, detectors) ?? []);
  const all = [...wokenBy(hits, text, file, detectors), ...joined, ...judged];
  // Accounts of tests have passwords.
  const found = options.inTest ? all.filter(({ detector }) => detector !== 'password-hash') : all;
  const kept = strongest(withPairs(found, source, detectors.pairs));
  // A guide that says the same value in each of its examples says it once.
  const seen = new Set<string>();
  const told = file.kind === 'prose' ? kept.filter(({ value }) => !seen.has(value) && seen.add(value)) : kept;
  return told.map((hit) => shown(hit, options.inTest));
}

const NO_TEXTS: DocumentTexts = { candidates: [], joined: [] };

/** One level of Base64 is decoded: what it says is what counts. */
function decoded(candidate: Candidate): Candidate {
  const { value } = candidate;
  if (value.length < 12 || value.length > 4000 || value.length % 4 !== 0) return candidate;
  const text = /^[0-9A-Za-z+/]{10,4000}={0,2}$/.test(value) ? printable(decodeBase64(value)) : undefined;
  return text === undefined ? candidate : { ...candidate, value: text };
}

/** What the detectors find that the words wake. */
function wokenBy(hits: readonly KeywordHit[], text: string, file: FileFacts, detectors: CompiledSecrets): Found[] {
  const found: Found[] = [];
  for (const hit of hits) {
    const wake = detectors.wakes[hit.keyword];
    for (const format of wake?.formats ?? []) {
      const token = tokenAt(format, hit, text, file);
      if (token) found.push(token);
    }
    const match = wake?.structural?.(text, hit.start);
    const structure = match && structured(inPlace(match, file), text, detectors);
    if (structure) found.push(structure);
  }
  return found;
}

/** Where names of secrets stand, and calls that take one. Ascending. */
export function nameOffsets(
  text: string,
  hits: readonly KeywordHit[],
  { wakes }: CompiledSecrets,
  code: CodeFacts | undefined,
): number[] {
  const names: number[] = [];
  const calls: number[] = [];
  for (const { keyword, start } of hits) {
    const announces = wakes[keyword]?.announces;
    if (announces === 'name') names.push(start);
    else if (code) {
      if (announces === 'call' && isCallOfConstant(text, start, code)) calls.push(start);
    } else if (announces === 'login') calls.push(start);
  }
  return [...namesOfSecrets(text, names, code), ...calls].sort((a, b) => a - b);
}

/** What the text of code alone can tell of its names and constants. */
export function codeFacts(text: string, { shaped }: CompiledSecrets): CodeFacts {
  let letters: string | undefined;
  let signs: readonly [boolean, boolean] | undefined;
  const canBe = (candidate: Candidate) => decoded(candidate) !== candidate || judge(candidate) !== undefined;
  const facts: CodeFacts = {
    allowance: allowanceFor(text),
    canBeSecret(name, value, isProperty) {
      if (value.length < 4) return false;
      if (canBe({ ...BEST, name, value })) return true;
      const fitting = value.length < 8 ? [] : shaped.filter(({ shape }) => shape.test(value));
      const whole = fitting.length > 0 && isPlausible(value) ? fitting : fitting.filter(({ isChecked }) => isChecked);
      if (whole.length > 0) {
        letters ??= lettersOf(text);
        if (whole.some(({ words }) => words.some((word) => letters?.includes(word)))) return true;
      }
      if (/^set[A-Z]/.test(name)) return facts.canBeSecret(name.slice(3), value, isProperty);
      if (!isProperty || !/^(?:secret|keys?|secretOrKey)$/.test(name)) return false;
      signs ??= [/jwt/i.test(text), /session|cookie/i.test(text)];
      return (signs[0] || (name !== 'key' && signs[1])) && facts.canBeKey(value);
    },
    canBeKey: (value) => value.length >= 4 && canBe({ ...BEST, name: 'key', value, isKey: true }),
  };
  return facts;
}

/** Surroundings that speak for a secret. */
const BEST = { start: 0, end: 0, place: 'code', path: [], siblings: ['host'], siblingValues: [] } as const;

/** Where a token can stand in pieces. Ascending. */
function sumOffsets(text: string, hits: readonly KeywordHit[], { wakes }: CompiledSecrets): number[] {
  const found: number[] = [];
  for (const { keyword, start } of hits) {
    const wake = wakes[keyword];
    if (!wake || (wake.formats.length === 0 && !wake.structural)) continue;
    const joined = joinedAround(text, start);
    if (!joined) continue;
    const isToken =
      (wake.structural && isLongStructure(text, start)) ||
      wake.structural?.(joined.text, joined.start) !== undefined ||
      wake.formats.some((format) => startsToken(format, joined.text, joined.start));
    if (isToken) found.push(start);
  }
  return found.sort((a, b) => a - b);
}

/** Keys and web tokens are longer than what is joined to look at. */
function isLongStructure(text: string, start: number): boolean {
  return /^(?:-----BEGIN|PuTTY-|LS0tLS|eyJ[\w-]{4})/.test(text.slice(start, start + 10));
}

/** The characters of a token stand here, whatever stands around them. */
export function startsToken({ detector, pattern }: CompiledFormat, text: string, start: number): boolean {
  pattern.lastIndex = Math.max(0, start - (detector.before ?? 0));
  return pattern.test(text);
}

function merged(some: readonly number[], others: readonly number[]): readonly number[] {
  return others.length === 0 ? some : [...some, ...others].sort((a, b) => a - b);
}

const STRUCTURAL_MESSAGE: Readonly<Record<StructuralMatch['form'], string>> = {
  'private-key':
    'A private key stands in this file. Whoever reads the file or its history can act as its owner. Make a new key, withdraw this one everywhere it is trusted, and keep the new one outside the repository.',
  'url-credentials':
    'This URL carries a password, which ends up in the history, in logs and in error messages. Change the password and read the URL from the environment.',
  'connection-string':
    'This connection string carries a password or key. Whoever reads the file or its history can connect. Change it and read the string from the environment.',
  jwt: 'A JSON Web Token stands in this file. Until it expires, whoever reads the file or its history acts in its name. End its session or replace the key that signed it, and get tokens at run time.',
  'password-hash':
    'The hash of a password stands in this file. Whoever reads the file or its history can try passwords against it for as long as he likes. Set the password anew, and make accounts without keeping their passwords in the repository.',
};

/** What is worth more or less than others of its form. */
const KINDS: Readonly<
  Record<Exclude<StructuralMatch['kind'], undefined>, { readonly severity: Severity; readonly message: string }>
> = {
  'encrypted-key': {
    severity: 'low',
    message:
      'An encrypted private key stands in this file. Only its passphrase protects it from whoever reads the file or its history. Keep it outside the repository.',
  },
  'service-jwt': {
    severity: 'critical',
    message:
      "A Supabase service key stands in this file. It opens all data of the project, past every row policy. Delete it under Project settings, API keys, and keep the new one outside the code, on the server's side.",
  },
  'unsigned-jwt': {
    severity: 'low',
    message:
      'A JSON Web Token without a signature stands in this file. Where a program accepts it, anybody can make one. Accept signed tokens only, and keep them outside the code.',
  },
  'key-store': {
    severity: 'medium',
    message:
      'This file is a store of keys or passwords. Only its passphrase protects them from whoever reads the file or its history. Replace what it holds, and keep the new store outside the repository.',
  },
  'login-hash': {
    severity: 'medium',
    message:
      'The hash of a password stands in a file of passwords. Whoever reads the file or its history can try passwords against it for as long as he likes. Change the password, and keep the file outside the repository.',
  },
  'public-jwt': { severity: 'low', message: 'A token for everybody.' },
};

/** What counts by the file that it stands in. */
function inPlace(match: StructuralMatch, { source, kind }: FileFacts): StructuralMatch | undefined {
  // https://developer.android.com/studio/publish/app-signing#debug-mode: its password is known to everybody.
  if (match.kind === 'key-store' && /(?:^|\/)debug\.keystore$/i.test(source.path)) return undefined;
  if (match.form !== 'password-hash') return match;
  const use = kind === 'ordinary' ? useOfHashes(source.path) : undefined;
  return use && (use === 'login' ? { ...match, kind: 'login-hash' } : match);
}

function structured(match: StructuralMatch | undefined, text: string, detectors: CompiledSecrets): Found | undefined {
  const rule = match && detectors.structural[match.form];
  if (!match || !rule) return undefined;
  const { form, kind, start, end, expires } = match;
  const value = text.slice(start, end);
  const { severity, message } =
    kind === undefined
      ? { severity: form === 'password-hash' ? 'low' : rule.severity, message: STRUCTURAL_MESSAGE[form] }
      : KINDS[kind];
  return {
    ruleId: rule.id,
    detector: form,
    rank: 2,
    isPublic: kind === 'public-jwt',
    start,
    end,
    value,
    maskedValue: maskSecret(value),
    severity,
    confidence: rule.confidence,
    message,
    ...(expires === undefined ? {} : { expires }),
  };
}

/** Longer lines are written by tools. */
const LONGEST_LINE = 5000;

function named(candidate: Candidate, file: FileFacts, inTest: boolean, detectors: CompiledSecrets): Found | undefined {
  const token = tokenOfProvider(candidate, detectors.named, file);
  if (token) return isOnLongLine(file.source, candidate.start) ? undefined : token;
  const judgement = judge(candidate);
  const rule = judgement && detectors.generic[judgement.judge];
  if (!judgement || !rule || isOnLongLine(file.source, candidate.start)) return undefined;
  const isExact = candidate.end - candidate.start === candidate.value.length;
  const value = candidate.value.slice(judgement.from, judgement.to);
  const isSample = file.kind === 'sample';
  // Prose shows how settings look; only what no author makes up is a leak there.
  const isProse = file.kind === 'prose';
  if (isProse && (judgement.judge === 'password' || judgement.confidence !== 'high')) return undefined;
  // In samples and tests what people choose is invented; a random token may still be a real one.
  const isInvented = (isSample || inTest) && judgement.isChosen;
  return {
    ruleId: rule.id,
    detector: `named-${judgement.judge}`,
    rank: 3,
    isPublic: false,
    start: candidate.start + (isExact ? judgement.from : 0),
    end: isExact ? candidate.start + judgement.to : candidate.end,
    value,
    maskedValue: maskSecret(value),
    severity: isSample || isProse ? lowerSeverity(rule.severity) : isClientPair(candidate) ? 'high' : rule.severity,
    confidence: isInvented ? 'low' : weakerConfidence(rule.confidence, judgement.confidence),
    message: nameMessage(candidate, value, judgement.judge, detectors),
  };
}

/** The secret of an OAuth client with the client's id beside it: together they are the client (RFC 6749 §2.3.1). */
function isClientPair({ name, siblings }: Candidate): boolean {
  const letters = (text: string): string => text.toLowerCase().replace(/[^a-z]/g, '');
  if (!letters(name).endsWith('clientsecret')) return false;
  const id = letters(name).replace(/secret$/, 'id');
  return siblings.some((sibling) => letters(sibling) === id);
}

function nameMessage(
  candidate: Candidate,
  value: string,
  family: 'password' | 'token',
  detectors: CompiledSecrets,
): string {
  const { name, place } = candidate;
  // A name can quote the value it names; then it is not repeated either.
  const named = name.includes(value) || name.length > 60 ? 'A secret' : `The value of ${name}`;
  // Who issues it, when the names tell.
  // Whose tokens their own form proves, the name alone does not tell.
  const issuer = providersOf(candidate, detectors.named).find(({ detector }) => !detector.checksum);
  const revoke = family === 'token' ? issuer?.detector.revoke : undefined;
  const where = place === 'environment' || place === 'settings' ? 'in this file' : 'in the code';
  return `${named} is a ${family === 'password' ? 'password' : 'key or token'} that stands ${where}, so whoever reads the file or its history can use it. ${revoke === undefined ? 'Replace it by a new one that is kept' : `${revoke} Then keep the new one`} outside the repository, in an environment variable or a secret store.`;
}

function isOnLongLine(source: SourceFile, offset: number): boolean {
  const { line } = positionAt(source, offset);
  return (source.lineStarts[line] ?? source.text.length) - (source.lineStarts[line - 1] ?? 0) > LONGEST_LINE;
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

function shown(found: Found, inTest: boolean): SecretHit {
  const { ruleId, detector, start, end, message, severity, confidence, maskedValue, value, expires } = found;
  return {
    ruleId,
    detector,
    start,
    end,
    message,
    severity: inTest ? lowerSeverity(severity) : severity,
    confidence,
    maskedValue,
    value,
    ...(expires === undefined ? {} : { expires }),
  };
}
