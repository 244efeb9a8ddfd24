/** The words in which the formats of providers are written down. */
import type { FormatDetector, NamedDetector, SecretDetector } from '../../../engine/rule.ts';

type Severity = FormatDetector['severity'];
type Token =
  | Omit<FormatDetector, 'provider' | 'opens' | 'revoke'>
  | Omit<NamedDetector, 'provider' | 'opens' | 'revoke'>;
type MoreOfFormat = Partial<
  Pick<FormatDetector, 'keywords' | 'before' | 'checksum' | 'context' | 'lowBeside' | 'use' | 'pair' | 'isPrefixed'>
>;
type MoreOfName = Partial<Pick<NamedDetector, 'and' | 'use' | 'pair' | 'checksum'>>;

/**
 * A provider with its tokens.
 * @param opens what whoever has a token gets at, as a noun phrase
 * @param revoke where a token is taken back, as a sentence
 */
export function provider(
  name: string,
  opens: string,
  revoke: string,
  ...tokens: readonly (Token & { readonly opens?: string; readonly revoke?: string })[]
): SecretDetector[] {
  return tokens.map((token) => ({ provider: name, opens, revoke, ...token }));
}

/** A token whose format its provider documents: a prefix and what follows it, as a pattern. */
export function documented(
  id: string,
  title: string,
  severity: Severity,
  prefix: string,
  rest: string,
  more: MoreOfFormat = {},
): Omit<FormatDetector, 'provider' | 'opens' | 'revoke'> {
  const pattern = new RegExp(`(?<secret>${escaped(prefix)}${rest})`);
  return { kind: 'format', id, title, severity, confidence: 'high', keywords: [prefix], pattern, ...more };
}

/** A token whose format is known from tokens that were issued: lengths may drift, so they are generous here. */
export function observed(
  id: string,
  title: string,
  severity: Severity,
  prefix: string,
  rest: string,
  more: MoreOfFormat = {},
): Omit<FormatDetector, 'provider' | 'opens' | 'revoke'> {
  return { ...documented(id, title, severity, prefix, rest, more), confidence: 'medium' };
}

/**
 * A token that is known by its provider's name and by its shape.
 * @param shape what the whole value looks like; without one it is judged as a value without a provider is
 */
export function named(
  id: string,
  title: string,
  severity: Severity,
  words: readonly string[],
  shape?: string,
  more: MoreOfName = {},
): Omit<NamedDetector, 'provider' | 'opens' | 'revoke'> {
  const whole = shape === undefined ? {} : { shape: new RegExp(`^(?:${shape})$`) };
  return { kind: 'named', id, title, severity, confidence: 'medium', words, ...whole, ...more };
}

/** Pieces of formats. */
export const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
export const JWT = 'eyJ[\\w-]{10,2000}\\.eyJ[\\w-]{10,4000}\\.[\\w-]{20,700}';

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
