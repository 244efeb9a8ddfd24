/** Keeps findings at their place while the text under them changes and the engine has not spoken yet. */
import type { Edit, Finding, Location, Range } from '../engine/finding.ts';
import { locate, type SourceFile } from '../engine/source/sourceFile.ts';

/** A finding in a text that was edited since; `touched` when an edit changed the code that it names. */
export interface MovedFinding {
  readonly finding: Finding;
  readonly touched: boolean;
}

/**
 * Moves findings along with edits. Each edit is in offsets of the text that the edits before it left. A finding whose code
 * was taken away as a whole goes; steps of its path that were taken away go too.
 */
export function moveFindings(findings: readonly Finding[], edits: readonly Edit[], edited: SourceFile): MovedFinding[] {
  const moved: MovedFinding[] = [];
  for (const finding of findings) {
    const place = moveRange(finding.location, edits);
    if (!place) continue;
    const { flow, ...rest } = finding;
    moved.push({
      touched: place.touched,
      finding: {
        ...rest,
        location: locate(edited, place.start, place.end),
        // The edits of a fix are exact or they are nothing: a fix is computed again from the new text.
        fixes: [],
        ...(flow && {
          flow: {
            ...flow,
            steps: flow.steps.flatMap((step) => {
              const location = moveLocation(step.location, finding.location.path, edits, edited);
              return location ? [{ ...step, location }] : [];
            }),
          },
        }),
      },
    });
  }
  return moved;
}

function moveLocation(
  location: Location,
  editedPath: string,
  edits: readonly Edit[],
  edited: SourceFile,
): Location | undefined {
  if (location.path !== editedPath) return location;
  const place = moveRange(location, edits);
  return place && locate(edited, place.start, place.end);
}

function moveRange({ start, end }: Range, edits: readonly Edit[]): (Range & { touched: boolean }) | undefined {
  let range = { start, end };
  let touched = false;
  for (const edit of edits) {
    const shift = edit.text.length - (edit.end - edit.start);
    if (edit.start >= range.end) continue;
    if (edit.end <= range.start) {
      range = { start: range.start + shift, end: range.end + shift };
      continue;
    }
    if (edit.start <= range.start && edit.end >= range.end) return undefined;
    touched = true;
    range = {
      start: edit.start < range.start ? edit.start + edit.text.length : range.start,
      end: edit.end > range.end ? edit.start : range.end + shift,
    };
  }
  return { ...range, touched };
}
