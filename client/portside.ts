import type { Server } from './languageClient.ts';
import type { ShownDocuments } from './views/shownDocuments.ts';
import type { StagedFindings } from './views/stagedFindings.ts';
import type { ThreatPanels } from './views/threats/panel.ts';

/** What a command may use. */
export interface Portside {
  readonly server: Server;
  readonly documents: ShownDocuments;
  readonly staged: StagedFindings;
  readonly threats: ThreatPanels;
}
