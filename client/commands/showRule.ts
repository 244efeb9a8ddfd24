import { window } from 'vscode';
import type { Portside } from '../portside.ts';

/** Shows the page of a rule: the one named by its id, else one that the user picks. */
export async function showRule({ server, documents }: Portside, argument: unknown): Promise<void> {
  const ruleId = typeof argument === 'string' ? argument : await pickRule({ server });
  if (ruleId === undefined) return;
  const page = await server.request('portside/rulePage', { ruleId });
  if (!page) throw new Error(`There is no rule ${ruleId}.`);
  await documents.showPage(page);
}

async function pickRule({ server }: Pick<Portside, 'server'>): Promise<string | undefined> {
  const rules = await server.request('portside/rules', null);
  const picked = await window.showQuickPick(
    rules.map(({ id, title }) => ({ label: id, description: title })),
    { title: 'Portside: Show Rule', placeHolder: 'The rule to read about', matchOnDescription: true },
  );
  return picked?.label;
}
