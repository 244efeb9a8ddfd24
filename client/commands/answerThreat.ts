import { window } from 'vscode';
import type { AnswerState, ShownElement, ShownItem } from '../../server/protocol.ts';
import type { Portside } from '../portside.ts';
import { pickFolder } from '../views/pickFolder.ts';
import { ANSWERS } from '../views/threats/messages.ts';
import { pickExceptions } from '../views/threats/pickExceptions.ts';

/** Asks the user which open question to answer, how, and why; the answer is written into the element's file. */
export async function answerThreat({ server, threats }: Portside): Promise<void> {
  const picked = await pickFolder('The folder to answer a question of');
  if (picked === undefined) return;
  const checklist = await server.request('portside/threats', { folder: picked });
  const { header, folder, elements } = checklist;
  // The header comes first; the view asks for it.
  if (!header) return threats.show(folder);
  const asked = await pickQuestion(elements);
  if (!asked) return;
  const answered = await window.showQuickPick(
    ANSWERS.map(([state, label]) => ({ label, state })),
    { title: asked.item.asks, placeHolder: asked.item.why },
  );
  if (!answered) return;
  const because = await window.showInputBox({
    title: asked.item.asks,
    prompt: 'Because: where it is enforced, or why it need not be',
    validateInput: (text) => (text.trim() === '' ? 'An answer has a reason.' : undefined),
  });
  if (because === undefined) return;
  const until = await askUntil(answered.state);
  if (until === undefined) return;
  const target = { element: asked.element.id, question: asked.item.question };
  const group = await pickGroup(asked.element, asked.item.answer?.group);
  if (group === undefined) return;
  const except = group === '' ? [] : await pickExceptions(checklist, { ...target, group });
  if (!except) return;
  const answer = {
    ...target,
    state: answered.state,
    because: because.trim(),
    ...(until !== '' && { until }),
    ...(group !== '' && { group, except }),
  };
  await server.request('portside/answerThreat', { folder, answer });
}

async function pickQuestion(
  elements: readonly ShownElement[],
): Promise<{ element: ShownElement; item: ShownItem } | undefined> {
  const open = elements.flatMap((element) =>
    element.items
      .filter(({ standing, later }) => standing !== 'settled' && !later)
      .map((item) => ({
        label: item.asks,
        description: element.name,
        detail: `${item.state}: ${item.why}`,
        element,
        item,
      })),
  );
  if (open.length === 0) {
    void window.showInformationMessage('Portside: no question is open.');
    return undefined;
  }
  return window.showQuickPick(open, {
    title: 'Portside: Answer a Threat-Model Question',
    matchOnDescription: true,
    matchOnDetail: true,
  });
}

/** The name of the group that the answer is for; empty for the element alone. Undefined when the user gave up. */
async function pickGroup({ name, groups }: ShownElement, usual: string | undefined): Promise<string | undefined> {
  if (groups.length === 0) return '';
  const alone = { label: name, description: 'alone', group: '' };
  const choices = groups.map((group) => ({ label: `all ${group.count} ${group.name}`, group: group.name }));
  // The first one is what Enter takes.
  const first = choices.filter(({ group }) => group === usual);
  const picked = await window.showQuickPick([...first, alone, ...choices.filter((choice) => !first.includes(choice))], {
    title: 'What is the answer for?',
  });
  return picked?.group;
}

/** The last day of an accepted risk; empty for other answers. Undefined when the user gave up. */
async function askUntil(state: AnswerState): Promise<string | undefined> {
  if (state !== 'accepted') return '';
  return window.showInputBox({
    title: 'Until when is the risk accepted?',
    prompt: 'The last day, as 2027-06-30',
    validateInput: (text) =>
      /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text)) ? undefined : 'A day as 2027-06-30.',
  });
}
