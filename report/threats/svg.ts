/**
 * The diagram as SVG: one picture that needs no script, no font and no style of its own, so that it stands in a page with any
 * content security policy. Classes say what things are; the page gives them colours.
 */
import type { ThreatModel } from '../../threats/element.ts';
import type { Item } from '../../threats/question.ts';
import { countsOf, type DiagramEdge, type DiagramNode, diagramOf, type Shape, ZONE_NAME } from './diagram.ts';
import { type Box, layOut, type Sizes } from './layout.ts';
import { escaped } from './markup.ts';

const SIZES: Sizes = {
  actor: { width: 190, height: 48 },
  process: { width: 230, height: 48 },
  store: { width: 190, height: 48 },
};
const MARGIN = 12;
/** What fits on a node in the size that `STYLE` of the page gives. */
const MAX_LETTERS: Readonly<Record<Shape, number>> = { actor: 25, process: 31, store: 25 };

/** The diagram of a model as an `<svg>` element; text that is too long is cut, and whole in the tooltip. */
export function svg(model: ThreatModel, items: readonly Item[]): string {
  const diagram = diagramOf(model, items);
  const { nodes, zones, width, height } = layOut(diagram, SIZES);
  const box = `${-MARGIN} ${-MARGIN} ${width + 2 * MARGIN} ${height + 2 * MARGIN}`;
  return [
    `<svg class="diagram" xmlns="http://www.w3.org/2000/svg" viewBox="${box}" width="${width + 2 * MARGIN}" height="${height + 2 * MARGIN}" role="img" aria-label="Data flow diagram: ${diagram.nodes.length} nodes in ${diagram.zones.length} zones">`,
    '<defs><marker id="arrow" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" orient="auto-start-reverse"><path class="arrowhead" d="M0 0 8 4 0 8z"/></marker></defs>',
    ...diagram.zones.flatMap((zone) => {
      const at = zones.get(zone);
      return at ? [zoneMarkup(ZONE_NAME[zone], at)] : [];
    }),
    ...diagram.edges.flatMap((edge) => {
      const from = nodes.get(edge.from);
      const to = nodes.get(edge.to);
      return from && to ? [edgeMarkup(edge, from, to)] : [];
    }),
    ...diagram.nodes.flatMap((node) => {
      const at = nodes.get(node.id);
      return at ? [nodeMarkup(node, at)] : [];
    }),
    '</svg>',
  ].join('\n');
}

function zoneMarkup(name: string, { x, y, width, height }: Box): string {
  return `<g class="zone"><rect x="${x}" y="${y}" width="${width}" height="${height}" rx="8"/><text x="${x + 12}" y="${y + 22}">${escaped(name)}</text></g>`;
}

function nodeMarkup(node: DiagramNode, { x, y, width, height }: Box): string {
  const counts = countsOf(node);
  const name = cut(node.name, MAX_LETTERS[node.shape]);
  const middle = x + width / 2;
  const lines =
    counts === ''
      ? `<text x="${middle}" y="${y + height / 2 + 4}">${escaped(name)}</text>`
      : `<text x="${middle}" y="${y + 20}">${escaped(name)}</text><text class="counts" x="${middle}" y="${y + 37}">${escaped(counts)}</text>`;
  return `<g class="node ${node.shape} ${node.standing}"><title>${escaped(counts === '' ? node.name : `${node.name}: ${counts}`)}</title>${outline(node.shape, x, y, width, height)}${lines}</g>`;
}

function outline(shape: Shape, x: number, y: number, width: number, height: number): string {
  switch (shape) {
    case 'actor':
      return `<rect x="${x}" y="${y}" width="${width}" height="${height}"/>`;
    case 'process':
      return `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="${height / 2}"/>`;
    case 'store':
      // Open at the sides, as data-flow diagrams draw stores.
      return `<rect class="inside" x="${x}" y="${y}" width="${width}" height="${height}"/><path d="M${x} ${y}h${width}M${x} ${y + height}h${width}"/>`;
  }
}

function edgeMarkup({ label, crosses, isBroken }: DiagramEdge, from: Box, to: Box): string {
  const isForward = to.x >= from.x + from.width;
  const isBackward = from.x >= to.x + to.width;
  const startX = isBackward ? from.x : from.x + from.width;
  const endX = isForward ? to.x : to.x + to.width;
  const startY = from.y + from.height / 2;
  const endY = to.y + to.height / 2;
  const bend = Math.max(40, Math.abs(endX - startX) / 2);
  const first = isBackward ? startX - bend : startX + bend;
  const second = isForward ? endX - bend : endX + bend;
  const classes = ['flow', ...(crosses ? ['crosses'] : []), ...(isBroken ? ['broken'] : [])].join(' ');
  const middleX = (startX + 3 * first + 3 * second + endX) / 8;
  const middleY = (startY + endY) / 2 - 4;
  return `<g class="${classes}"><path d="M${startX} ${startY}C${first} ${startY} ${second} ${endY} ${endX} ${endY}" marker-end="url(#arrow)"/><text x="${middleX}" y="${middleY}">${escaped(label)}</text></g>`;
}

function cut(text: string, letters: number): string {
  const all = [...text];
  return all.length <= letters ? text : `${all.slice(0, letters - 1).join('')}…`;
}
