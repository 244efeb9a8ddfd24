/**
 * The six lines that a person writes once for a service, before the first question, in `.portside/threat-model.yaml`.
 * They decide which questions are asked, and what weighs more. Plain data.
 */

/** The worst that can happen when this service fails to keep a secret, a record or its word. */
export type Impact = 'low' | 'medium' | 'high' | 'maximum';

export interface Header {
  /** What the service is called. */
  readonly service: string;
  /** Classes of data that it keeps or passes on, as elements name them: `contact`, `payment`. */
  readonly data: readonly string[];
  readonly impact: Impact;
  /** Who may call it, in the words of the team: `the internet`, `staff`, `other services`. */
  readonly exposure: string;
  readonly owners: readonly string[];
  /** Level of OWASP ASVS 5.0.0 up to which questions are asked. */
  readonly level: 1 | 2 | 3;
}
