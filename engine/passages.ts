/** Which modules the ways of a module lead through: enough to know whose findings some files can have a part in. */
import type { ModuleAnalysis } from './analyze.ts';
import type { TracePart } from './flow/summary.ts';

/** Other modules, by what leads there. */
export interface Passages {
  /** Steps of its own findings. */
  readonly findings: readonly string[];
  /** Its data arrives at sinks there. */
  readonly sinks: readonly string[];
  /** Steps of the ways to these sinks. */
  readonly toSinks: readonly string[];
  /** Steps that its own steps name. */
  readonly traces: readonly string[];
}

export const NO_PASSAGES: Passages = { findings: [], sinks: [], toSinks: [], traces: [] };

/** Finds out where the ways of a module lead. */
export function passagesOf({ foreignHits, identified, traces }: ModuleAnalysis): Passages {
  const findings = throughWhich(identified.map(({ raw }) => raw.way?.parts ?? []));
  if (findings.length + foreignHits.length + traces.length === 0) return NO_PASSAGES;
  return {
    findings,
    sinks: [...new Set(foreignHits.map(({ sink }) => sink.module))],
    toSinks: throughWhich(foreignHits.map(({ parts }) => parts)),
    traces: throughWhich(traces),
  };
}

function throughWhich(ways: readonly (readonly TracePart[])[]): string[] {
  const modules = new Set<string>();
  for (const parts of ways) for (const part of parts) if ('module' in part) modules.add(part.module);
  return [...modules];
}

/** The modules that may have a finding with a step in one of some modules; these are among them. */
export function concernedBy(
  asked: ReadonlySet<string>,
  modules: ReadonlyMap<string, { readonly passages: Passages }>,
): ReadonlySet<string> {
  // Backwards over steps that name steps: who tells of what happens in an asked module.
  const tellers = new Map<string, string[]>();
  for (const [path, { passages }] of modules) {
    for (const module of passages.traces) {
      const known = tellers.get(module);
      if (known) known.push(path);
      else tellers.set(module, [path]);
    }
  }
  const telling = new Set(asked);
  for (const path of telling) for (const teller of tellers.get(path) ?? []) telling.add(teller);
  const concerned = new Set(asked);
  for (const [path, { passages }] of modules) {
    if (passages.findings.some((module) => telling.has(module))) concerned.add(path);
    if (!asked.has(path) && !passages.toSinks.some((module) => telling.has(module))) continue;
    for (const sink of passages.sinks) concerned.add(sink);
  }
  return concerned;
}
