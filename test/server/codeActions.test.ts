import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ClientCapabilities, CodeAction, TextEdit } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { LspClient, rangeOfWord, USUAL, uri } from './lspClient.ts';

/** The text after an action's edits of the document. */
function applied(text: string, action: CodeAction | undefined, file: string): string {
  const edits = (action?.edit?.documentChanges ?? []).flatMap((change) =>
    'textDocument' in change && change.textDocument.uri === uri(file) ? (change.edits as TextEdit[]) : [],
  );
  assert.notEqual(edits.length, 0, `${action?.title} edits nothing`);
  return TextDocument.applyEdits(TextDocument.create('', '', 1, text), edits);
}

describe('code actions', () => {
  let folder: string;
  let file: string;
  let client: LspClient;

  async function started(capabilities: ClientCapabilities = USUAL): Promise<void> {
    client = await LspClient.start({ folders: [folder], capabilities });
  }

  /** The actions at the first `DANGER` of a text. */
  async function actionsIn(text: string, name = 'a.ts', only?: readonly string[]): Promise<CodeAction[]> {
    file = join(folder, name);
    await client.open(file, text);
    return client.codeActions(file, rangeOfWord(text, 'DANGER'), only);
  }

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'portside-lsp-'));
  });
  afterEach(async () => {
    await client.stop();
    rmSync(folder, { recursive: true });
  });

  it('fix, suppress and turn off, in this order, without waiting for diagnostics', async () => {
    await started();
    const text = 'use(DANGER);\n';
    const actions = await actionsIn(text);
    assert.deepEqual(
      actions.map(({ title, kind, isPreferred }) => [title, kind, isPreferred]),
      [
        ['Make it safe', 'quickfix', true],
        ['Suppress danger here, with a reason', 'quickfix', undefined],
        ['Turn danger off in portside.config.json', 'quickfix', undefined],
      ],
    );
    assert.equal(actions[0]?.diagnostics?.[0]?.code, 'danger');
    assert.equal(applied(text, actions[0], file), 'use(SAFE);\n');
  });

  it('are none beside a finding', async () => {
    await started();
    file = join(folder, 'a.ts');
    await client.open(file, 'use(DANGER);\nother;\n');
    const beside = { start: { line: 1, character: 0 }, end: { line: 1, character: 3 } };
    assert.deepEqual(await client.codeActions(file, beside), []);
  });

  it('do not offer a fix that leaves the finding where it is', async () => {
    await started();
    const titles = (await actionsIn('DANGER();\n')).map(({ title }) => title);
    assert.deepEqual(titles, ['Suppress danger here, with a reason', 'Turn danger off in portside.config.json']);
  });

  it('are of the text as it is now', async () => {
    await started();
    file = join(folder, 'a.ts');
    await client.open(file, 'use();\n');
    await client.diagnosticsOf(file);
    const text = '\n\nuse(DANGER);\n';
    await client.change(file, { text });
    const [fix] = await client.codeActions(file, rangeOfWord(text, 'DANGER'));
    assert.equal(applied(text, fix, file), '\n\nuse(SAFE);\n');
  });

  it('are of the kinds that are asked for', async () => {
    await started();
    assert.deepEqual(await actionsIn('use(DANGER);\n', 'a.ts', ['refactor']), []);
  });

  it('fix all that can be fixed, and leave what must be looked at', async () => {
    await started();
    const text = 'use(DANGER);\nDANGER();\nuse(DANGER);\n';
    for (const only of [['source.fixAll'], ['source.fixAll.portside'], ['source']]) {
      const [all, ...others] = await actionsIn(text, 'a.ts', only);
      assert.equal(others.length, 0);
      assert.equal(all?.kind, 'source.fixAll.portside');
      assert.equal(applied(text, all, file), 'use(SAFE);\nDANGER();\nuse(SAFE);\n');
      await client.close(file);
    }
  });

  describe('that suppress', () => {
    async function suppressed(text: string, name = 'a.ts'): Promise<string> {
      await started();
      const actions = await actionsIn(text, name);
      const suppress = actions.find(({ title }) => title.startsWith('Suppress'));
      return applied(text, suppress, file);
    }

    it('write above the statement, indented as it is', async () => {
      assert.equal(
        await suppressed('if (x) {\n    use(DANGER);\n}\n'),
        'if (x) {\n    // portside-ignore danger -- say why this is safe\n    use(DANGER);\n}\n',
      );
    });

    it('keep the line endings of the file', async () => {
      assert.equal(
        await suppressed('a();\r\nuse(DANGER);\r\n'),
        'a();\r\n// portside-ignore danger -- say why this is safe\r\nuse(DANGER);\r\n',
      );
    });

    it('write a comment that JSX knows', async () => {
      assert.equal(
        await suppressed('const a = (\n  <p>\n    <b>{DANGER}</b>\n  </p>\n);\n', 'a.tsx'),
        'const a = (\n  <p>\n    {/* portside-ignore danger -- say why this is safe */}\n    <b>{DANGER}</b>\n  </p>\n);\n',
      );
    });

    it('write the comment of the language', async () => {
      assert.equal(
        await suppressed('key: DANGER\n', 'a.yaml'),
        '# portside-ignore danger -- say why this is safe\nkey: DANGER\n',
      );
    });

    it('are not offered where no comment can stand', async () => {
      await started();
      const titles = (await actionsIn('{ "key": "DANGER" }\n', 'a.json')).map(({ title }) => title);
      assert.deepEqual(
        titles.filter((title) => title.startsWith('Suppress')),
        [],
      );
    });

    it('let the client select the reason where it can', async () => {
      await started({
        ...USUAL,
        workspace: { workspaceEdit: { documentChanges: true, snippetEditSupport: true } },
      });
      const actions = await actionsIn('const a = <p>\n  <b>{DANGER}</b></p>;\n', 'a.tsx');
      const suppress = actions.find(({ title }) => title.startsWith('Suppress'));
      const [change] = suppress?.edit?.documentChanges ?? [];
      assert.ok(change && 'edits' in change);
      assert.deepEqual(change.edits, [
        {
          range: { start: { line: 1, character: 0 }, end: { line: 1, character: 0 } },
          snippet: {
            kind: 'snippet',
            value: `  {/* portside-ignore danger -- $\{1:say why this is safe} */\\}\n`,
          },
        },
      ]);
    });
  });

  describe('that turn a rule off', () => {
    const configuration = () => join(folder, 'portside.config.json');

    it('edit the configuration that holds', async () => {
      await started();
      const before = '{\n}\n';
      writeFileSync(configuration(), before);
      const off = (await actionsIn('use(DANGER);')).find(({ title }) => title.startsWith('Turn'));
      assert.equal(applied(before, off, configuration()), '{\n  "rules": { "danger": "off" }\n}\n');
    });

    it('make one where there is none', async () => {
      await started();
      const off = (await actionsIn('use(DANGER);')).find(({ title }) => title.startsWith('Turn'));
      assert.deepEqual(off?.edit?.documentChanges?.[0], {
        kind: 'create',
        uri: uri(configuration()),
        options: { ignoreIfExists: true },
      });
      assert.equal(applied('', off, configuration()), '{\n  "rules": { "danger": "off" }\n}\n');
    });

    it('are not offered where none can be made', async () => {
      await started({ ...USUAL, workspace: {} });
      const titles = (await actionsIn('use(DANGER);')).map(({ title }) => title);
      assert.deepEqual(titles, ['Make it safe', 'Suppress danger here, with a reason']);
    });
  });

  it('are commands for a client that knows no others, and the server applies them', async () => {
    await started({});
    const [fix] = (await actionsIn('use(DANGER);\n')) as unknown as {
      title: string;
      command: string;
      arguments: unknown[];
    }[];
    assert.equal(fix?.title, 'Make it safe');
    await client.request('workspace/executeCommand', { command: fix?.command, arguments: fix?.arguments });
    const [asked] = client.asked.filter(({ method }) => method === 'workspace/applyEdit');
    assert.deepEqual(asked?.params, {
      edit: { changes: { [uri(file)]: [{ range: rangeOfWord('use(DANGER);\n', 'DANGER'), newText: 'SAFE' }] } },
    });
  });
});

describe('hover', () => {
  it("shows the rule's page on a finding, and nothing beside it", async () => {
    const client = await LspClient.start();
    try {
      const file = '/nowhere/a.ts';
      const text = 'use(DANGER);\n';
      await client.open(file, text);
      assert.deepEqual(await client.hover(file, 0, 6), {
        contents: { kind: 'markdown', value: '# Danger\n\nDo not.\n' },
        range: rangeOfWord(text, 'DANGER'),
      });
      assert.equal(await client.hover(file, 0, 1), null);
    } finally {
      await client.stop();
    }
  });
});
