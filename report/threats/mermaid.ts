/** The diagram as a Mermaid flowchart: https://mermaid.js.org/syntax/flowchart.html */
import type { ThreatModel } from '../../threats/element.ts';
import type { Item } from '../../threats/question.ts';
import { countsOf, type Diagram, type DiagramNode, diagramOf, type Shape, ZONE_NAME } from './diagram.ts';
import { STANDINGS, type Standing } from './standing.ts';

/** Readable on a light and on a dark page: each colour brings its own text colour. */
const STYLE: Readonly<Record<Standing, string>> = {
  broken: 'fill:#f8d7da,stroke:#b3261e,stroke-width:3px,color:#3b0a08',
  open: 'fill:#fff3cd,stroke:#8a6100,stroke-dasharray:5 3,color:#3a2a00',
  settled: 'fill:#d8f0dd,stroke:#1d6b34,color:#0b2c15',
  unasked: 'fill:#eceff1,stroke:#5f6b73,color:#1f2529',
};

const BRACKETS: Readonly<Record<Shape, readonly [string, string]>> = {
  actor: ['[', ']'],
  process: ['(', ')'],
  store: ['[(', ')]'],
};

/** The diagram of a model as Mermaid text, with no more than forty nodes. */
export function mermaid(model: ThreatModel, items: readonly Item[]): string {
  return `${flowchart(diagramOf(model, items)).join('\n')}\n`;
}

function flowchart({ zones, nodes, edges }: Diagram): string[] {
  const names = new Map<string, string>();
  const taken = new Set<string>();
  for (const { id } of nodes) {
    const name = freeName(id, taken);
    taken.add(name);
    names.set(id, name);
  }
  return [
    'flowchart LR',
    ...zones.flatMap((zone) => [
      `  subgraph zone_${word(zone)}["${text(ZONE_NAME[zone])}"]`,
      ...nodes.filter((node) => node.zone === zone).map((node) => `    ${nodeLine(node, names.get(node.id) ?? '')}`),
      '  end',
    ]),
    ...edges.map(({ from, to, label, crosses, isBroken }) => {
      const arrow = isBroken ? '==>' : crosses ? '-->' : '-.->';
      return `  ${names.get(from)} ${arrow}|"${text(label)}"| ${names.get(to)}`;
    }),
    ...STANDINGS.filter((standing) => nodes.some((node) => node.standing === standing)).map(
      (standing) => `  classDef ${standing} ${STYLE[standing]}`,
    ),
  ];
}

function nodeLine(node: DiagramNode, name: string): string {
  const [opening, closing] = BRACKETS[node.shape];
  const counts = countsOf(node);
  const label = counts === '' ? text(node.name) : `${text(node.name)}<br/>${text(counts)}`;
  return `${name}${opening}"${label}"${closing}:::${node.standing}`;
}

/** The prefix keeps words of the language (`end`) and digits from standing first. */
function freeName(id: string, taken: ReadonlySet<string>): string {
  const name = `e_${word(id)}`;
  let free = name;
  for (let more = 2; taken.has(free); more++) free = `${name}__${more}`;
  return free;
}

function word(id: string): string {
  return id.replace(/[^A-Za-z0-9]+/g, '_');
}

/** A label's text: whatever could end it, or be markup, is written as a character code, as Mermaid reads them. */
function text(words: string): string {
  return words
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]+/gu, ' ')
    .replace(/[^\p{L}\p{N}\p{M} /.,:()_-]/gu, (character) => `#${character.codePointAt(0)};`);
}
