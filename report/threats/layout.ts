/**
 * Places for the nodes of a diagram: zones side by side as boxes, nodes in columns within them, ordered so that lines cross
 * less. The same diagram always lies the same way.
 */
import type { Zone } from '../../threats/element.ts';
import type { Diagram, Shape } from './diagram.ts';

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Layout {
  readonly nodes: ReadonlyMap<string, Box>;
  readonly zones: ReadonlyMap<Zone, Box>;
  readonly width: number;
  readonly height: number;
}

export type Sizes = Readonly<Record<Shape, { readonly width: number; readonly height: number }>>;

/** More nodes than this stand in another column of their zone. */
const MAX_ROWS = 10;
const GAP = 28;
const ZONE_GAP = 120;
const PADDING = 24;
const HEADING = 36;
/** Nodes follow their neighbours there and back; more sweeps hardly change anything. */
const SWEEPS = 4;

/** Lays a diagram out for nodes of these sizes. */
export function layOut({ zones, nodes, edges }: Diagram, sizes: Sizes): Layout {
  const columns = zones.map((zone) => nodes.filter((node) => node.zone === zone));
  const neighbours = new Map<string, string[]>(nodes.map(({ id }) => [id, []]));
  for (const { from, to } of edges) {
    neighbours.get(from)?.push(to);
    neighbours.get(to)?.push(from);
  }
  const rank = new Map(columns.flatMap((column) => column.map(({ id }, row) => [id, (row + 0.5) / column.length])));
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    const order = sweep % 2 === 0 ? columns : [...columns].reverse();
    for (const column of order) {
      const wanted = new Map(
        column.map(({ id }) => [
          id,
          mean(
            (neighbours.get(id) ?? []).map((at) => rank.get(at) ?? 0.5),
            rank.get(id) ?? 0.5,
          ),
        ]),
      );
      // A stable sort: nodes without a wish of their own keep their order.
      column.sort((a, b) => (wanted.get(a.id) ?? 0) - (wanted.get(b.id) ?? 0));
      for (const [row, { id }] of column.entries()) rank.set(id, (row + 0.5) / column.length);
    }
  }

  const boxes = new Map<string, Box>();
  const zoneBoxes = new Map<Zone, Box>();
  let x = 0;
  let height = 0;
  for (const [index, zone] of zones.entries()) {
    const column = columns[index] ?? [];
    const rows = Math.ceil(column.length / Math.ceil(column.length / MAX_ROWS));
    const cellWidth = Math.max(...column.map(({ shape }) => sizes[shape].width));
    const cellHeight = Math.max(...column.map(({ shape }) => sizes[shape].height));
    for (const [at, { id, shape }] of column.entries()) {
      const { width: ownWidth, height: ownHeight } = sizes[shape];
      boxes.set(id, {
        x: x + PADDING + Math.floor(at / rows) * (cellWidth + GAP) + (cellWidth - ownWidth) / 2,
        y: HEADING + (at % rows) * (cellHeight + GAP) + (cellHeight - ownHeight) / 2,
        width: ownWidth,
        height: ownHeight,
      });
    }
    const width = 2 * PADDING + Math.ceil(column.length / rows) * (cellWidth + GAP) - GAP;
    const own = HEADING + rows * (cellHeight + GAP) - GAP + PADDING;
    zoneBoxes.set(zone, { x, y: 0, width, height: own });
    x += width + ZONE_GAP;
    height = Math.max(height, own);
  }
  return { nodes: boxes, zones: zoneBoxes, width: Math.max(0, x - ZONE_GAP), height };
}

function mean(numbers: readonly number[], otherwise: number): number {
  if (numbers.length === 0) return otherwise;
  return numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
}
