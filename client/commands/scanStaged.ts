import { Range, Uri, window, workspace } from 'vscode';
import type { PlacedFinding } from '../../server/protocol.ts';
import type { Portside } from '../portside.ts';
import { withScanProgress } from '../views/scanProgress.ts';
import { describeScan } from '../views/scanSummary.ts';

/** Analyses what will be committed, and lets the user go to a finding in it. */
export async function scanStaged({ server }: Portside): Promise<void> {
  const { summaries, findings } = await withScanProgress(server, 'Portside: scanning staged changes', (_, token) =>
    server.request('portside/scanStaged', null, token),
  );
  const { message, isComplete } = describeScan(summaries);
  if (findings.length === 0) {
    void (isComplete ? window.showInformationMessage(message) : window.showWarningMessage(message));
    return;
  }
  const picked = await window.showQuickPick(
    findings.map((placed) => ({
      label: `$(${placed.finding.severity === 'low' ? 'info' : 'warning'}) ${placed.finding.title}`,
      description: `${workspace.asRelativePath(Uri.parse(placed.uri))}:${placed.finding.location.startLine}`,
      detail: placed.finding.message,
      placed,
    })),
    { title: message, placeHolder: 'Go to a finding in what is staged', matchOnDescription: true, matchOnDetail: true },
  );
  if (picked) await reveal(picked.placed);
}

/** Opens the file; where it was edited since it was staged, the place is near. */
async function reveal({ uri, finding }: PlacedFinding): Promise<void> {
  const { startLine, startColumn, endLine, endColumn } = finding.location;
  await window.showTextDocument(Uri.parse(uri), {
    selection: new Range(startLine - 1, startColumn - 1, endLine - 1, endColumn - 1),
  });
}
