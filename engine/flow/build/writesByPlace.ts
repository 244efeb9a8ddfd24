import type { Binding, Scopes } from '../../semantics/scopes.ts';
import type { Node } from '../../syntax/nodes.ts';

interface Write {
  readonly start: number;
  readonly end: number;
  readonly binding: Binding;
}

/** The writes of a module's variables, and of properties of their values, in order of text: loops ask for those in them. */
export class WritesByPlace {
  readonly #scopes: Scopes;
  #writes: readonly Write[] | undefined;

  constructor(scopes: Scopes) {
    this.#scopes = scopes;
  }

  /** The variables that are written in a node, or that hold what is. */
  writtenIn({ range: [start, end] }: Node): ReadonlySet<Binding> {
    this.#writes ??= writesOf(this.#scopes);
    const found = new Set<Binding>();
    for (let at = firstFrom(this.#writes, start); at < this.#writes.length; at++) {
      const write = this.#writes[at]!;
      if (write.start >= end) break;
      if (write.end <= end) found.add(write.binding);
    }
    return found;
  }
}

function writesOf({ bindings }: Scopes): Write[] {
  const writes: Write[] = [];
  for (const binding of bindings) {
    const add = ({ range: [start, end] }: Node) => writes.push({ start, end, binding });
    binding.writes.forEach(add);
    binding.references.filter(isStoredInto).forEach(add);
  }
  return writes.sort((a, b) => a.start - b.start);
}

/** True for `a` of `a.b.c = …`: that makes a new version of its value as well. */
function isStoredInto(reference: Node): boolean {
  let at: Node = reference;
  while (at.parent?.type === 'MemberExpression' && at.parent.object === at) at = at.parent;
  return at !== reference && at.parent?.type === 'AssignmentExpression' && at.parent.left === at;
}

/** Where the first write is that starts at `start` or later. */
function firstFrom(writes: readonly Write[], start: number): number {
  let low = 0;
  let high = writes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (writes[middle]!.start < start) low = middle + 1;
    else high = middle;
  }
  return low;
}
