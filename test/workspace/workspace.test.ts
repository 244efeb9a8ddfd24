import assert from 'node:assert/strict';
import { diskSnapshot } from '../../workspace/diskSnapshot.ts';
import { loadRuleset, rulesetOf } from '../../workspace/knowledge.ts';
import { loadTools } from '../../workspace/tools.ts';
import { openWorkspace } from '../../workspace/workspace.ts';
import { fakeTools } from './fakeTools.ts';
import { folderWith, removeTemporaryFolders } from './temporaryFolder.ts';

const open = (files: Readonly<Record<string, string>>) => openWorkspace(diskSnapshot(folderWith(files)), fakeTools);

after(removeTemporaryFolders);

describe('a workspace', () => {
  it('analyses one file as a scan does', async () => {
    const workspace = open({ 'a.ts': 'WEAK', 'node_modules/b.js': 'WEAK', 'c.test.ts': 'WEAK SECRET', 'd.yml': '\0' });
    const a = await workspace.analyze('a.ts');
    assert.equal(a.kind === 'analysed' && a.analysis.findings.length, 1);
    const c = await workspace.analyze('c.test.ts');
    assert.deepEqual(c.kind === 'analysed' && [c.analysis.findings.length, c.hiddenInTests], [1, 1]);
    assert.deepEqual(await workspace.analyze('node_modules/b.js'), {
      kind: 'excluded',
      policy: 'dependency',
      reason: 'it is in a folder named node_modules',
    });
    assert.deepEqual(await workspace.analyze('d.yml'), {
      kind: 'excluded',
      policy: 'binary',
      reason: 'it has NUL bytes',
    });
    assert.deepEqual(await workspace.analyze('none.ts'), { kind: 'missing' });
  });

  it('tells all that holds for a file', async () => {
    const workspace = open({
      'portside.config.json': JSON.stringify({
        extends: './base.json',
        overrides: [{ files: ['lib/**'], profile: 'audit', failOn: 'high' }],
        exclude: ['lib/old'],
      }),
      'base.json': JSON.stringify({ rules: { 'weak-word': 'off' }, trust: { stored: false } }),
    });
    assert.deepEqual(await workspace.effectiveConfiguration('lib/a.test.ts'), {
      path: 'lib/a.test.ts',
      configurationFiles: ['portside.config.json', 'base.json'],
      analysed: true,
      inTest: true,
      tests: false,
      profile: 'audit',
      trust: ['remote', 'browser', 'model'],
      failOn: 'high',
      baseline: 'portside.baseline',
      rules: {
        'audit-word': 'low',
        'secret-word': 'high',
        'suppression-expired': 'low',
        'suppression-no-reason': 'low',
        'suppression-unknown-rule': 'low',
        'suppression-unused': 'low',
        'weak-word': 'off',
      },
    });
    const old = await workspace.effectiveConfiguration('lib/old/a.ts');
    assert.equal(old.analysed, false);
    assert.equal(old.reason, '`exclude` of portside.config.json names it');
    assert.equal((await workspace.effectiveConfiguration('src/a.ts')).rules['audit-word'], 'off');
  });

  it('takes the names under which wrong suppressions are reported', async () => {
    const workspace = open({ 'portside.config.json': '{ "rules": { "suppression-unused": "off" } }', 'a.ts': '' });
    assert.equal((await workspace.decide('a.ts')).kind, 'analysed');
  });
});

describe('the ruleset', () => {
  it('compiles the same models once', () => {
    const ruleset = rulesetOf([], []);
    const model = () => [{ package: 'a', sources: [{ from: ['b()'], trust: 'remote' as const, label: 'c' }] }];
    assert.equal(ruleset.knowledge(model()), ruleset.knowledge(model()));
    assert.notEqual(ruleset.knowledge(model()), ruleset.knowledge());
  });

  it('has another hash when it knows something else', () => {
    assert.equal(rulesetOf([], []).hash, rulesetOf([], []).hash);
    assert.notEqual(rulesetOf([], [{ package: 'a' }]).hash, rulesetOf([], []).hash);
  });

  it('is the shipped one', async () => {
    const [ruleset, tools] = await Promise.all([loadRuleset(), loadTools()]);
    assert.ok(ruleset.rules.size > 0);
    assert.ok(ruleset.models.length > 0);
    assert.equal(tools.ruleset, ruleset);
    assert.match(tools.today, /^\d{4}-\d\d-\d\d$/);
    assert.equal(tools.parser('a;', 'javascript').program.body.length, 1);
  });
});
