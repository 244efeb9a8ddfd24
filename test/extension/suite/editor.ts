/** What the tests say to VS Code, in their own words. */
import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import * as vscode from 'vscode';

const LIMIT_MS = 30_000;
const RESOLVED_ACTIONS = 20;

export function fileAt(path: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert.ok(folder, 'A folder is open');
  return vscode.Uri.joinPath(folder.uri, path);
}

export async function open(path: string): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(await vscode.workspace.openTextDocument(fileAt(path)));
}

/**
 * Waits until a question has an answer.
 * @throws {Error} with `what` after thirty seconds
 */
export async function eventually<T>(what: string, ask: () => T | undefined | Promise<T | undefined>): Promise<T> {
  for (const end = Date.now() + LIMIT_MS; Date.now() < end; await delay(50)) {
    const answer = await ask();
    if (answer !== undefined) return answer;
  }
  throw new Error(`Within ${LIMIT_MS / 1000} seconds it did not happen: ${what}`);
}

/** The id of the rule that a diagnostic names; undefined when it is not Portside's. */
export const ruleOf = ({ source, code }: vscode.Diagnostic): string | undefined =>
  source === 'portside' ? String(typeof code === 'object' ? code.value : code) : undefined;

const find = (uri: vscode.Uri, rule: string) =>
  vscode.languages.getDiagnostics(uri).find((diagnostic) => ruleOf(diagnostic) === rule);

export const finding = (uri: vscode.Uri, rule: string): Promise<vscode.Diagnostic> =>
  eventually(`${rule} is shown in ${uri.path}`, () => find(uri, rule));

export const noFinding = (uri: vscode.Uri, rule: string): Promise<true> =>
  eventually(`${rule} is no longer shown in ${uri.path}`, () => (find(uri, rule) ? undefined : true));

/**
 * The quick fixes offered for a diagnostic, edits included. VS Code drops the request, with "Canceled", when another
 * extension registers a provider of code actions meanwhile, as its own do while they start: then it is asked again.
 */
export async function quickFixes(uri: vscode.Uri, { range }: vscode.Diagnostic): Promise<vscode.CodeAction[]> {
  return eventually('quick fixes are offered', async () => {
    try {
      const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
        'vscode.executeCodeActionProvider',
        uri,
        range,
        vscode.CodeActionKind.QuickFix.value,
        RESOLVED_ACTIONS,
      );
      return actions.length > 0 ? actions : undefined;
    } catch (error) {
      if (error instanceof Error && /cancel/i.test(error.message)) return undefined;
      throw error;
    }
  });
}

/** The labels of all tabs, of all groups. */
export const tabs = (): string[] =>
  vscode.window.tabGroups.all.flatMap((group) => group.tabs.map(({ label }) => label));

/** The document in front, when it is of this language. */
export function documentInFront(...languages: string[]): vscode.TextDocument | undefined {
  const document = vscode.window.activeTextEditor?.document;
  return document && languages.includes(document.languageId) ? document : undefined;
}

/** Closes all that is open, edits dropped: a question to save them would never be answered. */
export async function closeAll(): Promise<void> {
  while (tabs().length > 0) await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
}
