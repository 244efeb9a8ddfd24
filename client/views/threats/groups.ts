/** What a group of elements means for one of its questions. */
import type { ThreatChecklist } from '../../../server/protocol.ts';

export interface AskedMember {
  readonly id: string;
  readonly name: string;
  /** The answer that the group has for the question is not for it. */
  readonly isExcepted: boolean;
}

/** The other members of a group that are asked the question, too. */
export function membersAsked(
  { groups, elements }: Pick<ThreatChecklist, 'groups' | 'elements'>,
  { element, question, group }: { readonly element: string; readonly question: string; readonly group: string },
): readonly AskedMember[] {
  const items = new Map(
    elements.flatMap(({ id, items }) => items.flatMap((item) => (item.question === question ? [[id, item]] : []))),
  );
  const isAnswered = items.get(element)?.answer?.group === group;
  const members = groups.find(({ name }) => name === group)?.members ?? [];
  return members.flatMap(({ id, name }) => {
    const item = items.get(id);
    if (!item || id === element) return [];
    return [{ id, name, isExcepted: isAnswered && !item.answer }];
  });
}
