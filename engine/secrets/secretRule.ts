import type { Confidence, Severity } from '../finding.ts';
import type { RuleFacts } from '../ruleFacts.ts';

/** A way to check a token without asking its provider; the functions are in `checksum.ts`. */
export type ChecksumScheme =
  | 'crc32-base62'
  | 'crc32-hex'
  | 'gitlab-routable'
  | 'bech32'
  | 'base58check'
  | 'mnemonic'
  | 'key-bytes'
  | 'secp256k1'
  | 'base64-login'
  | 'discord-number';

/** What is known of every token of a provider. */
interface ProviderToken {
  /** Unique, kebab-case: `github-personal-token`. */
  readonly id: string;
  /** Who issues the token and takes it back: "GitHub". */
  readonly provider: string;
  /** What the token is, as a noun phrase that starts a message: "A GitHub personal access token". */
  readonly title: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  /** `test`: a key of a sandbox, which is `low`. `publishable`: public by design, never reported, not by other detectors either. */
  readonly use?: 'live' | 'test' | 'publishable';
  /** Checked when it applies to the value; a value that fails is not a token. */
  readonly checksum?: ChecksumScheme;
  /** With a value of another detector within five lines, the pair opens more than the one. */
  readonly pair?: { readonly detector: string; readonly severity: Severity };
  /** What whoever has the token gets at, as a noun phrase: "repositories and packages of the account". */
  readonly opens: string;
  /** What to do so that the leaked value opens nothing any more, as a sentence. */
  readonly revoke: string;
}

/** One format of one provider: the shape of its tokens and what such a token can do. */
export interface FormatDetector extends ProviderToken {
  readonly kind: 'format';
  /**
   * Texts of which one stands in every match, as providers write them; finding them ignores case, the pattern decides.
   * One that starts the value tells the provider and nothing of the secret, so a mask may show it.
   */
  readonly keywords: readonly string[];
  /** How many characters of the match stand before the keyword. Default 0. */
  readonly before?: number;
  /**
   * Matched where the keyword points, with the value as the group `secret`. Every repetition is bounded and what may
   * follow a repetition differs from what it repeats, so that the time is linear. No flags but `i`.
   */
  readonly pattern: RegExp;
  /** The shape alone is ambiguous: one of these words must stand within three lines. Lower case. */
  readonly context?: readonly string[];
  /** It says itself when it ends: the day, as the group `day`, in the text without spaces that it is a part of. */
  readonly expiry?: RegExp;
  /** It may stand behind a prefix that its owner chose, `acme-glpat-…`. */
  readonly isPrefixed?: boolean;
  /** Beside one of these words, within three lines, it is public by its use and counts as `low`. Lower case. */
  readonly lowBeside?: readonly string[];
}

/**
 * A token whose shape tells nothing alone (32 hexadecimal digits): it is known by its provider's name in the names that
 * it gets, `DATADOG_API_KEY` or `datadog: { apiKey }`, and by its shape, when the provider has one.
 */
export interface NamedDetector extends ProviderToken {
  readonly kind: 'named';
  /** Words of which one stands in the name or in the names round it, in lower case and without signs: `datadog`. */
  readonly words: readonly string[];
  /** Of these words, too, one stands in the name itself: `admin`. */
  readonly and?: readonly string[];
  /** Matches the whole value. Without it the value is judged as one without a provider is. */
  readonly shape?: RegExp;
}

/** A secret known by its structure: the engine reads it (`structural.ts`), the rule says what it is worth. */
export interface StructuralDetector {
  readonly kind: 'structural';
  readonly id: string;
  readonly form: 'private-key' | 'url-credentials' | 'connection-string' | 'jwt' | 'password-hash';
}

/** A secret known by name, value and place together: the engine judges it (`generic.ts`). */
export interface GenericDetector {
  readonly kind: 'generic';
  readonly id: string;
  /** `password`: what people choose. `token`: what a machine made. */
  readonly judge: 'password' | 'token';
}

export type SecretDetector = FormatDetector | NamedDetector | StructuralDetector | GenericDetector;

export interface SecretRule extends RuleFacts {
  readonly kind: 'secret';
  readonly detectors: readonly SecretDetector[];
}

/** A rule that finds credentials in any text file. */
export function secretRule(rule: Omit<SecretRule, 'kind'>): SecretRule {
  return { kind: 'secret', ...rule };
}
