import type { Portside } from '../portside.ts';
import { pickFolder } from '../views/pickFolder.ts';

/** Shows the report of a folder's threat model as a page to read. */
export async function reviewThreats({ server, documents }: Portside): Promise<void> {
  const folder = await pickFolder('The folder to review the threat model of');
  if (folder === undefined) return;
  await documents.showPage(await server.request('portside/threatReport', { folder }));
}
