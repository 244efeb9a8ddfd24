import { mnemonicNumber } from './mnemonicWords.ts';
import { sha256 } from './sha256.ts';

/**
 * What a text of 12, 15, 18, 21 or 24 words is: a wallet's phrase, whose last bits are a checksum of the others (BIP 39,
 * "Generating the mnemonic"); one that everybody knows; words of the list in no order that a wallet would make. Undefined
 * when it is no such text at all.
 */
export function mnemonicKind(text: string): 'wallet' | 'public' | 'words' | undefined {
  if (text.length < 12 * 4 - 1 || text.length > 24 * 9 + 60) return undefined;
  const words = text.trim().split(/[\s,]{1,3}/);
  if (![12, 15, 18, 21, 24].includes(words.length)) return undefined;
  const numbers = words.map(mnemonicNumber);
  if (!numbers.every((number) => number !== undefined)) return undefined;
  if (PUBLIC.has(words.slice(0, 3).join(' '))) return 'public';
  const bits = numbers.map((number) => number.toString(2).padStart(11, '0')).join('');
  const sumLength = bits.length / 33;
  const entropy = Uint8Array.from({ length: (bits.length - sumLength) / 8 }, (_, at) =>
    Number.parseInt(bits.slice(8 * at, 8 * at + 8), 2),
  );
  // The same byte over and over is a sample: https://github.com/trezor/python-mnemonic/blob/master/vectors.json
  if (new Set(entropy).size === 1) return 'public';
  const sum = (sha256(entropy)[0] ?? 0).toString(2).padStart(8, '0');
  return bits.endsWith(sum.slice(0, sumLength)) ? 'wallet' : 'words';
}

/** How phrases start that development chains come with: Hardhat and Foundry, Truffle, Ganache. */
const PUBLIC: ReadonlySet<string> = new Set(['test test test', 'candy maple cake', 'myth like bonus']);
