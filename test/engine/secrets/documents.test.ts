import assert from 'node:assert/strict';
import type { Language } from '../../../engine/source/sourceFile.ts';
import { settingsOf } from '../../../engine/syntax/documents/keyValue.ts';
import { parseDocument } from '../../../engine/syntax/documents/parseDocument.ts';

/** `path = value [text of the span]` of each setting. */
const read = (text: string, language: Language): string[] => {
  const root = parseDocument(text, language);
  assert.ok(root);
  return settingsOf(root).map(
    ({ path, scalar }) => `${path.join('.')} = ${scalar.value} [${text.slice(scalar.start, scalar.end)}]`,
  );
};

describe('documents of settings', () => {
  it('JSON: nested, with comments, escapes and numbers', () => {
    const text = '{ // c\n"a": {"b": ["x", {"c": "y\\n"}], "d": 12,},\n"e": null }';
    assert.deepEqual(read(text, 'json'), ['a.b = x [x]', 'a.b.c = y\n [y\\n]', 'a.d = 12 [12]', 'e = null [null]']);
  });

  it('JSON that is half typed gives what is there', () => {
    assert.deepEqual(read('{"a": "b", "c": {"d": "e"', 'json'), ['a = b [b]', 'c.d = e [e]']);
  });

  it('YAML: maps, lists, quotes, block scalars, several documents', () => {
    const text = 'a: x # c\nb:\n  - "y"\n  - c: \'z\'\nd: |\n  one\n  two\ne: 0123\n---\nf: g\n';
    assert.deepEqual(read(text, 'yaml'), [
      'a = x [x]',
      'b = y [y]',
      'b.c = z [z]',
      'd = one\ntwo [one\n  two]',
      'e = 0123 [0123]',
      'f = g [g]',
    ]);
  });

  it('YAML with aliases that multiply stays small', () => {
    const text = `a: &a [x, x]\n${Array.from({ length: 40 }, (_, n) => `b${n}: [*a, *a]`).join('\n')}`;
    assert.deepEqual(read(text, 'yaml'), ['a = x [x]', 'a = x [x]']);
  });

  it('.env: export, quotes, comments, values over several lines', () => {
    const text = 'A=1\nexport B="x # y"\n# C=3\nD = z # c\nE=\'one\ntwo\'\nF=a#b\nG=\n';
    assert.deepEqual(read(text, 'env'), [
      'A = 1 [1]',
      'B = x # y [x # y]',
      'D = z [z]',
      'E = one\ntwo [one\ntwo]',
      'F = a#b [a#b]',
      'G =  []',
    ]);
  });

  it('ini and .npmrc: sections, both signs, quotes, Windows line ends', () => {
    const text = '//r.example/:_authToken=t\r\n; a=b\r\n[db]\r\npassword = "p w"\r\nurl: x=y\r\n';
    assert.deepEqual(read(text, 'ini'), [
      '//r.example/:_authToken = t [t]',
      'db.password = p w [p w]',
      'db.url = x=y [x=y]',
    ]);
  });

  it('no text breaks a reader', () => {
    const texts = [
      '',
      '{',
      '[[[[',
      '"',
      'a: [b',
      '- - -',
      '\t\ta: b',
      '\u0000',
      '\ud800',
      '&a *a',
      '? ',
      'x='.repeat(500),
      '['.repeat(400),
    ];
    for (const text of texts) for (const language of ['json', 'yaml', 'env', 'ini'] as const) read(text, language);
  });

  it('what is nested deeper or longer than hands write is not read', () => {
    assert.equal(parseDocument('['.repeat(20_000), 'json'), undefined);
    assert.equal(parseDocument('a: '.concat('['.repeat(20_000)), 'yaml'), undefined);
    assert.equal(parseDocument(`a: ${'x'.repeat(300_000)}`, 'yaml'), undefined);
    assert.deepEqual(read(`{"a": "${'['.repeat(2000)}"}`, 'json').length, 1);
  });

  it('programs and plain texts are no documents of settings', () => {
    assert.equal(parseDocument('a', 'typescript'), undefined);
    assert.equal(parseDocument('a', 'text'), undefined);
  });
});
