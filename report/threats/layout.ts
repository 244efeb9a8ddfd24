/**
 * Places for the nodes of a diagram: zones as boxes, strangers to the left and what is reached to the right, nodes in columns
 * within them, ordered so that lines cross less. The same diagram always lies the same way.
 */
import type { Zone } from '../../threats/element.ts';
import type { Diagram, DiagramEdge, DiagramNode, Shape } from './diagram.ts';

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
const MAX_ROWS = 12;
const GAP = 28;
const COLUMN_GAP = 56;
const ZONE_GAP = 120;
const STACK_GAP = 28;
const PADDING = 24;
const HEADING = 36;
/** Nodes follow their neighbours there and back; more sweeps hardly change anything. */
const SWEEPS = 4;

/** From who calls to what is called; the zones of a tier stand one below the other. */
const TIERS: readonly (readonly Zone[])[] = [
  ['internet', 'browser'],
  ['admin', 'app', 'ci'],
  ['data', 'third-party'],
];

/** Lays a diagram out for nodes of these sizes. */
export function layOut({ nodes, edges }: Diagram, sizes: Sizes): Layout {
  const outer = reachedFromTheLeft(nodes, edges);
  const tiers = TIERS.map((zones) => zones.flatMap((zone) => nodes.filter((node) => node.zone === zone)));
  untangle(tiers, edges);
  const boxes = new Map<string, Box>();
  const zoneBoxes = new Map<Zone, Box>();
  let x = 0;
  let height = 0;
  for (const [index, tier] of tiers.entries()) {
    let y = 0;
    let width = 0;
    for (const zone of TIERS[index] ?? []) {
      const own = tier.filter((node) => node.zone === zone);
      if (own.length === 0) continue;
      // What others call stands to the left of what is called from within.
      const columns = [own.filter(({ id }) => outer.has(id)), own.filter(({ id }) => !outer.has(id))].flatMap(
        inColumns,
      );
      const box = placeColumns(columns, sizes, { x, y }, boxes);
      zoneBoxes.set(zone, box);
      y += box.height + STACK_GAP;
      width = Math.max(width, box.width);
    }
    if (width > 0) x += width + ZONE_GAP;
    height = Math.max(height, y - STACK_GAP);
  }
  return { nodes: boxes, zones: zoneBoxes, width: Math.max(0, x - ZONE_GAP), height };
}

/** Places the nodes of a zone, and gives the box around them. */
function placeColumns(
  columns: readonly (readonly DiagramNode[])[],
  sizes: Sizes,
  corner: { readonly x: number; readonly y: number },
  boxes: Map<string, Box>,
): Box {
  const cellHeight = Math.max(...columns.flat().map(({ shape }) => sizes[shape].height));
  const rows = Math.max(...columns.map(({ length }) => length));
  let x = corner.x + PADDING;
  for (const column of columns) {
    const width = Math.max(...column.map(({ shape }) => sizes[shape].width));
    for (const [row, { id, shape }] of column.entries()) {
      const own = sizes[shape];
      boxes.set(id, {
        x: x + (width - own.width) / 2,
        y: corner.y + HEADING + row * (cellHeight + GAP) + (cellHeight - own.height) / 2,
        ...own,
      });
    }
    x += width + COLUMN_GAP;
  }
  return {
    ...corner,
    width: x - COLUMN_GAP + PADDING - corner.x,
    height: HEADING + rows * (cellHeight + GAP) - GAP + PADDING,
  };
}

/** Evenly long columns, none of them too long. */
function inColumns(nodes: readonly DiagramNode[]): DiagramNode[][] {
  const rows = Math.ceil(nodes.length / Math.ceil(nodes.length / MAX_ROWS));
  return nodes.flatMap((_, at) => (at % rows === 0 ? [nodes.slice(at, at + rows)] : []));
}

/** Ids of the nodes that one of an earlier tier leads to. */
function reachedFromTheLeft(nodes: readonly DiagramNode[], edges: readonly DiagramEdge[]): ReadonlySet<string> {
  const tierOf = new Map(nodes.map(({ id, zone }) => [id, TIERS.findIndex((tier) => tier.includes(zone))]));
  return new Set(edges.filter(({ from, to }) => (tierOf.get(from) ?? 0) < (tierOf.get(to) ?? 0)).map(({ to }) => to));
}

/** Sorts each tier, within its zones, by where the neighbours of its nodes lie. */
function untangle(tiers: readonly DiagramNode[][], edges: readonly DiagramEdge[]): void {
  const neighbours = new Map<string, string[]>();
  for (const { from, to } of edges) {
    for (const [one, other] of [
      [from, to],
      [to, from],
    ] as const) {
      const known = neighbours.get(one);
      if (known) known.push(other);
      else neighbours.set(one, [other]);
    }
  }
  const rank = new Map(tiers.flatMap((tier) => tier.map(({ id }, row) => [id, (row + 0.5) / tier.length] as const)));
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    for (const tier of sweep % 2 === 0 ? tiers : [...tiers].reverse()) {
      const zones = [...new Set(tier.map(({ zone }) => zone))];
      const wanted = new Map(
        tier.map(({ id }) => {
          const at = (neighbours.get(id) ?? [id]).map((other) => rank.get(other) ?? 0.5);
          return [id, at.reduce((sum, each) => sum + each, 0) / at.length];
        }),
      );
      // A stable sort: nodes without a wish of their own keep their order.
      tier.sort(
        (a, b) => zones.indexOf(a.zone) - zones.indexOf(b.zone) || (wanted.get(a.id) ?? 0) - (wanted.get(b.id) ?? 0),
      );
      for (const [row, { id }] of tier.entries()) rank.set(id, (row + 0.5) / tier.length);
    }
  }
}
