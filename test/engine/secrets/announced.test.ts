import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { announcesSecret, mayBeNamedElsewhere } from '../../../engine/secrets/announced.ts';
import { isScript, languageOf } from '../../../engine/source/sourceFile.ts';
import { readRulePage } from '../../../report/rulePage.ts';
import { examplesOf, fileOf } from '../../support/pageSpec.ts';
import { expandSecrets } from '../../support/sampleSecrets.ts';
import { compiled, scan } from './scan.ts';

const announces = (text: string, path: string) => announcesSecret(text, compiled, isScript(languageOf(path)));

/** The examples of all secrets' pages: the text and its path. */
function examples(): { text: string; path: string }[] {
  const folder = join(import.meta.dirname, '../../../rules/secrets');
  return globSync('*/*.md', { cwd: folder }).flatMap((file) =>
    examplesOf(readRulePage(expandSecrets(readFileSync(join(folder, file), 'utf8')))).map(({ block }) => {
      const { code, path } = fileOf(block);
      return { text: code, path };
    }),
  );
}

describe('what announces a secret', () => {
  it('stands in every text that holds one', () => {
    let found = 0;
    let onOneLine = 0;
    for (const { text, path } of examples()) {
      const hits = scan(text, { path });
      if (hits.length > 0) assert.ok(announces(text, path), `${path}: ${text}`);
      for (const { start, end } of hits) {
        const line = text.slice(
          text.lastIndexOf('\n', start - 1) + 1,
          (text.indexOf('\n', end) + 1 || text.length + 1) - 1,
        );
        found++;
        // The name of some stands on another line.
        if (announces(line, path)) onOneLine++;
        else assert.ok(mayBeNamedElsewhere(line, isScript(languageOf(path))), `${path}: ${line}`);
      }
    }
    assert.ok(found > 25, `${found} secrets`);
    assert.ok(onOneLine > 0.95 * found, `${onOneLine} of ${found} on the line itself`);
  });

  it('may stand on another line than the value alone', () => {
    const word = ['Tr0ub4', 'dour'].join('&');
    for (const [line, isCode] of [
      [`    '${word}',`, true],
      [`  || "${word}"`, true],
      [`  ?? \`${word}\`;`, true],
      [`  value: '${word}',`, true],
      [`      value: ${word}`, false],
      [`  default = "${word}"`, false],
      [`      "value": "${word}"`, false],
      [`  - ${word}`, false],
      [`    ${word}\r`, false],
      ['M'.repeat(64), true],
    ] as const) {
      assert.ok(mayBeNamedElsewhere(`a\n${line}\nb;`, isCode), line);
    }
    for (const [line, isCode] of [
      ['const a = b.c;', true],
      ['});', true],
      ['  return wordsOf(name);', true],
      ['    "name": "value",', true],
      ['  name: value here', false],
      ['# a comment of words', false],
      ['  abc', false],
    ] as const) {
      assert.ok(!mayBeNamedElsewhere(line, isCode), line);
    }
  });

  it('is looked for in linear time', () => {
    for (const piece of [' ', '/', '|', ':', '"', 'x', '- ', 'value:', '`', '= ', '#', '*', ' \t']) {
      const text = `${piece.repeat(1_000)}!\n`.repeat(200);
      const started = performance.now();
      for (const isCode of [true, false]) mayBeNamedElsewhere(text, isCode);
      assert.ok(performance.now() - started < 500, piece);
    }
  });

  it('is no name without a value, in code', () => {
    for (const quiet of ['type Login = { password: string };', 'const token = await load(user.key);']) {
      assert.ok(!announces(quiet, 'a.ts'), quiet);
    }
    assert.ok(announces("const password = 'x9k2';", 'a.ts'));
    assert.ok(announces('DB_PASSWORD=x', '.env'));
    assert.ok(!announces('const order = price * 7;', 'a.ts'));
  });
});
