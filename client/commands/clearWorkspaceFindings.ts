import type { Portside } from '../portside.ts';

/** Takes the findings of the last scan away; those of open files stay. */
export async function clearWorkspaceFindings({ server }: Portside): Promise<void> {
  await server.request('portside/clearWorkspaceFindings', null);
}
