import type { Server } from './languageClient.ts';
import type { ShownDocuments } from './views/shownDocuments.ts';

/** What a command may use. */
export interface Portside {
  readonly server: Server;
  readonly documents: ShownDocuments;
}
