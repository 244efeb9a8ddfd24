import type { Server } from './languageClient.ts';
import type { ShownDocuments } from './views/shownDocuments.ts';
import type { StagedFindings } from './views/stagedFindings.ts';

/** What a command may use. */
export interface Portside {
  readonly server: Server;
  readonly documents: ShownDocuments;
  readonly staged: StagedFindings;
}
