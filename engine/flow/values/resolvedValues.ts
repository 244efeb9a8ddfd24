import type { SourceModel } from '../../model.ts';
import type { ApiEntity } from '../../semantics/entities.ts';
import type { Node } from '../../syntax/nodes.ts';
import type { SchemaValue } from '../schemas/schemaValue.ts';
import type { PartCheck, Place, SymbolRef } from '../summary.ts';
import type { TaintBits } from '../taintKind.ts';
import { type CallSite, type ClassInfo, type FunctionInfo, NOTHING, SELF } from '../valueFlowGraph.ts';

/** A use of a function of this module: a call, or a library that calls it back. */
export interface Invocation {
  readonly id: number;
  readonly fn: FunctionInfo;
  readonly call: CallSite;
  /** The node that becomes each parameter, where it is one. */
  readonly arguments: readonly number[];
  /** For a function that was made by calls of the functions around it: the invocations that made it. */
  readonly madeBy: readonly Invocation[];
}

/** The node that becomes a parameter, `this` included; NOTHING where there is none. */
export function argumentOf({ arguments: args, call }: Invocation, index: number): number {
  if (index !== SELF) return args[index] ?? NOTHING;
  return call.isNew ? call.result : call.receiver;
}

/** A place where data comes in. */
export interface SourceUse {
  readonly node: number;
  readonly model: SourceModel;
  readonly entity: ApiEntity;
  /** The entity was guessed by a function's shape. */
  readonly isGuessed: boolean;
  /** It stands in another module, whose data has come here. */
  readonly foreign?: ForeignData;
}

/** Data of another module. */
export interface ForeignData {
  /** The part of the node's value that it is in. */
  readonly names: readonly string[];
  readonly bits: TaintBits;
  readonly doubt: number;
  readonly module: string;
  /** Number of the steps there. */
  readonly trace: number;
}

/** A function that a library is given to call with each request, in the order of its calls. */
export interface Registration {
  readonly call: CallSite;
  readonly fn: FunctionInfo;
  readonly index: number;
  readonly option: string | undefined;
}

/** What a handler gives back is given to a function of its library. */
export interface HandlerResult {
  readonly fn: FunctionInfo;
  readonly to: ApiEntity;
  readonly isGuessed: boolean;
}

export interface ResolvedEntity {
  readonly entity: ApiEntity;
  readonly isGuessed: boolean;
}

export interface FunctionItem {
  readonly kind: 'function';
  readonly fn: FunctionInfo;
  /** The invocations of the functions around it that made this one: two of them captured different values. */
  readonly madeBy: readonly Invocation[];
}

export interface EntityItem {
  readonly kind: 'entity';
  readonly entity: ApiEntity;
  readonly isGuessed: boolean;
}

/** What a value can be. */
export type Item =
  | EntityItem
  | FunctionItem
  | { readonly kind: 'class'; readonly cls: ClassInfo }
  | { readonly kind: 'module'; readonly path: string }
  | { readonly kind: 'given'; readonly owner: FunctionInfo | ClassInfo; readonly place: Place }
  | { readonly kind: 'resolver'; readonly to: readonly Target[]; readonly isGenerator?: boolean }
  | { readonly kind: 'schema'; readonly schema: SchemaValue }
  | { readonly kind: 'checks'; readonly checks: readonly PartCheck[] }
  | BoundItem
  | CurriedItem
  | ComposedItem;

/** `f.bind(self, a)`: the target, called with the arguments of that call in front, or at the end. */
export interface BoundItem {
  readonly kind: 'bound';
  readonly target: EntityItem | FunctionItem;
  readonly by: CallSite;
  readonly isAtEnd: boolean;
}

/** A function that waits until it has been given all that it takes. */
export interface CurriedItem {
  readonly kind: 'curried';
  /** The node of the function. */
  readonly callee: number;
  readonly takes: number;
  readonly given: readonly Argument[];
  /** The calls that gave it, as text. */
  readonly key: string;
}

/** What a call is given: its node, and what stands there. */
export interface Argument {
  readonly value: number;
  readonly node: Node | undefined;
}

/** Functions of which each is called with what the one before gave. */
export interface ComposedItem {
  readonly kind: 'composed';
  readonly functions: readonly Argument[];
  readonly key: string;
}

/** A node, with the property of it that is written ('' for the value itself). */
export interface Target {
  readonly node: number;
  readonly name: string;
}

/** A text that names a function or class of a module. */
export function refKey({ module, id }: SymbolRef): string {
  return `${module}#${id}`;
}
