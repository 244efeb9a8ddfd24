/** What most routes of a kind pass and one does not: the plainest sign of something forgotten. */
import type { Control, Element } from './element.ts';

/** So many must be alike before one stands out. */
const FEWEST = 4;
/** And so large a part of them must pass it. */
const MOST = 0.75;

/**
 * "11 of 12 POST routes pass `requireAuth`; this one does not". Of several such controls, the one that most pass.
 * @param kinds the controls that would answer the question
 */
export function peerComparison(
  element: Element,
  elements: readonly Element[],
  kinds: readonly Control['kind'][],
): string | undefined {
  const { route } = element;
  if (!route) return undefined;
  const peers = elements.filter((other) => other.kind === element.kind && other.route?.method === route.method);
  if (peers.length < FEWEST) return undefined;
  const passing = new Map<string, number>();
  for (const peer of peers) for (const name of namesOf(peer, kinds)) passing.set(name, (passing.get(name) ?? 0) + 1);
  const own = namesOf(element, kinds);
  const [most] = [...passing]
    .filter(([name, count]) => !own.has(name) && count >= peers.length * MOST)
    .sort(([a, one], [b, other]) => other - one || (a < b ? -1 : 1));
  if (!most) return undefined;
  const [name, count] = most;
  return `${count} of ${peers.length} ${route.method} routes pass ${name}; this one does not`;
}

function namesOf({ controls }: Element, kinds: readonly Control['kind'][]): Set<string> {
  return new Set(controls.filter(({ kind }) => kinds.includes(kind)).map(({ evidence }) => evidence.text));
}
