import { type Confidence, compareConfidence, compareSeverity, type Severity } from '../finding.ts';
import { positionAt, type SourceFile } from '../source/sourceFile.ts';
import type { CompiledSecrets } from './compile.ts';

/** A secret in a file. All but `value` may be shown. */
export interface SecretHit {
  readonly ruleId: string;
  /** The id of the detector that found it. */
  readonly detector: string;
  /** The span of the value, without quotes; of the whole expression when it is put together from pieces. */
  readonly start: number;
  readonly end: number;
  /** What was found, why it is bad, what to do. The value is masked in it. */
  readonly message: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly maskedValue: string;
  /** The day after which it opens nothing, `2026-01-31`, when it says so itself. */
  readonly expires?: string;
  /** The secret itself, for the fingerprint and for masking other texts, and for nothing else. */
  readonly value: string;
}

/** What a detector found, before the strongest is chosen. */
export interface Found extends SecretHit {
  /** Smaller is stronger: 0 a provider's token with a word of its provider, 1 without, 2 a structure, 3 a name. */
  readonly rank: number;
  /** Public by design: it is no secret, and no weaker detector takes it for one. */
  readonly isPublic: boolean;
}

/** An id and its secret within five lines of each other open what neither opens alone. */
export function withPairs(found: readonly Found[], source: SourceFile, pairs: CompiledSecrets['pairs']): Found[] {
  if (!found.some(({ detector }) => pairs.has(detector))) return [...found];
  const lines = new Map<string, Set<number>>();
  for (const { detector, start } of found) {
    lines.set(detector, (lines.get(detector) ?? new Set()).add(positionAt(source, start).line));
  }
  return found.map((hit) => {
    const pair = pairs.get(hit.detector);
    const partners = pair && lines.get(pair.detector);
    if (!partners) return hit;
    const { line } = positionAt(source, hit.start);
    const isPaired = [-5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5].some((distance) => partners.has(line + distance));
    return isPaired ? { ...hit, severity: pair.severity } : hit;
  });
}

/** One report a place: the stronger rule wins over the weaker, the graver over the less grave, the longer over the shorter. */
export function strongest(found: readonly Found[]): Found[] {
  const ranked = [...found].sort(
    (a, b) =>
      a.rank - b.rank ||
      compareSeverity(a.severity, b.severity) ||
      compareConfidence(a.confidence, b.confidence) ||
      b.end - b.start - (a.end - a.start) ||
      a.start - b.start,
  );
  const kept: Found[] = [];
  for (const hit of ranked) {
    // What is kept does not overlap and is in order, so only the neighbour before the place can.
    let low = 0;
    let high = kept.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((kept[middle]?.start ?? 0) < hit.end) low = middle + 1;
      else high = middle;
    }
    if (low === 0 || (kept[low - 1]?.end ?? 0) <= hit.start) kept.splice(low, 0, hit);
  }
  return kept.filter(({ isPublic }) => !isPublic);
}
