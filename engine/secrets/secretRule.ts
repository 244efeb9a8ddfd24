import type { RuleFacts } from '../ruleFacts.ts';

/** One format of one provider. */
export interface SecretDetector {
  /** Unique, kebab-case: `github-personal-token`. */
  readonly id: string;
}

export interface SecretRule extends RuleFacts {
  readonly kind: 'secret';
  readonly detectors: readonly SecretDetector[];
}

export function secretRule(rule: Omit<SecretRule, 'kind'>): SecretRule {
  return { kind: 'secret', ...rule };
}
