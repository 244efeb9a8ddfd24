/** What most routes of a kind pass and one does not: the plainest sign of something forgotten. */
import type { Control, Element } from './element.ts';
import { nearest } from './placeFindings.ts';

/** So many must be alike before one stands out. */
const FEWEST = 4;
/** And so large a part of them must pass it. */
const MOST = 0.75;

/**
 * "11 of 12 POST routes pass `requireAuth`; this one does not". Peers are the routes of the same program and framework with
 * the same method; where these do not agree, all of its routes. Of several such controls, one that is sure and that most
 * pass.
 * @param kinds the controls that would answer the question
 */
export function peerComparison(
  element: Element,
  elements: readonly Element[],
  kinds: readonly Control['kind'][],
): string | undefined {
  const { route, kind, framework } = element;
  if (!route) return undefined;
  const apps = elements.filter((other) => other.kind === 'app' && other.framework === framework);
  const programOf = ({ location }: Element) => nearest(apps, location.path);
  const program = programOf(element);
  const routes = elements.filter(
    (other) => other.kind === kind && other.framework === framework && programOf(other) === program,
  );
  const alike = routes.filter((other) => other.route?.method === route.method);
  return (
    compared(element, alike, kinds, `${route.method} routes`) ??
    compared(element, routes, kinds, 'routes of all methods')
  );
}

function compared(
  element: Element,
  peers: readonly Element[],
  kinds: readonly Control['kind'][],
  called: string,
): string | undefined {
  if (peers.length < FEWEST) return undefined;
  const passing = new Map<string, { count: number; sure: number }>();
  for (const peer of peers) {
    for (const [name, isSure] of controlsOf(peer, kinds)) {
      const known = passing.get(name) ?? { count: 0, sure: 0 };
      passing.set(name, { count: known.count + 1, sure: known.sure + (isSure ? 1 : 0) });
    }
  }
  const own = controlsOf(element, kinds);
  const [most] = [...passing]
    .filter(([name, { count }]) => !own.has(name) && count >= peers.length * MOST)
    .sort(([a, one], [b, other]) => other.sure - one.sure || other.count - one.count || (a < b ? -1 : 1));
  if (!most) return undefined;
  const [name, { count }] = most;
  // A refusal of the handler's own has no name.
  if (/^(?:answers|redirects) /.test(name))
    return `the handlers of ${count} of ${peers.length} ${called} have a check that ${name}; this one has none`;
  return `${count} of ${peers.length} ${called} pass ${name}; this one does not`;
}

/** Names of controls, each with whether it is one for sure. */
function controlsOf({ controls }: Element, kinds: readonly Control['kind'][]): ReadonlyMap<string, boolean> {
  const found = new Map<string, boolean>();
  for (const { kind, how, evidence } of controls) {
    if (kinds.includes(kind)) found.set(evidence.text, found.get(evidence.text) === true || how === 'certain');
  }
  return found;
}
