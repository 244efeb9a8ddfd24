import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { scanHistory } from '../../workspace/history/scanHistory.ts';
import { sampleRandom, sampleSecret } from '../support/sampleSecrets.ts';
import { fakeTools } from './fakeTools.ts';
import { folderWith, git, removeTemporaryFolders, repositoryWith, write } from './temporaryFolder.ts';

const settings = (number: number) => `export const password = '${['Tr0ub4', 'dour', number].join('&')}';\n`;

after(removeTemporaryFolders);

describe('a scan of the history', () => {
  it('goes on where it was interrupted, and gives what one run gives', async () => {
    const root = repositoryWith({});
    for (let number = 0; number < 12; number++) {
      write(root, { [`${number}.js`]: settings(number % 7) });
      git(root, 'add', '--all');
      git(root, 'commit', '--quiet', `--message=${number}`);
    }
    const stateFolder = folderWith();
    let rounds = 0;
    for (let isDone = false; !isDone; rounds++) {
      const controller = new AbortController();
      let steps = 0;
      // Each run gets through three commits.
      const run = scanHistory({
        root,
        revisions: [],
        stateFolder,
        signal: controller.signal,
        onProgress: ({ done, total }) => {
          assert.ok(done <= total && total === 13, `${done}/${total}`);
          if (++steps === 3) controller.abort();
        },
      });
      isDone = await run.then(
        () => true,
        (error: Error) => {
          assert.equal(error.name, 'AbortError');
          return false;
        },
      );
    }
    assert.equal(rounds, 5);
    assert.equal(readdirSync(stateFolder).length, 1);
    const resumed = await scanHistory({ root, revisions: [], stateFolder });
    const anew = await scanHistory({ root, revisions: [] });
    assert.deepEqual([resumed.known, resumed.commits, anew.known, anew.commits], [13, 13, 0, 13]);
    const shown = ({ secrets }: typeof anew) =>
      secrets.map(({ finding, commit, commits, inHead }) => [finding.location.path, commit, commits, inHead]);
    assert.equal(anew.secrets.length, 7);
    assert.deepEqual(shown(resumed), shown(anew));
  });

  it('finds a value whose name stands on a line that the commit did not touch', async () => {
    const value = (number: number) => ['Tr0ub4', 'dour', `&${number}x`].join('');
    const files = (number: number) => ({
      'a.js': `export const config = {\n  host: 'db',\n  password:\n    '${value(number)}',\n};\n`,
      'call.ts': `const password =\n  process.env.DB_PASSWORD ??\n  '${value(number + 10)}';\n`,
      'deploy.yaml': `env:\n  - name: DB_HOST\n    value: db\n  - name: DB_PASSWORD\n    value: ${value(number + 20)}\n`,
      'block.yaml': `database:\n  host: db\n  password: >-\n    ${value(number + 30)}\n`,
      'variables.tf': `variable "db_password" {\n  type = string\n  sensitive = true\n  default = "${value(number + 40)}"\n}\n`,
      'web.config': `<configuration>\n<add key="DbPassword"\n  value="${value(number + 50)}" />\n</configuration>\n`,
      'key.pem': sampleSecret('rsa-key', number),
    });
    const root = repositoryWith(files(1));
    write(root, files(2));
    git(root, 'commit', '--quiet', '--all', '--message=other values');
    const { secrets } = await scanHistory({ root, revisions: ['HEAD~1..HEAD'] });
    assert.deepEqual(secrets.map(({ finding }) => finding.location.path).sort(), Object.keys(files(1)).sort());
  });

  it('finds stores of keys, and says whether they are still there', async () => {
    const store = (number: number) => Buffer.from(`30820a100201033000${sampleRandom('hex', 4000, number)}`, 'hex');
    const root = repositoryWith({
      'certs/a.p12': store(1),
      'certs/b.pfx': store(2),
      'android/app/debug.keystore': store(3),
    });
    git(root, 'mv', 'certs/a.p12', 'c.p12');
    git(root, 'rm', '--quiet', 'certs/b.pfx');
    git(root, 'commit', '--quiet', '--message=gone');
    const { secrets } = await scanHistory({ root, revisions: [] });
    assert.deepEqual(
      secrets.map(({ finding, inHead }) => [finding.location.path, finding.severity, inHead]),
      [
        ['certs/a.p12', 'medium', 'c.p12:1'],
        ['certs/b.pfx', 'medium', undefined],
      ],
    );
  });

  it('does not believe a state that is damaged', async () => {
    const root = repositoryWith({ 'a.js': settings(1) });
    const stateFolder = folderWith();
    await scanHistory({ root, revisions: [], stateFolder });
    const [name = ''] = readdirSync(stateFolder);
    for (const text of [
      '',
      '{',
      '{"version":1}',
      '{"version":1,"state":{"frontier":[]}}',
      '{"version":2,"state":{}}',
    ]) {
      write(stateFolder, { [name]: text });
      const { known, secrets } = await scanHistory({ root, revisions: [], stateFolder });
      assert.deepEqual([known, secrets.length], [0, 1], text);
    }
  });

  it('is the same whatever the configuration says', async () => {
    const root = repositoryWith({ 'a.js': settings(1), 'b.js': '// b\n' });
    write(root, { 'b.js': `// b\n\n${settings(2)}` });
    git(root, 'commit', '--quiet', '--all', '--message=more');
    const shown = async () =>
      (await scanHistory({ root, revisions: [] })).secrets.map(
        ({ finding, inHead }) => `${finding.location.path}:${finding.location.startLine} ${inHead}`,
      );
    assert.deepEqual(await shown(), ['a.js:1 a.js:1', 'b.js:3 b.js:3']);
    for (const setting of [
      ...['noprefix=true', 'mnemonicPrefix=true', 'context=9', 'orderFile=nowhere', 'suppressBlankEmpty=true'].map(
        (each) => `diff.${each}`,
      ),
      ...['showRoot=false', 'follow=true', 'diffMerges=off', 'date=human', 'decorate=full'].map(
        (each) => `log.${each}`,
      ),
      ...['column=true', 'lineNumber=false', 'patternType=perl', 'fullName=false'].map((each) => `grep.${each}`),
      ...['color.ui=always', 'format.pretty=fuller', 'i18n.logOutputEncoding=ISO-8859-1', 'submodule.recurse=true'],
    ]) {
      git(root, 'config', ...setting.split('='));
    }
    assert.deepEqual(await shown(), ['a.js:1 a.js:1', 'b.js:3 b.js:3']);
  });

  it('asks for nothing of the repository to run', async function () {
    if (process.platform === 'win32') return this.skip();
    const root = repositoryWith({ 'a.js': settings(1), '.gitattributes': '*.js diff=evil filter=evil\n' });
    const script = join(root, '.git/evil.sh');
    write(root, { '.git/evil.sh': `#!/bin/sh\ntouch '${join(root, 'ran')}'\n` });
    git(root, 'config', 'core.fsmonitor', script);
    for (const [name, value] of [
      ['diff.evil.textconv', `sh ${script}`],
      ['diff.evil.command', `sh ${script}`],
      ['filter.evil.smudge', `sh ${script}`],
      ['gpg.program', script],
      ['log.showSignature', 'true'],
      ['core.pager', `sh ${script}`],
    ] as const) {
      git(root, 'config', name, value);
    }
    const { failed, secrets } = await scanHistory({ root, revisions: [] });
    assert.deepEqual([failed, secrets.length], [[], 1]);
    assert.ok(!readdirSync(root).includes('ran'));
  });

  it('takes other tools', async () => {
    const root = repositoryWith({ 'a.js': settings(1) });
    const { rules, secrets } = await scanHistory({ root, revisions: ['HEAD'], tools: fakeTools });
    assert.deepEqual([rules, secrets], [1, []]);
  });
});
