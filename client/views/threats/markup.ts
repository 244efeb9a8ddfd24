/** HTML from text that nobody trusts. */

/** Text as it stands between tags or in a quoted attribute; what cannot be seen becomes a space. */
export function escaped(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]+/gu, ' ')
    .replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** The attribute that makes a button, a box or a form say this to the extension. */
export function says(message: object): string {
  return `data-says="${escaped(JSON.stringify(message))}"`;
}
