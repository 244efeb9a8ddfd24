import assert from 'node:assert/strict';
import { analyzeSecrets } from '../../engine/analyze.ts';
import { sourceFile } from '../../engine/source/sourceFile.ts';
import { commentMarks } from '../../workspace/commentMarks.ts';
import { diskSnapshot } from '../../workspace/diskSnapshot.ts';
import { loadTools } from '../../workspace/tools.ts';
import { openWorkspace } from '../../workspace/workspace.ts';
import { sampleSecret } from '../support/sampleSecrets.ts';
import { folderWith, removeTemporaryFolders } from './temporaryFolder.ts';

after(removeTemporaryFolders);

describe('a comment of a file', () => {
  it('is written as its language has it, and silences what stands below it', async () => {
    const workspace = openWorkspace(diskSnapshot(folderWith()), await loadTools());
    for (const [path, mark] of [
      ['a.ts', '//'],
      ['a.json5', '//'],
      ['a.jsonc', '//'],
      ['main.go', '//'],
      ['settings.py', '#'],
      ['.env', '#'],
      ['a.yaml', '#'],
      ['a.sql', '--'],
      ['README.md', '<!--'],
      ['web.config', '<!--'],
    ] as const) {
      const [before, after] = commentMarks(path) ?? ['', ''];
      assert.equal(before, `${mark} `, path);
      const line = `call("${sampleSecret('github')}")\n`;
      const comment = `${before}portside-ignore hardcoded-secret-provider -- of the manual${after}\n`;
      const { options } = await workspace.treated(path);
      const found = (text: string) =>
        analyzeSecrets(sourceFile(path, text), options).findings.map(({ ruleId }) => ruleId);
      assert.deepEqual([found(line), found(comment + line)], [['hardcoded-secret-provider'], []], path);
    }
  });

  it('is none where a file can have none', () => {
    for (const path of ['a.json', 'a.ipynb', 'prod.p12', '.pgpass', 'key.pem', '.htpasswd', 'terraform.tfstate']) {
      assert.equal(commentMarks(path), undefined, path);
    }
  });
});
