/** Groups that an answer is often for: routes of one area, and routes behind one middleware. */
import { isInGroup, type WrittenGroupAnswers } from './answers.ts';
import type { Element } from './element.ts';

export interface CommonGroup {
  readonly group: WrittenGroupAnswers;
  readonly members: readonly Element[];
}

/**
 * The groups of an element that others are in as well, as they would be written.
 * @returns asks for one element after the other; what it finds out of a group it knows from then on
 */
export function commonGroups(elements: readonly Element[]): (element: Element) => readonly CommonGroup[] {
  const known = new Map<string, CommonGroup>();
  return (element) =>
    candidates(element).flatMap((group) => {
      const found = known.get(group.group) ?? { group, members: elements.filter((other) => isInGroup(other, group)) };
      known.set(group.group, found);
      return found.members.length > 1 ? [found] : [];
    });
}

function candidates({ kind, route, parts }: Element): WrittenGroupAnswers[] {
  if (kind !== 'entry' || !route) return [];
  const area = /^\/([\w.~-]+)(?=\/|$)/.exec(route.path)?.[0];
  return [
    ...(area ? [{ group: `routes under ${area}`, elements: [`entry:*:*:${area}`, `entry:*:*:${area}/**`] }] : []),
    ...[...new Set(parts.middleware)].map((name) => ({
      group: `routes behind ${name}`,
      elements: ['entry:**'],
      behind: [name],
    })),
  ];
}
