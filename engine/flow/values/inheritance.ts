import { ANY } from '../accessPath.ts';
import type { ClassInfo, ValueFlowGraph } from '../valueFlowGraph.ts';

/**
 * A method may read from `this` what only a subclass has, or has otherwise: a template's steps. So `this` of a class has
 * what its subclasses bring under the names that its methods read. An instance of the class itself has none of it, nor
 * has one of another subclass: they get a node of their own.
 * @param subclasses the classes that extend a value, by its node
 * @returns what `new` makes of each class that has such names
 */
export function instancesOf(
  graph: ValueFlowGraph,
  subclasses: ReadonlyMap<number, readonly ClassInfo[]>,
): ReadonlyMap<ClassInfo, number> {
  const written = namesWritten(graph);
  const made = new Map<ClassInfo, number>();
  const baseOf = new Map<ClassInfo, ClassInfo>();
  for (const cls of graph.classes) for (const sub of subclasses.get(cls.value) ?? []) baseOf.set(sub, cls);
  // A superclass stands before its subclasses.
  for (const cls of graph.classes) {
    const brought = new Map<string, ClassInfo[]>();
    const read = namesRead(graph, cls.instance);
    for (const sub of descendants(cls, subclasses)) {
      for (const name of read) {
        if (!written.get(sub.instance)?.has(name)) continue;
        const list = brought.get(name);
        if (list) list.push(sub);
        else brought.set(name, [sub]);
      }
    }
    if (brought.size > 0) made.set(cls, instanceWithout(graph, cls, brought, baseOf.get(cls), made));
  }
  return made;
}

function instanceWithout(
  graph: ValueFlowGraph,
  cls: ClassInfo,
  brought: ReadonlyMap<string, readonly ClassInfo[]>,
  base: ClassInfo | undefined,
  made: ReadonlyMap<ClassInfo, number>,
): number {
  const owner = graph.owner[cls.instance]!;
  const node = () => graph.addNode(graph.ast[cls.instance]!, owner, 'value');
  let own = cls.instance;
  for (const name of brought.keys()) {
    const next = node();
    graph.addEdge(own, next, 'keep', name);
    own = next;
  }
  const move = (from: number, name: string, to: number) => {
    const part = node();
    graph.addEdge(from, part, 'load', name);
    graph.addEdge(part, to, 'store', name);
  };
  for (const [name, subs] of brought) {
    const declared = cls.members.filter(([each]) => each === name);
    for (const [, member] of declared) graph.addEdge(member, own, 'store', name);
    if (declared.length === 0 && base) move(made.get(base) ?? base.instance, name, own);
    for (const sub of subs) move(sub.instance, name, cls.instance);
  }
  return own;
}

function descendants(cls: ClassInfo, subclasses: ReadonlyMap<number, readonly ClassInfo[]>): ReadonlySet<ClassInfo> {
  const found = new Set(subclasses.get(cls.value) ?? []);
  for (const each of found) for (const sub of subclasses.get(each.value) ?? []) found.add(sub);
  return found;
}

/** The names under which something is read of a node. */
function namesRead(graph: ValueFlowGraph, node: number): ReadonlySet<string> {
  const names = new Set<string>();
  for (let edge = graph.firstEdge(node); edge >= 0; edge = graph.nextEdge(edge))
    if (graph.edgeKind[edge] === 'load' && graph.edgeName[edge] !== ANY) names.add(graph.edgeName[edge]!);
  return names;
}

/** The names under which something is put into the instances of each class. */
function namesWritten(graph: ValueFlowGraph): ReadonlyMap<number, ReadonlySet<string>> {
  const names = new Map<number, Set<string>>(graph.classes.map(({ instance }) => [instance, new Set<string>()]));
  for (let edge = 0; edge < graph.edgeCount; edge++)
    if (graph.edgeKind[edge] === 'store') names.get(graph.edgeTo[edge]!)?.add(graph.edgeName[edge]!);
  return names;
}
