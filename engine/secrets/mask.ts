/** The only way out for a secret: nothing but what this module makes of a value may be shown, logged or stored. */

import type { Range } from '../finding.ts';

const HIDDEN = '••••••';
/** From this length on a few characters tell a person which value is meant and do not help to guess it. */
const LONG = 20;
const SHOWN = 4;

/** The provider's prefix and four more characters of a value of 20 or more; nothing of any other. */
export function maskSecret(value: string, prefix = ''): string {
  if (prefix === '' || value.length < LONG || !value.startsWith(prefix)) return HIDDEN;
  return value.slice(0, prefix.length + SHOWN) + HIDDEN;
}

/** Shorter values are words that stand everywhere. */
const WORTH_HIDING = 6;

/** Where known values stand in a text: where they were found, and wherever else their text is the same. */
export function placesOfSecrets(text: string, secrets: Iterable<Range & { readonly value: string }>): Range[] {
  const places: Range[] = [];
  const searched = new Set<string>();
  for (const { start, end, value } of secrets) {
    places.push({ start, end });
    if (value.length < WORTH_HIDING || searched.has(value)) continue;
    searched.add(value);
    for (let at = text.indexOf(value); at >= 0; at = text.indexOf(value, at + value.length)) {
      if (at !== start) places.push({ start: at, end: at + value.length });
    }
  }
  return places;
}

/**
 * The text with the characters of every secret hidden; its length and lines stay, so that places in the one are places in
 * the other. For whatever quotes code.
 */
export function hideSecrets(text: string, secrets: Iterable<Range>): string {
  const pieces: string[] = [];
  let at = 0;
  for (const { start, end } of [...secrets].sort((a, b) => a.start - b.start)) {
    // They may overlap.
    const from = Math.max(start, at);
    if (end <= from) continue;
    pieces.push(text.slice(at, from), text.slice(from, end).replace(/[^\r\n]/g, '•'));
    at = end;
  }
  return pieces.join('') + text.slice(at);
}
