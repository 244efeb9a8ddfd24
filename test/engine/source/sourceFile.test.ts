import assert from 'node:assert/strict';
import { isScript, languageOf, locate, positionAt, sourceFile } from '../../../engine/source/sourceFile.ts';
import { analysisOf } from '../../support/spec.ts';

describe('the language of a file', () => {
  for (const [path, language] of [
    ['a.js', 'javascriptreact'],
    ['a.mjs', 'javascript'],
    ['a.cjs', 'javascript'],
    ['a.jsx', 'javascriptreact'],
    ['a.ts', 'typescript'],
    ['a.mts', 'typescript'],
    ['a.cts', 'typescript'],
    ['a.tsx', 'typescriptreact'],
    ['a.d.ts', 'typescript'],
    ['a.json', 'json'],
    ['a.jsonc', 'json'],
    ['a.yaml', 'yaml'],
    ['a.yml', 'yaml'],
    ['.env', 'env'],
    ['.env.local', 'env'],
    ['deep/folder/.env.production', 'env'],
    ['prod.env', 'env'],
    ['.npmrc', 'ini'],
    ['a.ini', 'ini'],
    ['a.properties', 'ini'],
    ['A.TS', 'typescript'],
    ['.ENV', 'env'],
    ['README.md', 'markdown'],
    ['a', 'text'],
    ['', 'text'],
    ['a.ts/b', 'text'],
    ['ts', 'text'],
    ['folder.ts/a.js', 'javascriptreact'],
    ['environment', 'text'],
    ['.envrc', 'shell'],
    ['notes.txt', 'text'],
    ['Dockerfile', 'dockerfile'],
    ['Dockerfile.production', 'dockerfile'],
    ['parsers/dockerfile.ts', 'typescript'],
  ] as const) {
    it(`is ${language} for ${path || 'no name'}`, () => assert.equal(languageOf(path), language));
  }

  it('tells what the parsers of scripts read', () => {
    assert.deepEqual(
      ['javascript', 'javascriptreact', 'typescript', 'typescriptreact', 'json', 'yaml', 'env', 'ini', 'text'].filter(
        (each) => isScript(each as 'text'),
      ).length,
      4,
    );
  });

  it('may be given, as an editor does', () => {
    assert.equal(sourceFile('Untitled-1', 'x', 'typescript').documents[0]?.language, 'typescript');
  });
});

describe('lines and columns', () => {
  const places = (text: string) => {
    const file = sourceFile('a.ts', text);
    return Array.from({ length: text.length + 1 }, (_, offset) => {
      const { line, column } = positionAt(file, offset);
      return `${line}:${column}`;
    }).join(' ');
  };

  it('count from 1', () => assert.equal(places('ab\nc'), '1:1 1:2 1:3 2:1 2:2'));
  it('end at either kind of line ending', () => {
    assert.equal(places('a\r\nb'), '1:1 1:2 1:3 2:1 2:2');
    assert.equal(places('a\rb'), '1:1 1:2 2:1 2:2');
    assert.equal(places('a\n\r\n\rb'), '1:1 1:2 2:1 2:2 3:1 4:1 4:2');
    assert.equal(places('\r'), '1:1 2:1');
  });
  it('count UTF-16 units', () => assert.equal(places('😀b'), '1:1 1:2 1:3 1:4'));
  it('end at no other sign', () => assert.equal(places('a\u2028b\u0085c'), '1:1 1:2 1:3 1:4 1:5 1:6'));
  it('are there for nothing', () => assert.equal(places(''), '1:1'));

  it('of an offset outside are those of the nearest end', () => {
    const file = sourceFile('a.ts', 'ab\nc');
    assert.deepEqual(positionAt(file, -5), { line: 1, column: 1 });
    assert.deepEqual(positionAt(file, 99), { line: 2, column: 2 });
  });

  it('are those of a range', () => {
    assert.deepEqual(locate(sourceFile('a/b.ts', 'ab\nc\n'), 1, 4), {
      path: 'a/b.ts',
      start: 1,
      end: 4,
      startLine: 1,
      startColumn: 2,
      endLine: 2,
      endColumn: 2,
    });
  });
});

describe('a finding', () => {
  const placeOf = (text: string) => {
    const { findings } = analysisOf(text, { path: 'a.js' });
    assert.equal(findings.length, 1);
    const { start, end, startLine, startColumn } = findings[0]!.location;
    return `${text.slice(start, end)} ${startLine}:${startColumn}`;
  };

  it('stands at the same line and column whatever ends the lines', () => {
    const text = '// a\n\nf();\n  eval(location.hash);\n';
    for (const ending of ['\n', '\r\n', '\r'])
      assert.equal(placeOf(text.replaceAll('\n', ending)), 'location.hash 4:8');
  });

  it('stands at the same place behind signs of two units', () => {
    assert.equal(placeOf('const a = "😀"; eval(location.hash);'), 'location.hash 1:22');
  });

  it('stands behind a mark of the encoding that was left in the text', () => {
    assert.equal(placeOf('\ufeffeval(location.hash);'), 'location.hash 1:7');
  });
});
