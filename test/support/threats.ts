import { type ProgramFile, programMemory } from '../../engine/program.ts';
import { apiKnowledge } from '../../engine/surface/apiKnowledge.ts';
import { documentSurface, isTellingDocument } from '../../engine/surface/documents.ts';
import { programSurface, type SurfaceMemory } from '../../engine/surface/programSurface.ts';
import type { ModuleSurface } from '../../engine/surface/surface.ts';
import { models } from '../../rules/registry.ts';
import type { Element, ThreatModel } from '../../threats/element.ts';
import { extract } from '../../threats/extract.ts';
import { analysesOf, filesIn, programOf } from './program.ts';
import { optionsOf } from './spec.ts';

const API = apiKnowledge(models, optionsOf({}).knowledge.trie);

/** The threat model of a program whose files begin with `// file: name`. */
export function modelOf(text: string): ThreatModel {
  return extract({ ...factsOf(text), api: API });
}

/** The modules and the other files of a program. */
function factsOf(text: string) {
  const files = Object.entries(filesIn(text));
  const names = new Set(files.map(([path]) => path.slice(path.lastIndexOf('/') + 1)));
  const documents = files.flatMap(([path, each]) =>
    isTellingDocument(path) ? [documentSurface(path, each, names)] : [],
  );
  return { surfaces: surfacesOf(programOf(filesIn(text))), documents };
}

/** What the modules of a program say of themselves. */
export function surfacesOf(
  program: ReadonlyMap<string, ProgramFile>,
  memory = programMemory(),
  known?: SurfaceMemory,
): ModuleSurface[] {
  analysesOf(program, memory);
  const run = programSurface(program, memory, known);
  for (let step = run.next(); ; step = run.next()) if (step.done) return step.value;
}

/** The model of surfaces in the order in which they are given. */
export function modelOfSurfaces(surfaces: readonly ModuleSurface[]): ThreatModel {
  return extract({ surfaces, documents: [], api: API });
}

/** The entry points of a program, one a line: `GET /a | first, second | handler`. */
export function routesOf(text: string): string[] {
  return modelOf(text)
    .elements.flatMap(({ kind, route }) => (kind === 'entry' && route ? [route] : []))
    .map(({ method, path, middleware, handler }) =>
      [`${method} ${path}`, middleware.map((each) => each.text).join(', '), handler].join(' | '),
    )
    .sort();
}

/** The ids of all elements but entry points. */
export function elementsOf(text: string): string[] {
  return modelOf(text).elements.flatMap(({ id, kind }) => (kind === 'entry' ? [] : [id]));
}

/** The element with this id. */
export function elementIn(text: string, id: string): Element {
  const { elements } = modelOf(text);
  const found = elements.find((element) => element.id === id);
  if (!found) throw new Error(`no ${id} among ${elements.map((element) => element.id).join(', ')}`);
  return found;
}
