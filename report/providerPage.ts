/** The page of a provider of tokens: what its tokens open and how they are revoked. Made of what its detectors know. */
import type { RuleFacts } from '../engine/ruleFacts.ts';
import type { SecretDetector, SecretRule } from '../engine/secrets/secretRule.ts';

type ProviderDetector = Extract<SecretDetector, { readonly provider: string }>;

/** The pages of all providers whose name holds the words that are asked for, in any case; empty when there is none. */
export function providerPages(rules: Iterable<RuleFacts | SecretRule>, asked: string): string[] {
  const words = wordsOf(asked);
  if (words.length === 0) return [];
  const providers = new Map<string, ProviderDetector[]>();
  for (const rule of rules) {
    for (const detector of 'detectors' in rule ? rule.detectors : []) {
      if (!('provider' in detector)) continue;
      const names = wordsOf(detector.provider);
      if (!words.every((word) => names.includes(word))) continue;
      providers.set(detector.provider, [...(providers.get(detector.provider) ?? []), detector]);
    }
  }
  return [...providers].map(([name, detectors]) => pageOf(name, detectors));
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[a-z0-9]+/g) ?? [];
}

function pageOf(name: string, detectors: readonly ProviderDetector[]): string {
  return [
    `# Tokens of ${name}`,
    '',
    ...new Set(detectors.map(({ opens }) => `A token opens ${opens}.`)),
    ...new Set(detectors.map(({ revoke }) => revoke)),
    'Revoke first and change the code afterwards: what was committed stays in the history.',
    '',
    '| token | known by | severity |',
    '| --- | --- | --- |',
    ...new Set(detectors.map((detector) => `| ${detector.title} | ${markOf(detector)} | ${severityOf(detector)} |`)),
    '',
  ].join('\n');
}

function markOf(detector: ProviderDetector): string {
  if (detector.kind === 'format') return detector.keywords.map((keyword) => `\`${keyword}\``).join(', ');
  const names = detector.words.map((word) => `\`${word}\``).join(' or ');
  return `a name with ${names}${detector.shape ? ', and its form' : ''}`;
}

function severityOf({ use, severity, pair }: ProviderDetector): string {
  if (use === 'publishable') return 'public by design, not reported';
  if (use === 'test') return 'low: a sandbox';
  return pair ? `${severity}; ${pair.severity} beside its companion` : severity;
}
