import { window, workspace } from 'vscode';
import type { Portside } from '../portside.ts';

/** Shows what configuration holds for the active file, and where each part of it comes from. */
export async function showEffectiveConfiguration({ server, documents }: Portside): Promise<void> {
  const active = window.activeTextEditor?.document.uri;
  const uri = active?.scheme === 'file' ? active : workspace.workspaceFolders?.[0]?.uri;
  if (!uri) throw new Error('Open a file or a folder to see its configuration.');
  await documents.showText(await server.request('portside/effectiveConfiguration', { uri: uri.toString() }), 'json');
}
