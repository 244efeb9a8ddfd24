/** What the modules of a program say of themselves, when somebody asks: a scan does not. */
import type { ModuleAnalysis } from '../analyze.ts';
import type { Range } from '../finding.ts';
import { GroundworkOf } from '../groundwork.ts';
import { moduleModel } from '../moduleModel.ts';
import { type ProgramFile, type ProgramMemory, surroundingsOf } from '../program.ts';
import { findSecrets } from '../secrets/detect.ts';
import { hideSecrets } from '../secrets/mask.ts';
import { isScript } from '../source/sourceFile.ts';
import type { SyntaxTree } from '../syntax/parse.ts';
import { moduleSurface } from './moduleSurface.ts';
import type { ModuleSurface } from './surface.ts';

/** What was said before, by the analysis of which it was said: that is another object when anything that it read is. */
export type SurfaceMemory = WeakMap<ModuleAnalysis, ModuleSurface>;

/**
 * The surfaces of a program that was analysed with this memory. What cannot be read has none.
 * @returns yields the path of each module before it is looked at
 */
export function* programSurface(
  files: ReadonlyMap<string, ProgramFile>,
  memory: ProgramMemory,
  known: SurfaceMemory = new WeakMap(),
): Generator<string, ModuleSurface[]> {
  const surroundings = surroundingsOf(files, memory);
  const surfaces: ModuleSurface[] = [];
  for (const [path, file] of files) {
    const { source, options } = file;
    const language = source.documents[0]?.language ?? 'text';
    if (!isScript(language) || options.inTest) continue;
    const around = surroundings(path);
    const before = around.analysis && known.get(around.analysis);
    if (before) {
      surfaces.push(before);
      continue;
    }
    yield path;
    try {
      const read = options.parser(source.text, language);
      if (read.isUnread) continue;
      const secrets = findSecrets(source, read, options.knowledge.secrets, { inTest: options.inTest });
      // Names of elements are made of the program's texts, and are kept in files: they are read with the secrets hidden.
      const text = hideSecrets(source.text, textsWithin(read, secrets));
      const tree = secrets.length > 0 ? options.parser(text, language) : read;
      const model = moduleModel(new GroundworkOf(text, tree), options.knowledge.trie, around.surroundings);
      const quotable = { ...source, text };
      const surface = moduleSurface(quotable, model, options.knowledge.trie, { inTest: false, imports: file.imports });
      if (around.analysis) known.set(around.analysis, surface);
      surfaces.push(surface);
    } catch {
      // What breaks on one file costs that file; the scan has said so.
    }
  }
  return surfaces;
}

/** The spans of secrets in texts and comments, which can be hidden so that the code stays as it is. */
function textsWithin({ nodes, comments }: SyntaxTree, secrets: readonly Range[]): Range[] {
  if (secrets.length === 0) return [];
  const texts = nodes.flatMap((node): readonly Range[] => {
    const [start, end] = node.range;
    if (node.type === 'JSXText') return [{ start, end }];
    const isQuoted = node.type === 'TemplateElement' || (node.type === 'Literal' && typeof node.value === 'string');
    return isQuoted ? [{ start: start + 1, end: end - 1 }] : [];
  });
  return [...texts, ...comments].flatMap((text) =>
    secrets.flatMap((secret) => {
      const start = Math.max(secret.start, text.start);
      const end = Math.min(secret.end, text.end);
      return start < end ? [{ start, end }] : [];
    }),
  );
}
