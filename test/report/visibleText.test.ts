import assert from 'node:assert/strict';
import { displayWidth, visibleJson, visibleLines, visibleText } from '../../report/visibleText.ts';

describe('text on its way to a terminal', () => {
  it('keeps what can be seen', () => {
    for (const text of ['plain', 'äöü ñ', '漢字', '😀', "it's `code`"]) assert.equal(visibleText(text), text);
  });

  it('escapes controls, marks of direction, zero widths, line separators and half pairs', () => {
    assert.equal(visibleText('\u001b[31m\u0007\u007f\u009b'), '\\x1b[31m\\x07\\x7f\\x9b');
    assert.equal(visibleText('\u202eabc\u2066\u200b\ufeff'), '\\u{202e}abc\\u{2066}\\u{200b}\\u{feff}');
    assert.equal(visibleText('a\nb\r\tc\u2028d'), 'a\\nb\\r\\tc\\u{2028}d');
    assert.equal(visibleText('\ud83d!'), '\\u{d83d}!');
  });

  it('keeps the line ends of several lines', () => {
    assert.equal(visibleLines('a\r\nb\n\tc\u001b\rd'), 'a\nb\n\tc\\x1b\\rd');
  });

  it('escapes in JSON what a terminal could obey, and is read back the same', () => {
    const value = { text: 'a\u009b\u202e\u{e0001}\u2028"\n', list: [1] };
    const text = visibleJson(value);
    assert.deepEqual(JSON.parse(text), value);
    assert.doesNotMatch(text.replaceAll('\n', ''), /[\p{Cc}\p{Cf}\p{Zl}]/u);
  });

  it('knows the cells of a text', () => {
    assert.equal(displayWidth('abc'), 3);
    assert.equal(displayWidth('漢字'), 4);
    assert.equal(displayWidth('e\u0301'), 1);
  });
});
