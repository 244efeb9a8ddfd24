/** What must be known of a file. */
interface Connected {
  readonly imports: ReadonlyMap<string, string>;
  readonly options: { readonly inTest: boolean };
}

/**
 * The rules, by id, whose danger is taken out of the data of each module. A module that sets up a middleware speaks for all
 * modules that imports connect it with: a workspace may hold several programs.
 */
export function disarmedIn(
  modules: ReadonlyMap<
    string,
    { readonly analysis: { readonly disarmed: readonly string[] }; readonly file: Connected }
  >,
  files: ReadonlyMap<string, Connected>,
): ReadonlyMap<string, ReadonlySet<string>> {
  const speaking = [...modules].filter(
    ([, { analysis, file }]) => analysis.disarmed.length > 0 && !file.options.inTest,
  );
  const disarmed = new Map<string, Set<string>>();
  if (speaking.length === 0) return disarmed;
  const neighbours = neighboursIn(files);
  for (const [start, { analysis }] of speaking) {
    const reached = new Set([start]);
    for (const path of reached) for (const next of neighbours.get(path) ?? []) reached.add(next);
    for (const path of reached) {
      const ids = disarmed.get(path) ?? new Set();
      disarmed.set(path, ids);
      for (const id of analysis.disarmed) ids.add(id);
    }
  }
  return disarmed;
}

/** Who imports whom, in both directions. A test connects nothing: it imports parts of several programs. */
function neighboursIn(files: ReadonlyMap<string, Connected>): Map<string, string[]> {
  const neighbours = new Map<string, string[]>();
  const connect = (from: string, to: string) => {
    const known = neighbours.get(from);
    if (known) known.push(to);
    else neighbours.set(from, [to]);
  };
  for (const [path, { imports, options }] of files) {
    if (options.inTest) continue;
    for (const target of imports.values()) {
      if (!files.has(target)) continue;
      connect(path, target);
      connect(target, path);
    }
  }
  return neighbours;
}
