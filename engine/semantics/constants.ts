import type { Node } from '../syntax/nodes.ts';

/** An expression inside a text that is put together at run time. */
export interface Hole {
  readonly node: Node;
}

/** The text that an expression makes: constant pieces and holes in order. Neighbouring constants are joined. */
export type StringWithHoles = readonly (string | Hole)[];
