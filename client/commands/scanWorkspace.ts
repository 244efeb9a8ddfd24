import { commands, window } from 'vscode';
import type { Portside } from '../portside.ts';
import { withScanProgress } from '../views/scanProgress.ts';
import { describeScan } from '../views/scanSummary.ts';

/** Scans all files of the workspace; its findings stay in the Problems view. */
export async function scanWorkspace({ server }: Portside): Promise<void> {
  const { summaries } = await withScanProgress(server, 'Portside: scanning the workspace', (workDoneToken, token) =>
    server.request('portside/scanWorkspace', { workDoneToken }, token),
  );
  const { message, isComplete } = describeScan(summaries);
  const show = isComplete ? window.showInformationMessage : window.showWarningMessage;
  // The message stays until the user answers it; the command does not wait for that.
  void show(message, 'Show Problems').then(async (answer) => {
    if (answer) await commands.executeCommand('workbench.actions.view.problems');
  });
}
