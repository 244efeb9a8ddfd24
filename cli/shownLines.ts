import type { Finding, Location } from '../engine/finding.ts';
import { findSecrets } from '../engine/secrets/detect.ts';
import { isScript, languageOf, locate, type SourceFile, sourceFile } from '../engine/source/sourceFile.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import type { Tools } from '../workspace/tools.ts';

/** Lines of code to show, and what must be hidden in them. */
export interface ShownLines {
  readonly lineOf: (path: string, line: number) => string | undefined;
  readonly secrets: readonly Location[];
}

/**
 * The lines that findings stand on, from the snapshot that was scanned. All secrets of their files are looked for, also
 * those that the configuration, the baseline or a test hides: a line that is shown for another finding may hold one.
 */
export async function shownLines(findings: readonly Finding[], snapshot: Snapshot, tools: Tools): Promise<ShownLines> {
  const lines = new Map<string, string>();
  const secrets: Location[] = [];
  const places = findings.map(({ location }) => location);
  if (places.length === 0) return { lineOf: () => undefined, secrets };
  const { secrets: detectors } = tools.ruleset.knowledge();
  for (const path of new Set(places.map((place) => place.path))) {
    const content = await snapshot.read(path);
    if (content.status !== 'text') continue;
    const file = sourceFile(path, content.text);
    for (const { startLine } of places.filter((place) => place.path === path)) {
      lines.set(`${startLine}:${path}`, lineOf(file, startLine));
    }
    const language = languageOf(path);
    const tree = isScript(language) ? tools.parser(content.text, language) : undefined;
    const hits = findSecrets(file, tree, detectors, { inTest: false });
    secrets.push(...hits.map(({ start, end }) => locate(file, start, end)));
  }
  return { lineOf: (path, line) => lines.get(`${line}:${path}`), secrets };
}

function lineOf({ text, lineStarts }: SourceFile, line: number): string {
  return text.slice(lineStarts[line - 1], lineStarts[line]).replace(/\r?\n$|\r$/, '');
}
