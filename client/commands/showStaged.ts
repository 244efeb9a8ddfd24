import { commands } from 'vscode';
import type { Portside } from '../portside.ts';

/** Shows what the commit would be told, in the source control view. */
export async function showStaged({ staged }: Portside): Promise<void> {
  await commands.executeCommand('portside.staged.focus');
  await staged.refresh();
}
