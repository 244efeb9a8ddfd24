/** Portside in VS Code: starts the server, and shows what it says. */
import { commands, type ExtensionContext, window } from 'vscode';
import { answerThreat } from './commands/answerThreat.ts';
import { clearWorkspaceFindings } from './commands/clearWorkspaceFindings.ts';
import { reviewThreats } from './commands/reviewThreats.ts';
import { scanStaged } from './commands/scanStaged.ts';
import { scanWorkspace } from './commands/scanWorkspace.ts';
import { showEffectiveConfiguration } from './commands/showEffectiveConfiguration.ts';
import { showRule } from './commands/showRule.ts';
import { showStaged } from './commands/showStaged.ts';
import { showThreats } from './commands/showThreats.ts';
import { whyNot } from './commands/whyNot.ts';
import { createServer, type Server } from './languageClient.ts';
import type { Portside } from './portside.ts';
import { createShownDocuments } from './views/shownDocuments.ts';
import { createStagedFindings } from './views/stagedFindings.ts';
import { createStatusBar } from './views/statusBar.ts';
import { createThreatPanels } from './views/threats/panel.ts';

/** The commands by their ids in package.json. */
const COMMANDS: Readonly<Record<string, (portside: Portside, argument: unknown) => Promise<void>>> = {
  'portside.scanWorkspace': scanWorkspace,
  'portside.scanStaged': scanStaged,
  'portside.showStaged': showStaged,
  'portside.showRule': showRule,
  'portside.showThreats': showThreats,
  'portside.answerThreat': answerThreat,
  'portside.reviewThreats': reviewThreats,
  'portside.showEffectiveConfiguration': showEffectiveConfiguration,
  'portside.whyNot': whyNot,
  'portside.clearWorkspaceFindings': clearWorkspaceFindings,
  'portside.showLog': async ({ server }) => server.log.show(),
};

let running: Server | undefined;

/** Called by VS Code when one of the extension's activation events happens. */
export function activate(context: ExtensionContext): void {
  const server = createServer(context);
  const documents = createShownDocuments();
  const staged = createStagedFindings(server);
  const threats = createThreatPanels(server, documents);
  running = server;
  const shown = server.onNotification('portside/show', (document) => void documents.showPage(document));
  context.subscriptions.push(documents, staged, threats, shown, createStatusBar(server));
  for (const [id, run] of Object.entries(COMMANDS)) {
    context.subscriptions.push(
      commands.registerCommand(id, (argument: unknown) =>
        run({ server, documents, staged, threats }, argument).catch((error: unknown) => tell(server, error)),
      ),
    );
  }
  // Commands wait for the server themselves; who only edits need not.
  server.start().catch((error: unknown) => tell(server, error));
}

/** Called by VS Code when the extension stops; the server ends with it. */
export async function deactivate(): Promise<void> {
  await running?.stop();
  running = undefined;
}

function tell(server: Server, error: unknown): void {
  const message = error instanceof Error ? error.message : String(error);
  server.log.error(message);
  void window.showErrorMessage(`Portside: ${message}`);
}
