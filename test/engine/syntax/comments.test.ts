import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from '@typescript-eslint/typescript-estree';
import type { Language } from '../../../engine/source/sourceFile.ts';
import { createTypescriptParser } from '../../../engine/syntax/typescriptParser.ts';

const read = createTypescriptParser();
const ROOT = join(import.meta.dirname, '../../..');

const ours = (text: string, language: Language = 'typescriptreact') =>
  read(text, language).comments.map(({ value, block, start, end }) => ({ value, block, start, end }));

/** The comments of the reference parser: it scans the text once more for them. */
const theirs = (text: string, jsx: boolean) =>
  (parse(text, { comment: true, range: true, jsx, loggerFn: false }).comments ?? []).map((comment) => ({
    value: comment.value,
    block: comment.type === 'Block',
    start: comment.range[0],
    end: comment.range[1],
  }));

describe('the comments of a script', () => {
  for (const text of [
    '// a\nx; // b',
    '/* a */ x /* b\n c */; /**/ /***/',
    '#!/usr/bin/env node // no\n// a',
    '#!/usr/bin/env node // no',
    'const a = "// no", b = \'/* no */\', c = `// no ${/* a */ d /* b */} /* no */`;',
    'const a = `${`// no ${b /* a */}`}`; // b',
    'a = /\\/\\/ no/; b = /[/*]/; c = 4 / 2 // a\n / 2;',
    'a = b / c /* x */ / d;',
    '<a>// no {/* a */} /* no */</a>; // b',
    '<a b="// no" c={/* a */ 1} /* b */ d="/* no */">text</a>;',
    '<a // c\n  b />',
    'f(/* a */); [/* b */]; ({ /* c */ });',
    'x = "a\\\n// no"; // a',
    "x = 'don\\'t // no'; // a",
    '// a\r\nx;\r\n/* b */\r// c\u2028x;',
    'type A = /* a */ string; // b\nlet x: "// no";',
    '@a /* a */ class B { /* b */ m() { /* c */ } }',
    'x // http://a.example/b',
    '/* a // b */ // c /* d',
    'label: /* a */ for (;;) {} // b',
    'import a from "b"; // "c" \'d\' `e`',
    'x = `\\`// no`; // a',
    'x = a ? /* b */ c : /d/ /* e */;',
  ]) {
    it(`are those of the parser in ${JSON.stringify(text)}`, () => {
      assert.deepEqual(ours(text), theirs(text, true));
    });
  }

  it('are those of the parser in real files', function () {
    this.timeout(60_000);
    const files = [
      'engine',
      'node_modules/mocha/lib',
      'node_modules/yaml/dist',
      'node_modules/vscode-languageserver/lib/common',
    ].flatMap((folder) =>
      readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && /\.[cm]?[jt]s$/.test(entry.name) && !entry.name.endsWith('.d.ts'))
        .map((entry) => join(entry.parentPath, entry.name)),
    );
    assert.ok(files.length > 200, `${files.length} files`);
    let comments = 0;
    for (const file of files) {
      const text = readFileSync(file, 'utf8');
      const jsx = !/\.[cm]?ts$/.test(file);
      const found = ours(text, jsx ? 'javascriptreact' : 'typescript');
      assert.deepEqual(found, theirs(text, jsx), file);
      comments += found.length;
    }
    assert.ok(comments > 1_500, `${comments} comments`);
  });

  it('are found in time that the length allows', () => {
    const text = `${"x = 'a/*b';\n".repeat(50_000)}// c`;
    assert.deepEqual(
      ours(text, 'javascript').map(({ value }) => value),
      [' c'],
    );
  });

  it('are found in half-typed text', () => {
    assert.deepEqual(
      ours('if (a { // b\n foo(').map(({ value }) => value),
      [' b'],
    );
    assert.deepEqual(
      ours('x; /* a').map(({ value }) => value),
      [' a'],
    );
    assert.deepEqual(
      ours('f("a\n// b\nx;').map(({ value }) => value),
      [' b'],
    );
  });
});
