import { bitsOf, type TaintBits, TEXT_KINDS } from '../taintKind.ts';

/** What a schema lets through, by the parts of a value. */
export type Shape =
  /** A value of which these kinds of danger remain. With doubt when nobody here can see what the schema asks for. */
  | { readonly kind: 'value'; readonly passes: TaintBits; readonly doubt?: number }
  | ObjectShape
  | { readonly kind: 'list'; readonly of: Shape }
  | { readonly kind: 'union'; readonly of: readonly Shape[] }
  /** What a function makes of a value; then another schema may look at that. */
  | { readonly kind: 'made'; readonly from: Shape; readonly by: Maker; readonly next?: Shape };

export interface ObjectShape {
  readonly kind: 'object';
  readonly fields: ReadonlyMap<string, Shape>;
  /** What is under names that the schema does not know. */
  readonly others: Shape | 'dropped' | 'refused';
}

/** A function that makes a value of another one: its node in the graph. */
export interface Maker {
  readonly node: number;
}

/** All kinds, guessable randomness included. */
const ALL_BITS: TaintBits = -1;

/** Everything, as it came. */
export const ANYTHING: Shape = { kind: 'value', passes: ALL_BITS };

/** Nothing that could do harm: a truth value, one of the author's words. */
export const HARMLESS: Shape = { kind: 'value', passes: 0 };

/** Text of any form. */
export const TEXT: Shape = { kind: 'value', passes: TEXT_KINDS };

/** A schema of another module, or one that is put together in a way that is not understood: most ask for text. */
export const UNKNOWN: Shape = { kind: 'value', passes: TEXT_KINDS, doubt: 1 };

/** That it is an object, and that its keys are somebody else's. */
const OF_OBJECTS = bitsOf(['object-shape', 'object-key']);

/** Deeper shapes are not told apart: paths are not longer. */
const MAX_DEPTH = 8;

/** A union of more is one value of them all. */
const MAX_UNION = 24;

/** An object with these fields. */
export function objectShape(fields: ReadonlyMap<string, Shape>, others: ObjectShape['others']): Shape {
  return { kind: 'object', fields, others };
}

/** A value of one of these shapes. */
export function unionOf(shapes: readonly Shape[]): Shape {
  const flat = shapes.flatMap((shape) => (shape.kind === 'union' ? shape.of : [shape]));
  if (flat.length === 1) return flat[0]!;
  if (flat.length > MAX_UNION) return asValue({ kind: 'union', of: flat });
  return flat.length === 0 ? HARMLESS : { kind: 'union', of: flat };
}

/** A value that fits both. */
export function intersection(a: Shape, b: Shape): Shape {
  if (a.kind === 'union') return unionOf(a.of.map((each) => intersection(each, b)));
  if (a.kind === 'made') return { ...a, next: a.next ? intersection(a.next, b) : b };
  if (b.kind === 'union') return unionOf(b.of.map((each) => intersection(a, each)));
  if (b.kind === 'made') return { ...b, from: intersection(a, b.from) };
  if (a.kind === 'value') return masked(b, a.passes, a.doubt);
  if (b.kind === 'value') return masked(a, b.passes, b.doubt);
  if (a.kind === 'list') return b.kind === 'list' ? { kind: 'list', of: intersection(a.of, b.of) } : a;
  if (b.kind === 'list') return b;
  const fields = new Map(a.fields);
  for (const [name, shape] of b.fields) {
    const known = fields.get(name);
    fields.set(name, known ? intersection(known, shape) : shape);
  }
  return objectShape(fields, othersOfBoth(a.others, b.others));
}

/** What is kept by either is kept: results are merged. */
function othersOfBoth(a: ObjectShape['others'], b: ObjectShape['others']): ObjectShape['others'] {
  if (typeof a === 'object' && typeof b === 'object') return intersection(a, b);
  if (a === 'refused' || b === 'refused') return 'refused';
  return typeof a === 'object' ? a : b;
}

