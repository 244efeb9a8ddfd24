import assert from 'node:assert/strict';
import { writeBaseline } from '../../workspace/baseline.ts';
import { diskSnapshot } from '../../workspace/diskSnapshot.ts';
import { projectOf } from '../../workspace/project.ts';
import { scan } from '../../workspace/scan.ts';
import { loadTools, type Tools } from '../../workspace/tools.ts';
import { UsageError } from '../../workspace/usageError.ts';
import { programAround, type WhyNot, whyNot } from '../../workspace/whyNot.ts';
import { openWorkspace, type Workspace } from '../../workspace/workspace.ts';
import { folderWith, removeTemporaryFolders } from './temporaryFolder.ts';

/** Line 4 runs what a stranger sends. */
const WEAK = `import { exec } from 'node:child_process';
import express from 'express';
express().get('/', (req) => {
  exec(req.query.command);
});
`;

describe('what hides a finding', () => {
  let tools: Tools;
  before(async () => {
    tools = await loadTools();
  });
  after(removeTemporaryFolders);

  const ask = (root: string, path = 'a.ts', line = 4): Promise<WhyNot> =>
    askIn(openWorkspace(diskSnapshot(root), tools), path, line);
  const askIn = (workspace: Workspace, path: string, line: number) =>
    whyNot(workspace, path, line, () => programAround(workspace, path, async () => {}));

  /** What is found on the line, and what hides it. */
  async function hiding(files: Readonly<Record<string, string>>, path = 'a.ts', line = 4) {
    const { findings } = await ask(folderWith(files), path, line);
    return findings.map(({ finding, isReported, hiddenBy }) => [
      finding.ruleId,
      isReported ? 'reported' : hiddenBy.map((each) => Object.values(each).join(': ')).join(', '),
    ]);
  }

  it('is nothing where it is reported', async () =>
    assert.deepEqual(await hiding({ 'a.ts': WEAK }), [['command-injection', 'reported']]));

  it('is told at the line of what takes the data as well', async () => {
    const text = WEAK.replace('exec(req', 'exec(\n    req');
    for (const line of [4, 5])
      assert.deepEqual(await hiding({ 'a.ts': text }, 'a.ts', line), [['command-injection', 'reported']]);
  });

  it('may be a rule that is off, by the configuration or an override', async () => {
    const rules = { 'command-injection': 'off' };
    for (const [configuration, by] of [
      [{ rules }, '`rules` of portside.config.json turns it off'],
      [{ overrides: [{ files: ['*.ts'], rules }] }, '`overrides` of portside.config.json turns it off'],
    ] as const) {
      assert.deepEqual(await hiding({ 'a.ts': WEAK, 'portside.config.json': JSON.stringify(configuration) }), [
        ['command-injection', `rule-off: ${by}`],
      ]);
    }
  });

  it('may be the profile: by its rules, and by how sure they are', async () => {
    const unsure = WEAK.replace('exec(req.query.command)', 'exec(mystery.lookup(req.query.command))');
    assert.deepEqual(await hiding({ 'a.ts': unsure }), [['command-injection', 'confidence']]);
    assert.deepEqual(await hiding({ 'a.ts': unsure, 'portside.config.json': '{ "profile": "audit" }' }), [
      ['command-injection', 'reported'],
    ]);
    const audited =
      'function show(element: Element, message: string) {\n  element.innerHTML = `<p>${message}</p>`;\n}\n';
    assert.deepEqual(await hiding({ 'a.ts': audited }, 'a.ts', 2), [
      ['dom-html-sink-variable', 'rule-off: it speaks in the `audit` profile only, and this is `recommended`'],
    ]);
  });

  it('may be the trust in whose data it is', async () =>
    assert.deepEqual(await hiding({ 'a.ts': WEAK, 'portside.config.json': '{ "trust": { "remote": false } }' }), [
      ['command-injection', 'trust: remote'],
    ]));

  it('may be a comment, with its reason', async () => {
    const silenced = WEAK.replace('command);', 'command); // portside-ignore command-injection -- an admin');
    assert.deepEqual(await hiding({ 'a.ts': silenced }), [['command-injection', 'suppressed: an admin']]);
  });

  it('may be that the file is a test', async () =>
    assert.deepEqual(await hiding({ 'a.test.ts': WEAK }, 'a.test.ts'), [['command-injection', 'test']]));

  it('may be the baseline', async () => {
    const root = folderWith({ 'a.ts': WEAK });
    const { findings } = await scan({ root, paths: [''], tools });
    await writeBaseline(`${root}/portside.baseline`, findings);
    const [found] = (await ask(root)).findings;
    assert.deepEqual(found?.hiddenBy, [{ kind: 'baseline', file: 'portside.baseline' }]);
  });

  it('may be several at once', async () => {
    const configuration = '{ "rules": { "command-injection": "off" } }';
    assert.deepEqual(await hiding({ 'a.test.ts': WEAK, 'portside.config.json': configuration }, 'a.test.ts'), [
      ['command-injection', 'rule-off: `rules` of portside.config.json turns it off, test'],
    ]);
  });

  it('may be that the file is left out: by its name, with what is found there all the same, or by what it holds', async () => {
    const root = folderWith({
      'gen/a.ts': WEAK,
      'b.ts': `// @generated\n${WEAK}`,
      'portside.config.json': '{ "exclude": ["gen"] }',
    });
    const configured = await ask(root, 'gen/a.ts');
    assert.equal(configured.excluded, '`exclude` of portside.config.json names it');
    assert.equal(configured.findings.length, 1);
    const generated = await ask(root, 'b.ts', 5);
    assert.equal(generated.excluded, 'its first comment says so');
    assert.deepEqual(generated.findings, []);
  });

  it('is told of sinks that nothing reaches: which of their rules are off', async () => {
    const text = WEAK.replace('req.query.command', 'req.user.name');
    const root = folderWith({ 'a.ts': text, 'portside.config.json': '{ "rules": { "command-injection": "off" } }' });
    const { explanation, rulesOff } = await ask(root);
    assert.equal(explanation.sinks[0]?.ways[0]?.kind, 'unreached');
    assert.deepEqual(
      rulesOff.map(({ ruleId }) => ruleId),
      ['command-injection'],
    );
  });

  it('is told of a line that data only passes', async () => {
    const text = WEAK.replace('  exec(', '  const command = req.query.command;\n  exec(').replace(
      'exec(req.query.command',
      'exec(command',
    );
    const { findings, passing } = await ask(folderWith({ 'a.ts': text }));
    assert.deepEqual(findings, []);
    assert.deepEqual(
      passing.map(({ ruleId, location }) => [ruleId, location.startLine]),
      [['command-injection', 5]],
    );
  });

  it('is told with what the files around it say', async () => {
    const files = {
      'run.ts':
        "import { exec } from 'node:child_process';\nexport const run = (command: string) =>\n  exec('x ' + command);\n",
      'input.ts': 'export const commandOf = (req: { query: { command: string } }) => req.query.command;\n',
      'main.ts': `import express from 'express';
import { commandOf } from './input.ts';
import { run } from './run.ts';
express().get('/', (req) => {
  run(commandOf(req));
});
`,
    };
    assert.deepEqual(await hiding(files, 'run.ts', 3), [['command-injection', 'reported']]);
    const root = folderWith(files);
    const calls = (await ask(root, 'main.ts', 5)).explanation.calls.map(({ code, kind, of }) => [code, kind, of]);
    assert.deepEqual(calls, [
      ['run', 'followed', 'run.ts'],
      ['commandOf', 'followed', 'input.ts'],
    ]);
    const workspace = openWorkspace(diskSnapshot(root), tools);
    const project = projectOf(workspace);
    while (!(await project.prepare(1_000)));
    const inEditor = await whyNot(workspace, 'run.ts', 3, () => project.programWith('run.ts'));
    assert.deepEqual(inEditor, await ask(root, 'run.ts', 3));
    assert.deepEqual(await hiding({ 'run.ts': files['run.ts'] }, 'run.ts', 3), [
      ['command-injection', 'trust: library'],
    ]);
  });

  it('is told of secrets and of suppressions that are wrong', async () => {
    const unused = 'const a = 1; // portside-ignore command-injection -- no reason\n';
    assert.deepEqual(await hiding({ 'a.ts': unused }, 'a.ts', 1), [['suppression-unused', 'reported']]);
  });

  it('is asked of a line that is there', async () => {
    const root = folderWith({ 'a.ts': 'let a;\n' });
    for (const [path, line, problem] of [
      ['a.ts', 0, /has no line 0/],
      ['a.ts', 3, /has no line 3: it has 2/],
      ['b.ts', 1, /no such file/],
    ] as const) {
      await assert.rejects(
        ask(root, path, line),
        (error) => error instanceof UsageError && problem.test(error.message),
      );
    }
  });
});
