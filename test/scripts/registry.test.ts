import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readRulePage } from '../../report/rulePage.ts';
import { registryOf } from '../../scripts/gen.ts';
import { newRule } from '../../scripts/newRule.ts';
import { examplesOf } from '../support/pageSpec.ts';

describe('a new rule', () => {
  let rules = '';
  beforeEach(() => {
    rules = mkdtempSync(join(tmpdir(), 'portside-rules-'));
  });
  afterEach(() => rmSync(rules, { recursive: true }));

  it('gets a folder with a rule and a page that has all its parts', () => {
    const folder = newRule(rules, 'injection/ldap-injection');
    assert.equal(folder, join(rules, 'weaknesses', 'injection', 'ldap-injection'));
    assert.match(readFileSync(join(folder, 'rule.ts'), 'utf8'), /id: 'ldap-injection'/);
    const page = readRulePage(readFileSync(join(folder, 'rule.md'), 'utf8'));
    assert.equal(page.title, 'Ldap injection');
    assert.deepEqual(
      examplesOf(page).map(({ kind }) => kind),
      ['vulnerable', 'safe', 'safe'],
    );
  });

  it('is refused without a family, with an odd name, or when the id is taken', () => {
    newRule(rules, 'injection/ldap-injection');
    for (const name of ['', 'ldap-injection', 'injection/LDAP', '../injection/x', 'injection/../x']) {
      assert.throws(() => newRule(rules, name), /no name of the form/);
    }
    assert.throws(() => newRule(rules, 'directory/ldap-injection'), /there is a rule ldap-injection/);
  });

  it('is in the registry with its page, in the order of ids, beside models and secrets', () => {
    newRule(rules, 'injection/ldap-injection');
    newRule(rules, 'web/a-thing');
    for (const [folder, file] of [
      ['models', 'node-fs.ts'],
      ['secrets/forge', 'rule.ts'],
    ] as const) {
      mkdirSync(join(rules, folder), { recursive: true });
      writeFileSync(join(rules, folder, file), 'export default {};\n');
    }
    const registry = registryOf(rules);
    assert.deepEqual(
      [...registry.matchAll(/^ {2}(\w+),$/gm)].map(([, name]) => name),
      ['aThingRule', 'forgeRule', 'ldapInjectionRule', 'nodeFsModel'],
    );
    assert.match(registry, /^import nodeFsModel from '\.\/models\/node-fs\.ts';$/m);
    assert.match(registry, /^ {2}'a-thing': "# A thing\\n\\nWhat/m);
  });
});
