/** Tokens by the formats that their providers document. */
import { compareSeverity, weakerConfidence } from '../finding.ts';
import { positionAt, type SourceFile } from '../source/sourceFile.ts';
import { checksumHolds } from './checksum.ts';
import type { CompiledFormat } from './compile.ts';
import { alphabetOf, entropyThreshold, longestRun, shannonEntropy } from './entropy.ts';
import type { FileKind } from './fileKind.ts';
import type { Found } from './found.ts';
import { isPlaceholder } from './innocent.ts';
import type { KeywordHit } from './keywordIndex.ts';
import { maskSecret } from './mask.ts';
import type { FormatDetector } from './secretRule.ts';

/** What is known of the file that is looked at. */
export interface FileFacts {
  readonly source: SourceFile;
  readonly kind: FileKind;
}

/** The token that a keyword announces at a place of a text; the text is the file's or one that the file puts together. */
export function tokenAt(
  { rule, detector, pattern }: CompiledFormat,
  hit: KeywordHit,
  text: string,
  { source, kind }: FileFacts,
): Found | undefined {
  pattern.lastIndex = hit.start - (detector.before ?? 0);
  if (pattern.lastIndex < 0 || !isLeftEdge(text, pattern.lastIndex)) return undefined;
  const match = pattern.exec(text);
  const span = match?.indices?.groups?.['secret'];
  if (!span || isWordPart(text.charCodeAt(span[1]))) return undefined;
  const [start, end] = span;
  const value = text.slice(start, end);
  const prefix = detector.keywords.find((keyword) => value.startsWith(keyword)) ?? '';
  if (prefix.includes('-') && !detector.isPrefixed && text.charAt(start - 1) === '-') return undefined;
  // With a prefix of its own it may have a checksum of its own.
  const isPrefixed = text.charAt(start - 1) === '-';
  const verdict = detector.checksum && !isPrefixed ? checksumHolds(detector.checksum, value) : undefined;
  if (verdict === false || (verdict === undefined && !isPlausible(value.slice(prefix.length)))) return undefined;
  if (detector.context && !hasContext(source, start, detector.context)) return undefined;
  const maskedValue = maskSecret(value, prefix);
  const isLow = detector.use === 'test' || (detector.lowBeside && hasContext(source, start, detector.lowBeside));
  const expires = detector.expiry?.exec(wordAround(text, start, end))?.groups?.['day'];
  const severity = isLow ? 'low' : detector.severity;
  return {
    ruleId: rule.id,
    detector: detector.id,
    rank: detector.context ? 0 : 1,
    isPublic: detector.use === 'publishable',
    start,
    end,
    value,
    maskedValue,
    severity: kind === 'prose' && compareSeverity(severity, 'medium') < 0 ? 'medium' : severity,
    confidence: weakerConfidence(rule.confidence, verdict === true ? 'high' : detector.confidence),
    message: providerMessage(detector, maskedValue),
    ...(expires === undefined ? {} : { expires }),
  };
}

/** The text without spaces and quotes around a place, as much as an address has. */
function wordAround(text: string, start: number, end: number): string {
  const before = text.slice(Math.max(0, start - 600), start).split(/[\s"'`<>]/);
  const after = text.slice(end, end + 600).split(/[\s"'`<>]/, 1);
  return `${before.at(-1) ?? ''} ${after[0] ?? ''}`;
}

/** What a provider's token is, what it opens, how it is taken back. */
export function providerMessage(
  { title, opens, revoke }: Pick<FormatDetector, 'title' | 'opens' | 'revoke'>,
  maskedValue: string,
): string {
  return `${title} (${maskedValue}) stands in this file, so whoever reads the file or its history can use it. It opens ${opens}. ${revoke} Then keep the new one outside the code, in an environment variable or a secret store.`;
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

/** True when the random part of a token can be random: the longest of its parts, when one is long. */
export function isPlausible(body: string): boolean {
  if (isPlaceholder(body) || longestRun(body) >= 7) return false;
  const longest = body.split(/[^0-9A-Za-z+/]/).reduce((a, b) => (b.length > a.length ? b : a), '');
  const judged = longest.length >= 16 ? longest : body;
  return shannonEntropy(judged) >= entropyThreshold(alphabetOf(judged), judged.length) - FORMAT_TOLERANCE;
}

/** True when one of the words stands within three lines of the offset. */
function hasContext(source: SourceFile, offset: number, words: readonly string[]): boolean {
  const near = linesAround(source, offset, 3).toLowerCase();
  return words.some((word) => near.includes(word));
}

const LONGEST_CONTEXT = 1000;

function linesAround(source: SourceFile, offset: number, lines: number): string {
  const { text, lineStarts } = source;
  const line = positionAt(source, offset).line - 1;
  const start = Math.max(lineStarts[Math.max(0, line - lines)] ?? 0, offset - LONGEST_CONTEXT);
  const end = Math.min(lineStarts[line + lines + 1] ?? text.length, offset + LONGEST_CONTEXT);
  return text.slice(start, end);
}
