/** Which findings speak of which elements. */
import type { Finding, Location } from '../engine/finding.ts';
import type { Element, ThreatModel } from './element.ts';

export interface PlacedFindings {
  readonly of: ReadonlyMap<string, readonly Finding[]>;
  /** Those that lie at no element. */
  readonly elsewhere: readonly Finding[];
}

/**
 * A finding speaks of the elements at whose places it, or a step of its way, stands: of the entry point whose handler
 * reads the data, and of the store or the process where it arrives. When no entry point holds a step of a way that data
 * from outside takes, all that reach its end are meant.
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
  const of = new Map<string, Finding[]>();
  const elsewhere: Finding[] = [];
  for (const finding of findings) {
    const steps = [finding.location, ...(finding.flow?.steps ?? []).map(({ location }) => location)];
    const touched = new Set(
      steps.flatMap((step) =>
        (byFile.get(step.path) ?? []).flatMap(({ place, element }) => (isAt(step, place) ? [element] : [])),
      ),
    );
    const isFromOutside = finding.flow !== undefined && finding.flow.trust !== 'local';
    if (isFromOutside && ![...touched].some(({ kind }) => kind === 'entry')) {
      const ends = new Set([...touched].map(({ id }) => id));
      for (const element of elements) {
        if (element.kind === 'entry' && element.parts.reaches.some((id) => ends.has(id))) touched.add(element);
      }
    }
    if (touched.size === 0) elsewhere.push(finding);
    for (const { id } of touched) {
      const known = of.get(id);
      if (known) known.push(finding);
      else of.set(id, [finding]);
    }
  }
  return { of, elsewhere };
}

function placesOf({ location, evidence }: Element): readonly Location[] {
  return [location, ...evidence.map((each) => each.location)];
}

/** A step stands within a place (in a handler), or around it (a template with a call in it). */
function isAt(step: Location, place: Location): boolean {
  return (step.start >= place.start && step.end <= place.end) || (place.start >= step.start && place.end <= step.end);
}
