import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  closeAll,
  documentInFront,
  eventually,
  fileAt,
  finding,
  noFinding,
  open,
  quickFixes,
  ruleOf,
  tabs,
} from './editor.ts';

describe('Portside in VS Code', () => {
  const extension = () => {
    const portside = vscode.extensions.getExtension('portside.portside');
    assert.ok(portside, 'Portside is installed');
    return portside;
  };

  afterEach(closeAll);

  it('starts when a JavaScript file is opened', async () => {
    await open('src/ping.js');
    assert.equal(await eventually('Portside is active', () => extension().isActive || undefined), true);
  });

  it('works in workspaces that are not trusted, since it runs nothing of theirs', () => {
    assert.equal(extension().packageJSON.capabilities.untrustedWorkspaces.supported, true);
  });

  it('shows a finding with its rule and the path of the data', async () => {
    const { document } = await open('src/ping.js');
    const diagnostic = await finding(document.uri, 'command-injection');
    assert.equal(diagnostic.severity, vscode.DiagnosticSeverity.Error);
    assert.match(document.getText(diagnostic.range), /host/);
    const steps = diagnostic.relatedInformation ?? [];
    assert.ok(
      steps.some(({ location }) => document.getText(location.range).includes('req.query')),
      'The path begins at the source',
    );
  });

  it('finds while a person types, in text that is not saved and does not parse', async () => {
    const { document } = await open('src/ping.js');
    const edit = new vscode.WorkspaceEdit();
    edit.insert(
      document.uri,
      new vscode.Position(document.lineCount, 0),
      "app.post('/rule', (req, res) => {\n  eval(req.query.rule);\n  if (req.",
    );
    await vscode.workspace.applyEdit(edit);
    assert.equal(document.isDirty, true);
    const diagnostic = await finding(document.uri, 'code-injection');
    assert.match(document.lineAt(diagnostic.range.start.line).text, /eval/);
  });

  it('offers a quick fix that removes the finding', async () => {
    const { document } = await open('src/upstream.js');
    const diagnostic = await finding(document.uri, 'tls-verification-disabled');
    const fix = (await quickFixes(document.uri, diagnostic)).find(({ title }) => title === 'Check the certificate');
    assert.ok(fix?.edit, 'The fix brings its edit');
    assert.equal(await vscode.workspace.applyEdit(fix.edit), true);
    await noFinding(document.uri, 'tls-verification-disabled');
    assert.doesNotMatch(document.getText(), /rejectUnauthorized: false/);
    await vscode.commands.executeCommand('workbench.action.files.revert');
    await finding(document.uri, 'tls-verification-disabled');
  });

  it('offers to keep a finding, with a reason, and to turn its rule off', async () => {
    const { document } = await open('src/ping.js');
    const diagnostic = await finding(document.uri, 'command-injection');
    const titles = (await quickFixes(document.uri, diagnostic)).map(({ title }) => title);
    assert.ok(
      titles.some((title) => /^Suppress command-injection/.test(title)),
      titles.join('; '),
    );
    assert.ok(
      titles.some((title) => /^Turn command-injection off/.test(title)),
      titles.join('; '),
    );
  });

  it('scans the workspace, also the files that are not open, until the findings are cleared', async () => {
    const closed = fileAt('src/closed/orders.js');
    assert.deepEqual(vscode.languages.getDiagnostics(closed).map(ruleOf), []);
    await vscode.commands.executeCommand('portside.scanWorkspace');
    await finding(closed, 'sql-injection');
    await vscode.commands.executeCommand('portside.clearWorkspaceFindings');
    await noFinding(closed, 'sql-injection');
  });

  it('shows the threat model of the workspace beside the code', async () => {
    await open('src/ping.js');
    await vscode.commands.executeCommand('portside.showThreats');
    await eventually('the threat model is shown', () => tabs().find((label) => label.startsWith('Threat Model: ')));
  });

  it('shows the page of a rule', async () => {
    await vscode.commands.executeCommand('portside.showRule', 'command-injection');
    await eventually('the page of command-injection is shown', () =>
      tabs().find((label) => label.includes('command-injection')),
    );
  });

  it('shows the configuration that holds for a file', async () => {
    await open('src/ping.js');
    await vscode.commands.executeCommand('portside.showEffectiveConfiguration');
    const document = await eventually('a JSON document is in front', () => documentInFront('json', 'jsonc'));
    assert.equal(JSON.parse(document.getText()).profile, 'recommended');
  });

  it('says why nothing is reported on a line', async () => {
    await open('src/ping.js');
    await vscode.commands.executeCommand('portside.whyNot');
    await eventually('the answer is shown', () => tabs().find((label) => label.includes('why-not')));
  });

  it('scans what is staged and leads to a finding in it', async () => {
    let isOver = false;
    const scan = vscode.commands.executeCommand('portside.scanStaged').then(() => {
      isOver = true;
    });
    await eventually('the finding that was picked is shown', async () => {
      if (documentInFront('javascript')?.uri.path.endsWith('src/closed/orders.js')) return true;
      assert.equal(isOver, false, 'The command ended, and showed no finding');
      // The first finding of the list; nothing happens while there is no list yet.
      await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
      return undefined;
    });
    await scan;
  });

  it('shows what the commit would be told beside the changes, and leads to it', async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.commands.executeCommand('portside.showStaged');
    await eventually('the finding that was picked is shown', async () => {
      if (documentInFront('javascript')?.uri.path.endsWith('src/closed/orders.js')) return true;
      await vscode.commands.executeCommand('portside.staged.focus');
      // The first row is the file, the second its first finding.
      for (const step of ['focusFirst', 'focusDown', 'select']) await vscode.commands.executeCommand(`list.${step}`);
      return undefined;
    });
  });
});
