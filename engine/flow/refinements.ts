import { type Node, nameOf, type TSESTree, unwrap } from '../syntax/nodes.ts';
import { isRepeatable } from './repeatedCalls.ts';
import type { Answer } from './summary.ts';
import type { TaintBits } from './taintKind.ts';

/** What a test says of a value where it holds. */
export interface Refinement {
  /** The variable or property that was tested. */
  readonly target: Node;
  readonly clears: TaintBits;
  /** Properties of the target that the test says nothing of, though they are a part of it. */
  readonly except?: readonly string[];
  /** The test speaks of this part of the target, not of the target itself. */
  readonly names?: readonly string[];
  /** The test is the target: it is something like true, or like false. */
  readonly holds?: boolean;
  /** What the test says of the beginning of a text; several together can prove what none does alone. */
  readonly prefix?: PrefixFact;
  /** It clears this as well when the argument that the target stands for is a normalised path. */
  readonly ofNormalized?: TaintBits;
  /** The names that it can be; of a name that something was cut off from, what is left of it. */
  readonly among?: readonly string[];
  /** The predicate is unknown here: its worth is told by the model of its callee, or it only sheds doubt. */
  readonly pending?: {
    readonly call: TSESTree.CallExpression;
    readonly argument: number | 'receiver';
    /** What the call has to answer. */
    readonly answer: Answer;
    /** The name of the callee promises nothing. */
    readonly isUnpromised?: boolean;
    /** What it clears when the call proves what it is asked for: that a test among its arguments holds, or that it never returns. */
    readonly clears?: TaintBits;
    /** The call is waited for. */
    readonly isAwaited?: boolean;
    /** The argument is a URL that is parsed from the target. */
    readonly isParsed?: boolean;
  };
}

/** It starts with a slash; it does not start with `//`; it does not start with `/\\`. */
export type PrefixFact = 'slash' | 'no-second-slash' | 'no-backslash';

export interface Refinements {
  readonly whenTrue: readonly Refinement[];
  readonly whenFalse: readonly Refinement[];
}

/** What both lists say: of the same target, the kinds that both clear. */
export function common(a: readonly Refinement[], b: readonly Refinement[]): Refinement[] {
  const shared: Refinement[] = [];
  for (const left of a) {
    for (const right of b) {
      if (left.pending || right.pending || left.names?.join('.') !== right.names?.join('.')) continue;
      if (!isSameTarget(left.target, right.target)) continue;
      const clears = left.clears & right.clears;
      if (clears !== 0) shared.push({ target: left.target, clears, ...(left.names && { names: left.names }) });
    }
  }
  return shared;
}

export function isSameTarget(a: Node, b: Node): boolean {
  if (a.type === 'Identifier' && b.type === 'Identifier') return a.name === b.name;
  if (a.type === 'MemberExpression' && b.type === 'MemberExpression') {
    const name = nameOf(a);
    return name !== undefined && name === nameOf(b) && isSameTarget(unwrap(a.object), unwrap(b.object));
  }
  if (a.type === 'CallExpression' && b.type === 'CallExpression')
    return (
      isRepeatable(a) &&
      isRepeatable(b) &&
      isSameTarget(unwrap(a.callee), unwrap(b.callee)) &&
      String(nameOf(a.arguments[0])) === String(nameOf(b.arguments[0]))
    );
  return a.type === 'ThisExpression' && b.type === 'ThisExpression';
}
