import { window, workspace } from 'vscode';
import type { Portside } from '../portside.ts';

/** Opens a checklist made from the routes of the workspace, unsaved, for the team to fill in and keep. */
export async function openThreatModelChecklist({ server }: Portside): Promise<void> {
  const folder = await pickFolder();
  if (folder === undefined) return;
  const { text } = await server.request('portside/checklist', { folder });
  const document = await workspace.openTextDocument({ language: 'markdown', content: text });
  await window.showTextDocument(document);
}

/** The URI of the folder to look at; null when the workspace has one or none. */
async function pickFolder(): Promise<string | null | undefined> {
  if ((workspace.workspaceFolders?.length ?? 0) < 2) return null;
  const picked = await window.showWorkspaceFolderPick({ placeHolder: 'The folder to make a checklist of' });
  return picked?.uri.toString();
}
