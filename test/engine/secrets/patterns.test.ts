import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import type { SecretDetector } from '../../../engine/rule.ts';
import { createTypescriptParser } from '../../../engine/syntax/typescriptParser.ts';
import { waysToMatch } from './backtracking.ts';
import { secretRules } from './scan.ts';

/** More than one repetition that can end anywhere gives thousands. */
const FEW = 600;

const detectors: readonly SecretDetector[] = secretRules.flatMap((rule) => rule.detectors);

describe('the patterns of secrets', () => {
  it('are told from those that blow up', () => {
    assert.equal(waysToMatch(/a{3}[b-d]{2,9}-\d+/), 1);
    assert.equal(waysToMatch(/(?:a|b)c*d/), 1);
    assert.equal(waysToMatch(/[\w-]{2,9}(?![\w-])/), 8);
    assert.equal(waysToMatch(/(?:a+)+$/), Number.POSITIVE_INFINITY);
    assert.equal(waysToMatch(/\w+\s*\w+b/), Number.POSITIVE_INFINITY);
    assert.ok(waysToMatch(/(?:a|aa){1,30}b/) > 1e6);
    assert.ok(waysToMatch(/a{1,100}a{1,100}a{1,100}b/i) >= 10_000);
  });

  for (const detector of detectors) {
    if (detector.kind !== 'format') continue;
    it(`${detector.id} takes linear time`, () => {
      assert.ok(waysToMatch(detector.pattern) < FEW, `${waysToMatch(detector.pattern)} ways`);
      assert.doesNotMatch(
        detector.pattern.source.replace(/\\.|\[[^\]]*\]/g, ''),
        /[*+]|\{\d+,\}/,
        'every repetition has a limit',
      );
      assert.match(detector.pattern.flags, /^i?$/);
    });
  }

  it('of the engine itself take linear time', () => {
    const parse = createTypescriptParser();
    let seen = 0;
    for (const folder of ['engine/secrets', 'engine/syntax/documents']) {
      for (const file of readdirSync(folder)) {
        if (!file.endsWith('.ts')) continue;
        const { program } = parse(readFileSync(`${folder}/${file}`, 'utf8'), 'typescript');
        JSON.stringify(program, (key, value: unknown) => {
          if (key === 'parent') return undefined;
          if (typeof value === 'object' && value !== null && 'regex' in value) {
            const { pattern, flags } = value.regex as { pattern: string; flags: string };
            seen++;
            const ways = waysToMatch(new RegExp(pattern, flags));
            assert.ok(ways < FEW, `${file}: /${pattern}/ can match in ${ways} ways`);
          }
          return typeof value === 'bigint' ? String(value) : value;
        });
      }
    }
    assert.ok(seen > 50, `${seen} expressions were read`);
  });
});
