/** Tokens that their provider's name tells, where their shape alone would tell nothing. */
import { compareSeverity, weakerConfidence } from '../finding.ts';
import type { Candidate } from './candidate.ts';
import { checksumHolds } from './checksum.ts';
import type { CompiledNamed, CompiledSecrets } from './compile.ts';
import { type FileFacts, isPlausible, providerMessage } from './format.ts';
import type { Found } from './found.ts';
import { innocence, isReference } from './innocent.ts';
import { maskSecret } from './mask.ts';
import { namesPhrase, secretName, wordsOf } from './secretName.ts';

/** The token of a provider that a candidate's names speak of and whose shape it has. */
export function tokenOfProvider(
  candidate: Candidate,
  named: CompiledSecrets['named'],
  { kind }: FileFacts,
): Found | undefined {
  const { value, start, end } = candidate;
  if (value.length < 8 || isReference(value)) return undefined;
  if (!secretName(candidate.name) && !namesPhrase(candidate.name)) return undefined;
  const known = providersOf(candidate, named).find(
    ({ detector: { shape, checksum } }) =>
      shape?.test(value) && (!checksum || checksumHolds(checksum, value) !== false),
  );
  if (!known || innocence(value) === 'public key') return undefined;
  const { rule, detector } = known;
  const isProved = detector.checksum !== undefined && checksumHolds(detector.checksum, value) === true;
  if (!isProved && !isPlausible(value)) return undefined;
  const severity = detector.use === 'test' ? 'low' : detector.severity;
  const maskedValue = maskSecret(value);
  return {
    ruleId: rule.id,
    detector: detector.id,
    rank: 0,
    isPublic: detector.use === 'publishable',
    start,
    end,
    value,
    maskedValue,
    severity: (kind === 'sample' || kind === 'prose') && compareSeverity(severity, 'medium') < 0 ? 'medium' : severity,
    confidence: isProved ? rule.confidence : weakerConfidence(rule.confidence, detector.confidence),
    message: providerMessage(detector, maskedValue),
  };
}

/** The detectors whose provider stands in the names of a candidate: nearest name first, those that ask for more first. */
export function providersOf({ name, path }: Candidate, named: CompiledSecrets['named']): readonly CompiledNamed[] {
  const own = wordsOf(name);
  const found: CompiledNamed[] = [];
  for (const words of [own, ...path.toReversed().map(wordsOf)]) {
    for (const [at, word] of words.entries()) {
      // `dataDog` and `data-dog` are `datadog`.
      for (const spelled of [word, word + (words[at + 1] ?? '')]) found.push(...(named.get(spelled) ?? []));
    }
  }
  const fitting = found.filter(({ detector: { and } }) => !and || and.some((word) => own.includes(word)));
  return fitting.sort((a, b) => Number(b.detector.and !== undefined) - Number(a.detector.and !== undefined));
}
