import type { Location } from '../finding.ts';
import type { ModuleModel } from '../moduleModel.ts';
import { locate, type SourceFile } from '../source/sourceFile.ts';
import { isFunction, type Node } from '../syntax/nodes.ts';

/** A place where requests enter the program. */
export interface EntryPoint {
  readonly framework: string;
  readonly method: string;
  /** The path as written; holes are shown as `{…}`. */
  readonly path: string;
  /** The middleware before the handler, as written. */
  readonly middleware: readonly string[];
  readonly handler: string;
  readonly location: Location;
}

/** The routes that a module registers, in order of text. */
export function findEntryPoints(source: SourceFile, model: ModuleModel): EntryPoint[] {
  const found: EntryPoint[] = [];
  for (const call of model.graph.calls) {
    for (const { entity } of model.values.calleesOf.get(call.id) ?? []) {
      for (const entry of entity.entryPoints) {
        const at = entry.path ?? 0;
        const pathNode = call.argumentNodes[at];
        const pieces = model.constants.stringOf(pathNode);
        const functions = call.argumentNodes
          .slice(at + 1)
          .flatMap((node): readonly (Node | null | undefined)[] =>
            node?.type === 'ArrayExpression' ? node.elements : [node],
          )
          .filter((node): node is Node => node != null);
        // `app.get('title')` reads a setting, and a path may be left out.
        if (functions.length === 0) continue;
        found.push({
          framework: entity.package,
          method: entry.method,
          path: pieces
            ? pieces.map((piece) => (typeof piece === 'string' ? piece : '{…}')).join('')
            : pathNode
              ? written(source, pathNode)
              : '',
          middleware: functions.slice(0, -1).map((node) => written(source, node)),
          handler: written(source, functions.at(-1)!),
          location: locate(source, call.ast.range[0], call.ast.range[1]),
        });
      }
    }
  }
  return found.sort((a, b) => a.location.start - b.location.start);
}

function written(source: SourceFile, node: Node): string {
  if (isFunction(node)) return node.id?.name ?? 'function';
  const text = source.text.slice(node.range[0], node.range[1]).replace(/\s+/g, ' ');
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
