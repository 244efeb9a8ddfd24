import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { scan, secretRules, shown } from '../engine/secrets/scan.ts';
import { readMarks } from '../support/marks.ts';
import { expandSecrets } from '../support/sampleSecrets.ts';

const FILES: Readonly<Record<string, string>> = {
  ts: 'example.ts',
  npmrc: '.npmrc',
  env: '.env',
  yaml: 'example.yaml',
};

describe('the pages of the secret rules', () => {
  for (const { id, title } of secretRules) {
    const page = readFileSync(`rules/secrets/${id}/rule.md`, 'utf8');

    it(`${id}: hold no secret of their own`, () => {
      assert.deepEqual(scan(page, { path: 'example.txt' }), []);
      // Nor would a reader without words for samples take one for real.
      assert.deepEqual(
        scan(page.replace(/\{\{[^}]*\}\}/g, ''), { path: 'example.sh' }).filter(({ ruleId }) =>
          ruleId.includes('provider'),
        ),
        [],
      );
      assert.ok(page.startsWith(`# ${title}\n`));
    });

    const sections = page.split(/^## /m).slice(1);
    for (const section of sections) {
      const heading = section.slice(0, section.indexOf('\n'));
      if (heading !== 'Vulnerable' && heading !== 'Safe') continue;
      const blocks = [...section.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)];
      assert.ok(blocks.length >= 2);
      for (const [, language = '', code = ''] of blocks) {
        it(`${id}: ${heading}: ${code.split('\n')[0]}`, () => {
          const path = FILES[language];
          assert.ok(path, `no file for ${language}`);
          const { text, marks } = readMarks(expandSecrets(code));
          assert.equal(marks.length > 0, heading === 'Vulnerable');
          assert.deepEqual(
            shown(text, { path })
              .filter(({ ruleId }) => heading === 'Safe' || ruleId === id)
              .map(({ start, end }) => text.slice(start, end)),
            marks.map(({ start, end }) => text.slice(start, end)),
          );
        });
      }
    }
  }
});
