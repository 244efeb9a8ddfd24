/** Groups that an answer is often for: those that somebody has written, routes of one area or behind one middleware, all of a kind. */
import { isInGroup, type WrittenGroupAnswers } from './answers.ts';
import type { Element } from './element.ts';
import { KIND_PLURAL } from './names.ts';

export interface CommonGroup {
  readonly group: WrittenGroupAnswers;
  readonly members: readonly Element[];
}

/**
 * The groups of an element that others are in as well, as they are or would be written.
 * @param written those that there are: a file says what its name stands for
 * @returns asks for one element after the other; what it finds out of a group it knows from then on
 */
export function commonGroups(
  elements: readonly Element[],
  written: readonly WrittenGroupAnswers[] = [],
): (element: Element) => readonly CommonGroup[] {
  const known = new Map<string, CommonGroup>();
  const names = new Set(written.map(({ group }) => group));
  // Whatever they are called, exceptions among them.
  const choices = new Set(written.map(choiceOf));
  const withMembers = (group: WrittenGroupAnswers): CommonGroup => {
    const found = known.get(group.group) ?? { group, members: elements.filter((other) => isInGroup(other, group)) };
    known.set(group.group, found);
    return found;
  };
  return (element) =>
    [
      ...written.filter((group) => isInGroup(element, group)),
      ...candidates(element).filter((group) => !names.has(group.group) && !choices.has(choiceOf(group))),
    ]
      .map(withMembers)
      .filter(({ members }) => members.length > 1);
}

function choiceOf({ elements, behind = [] }: WrittenGroupAnswers): string {
  return JSON.stringify([elements, behind]);
}

function candidates({ kind, framework, route, parts }: Element): WrittenGroupAnswers[] {
  if (kind !== 'entry' || !route) {
    return [{ group: `${KIND_PLURAL[kind]} of ${framework}`, elements: [`${kind}:${framework}:**`] }];
  }
  const area = /^\/([\w.~-]+)(?=\/|$)/.exec(route.path)?.[0];
  return [
    ...(area ? [{ group: `routes under ${area}`, elements: [`entry:*:*:${area}`, `entry:*:*:${area}/**`] }] : []),
    ...[...new Set(parts.middleware)].map((name) => ({
      group: `routes behind ${name}`,
      elements: ['entry:**'],
      behind: [name],
    })),
    { group: KIND_PLURAL.entry, elements: ['entry:**'] },
  ];
}
