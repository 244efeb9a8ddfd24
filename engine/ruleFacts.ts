import type { Confidence, Profile, Severity } from './finding.ts';

/** What every rule says of itself. */
export interface RuleFacts {
  /** By what it finds; `secret` in any text. Rules that speak of suppressions have none. */
  readonly kind?: 'pattern' | 'flow' | 'secret';
  /** The catalogue's id: kebab-case, permanent once people suppress by it. */
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  /** The ceiling of confidence; the path can lower it. */
  readonly confidence: Confidence;
  /** Default `recommended`. */
  readonly profile?: Profile;
  /** CWE numbers, the most fitting first. */
  readonly cwe: readonly number[];
  /** OWASP Top 10 categories: `A03:2021`, `A05:2025`. */
  readonly owasp: readonly string[];
  /** More general rules that stay silent where this one speaks on the same node. */
  readonly refines?: readonly string[];
}