/** A shape of which only these kinds remain everywhere. */
export function masked(shape: Shape, passes: TaintBits, doubt = 0): Shape {
  if (passes === ALL_BITS && doubt === 0) return shape;
  const inner = (each: Shape) => masked(each, passes, doubt);
  switch (shape.kind) {
    case 'value':
      return valueShape(shape.passes & passes, Math.max(doubt, shape.doubt ?? 0));
    case 'list':
      return { kind: 'list', of: inner(shape.of) };
    case 'union':
      return unionOf(shape.of.map(inner));
    case 'made':
      return { ...shape, next: shape.next ? inner(shape.next) : valueShape(passes, doubt) };
    case 'object':
      return objectShape(
        new Map([...shape.fields].map(([name, field]) => [name, inner(field)])),
        typeof shape.others === 'object' ? inner(shape.others) : shape.others,
      );
  }
}

function valueShape(passes: TaintBits, doubt: number): Shape & { kind: 'value' } {
  return doubt === 0 ? { kind: 'value', passes } : { kind: 'value', passes, doubt };
}

/** All that remains anywhere in a shape, as one value. */
export function asValue(shape: Shape, depth = 0): Shape & { kind: 'value' } {
  if (depth > MAX_DEPTH) return valueShape(ALL_BITS, 1);
  const together = (shapes: readonly Shape[], own: TaintBits) => {
    let passes = own;
    let doubt = 0;
    for (const each of shapes) {
      const inner = asValue(each, depth + 1);
      passes |= inner.passes;
      doubt = Math.max(doubt, inner.doubt ?? 0);
    }
    return valueShape(passes, doubt);
  };
  switch (shape.kind) {
    case 'value':
      return shape;
    case 'list':
      return together([shape.of], 0);
    case 'union':
      return together(shape.of, 0);
    case 'made':
      if (shape.next) return asValue(shape.next, depth + 1);
      return masked(asValue(shape.from, depth + 1), ALL_BITS, 1) as Shape & { kind: 'value' };
    case 'object':
      return together(
        [...shape.fields.values(), ...(typeof shape.others === 'object' ? [shape.others] : [])],
        typeof shape.others === 'object' ? OF_OBJECTS : 0,
      );
  }
}

/** The kinds of an object itself whose unknown fields have this shape. */
export function kindsOfOthers(others: Shape): TaintBits {
  return asValue(others).passes | OF_OBJECTS;
}

/** Does the same to all objects that a shape can be. */
export function mapObjects(shape: Shape, change: (object: ObjectShape) => Shape): Shape {
  if (shape.kind === 'object') return change(shape);
  if (shape.kind === 'union') return unionOf(shape.of.map((each) => mapObjects(each, change)));
  if (shape.kind === 'made' && shape.next) return { ...shape, next: mapObjects(shape.next, change) };
  return shape;
}

/** A shape that says nothing of functions, so that it means the same in every module. */
export function withoutMakers(shape: Shape, depth = 0): Shape {
  const inner = (each: Shape) => withoutMakers(each, depth + 1);
  if (depth > MAX_DEPTH) return asValue(shape);
  switch (shape.kind) {
    case 'value':
      return shape;
    case 'list':
      return { kind: 'list', of: inner(shape.of) };
    case 'union':
      return unionOf(shape.of.map(inner));
    case 'made':
      return shape.next ? inner(shape.next) : asValue(shape);
    case 'object':
      return objectShape(
        new Map([...shape.fields].map(([name, field]) => [name, inner(field)])),
        typeof shape.others === 'object' ? inner(shape.others) : shape.others,
      );
  }
}

/** What a schema says of a value that it only looked at: what it would have dropped is still there. */
export function asLookedAt(shape: Shape, depth = 0): Shape {
  if (depth > MAX_DEPTH) return shape;
  switch (shape.kind) {
    case 'value':
      return shape;
    case 'list':
      return { kind: 'list', of: asLookedAt(shape.of, depth + 1) };
    case 'union':
      return unionOf(shape.of.map((each) => asLookedAt(each, depth + 1)));
    case 'made':
      return asLookedAt(shape.from, depth + 1);
    case 'object':
      return objectShape(
        new Map([...shape.fields].map(([name, field]) => [name, asLookedAt(field, depth + 1)])),
        shape.others === 'dropped' ? ANYTHING : shape.others,
      );
  }
}
