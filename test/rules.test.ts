/**
 * The pages of the rules are their tests. `mocha -g sql-injection` runs one rule. A block that says ```` ```ts audit ````
 * is looked at as a reviewer would, with findings of low confidence.
 */
import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readRulePage } from '../report/rulePage.ts';
import { rules } from '../rules/registry.ts';
import { type Example, examplesOf, problemsOf } from './support/pageSpec.ts';
import { AUDIT, analysisOf, RECOMMENDED } from './support/spec.ts';

const folder = join(dirname(fileURLToPath(import.meta.url)), '../rules');

/** In pages of secret rules, placeholders stand for sample values, which are put together when the test runs. */
const samples = join(folder, '../test/support/sampleSecrets.ts');
const expandSecrets: (markdown: string) => string = existsSync(samples)
  ? ((await import(samples)) as { expandSecrets: (markdown: string) => string }).expandSecrets
  : (markdown) => markdown;

for (const rule of rules) {
  describe(rule.id, () => {
    for (const file of globSync([`weaknesses/*/${rule.id}/*.md`, `secrets/${rule.id}/*.md`], { cwd: folder }).sort()) {
      const markdown = readFileSync(join(folder, file), 'utf8');
      const page = readRulePage(rule.kind === 'secret' ? expandSecrets(markdown) : markdown);
      for (const example of examplesOf(page)) {
        it(`${promise(example)}: rules/${file.replaceAll('\\', '/')}:${example.block.line}`, () => {
          const isAudit = rule.profile === 'audit' || example.block.flags.includes('audit');
          const settings = isAudit ? AUDIT : RECOMMENDED;
          const problems = problemsOf(example, rule.id, (text, path) => analysisOf(text, { path, settings }));
          assert.ok(problems.length === 0, `\n${problems.join('\n')}`);
        });
      }
    }
  });
}

function promise({ kind }: Example): string {
  return { vulnerable: 'finds what is marked', fixed: 'fixes it', safe: 'is quiet' }[kind];
}
