import type { SchemaCheck, SchemaForm, SchemaLibraryModel } from '../../model.ts';
import type { TSESTree } from '../../syntax/nodes.ts';
import type { CallSite, FunctionInfo } from '../valueFlowGraph.ts';
import type { Shape } from './shape.ts';

/** A schema that a call makes: the way it was put together. What it says is found out when it is used. */
export interface SchemaValue {
  readonly library: SchemaLibraryModel;
  readonly form: SchemaForm;
  /** The call that made it; undefined for a value that the library exports. */
  readonly call: CallSite | undefined;
  /** The schema that a method was called on. */
  readonly base: SchemaValue | undefined;
  readonly depth: number;
  /** The class whose decorated fields it is. */
  readonly cls?: TSESTree.ClassDeclaration | TSESTree.ClassExpression;
  /** What it lets through, of a schema of another module. */
  readonly shape?: Shape;
  /** Schemas that its methods made, by call. */
  readonly derived: Map<number, SchemaValue>;
}

/** A call that checks data by a schema. */
export interface SchemaUse {
  readonly call: CallSite;
  readonly check: SchemaCheck;
  /** The schema; undefined when it stands in an argument. */
  readonly schema: SchemaValue | undefined;
}

/** A call that checked data, and what it let through. */
export interface CheckedData {
  readonly call: CallSite;
  readonly check: SchemaCheck;
  readonly shape: Shape;
}

/** A call that gives back what a function checked. */
export interface CheckedExit {
  readonly call: CallSite;
  readonly fn: FunctionInfo;
  /** The edge by which the result comes back. */
  readonly edge: number;
  readonly invocation: number;
}

/** A schema that goes through a loop grows without end. */
const MAX_DEPTH = 100;

/** A schema that a function makes, or a value that is one. */
export function schemaOf(library: SchemaLibraryModel, form: SchemaForm, call?: CallSite): SchemaValue {
  return { library, form, call, base: undefined, depth: 0, derived: new Map() };
}

/** A class of which decorators say what its fields may hold. */
export function classSchema(cls: NonNullable<SchemaValue['cls']>): SchemaValue {
  return { ...schemaOf({ makers: [] }, {}), cls };
}

/** A schema of another module, of which only is known what it lets through. */
export function foreignSchema(library: SchemaLibraryModel, shape: Shape): SchemaValue {
  return { ...schemaOf(library, {}), shape };
}

/** The schema that a method makes of another one; the same one for the same call. Undefined when it grows without end. */
export function derivedSchema(base: SchemaValue, form: SchemaForm, call: CallSite): SchemaValue | undefined {
  const known = base.derived.get(call.id);
  if (known || base.depth >= MAX_DEPTH) return known;
  const { library } = base;
  const made = { library, form, call, base, depth: base.depth + 1, derived: new Map<number, SchemaValue>() };
  base.derived.set(call.id, made);
  return made;
}

/** True for a row that says what a check does, not what a schema is. */
export function isCheck(row: SchemaForm | SchemaCheck): row is SchemaCheck {
  return 'data' in row;
}
