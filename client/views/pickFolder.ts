import { window, workspace } from 'vscode';

/** The URI of a folder that the user picks; null when there is none to choose, undefined when none was chosen. */
export async function pickFolder(placeHolder: string): Promise<string | null | undefined> {
  if ((workspace.workspaceFolders?.length ?? 0) < 2) return null;
  const picked = await window.showWorkspaceFolderPick({ placeHolder });
  return picked?.uri.toString();
}
