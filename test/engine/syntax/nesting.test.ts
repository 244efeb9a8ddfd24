import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { nestsDeeperThan } from '../../../engine/syntax/nesting.ts';
import { createOxcParser } from '../../../engine/syntax/oxcParser.ts';
import type { SyntaxTree } from '../../../engine/syntax/parse.ts';
import { nestedTexts } from '../nestedTexts.ts';

/** Constructs that a parser builds without going deeper: they lean to the left. */
const FLAT = new Set([
  'calls of calls',
  'sums',
  'sums of text',
  'differences',
  'conjunctions',
  'disjunctions',
  'sequences',
  'unions',
  'casts',
  'assertions',
  'tagged templates',
  'negations',
]);

describe('the nesting of a text', () => {
  for (const [what, text] of nestedTexts(600)) {
    if (FLAT.has(what)) continue;
    it(`is seen in ${what}`, () => assert.equal(nestsDeeperThan(text, 400), true));
  }

  for (const [what, text] of nestedTexts(50)) {
    it(`is not taken for deep in a few ${what}`, () => assert.equal(nestsDeeperThan(text, 400), false));
  }

  it('is seen where closing brackets hide in texts', () => {
    assert.equal(nestsDeeperThan(`x = ${'{a:/}/ && '.repeat(500)}1${'}'.repeat(500)}`, 400), true);
    assert.equal(nestsDeeperThan(`x = ${"['])'] || f(".repeat(500)}1${')'.repeat(500)}`, 400), true);
    assert.equal(nestsDeeperThan(`x = ${'{a:"}", b:'.repeat(500)}1${'}'.repeat(500)}`, 400), true);
  });

  it('is seen behind statements that have ended', () => {
    assert.equal(nestsDeeperThan('if (a) b;\nelse '.repeat(500), 400), true);
  });

  it('is not what stands side by side', () => {
    for (const line of [
      'const a = b;\n',
      'f(a);',
      'f(a)\n',
      'const a = b ? c : d\n',
      'x = { a: 1, b: [2] };\n',
      'if (a) b();\n',
      'const f = () => a\n',
      'for (const a of b) c(a);\n',
      'await f()\n',
      '<a b="c">d</a>\n',
      'type A = B<C>;\n',
      "x = 'it is (a) smile';\n",
    ])
      assert.equal(nestsDeeperThan(line.repeat(5_000), 400), false, line);
  });

  it('is read in time that the length allows', () => {
    assert.equal(nestsDeeperThan('\n'.repeat(2_000_000), 400), false);
    assert.equal(nestsDeeperThan(' a\n'.repeat(700_000), 400), false);
  });

  it('is small in the files of this repository', () => {
    for (const folder of ['engine', 'rules', 'server', 'workspace', 'test/engine'])
      for (const entry of readdirSync(join(import.meta.dirname, '../../..', folder), {
        recursive: true,
        withFileTypes: true,
      })) {
        if (!entry.isFile() || !entry.name.endsWith('.ts')) continue;
        const text = readFileSync(join(entry.parentPath, entry.name), 'utf8');
        assert.equal(nestsDeeperThan(text, 400), false, entry.name);
      }
  });
});

describe('the native parser', () => {
  const read: string[] = [];
  const parse = createOxcParser(
    {
      parseSync(_filename, text) {
        read.push(text);
        throw new Error('not needed here');
      },
    },
    () => ({ nodes: [], comments: [], errors: [] }) as unknown as SyntaxTree,
  );

  it('never meets what could exhaust its stack', () => {
    for (const [what, text] of nestedTexts(5_000)) {
      if (FLAT.has(what)) continue;
      parse(text, 'typescriptreact');
      assert.deepEqual(read, [], what);
    }
  });

  it('meets what people write', () => {
    parse('const a = f(b);', 'typescript');
    assert.equal(read.length, 1);
  });
});
