import assert from 'node:assert/strict';
import { join, resolve } from 'node:path';
import { turnRuleOff } from '../../workspace/configurationEdit.ts';
import { absolutePath, pathFromRoot, workspaceRoot } from '../../workspace/root.ts';
import { UsageError } from '../../workspace/usageError.ts';
import { folderWith, git, removeTemporaryFolders, repositoryWith } from './temporaryFolder.ts';

after(removeTemporaryFolders);

describe('the root of a workspace', () => {
  it('is the top of the repository, for its folders and files', async () => {
    const root = repositoryWith({ 'p/portside.config.json': '{}', 'p/src/a.ts': '' });
    for (const path of ['', 'p', 'p/src', 'p/src/a.ts']) assert.equal(await workspaceRoot(join(root, path)), root);
  });

  it('is the nearest one of a repository in a repository, and of a linked work tree', async () => {
    const root = repositoryWith({ 'a.ts': '' });
    const linked = join(root, 'linked');
    git(root, 'worktree', 'add', '--quiet', linked);
    assert.equal(await workspaceRoot(join(linked, 'a.ts')), linked);
  });

  it('is, without a repository, the outermost folder with a configuration, else the folder itself', async () => {
    const root = folderWith({
      'a/portside.config.json': '{}',
      'a/b/portside.config.json': '{}',
      'a/b/c/d.ts': '',
      'e/f.ts': '',
    });
    assert.equal(await workspaceRoot(join(root, 'a/b/c/d.ts')), join(root, 'a'));
    assert.equal(await workspaceRoot(join(root, 'e/f.ts')), join(root, 'e'));
    assert.equal(await workspaceRoot(root), root);
  });

  it('is, with neither, the opened folder for what lies in it', async () => {
    const root = folderWith({
      'opened/test/a.ts': '',
      'configured/portside.config.json': '{}',
      'configured/b/c.ts': '',
    });
    const opened = join(root, 'opened');
    assert.equal(await workspaceRoot(join(opened, 'test/a.ts'), opened), opened);
    assert.equal(await workspaceRoot(opened, opened), opened);
    assert.equal(await workspaceRoot(join(root, 'configured/b'), opened), join(root, 'configured'));
    assert.equal(await workspaceRoot(join(root, 'configured/b'), join(root, 'configured/b')), join(root, 'configured'));
    assert.equal(await workspaceRoot(root, opened), root);
  });

  it('is none where there is nothing', async () => {
    await assert.rejects(workspaceRoot(join(folderWith(), 'none')), (error) => {
      return error instanceof UsageError && /none: no such file or folder/.test(error.message);
    });
  });
});

describe('a path', () => {
  it('is counted from the root, with slashes', () => {
    const root = resolve('/some/root');
    assert.equal(pathFromRoot(root, join(root, 'a', 'b.ts')), 'a/b.ts');
    assert.equal(pathFromRoot(root, root), '');
    assert.equal(pathFromRoot(root, join(root, '..a')), '..a');
    assert.equal(pathFromRoot(root, resolve('/some/root2/a')), undefined);
    assert.equal(pathFromRoot(root, resolve('/some')), undefined);
    assert.equal(absolutePath(root, 'a/b.ts'), join(root, 'a', 'b.ts'));
  });
});

describe('turning a rule off in a configuration', () => {
  it('makes one where there is none', () => {
    assert.equal(turnRuleOff('', 'weak-hash'), '{\n  "rules": {\n    "weak-hash": "off"\n  }\n}\n');
  });

  it('keeps comments, layout and line ends', () => {
    const before = '{\r\n\t// why\r\n\t"rules": {\r\n\t\t"sql-injection": "high"\r\n\t}\r\n}\r\n';
    const after =
      '{\r\n\t// why\r\n\t"rules": {\r\n\t\t"sql-injection": "high",\r\n\t\t"weak-hash": "off"\r\n\t}\r\n}\r\n';
    assert.equal(turnRuleOff(before, 'weak-hash'), after);
    assert.equal(
      turnRuleOff('{ "rules": { "weak-hash": ["low", {}] } }', 'weak-hash'),
      '{ "rules": { "weak-hash": "off" } }',
    );
  });
});
