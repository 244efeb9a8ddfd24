/** What the modules of a program say of themselves, when somebody asks: a scan does not. */
import type { ModuleAnalysis } from '../analyze.ts';
import { moduleModel } from '../moduleModel.ts';
import { type ProgramFile, type ProgramMemory, surroundingsOf } from '../program.ts';
import { findSecrets } from '../secrets/detect.ts';
import { hideSecrets } from '../secrets/mask.ts';
import { isScript } from '../source/sourceFile.ts';
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
      const tree = options.parser(source.text, language);
      if (tree.isUnread) continue;
      const model = moduleModel(source.text, tree, options.knowledge.trie, around.surroundings);
      const secrets = findSecrets(source, tree, options.knowledge.secrets, { inTest: options.inTest });
      const quotable = { ...source, text: hideSecrets(source.text, secrets) };
      const surface = moduleSurface(quotable, model, options.knowledge.trie, { inTest: false, imports: file.imports });
      if (around.analysis) known.set(around.analysis, surface);
      surfaces.push(surface);
    } catch {
      // What breaks on one file costs that file; the scan has said so.
    }
  }
  return surfaces;
}
