import type { Confidence, Fix, Flow, Severity, Trust } from '../finding.ts';
import type { TracePart } from '../flow/summary.ts';
import type { RuleFacts } from '../ruleFacts.ts';
import type { Node } from '../syntax/nodes.ts';

/** A finding before it is settled: still with its syntax node, without an identity. */
export interface RawFinding {
  readonly rule: RuleFacts;
  readonly start: number;
  readonly end: number;
  readonly message: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly fixes: readonly Fix[];
  /** The way of the data, with the steps of other modules by number. */
  readonly way?: { readonly trust: Trust; readonly parts: readonly TracePart[] };
  /** The same with all its steps, once they are put together. */
  readonly flow?: Flow;
  /** What the identity is made of: the sink's API value and argument, or what a secret is known by. */
  readonly identity: string;
  /** The node whose shape is part of the identity; undefined where there is no tree. */
  readonly node: Node | undefined;
}
