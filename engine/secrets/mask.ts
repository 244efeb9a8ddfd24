/** The only way out for a secret: nothing but what this module makes of a value may be shown, logged or stored. */

const HIDDEN = '••••••';
/** From this length on a few characters tell a person which value is meant and do not help to guess it. */
const LONG = 20;
const SHOWN = 4;

/** The provider's prefix and four more characters of a value of 20 or more; nothing of any other. */
export function maskSecret(value: string, prefix = ''): string {
  if (prefix === '' || value.length < LONG || !value.startsWith(prefix)) return HIDDEN;
  return value.slice(0, prefix.length + SHOWN) + HIDDEN;
}

/** The text with every secret in it masked: for whatever quotes source code. */
export function maskAll(
  text: string,
  secrets: Iterable<{ readonly value: string; readonly maskedValue: string }>,
): string {
  const longestFirst = [...secrets].filter(({ value }) => value !== '').sort((a, b) => b.value.length - a.value.length);
  return longestFirst.reduce((masked, { value, maskedValue }) => masked.replaceAll(value, () => maskedValue), text);
}
