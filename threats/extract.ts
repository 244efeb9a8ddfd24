/** Makes the threat model of a program: of what its modules say of themselves, and of the other files of its folder. */
import type { ApiKnowledge, DocumentSurface, ModuleSurface } from '../engine/surface/surface.ts';
import { addApps } from './appElements.ts';
import { CodeElements } from './codeElements.ts';
import { Controls } from './controls.ts';
import { addDocument } from './documentElements.ts';
import type { ThreatModel } from './element.ts';
import { foundRoutes } from './foundRoutes.ts';
import { InsideChecks } from './inside.ts';
import { ModelDraft } from './modelDraft.ts';
import { addRoute } from './routeElements.ts';
import { Interpreter } from './setup/interpreter.ts';
import { Reach } from './setup/reach.ts';

/** What is known of a program before anybody asks what threatens it. Plain data, but for what models say. */
export interface ProgramFacts {
  /** In any order. */
  readonly surfaces: readonly ModuleSurface[];
  readonly documents: readonly DocumentSurface[];
  readonly api: ApiKnowledge;
}

/** Pure, and deterministic: the same program, in any order of files, gives the same model. */
export function extract({ surfaces, documents, api }: ProgramFacts): ThreatModel {
  const modules = [...surfaces].filter(({ inTest }) => !inTest).sort(byPath);
  const interpreter = new Interpreter(new Map(modules.map((surface) => [surface.path, surface])), api);
  interpreter.runAll();
  const reach = new Reach(interpreter);
  const controls = new Controls(api, reach);
  const draft = new ModelDraft();
  const code = new CodeElements(draft, api, reach, modules);
  const around = { draft, reach, controls, inside: new InsideChecks(api, reach), code };
  for (const route of foundRoutes(interpreter, reach, modules)) addRoute(around, route);
  addApps(draft, interpreter, controls);
  for (const surface of modules) {
    for (const fn of surface.functions.values()) code.addFunction(interpreter.functionValue(surface, fn));
    for (const { id } of surface.classes)
      for (const method of interpreter.inheritedMethods(surface, id)) code.addFunction(method);
    code.addModule(surface);
  }
  for (const document of [...documents].sort(byPath)) addDocument(draft, document);
  return draft.model();
}

function byPath(a: { readonly path: string }, b: { readonly path: string }): number {
  return a.path < b.path ? -1 : a.path > b.path ? 1 : 0;
}
