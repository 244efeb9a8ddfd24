import assert from 'node:assert/strict';
import { findKeywords, keywordIndex } from '../../../engine/secrets/keywordIndex.ts';

const found = (words: readonly string[], text: string): string[] => {
  const index = keywordIndex(words);
  return findKeywords(index, text).map(({ keyword, start }) => `${words[keyword]}@${start}`);
};

describe('the keyword index', () => {
  it('finds words that overlap, contain and follow each other', () => {
    assert.deepEqual(found(['he', 'she', 'his', 'hers'], 'ushers'), ['she@1', 'he@2', 'hers@2']);
  });

  it('folds ASCII letters, in words and in texts', () => {
    assert.deepEqual(found(['AKIA', 'key_'], 'akia AkIa KEY_'), ['AKIA@0', 'AKIA@5', 'key_@10']);
  });

  it('starts anew at characters that no word has, ASCII or not', () => {
    assert.deepEqual(found(['ab'], 'a b aéb aab ａb ab'), ['ab@9', 'ab@15']);
  });

  it('finds the same word twice when it is given twice', () => {
    assert.deepEqual(found(['a', 'a'], 'a'), ['a@0', 'a@0']);
  });

  it('finds what a search word by word finds, in any text', () => {
    let state = 7;
    const random = (limit: number): number => {
      state = (state * 1103515245 + 12345) & 0x7fffffff;
      return (state >> 8) % limit;
    };
    const letters = (length: number): string => Array.from({ length }, () => 'abC_'.charAt(random(4))).join('');
    for (let round = 0; round < 50; round++) {
      const words = [...new Set(Array.from({ length: 8 }, () => letters(1 + random(4)).toLowerCase()))];
      const text = letters(200);
      const naive = words.flatMap((word) =>
        Array.from(text, (_, at) => at)
          .filter((at) => text.toLowerCase().startsWith(word, at))
          .map((at) => `${word}@${at}`),
      );
      assert.deepEqual(found(words, text).sort(), naive.sort());
    }
  });

  it('reads a part of a text only', () => {
    const index = keywordIndex(['ab']);
    assert.deepEqual(
      findKeywords(index, 'ab ab ab', 1, 6).map(({ start }) => start),
      [3],
    );
  });

  it('refuses words that it cannot find', () => {
    assert.throws(() => keywordIndex(['']), RangeError);
    assert.throws(() => keywordIndex(['ключ']), RangeError);
  });
});
