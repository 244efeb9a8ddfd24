import type { Location } from '../engine/finding.ts';
import { type SourceFile, sourceFile } from '../engine/source/sourceFile.ts';
import type { ScanResult } from '../workspace/scan.ts';
import type { Snapshot } from '../workspace/snapshot.ts';

/** Lines of code to show, and what must be hidden in them. */
export interface ShownLines {
  readonly lineOf: (path: string, line: number) => string | undefined;
  readonly secrets: readonly Location[];
}

/**
 * The lines that findings stand on, from the snapshot that was scanned. All secrets of their files are hidden, also those
 * that the configuration, the baseline or a test hides: a line that is shown for another finding may hold one.
 */
export async function shownLines(
  { findings, hidden }: Pick<ScanResult, 'findings' | 'hidden'>,
  snapshot: Snapshot,
): Promise<ShownLines> {
  const lines = new Map<string, string>();
  const places = findings.map(({ location }) => location);
  for (const path of new Set(places.map((place) => place.path))) {
    const content = await snapshot.read(path);
    if (content.status !== 'text') continue;
    const file = sourceFile(path, content.text);
    for (const { startLine } of places.filter((place) => place.path === path)) {
      lines.set(`${startLine}:${path}`, lineOf(file, startLine));
    }
  }
  return { lineOf: (path, line) => lines.get(`${line}:${path}`), secrets: hidden };
}

function lineOf({ text, lineStarts }: SourceFile, line: number): string {
  return text.slice(lineStarts[line - 1], lineStarts[line]).replace(/\r?\n$|\r$/, '');
}
