import type { ModuleModel } from '../moduleModel.ts';
import type { ApiTrie } from '../semantics/entities.ts';

/** How often each declaration of a configuration is met in a module: by its id, the calls, reads and writes that it means. */
export type DeclarationUses = Readonly<Record<string, number>>;

/** Counts what the declarations of a configuration mean in a module. */
export function declarationUses({ graph, values }: ModuleModel, trie: ApiTrie): DeclarationUses {
  const uses: Record<string, number> = {};
  if (!trie.hasDeclarations) return uses;
  const count = (rows: Iterable<{ readonly declaration?: string }>) => {
    const met = new Set<string>();
    for (const { declaration } of rows) if (declaration !== undefined) met.add(declaration);
    for (const declaration of met) uses[declaration] = (uses[declaration] ?? 0) + 1;
  };
  for (const call of graph.calls) {
    const callees = (values.calleesOf.get(call.id) ?? []).map(({ entity }) => entity);
    count(
      callees.flatMap((entity) => [
        ...[...entity.sinks, ...entity.sanitizers, ...(trie.tagSinks.get(entity) ?? [])].map(({ model }) => model),
        ...entity.propagators,
      ]),
    );
  }
  for (const { object, property } of graph.writes) {
    const members = values.entitiesAt(object).flatMap(({ entity }) => trie.membersOf(entity, property));
    count(members.flatMap(({ writeSinks }) => writeSinks.map(({ model }) => model)));
  }
  const own = values.sources.filter(({ foreign }) => foreign === undefined);
  for (const { model } of own) count([model]);
  return uses;
}
