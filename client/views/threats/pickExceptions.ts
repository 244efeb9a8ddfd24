import { window } from 'vscode';
import type { ThreatChecklist } from '../../../server/protocol.ts';
import { membersAsked } from './groups.ts';

/**
 * Asks which members of a group an answer is not for.
 * @param question the id of the question that is answered for one of them
 * @returns ids; undefined when the user gave up
 */
export async function pickExceptions(
  checklist: ThreatChecklist,
  answer: { readonly element: string; readonly question: string; readonly group: string },
): Promise<readonly string[] | undefined> {
  const members = membersAsked(checklist, answer);
  if (members.length === 0) return [];
  const picked = await window.showQuickPick(
    members.map(({ id, name, isExcepted }) => ({ label: name, description: id, id, picked: !isExcepted })),
    {
      canPickMany: true,
      title: `${answer.question} for ${answer.group}`,
      placeHolder: 'Uncheck those that the answer is not for',
      ignoreFocusOut: true,
      matchOnDescription: true,
    },
  );
  return picked && members.filter(({ id }) => !picked.some((one) => one.id === id)).map(({ id }) => id);
}
