/** How an element, or a whole service, stands: what its items say together, and in which order of need. */
import type { AnswerState, Item, State, Stride } from '../../threats/question.ts';
import { isOpen } from '../../threats/states.ts';

/** All states, the one that needs somebody soonest first. */
const STATES: readonly State[] = [
  'contradicted',
  'broken',
  'expired',
  'stale',
  'unknown',
  'person',
  'answered',
  'proved',
];

/** What a state means, for people. */
export const STATE_MEANS: Readonly<Record<State, string>> = {
  contradicted: 'a person said yes, a finding says no',
  broken: 'a finding is open',
  expired: 'an accepted risk whose time is over',
  stale: 'answered for code that has changed since',
  unknown: 'the scan looked and cannot decide',
  person: 'only a person can answer',
  answered: 'a person has answered',
  proved: 'the scan saw what enforces it',
};

/** What an answer says, for people. */
export const ANSWER_MEANS: Readonly<Record<AnswerState, string>> = {
  yes: 'yes',
  no: 'no',
  'n/a': 'does not apply',
  accepted: 'risk accepted',
  transferred: 'risk transferred',
  unsure: 'unsure',
};

/** As tools that know STRIDE write its letters out. */
export const STRIDE_NAME: Readonly<Record<Stride, string>> = {
  S: 'Spoofing',
  T: 'Tampering',
  R: 'Repudiation',
  I: 'Information disclosure',
  D: 'Denial of service',
  E: 'Elevation of privilege',
};

/** `broken` needs work, `open` an answer, `settled` neither; `unasked`: nobody asks anything. */
export type Standing = 'broken' | 'open' | 'settled' | 'unasked';

/** From the one that needs somebody soonest. */
export const STANDINGS: readonly Standing[] = ['broken', 'open', 'settled', 'unasked'];

const BROKEN: ReadonlySet<State> = new Set<State>(['contradicted', 'broken', 'expired']);

/** How one item stands. */
export function standingOfItem(item: Item): Standing {
  if (!isOpen(item)) return 'settled';
  return BROKEN.has(item.state) ? 'broken' : 'open';
}

/** How several items stand together: as the worst of them. */
export function standingOf(items: readonly Item[]): Standing {
  const standings = new Set(items.map(standingOfItem));
  return STANDINGS.find((standing) => standings.has(standing)) ?? 'unasked';
}

/** How many items are in each state; states that none is in are left out. */
export function countsByState(items: readonly Item[]): readonly (readonly [State, number])[] {
  return STATES.flatMap((state) => {
    const count = items.filter((item) => item.state === state).length;
    return count > 0 ? [[state, count] as const] : [];
  });
}

/** Items in order of need, then of weight, then of element and question. */
export function byNeed(a: Item, b: Item): number {
  return STATES.indexOf(a.state) - STATES.indexOf(b.state) || b.weight - a.weight || byElement(a, b);
}

/** The state of an item for people: of an answer that settles nothing also what it says. */
export function stateInWords({ state, answer }: Item): string {
  return state === 'answered' && answer ? `answered “${ANSWER_MEANS[answer.state]}”` : state;
}

/** Items in order of element and question. */
export function byElement(a: Item, b: Item): number {
  return compare(a.element.id, b.element.id) || compare(a.question.id, b.question.id);
}

/** By code units: the same on every machine. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The items of each element, by its id. */
export function itemsByElement(items: readonly Item[]): ReadonlyMap<string, readonly Item[]> {
  return grouped([...items].sort(byElement), (item) => item.element.id);
}

/** What belongs together, in the order of its first member. */
export function grouped<T>(list: readonly T[], keyOf: (member: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const member of list) {
    const key = keyOf(member);
    const known = groups.get(key);
    if (known) known.push(member);
    else groups.set(key, [member]);
  }
  return groups;
}
