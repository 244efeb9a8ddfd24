/** What every rule has, and what no file of the project has. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readRulePage, sectionsNamed } from '../report/rulePage.ts';
import { models, pages, rules } from '../rules/registry.ts';
import { registryOf } from '../scripts/gen.ts';
import { examplesOf } from './support/pageSpec.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

describe('the registry', () => {
  it('is what the folders give', () => {
    assert.equal(readFileSync(join(root, 'rules/registry.ts'), 'utf8'), registryOf(join(root, 'rules')));
  });

  it('has each rule once', () => {
    assert.equal(new Set(rules.map(({ id }) => id)).size, rules.length);
  });
});

describe('a rule', () => {
  const files = globSync(['rules/weaknesses/*/*/rule.ts', 'rules/secrets/*/rule.ts'], { cwd: root })
    .map((file) => file.replaceAll('\\', '/'))
    .sort();
  assert.equal(files.length, rules.length);
  const byId = new Map(rules.map((rule) => [rule.id, rule]));

  for (const file of files) {
    const id = dirname(file).split('/').at(-1) ?? '';
    it(`is tidy: ${id}`, () => {
      const rule = byId.get(id);
      assert.ok(rule, 'the folder has the name of its rule');
      assert.match(id, /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/);
      assert.ok(rule.cwe.length > 0, 'it names a CWE');
      assert.ok(rule.owasp.length > 0, 'it names an OWASP category');
      for (const category of rule.owasp) assert.match(category, /^A(0[1-9]|10):(2021|2025)$/);
      assert.ok(['critical', 'high', 'medium', 'low'].includes(rule.severity));
      assert.ok(['high', 'medium', 'low'].includes(rule.confidence));
      for (const general of rule.refines ?? []) {
        assert.ok(byId.has(general) && general !== id, `it refines ${general}, which is another rule`);
      }

      const source = readFileSync(join(root, file), 'utf8');
      const page = readRulePage(pages[id] ?? '');
      assert.equal(page.title, rule.title, 'the page has the title of the rule');
      assert.ok(page.introduction.length > 40, 'the page says what and why');
      assert.equal(sectionsNamed(page, 'How to fix').length, 1, 'the page says how to fix');
      const examples = examplesOf(page);
      assert.ok(
        examples.some(({ kind }) => kind === 'vulnerable'),
        'the page shows what is found',
      );
      assert.ok(examples.filter(({ kind }) => kind === 'safe').length >= 2, 'the page shows two look-alikes');
      assert.match(source + pages[id], /https:\/\//, 'the source of the facts is named');

      for (const [, specifier = ''] of source.matchAll(/^(?:import|export|\}).* from '([^']+)';$/gm)) {
        // A rule that needs another rule could not be taken out alone; facts may be shared by a family.
        assert.match(
          specifier,
          /\/engine\/(rule|model|finding)\.ts$|^\.\.?\/\w+\.ts$/,
          'a rule imports the engine only',
        );
      }
    });
  }

  it('stands behind every sink', () => {
    for (const model of models) {
      for (const sink of model.sinks ?? []) assert.ok(byId.has(sink.rule), `${String(model.package)}: ${sink.rule}`);
    }
  });
});

/** The files of the project: what git knows or would add; in a folder without git, all but what is installed or built. */
function projectFiles(): string[] {
  if (!existsSync(join(root, '.git'))) {
    const exclude = (path: string) => /(^|[\\/])(node_modules|dist)$/.test(path);
    return globSync('**/*', { cwd: root, exclude }).filter((file) => statSync(join(root, file)).isFile());
  }
  const arguments_ = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
  return execFileSync('git', arguments_, { cwd: root, encoding: 'utf8', maxBuffer: 1 << 26 }).split('\0');
}

describe('the project', () => {
  // The words are put together here, so that this file does not hold them.
  const foreign = [
    ['/wo', 'rk/'],
    ['sub', 'agent'],
    ['brief', '.md'],
    ['shared/', 'catalogue'],
  ].map((parts) => parts.join(''));

  it('does not speak of where it was written', () => {
    const problems: string[] = [];
    for (const file of projectFiles()) {
      if (file === '' || file.startsWith('.ci/') || !existsSync(join(root, file))) continue;
      const text = readFileSync(join(root, file), 'latin1').toLowerCase();
      problems.push(...foreign.filter((word) => text.includes(word)).map((word) => `${file}: ${word}`));
    }
    assert.deepEqual(problems, []);
  });

  it('starts in the editor for the languages that its client shows', () => {
    const client = readFileSync(join(root, 'client/languageClient.ts'), 'utf8');
    const listed = /const LANGUAGES = \[([^\]]*)\]/.exec(client)?.[1] ?? '';
    const languages = [...listed.matchAll(/'([^']+)'/g)].map(([, language]) => `onLanguage:${language}`);
    const { activationEvents } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      activationEvents: readonly string[];
    };
    assert.ok(languages.length > 9);
    assert.deepEqual(
      activationEvents.filter((event) => event.startsWith('onLanguage:')),
      languages,
    );
  });

  it('locks its packages to the public registry or to none', () => {
    for (const file of globSync(['package-lock.json', 'test/host/package-lock.json'], { cwd: root })) {
      for (const [, host] of readFileSync(join(root, file), 'utf8').matchAll(/"resolved": "(https?:\/\/[^/]+)/g)) {
        assert.equal(host, 'https://registry.npmjs.org', file);
      }
    }
  });
});
