/** Which findings speak of which elements. */
import type { Finding, Location } from '../engine/finding.ts';
import type { Element, ThreatModel } from './element.ts';

export interface PlacedFindings {
  readonly of: ReadonlyMap<string, readonly Finding[]>;
  /** Those that lie at no element of a program that has none that stands for it as a whole. */
  readonly elsewhere: readonly Finding[];
}

/**
 * A finding speaks of the elements at whose code it, or a step of its way, stands: of the store or the process where the
 * data arrives, and of the entry points that hold the whole way, or at least its source; where none does, of those that
 * hold any step or reach its end. One without a way is a pattern, and speaks of the place where it stands. What lies at no
 * element speaks of the program that is nearest to its file.
 */
export function placeFindings({ elements }: ThreatModel, findings: readonly Finding[]): PlacedFindings {
  const byFile = new Map<string, { readonly place: Location; readonly element: Element }[]>();
  for (const element of elements) {
    for (const place of placesOf(element)) {
      const there = byFile.get(place.path);
      if (there) there.push({ place, element });
      else byFile.set(place.path, [{ place, element }]);
    }
  }
  const entries = elements.filter(({ kind }) => kind === 'entry');
  const apps = elements.filter(({ kind }) => kind === 'app');
  const at = (step: Location): Set<Element> =>
    new Set((byFile.get(step.path) ?? []).flatMap(({ place, element }) => (isAt(step, place) ? [element] : [])));
  const of = new Map<string, Finding[]>();
  const elsewhere: Finding[] = [];
  for (const finding of findings) {
    const steps = [...(finding.flow?.steps ?? []).map(({ location }) => location), finding.location];
    const holding = steps.map(at);
    const others = holding.flatMap((found) => [...found].filter(({ kind }) => kind !== 'entry'));
    const touched = new Set([...entriesOf(finding, holding, entries, others), ...others]);
    if (touched.size === 0) {
      const app = nearest(apps, finding.location.path);
      if (app) touched.add(app);
      else elsewhere.push(finding);
    }
    for (const { id } of touched) {
      const known = of.get(id);
      if (known) known.push(finding);
      else of.set(id, [finding]);
    }
  }
  return { of, elsewhere };
}

function entriesOf(
  { flow, location }: Finding,
  holding: readonly ReadonlySet<Element>[],
  entries: readonly Element[],
  others: readonly Element[],
): readonly Element[] {
  const [source, end] = [holding[0], holding.at(-1)];
  const holds = (entry: Element) => holding.some((found) => found.has(entry));
  if (!flow) {
    // A pattern in code that many share is of that code's own element: it would break every route.
    const own = entries.filter((entry) => entry.location.path === location.path && isAt(location, entry.location));
    return own.length > 0 || others.length > 0 ? own : fewOf(entries.filter(holds));
  }
  const ends = new Set(others.map(({ id }) => id));
  const choices = [
    entries.filter((entry) => source?.has(entry) && end?.has(entry)),
    entries.filter((entry) => source?.has(entry)),
    entries.filter(holds),
    // Data from outside came in somewhere.
    flow.trust === 'local' ? [] : entries.filter(({ parts }) => parts.reaches.some((id) => ends.has(id))),
  ];
  return choices.find((choice) => choice.length > 0) ?? [];
}

/** Code that more entry points lead to than this is the program's, and not theirs. */
const FEW = 3;

function fewOf(entries: readonly Element[]): readonly Element[] {
  return entries.length > FEW ? [] : entries;
}

function placesOf({ location, evidence, spans = [] }: Element): readonly Location[] {
  return [location, ...evidence.map((each) => each.location), ...spans];
}

/** The element that shares most of the folders above a file; the first of several. */
export function nearest(elements: readonly Element[], path: string): Element | undefined {
  const folders = path.split('/').slice(0, -1);
  const shared = (element: Element) => {
    const others = element.location.path.split('/').slice(0, -1);
    const differing = folders.findIndex((name, index) => name !== others[index]);
    return differing < 0 ? folders.length : differing;
  };
  return elements.reduce<Element | undefined>(
    (best, element) => (best && shared(best) >= shared(element) ? best : element),
    undefined,
  );
}

/** A step stands within a place (in a handler), or around it (a template with a call in it). */
function isAt(step: Location, place: Location): boolean {
  return (step.start >= place.start && step.end <= place.end) || (place.start >= step.start && place.end <= step.end);
}
