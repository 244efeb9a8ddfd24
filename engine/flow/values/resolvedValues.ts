import type { SourceModel } from '../../model.ts';
import type { ApiEntity } from '../../semantics/entities.ts';
import type { SchemaValue } from '../schemas/schemaValue.ts';
import type { CallSite, ClassInfo, FunctionInfo } from '../valueFlowGraph.ts';

/** A use of a function of this module: a call, or a library that calls it back. */
export interface Invocation {
  readonly id: number;
  readonly fn: FunctionInfo;
  readonly call: CallSite;
  /** The node that becomes each parameter, where it is one. */
  readonly arguments: readonly number[];
}

/** A place where data comes in. */
export interface SourceUse {
  readonly node: number;
  readonly model: SourceModel;
  readonly entity: ApiEntity;
  /** The entity was guessed by a function's shape. */
  readonly isGuessed: boolean;
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

/** What the values of a module are: functions, classes, API values. */
export interface ResolvedValues {
  readonly invocations: readonly Invocation[];
  readonly sources: readonly SourceUse[];
  /** API values that a call's callee can be, by the call's number. */
  readonly calleesOf: ReadonlyMap<number, readonly ResolvedEntity[]>;
  readonly results: readonly HandlerResult[];
  /** API values that a node can be. */
  entitiesAt(node: number): readonly ResolvedEntity[];
  readonly isComplete: boolean;
}

export type Item =
  | { readonly kind: 'entity'; readonly entity: ApiEntity; readonly isGuessed: boolean }
  | { readonly kind: 'function'; readonly fn: FunctionInfo }
  | { readonly kind: 'class'; readonly cls: ClassInfo }
  | { readonly kind: 'resolver'; readonly to: readonly Target[] }
  | { readonly kind: 'schema'; readonly schema: SchemaValue };

/** A node, with the property of it that is written ('' for the value itself). */
export interface Target {
  readonly node: number;
  readonly name: string;
}
