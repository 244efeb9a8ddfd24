import type { CompiledFormat, CompiledSecrets } from './compile.ts';
import { codeFacts, nameOffsets, startsToken } from './detect.ts';
import { findKeywords } from './keywordIndex.ts';

/**
 * Whether some lines of a file can hold a secret: by a word that announces one. Much cheaper than looking for it, and
 * right to say yes whenever `findSecrets` finds one by words on these lines.
 * @param isCode names count near a literal only
 */
export function announcesSecret(text: string, detectors: CompiledSecrets, isCode: boolean): boolean {
  const hits = findKeywords(detectors.index, text);
  const hasToken = hits.some(({ keyword, start }) => {
    const wake = detectors.wakes[keyword];
    return wake?.structural !== undefined || wake?.formats.some((format) => hasFormat(format, text, start));
  });
  return hasToken || nameOffsets(text, hits, detectors, isCode ? codeFacts(text, detectors) : undefined).length > 0;
}

/** Whether lines near a value that stands alone can tell that it is a secret: by a name, or by what begins a key. */
export function announcesValue(around: string, detectors: CompiledSecrets, isCode: boolean): boolean {
  const hits = findKeywords(detectors.index, around);
  const code = isCode ? codeFacts(around, detectors) : undefined;
  const beginsKey = hits.some(({ start }) => /^(?:-----BEGIN|PuTTY-)/.test(around.slice(start, start + 10)));
  return beginsKey || nameOffsets(around, hits, detectors, code).length > 0;
}

/** A token stands here, or begins in a literal that may be put together with others. */
function hasFormat(format: CompiledFormat, text: string, start: number): boolean {
  return startsToken(format, text, start) || /["'`]/.test(text.charAt(start - 1));
}

/**
 * Whether one of some lines holds a value and no name: a literal or a word of its own, a part of an encoded key, or a value
 * whose key only says that it is one. Then a line near it may announce a secret.
 */
export function mayBeNamedElsewhere(text: string, isCode: boolean): boolean {
  return text.split('\n').some((line) => line.length < LONGEST_LINE && isValueAlone(line.trim(), isCode));
}

const LONGEST_LINE = 5000;

function isValueAlone(line: string, isCode: boolean): boolean {
  // `|| '…'`, `- …`, `value: …`
  const value = line.replace(/^[\s|?:+,&=([{>*#/-]{1,40}/, '').replace(CARRIER, '');
  const quote = value.charAt(0);
  if (quote === '"' || quote === "'" || quote === '`') {
    const close = value.indexOf(quote, 1);
    // What is followed by a sign is a key.
    return close === -1 ? quote === '`' : close > 4 && !/^\s{0,8}[:=]/.test(value.slice(close + 1, close + 10));
  }
  const word = /^[^\s,;]{4,600}(?=[,;]?$)/.exec(value)?.[0] ?? '';
  return isCode ? /^[\w+/=-]{20,200}$/.test(word) : word !== '' && !/[:=<>{}[\]()]/.test(word);
}

/** A key that only says that a value follows. */
const CARRIER =
  /^(?:return\s|new\s|["']?(?:value|stringvalue|data|content|plaintext|default)(?:["']\s{0,8}|\s{0,8})[:=]\s{0,8})/i;
