/**
 * The model for OWASP Threat Dragon, version 2 of its format. Facts: `td.vue/src/assets/schema/threat-dragon-v2.schema.json`,
 * `service/entity/default-properties.js`, `service/threats/models/stride.json`, `service/threats/status.js` and
 * `components/ThreatEditDialog.vue` of https://github.com/OWASP/threat-dragon.
 *
 * What people do in that tool survives: places of shapes and bends of lines, their own shapes and threats, and the severity
 * that they gave. Ids of ours are UUIDs of version 5, the tool's are random, so that each is known from the other.
 */
import type { DataFlow, Element, ThreatModel, Zone } from '../../threats/element.ts';
import type { Header } from '../../threats/header.ts';
import type { AnswerState, Item, Linddun, Stride } from '../../threats/question.ts';
import { isOpen } from '../../threats/states.ts';
import { visibleJson } from '../visibleText.ts';
import { diagramOf, isEncrypted, keyOfFlow, type Shape, shapeOf, wholeFlows, ZONE_NAME, ZONES } from './diagram.ts';
import { isNamed, uuidOf } from './identifiers.ts';
import { type Box, layOut, type Sizes } from './layout.ts';
import { byElement, compare, grouped, itemsByElement, STRIDE_NAME } from './standing.ts';

const VERSION = '2.0';

const SIZES: Sizes = {
  actor: { width: 160, height: 80 },
  process: { width: 120, height: 120 },
  store: { width: 160, height: 80 },
};

const TYPE: Readonly<Record<Shape | 'flow', string>> = {
  actor: 'tm.Actor',
  process: 'tm.Process',
  store: 'tm.Store',
  flow: 'tm.Flow',
};

/** What can happen to a shape, as the tool offers it. */
const STRIDE_OF: Readonly<Record<Shape | 'flow', readonly Stride[]>> = {
  actor: ['S', 'R'],
  process: ['S', 'T', 'R', 'I', 'D', 'E'],
  store: ['T', 'R', 'I', 'D'],
  flow: ['T', 'I', 'D'],
};

/** As the tool names them. */
const LINDDUN_NAME: Readonly<Record<Linddun, string>> = {
  L: 'Linkability',
  I: 'Identifiability',
  Nr: 'Non-repudiation',
  D: 'Detectability',
  Dd: 'Disclosure of information',
  U: 'Unawareness',
  Nc: 'Non-compliance',
};

const STATUS: Readonly<Record<AnswerState, string>> = {
  yes: 'Mitigated',
  no: 'Open',
  'n/a': 'NotApplicable',
  accepted: 'Accepted',
  transferred: 'Transferred',
  unsure: 'Open',
};

/** A part of somebody else's file: looked at with care, and handed on as it is. */
type Given = Readonly<Record<string, unknown>>;

/** What an earlier export, edited in the tool or not, says that ours is to keep. */
interface Earlier {
  readonly file: Given;
  readonly diagram: Given;
  readonly cells: ReadonlyMap<string, Given>;
  /** Threats by their ids. */
  readonly threats: ReadonlyMap<string, Given>;
  readonly threatTop: number;
}

/**
 * The model as a file of Threat Dragon.
 * @param existing the text of the file that the export is to replace
 * @throws SyntaxError when that text is no such file: overwriting it would lose what people drew
 */
export function threatDragon(model: ThreatModel, items: readonly Item[], header: Header, existing?: string): string {
  const earlier = earlierOf(existing);
  const threats = threatMaker(earlier);
  const cells = [...elementCells(model, items, earlier, threats.of), ...flowCells(model, items, earlier, threats.of)];
  const own = new Set(cells.map(({ id }) => id));
  const boxes = boundaryCells(model, earlier);
  for (const { id } of boxes) own.add(id);
  // What is not ours, and not ours of before, somebody drew.
  const drawn = [...earlier.cells.values()].filter(({ id }) => !own.has(String(id)) && !isNamed(id));
  const { summary, detail } = { summary: given(earlier.file['summary']), detail: given(earlier.file['detail']) };
  const contributors = detail['contributors'];
  const others = list(detail['diagrams']).map(given).slice(1);
  return visibleJson({
    ...earlier.file,
    version: typeof earlier.file['version'] === 'string' ? earlier.file['version'] : VERSION,
    summary: {
      ...summary,
      title: header.service,
      owner: header.owners.join(', '),
      description: descriptionFor(header, summary['description']),
      id: summary['id'] ?? 0,
    },
    detail: {
      ...detail,
      contributors: Array.isArray(contributors) ? contributors : header.owners.map((name) => ({ name })),
      diagrams: [
        {
          ...earlier.diagram,
          id: earlier.diagram['id'] ?? 0,
          title: earlier.diagram['title'] ?? `${header.service}: data flow`,
          diagramType: 'STRIDE',
          placeholder: earlier.diagram['placeholder'] ?? 'Made from the code by Portside',
          thumbnail: earlier.diagram['thumbnail'] ?? './public/content/images/thumbnail.stride.jpg',
          version: earlier.diagram['version'] ?? VERSION,
          cells: [...boxes, ...cells, ...drawn],
        },
        ...others,
      ],
      diagramTop: Math.max(number(detail['diagramTop']), 1 + others.length),
      reviewer: detail['reviewer'] ?? '',
      threatTop: threats.top(),
    },
  });
}

/** What a person wrote about the service stays; what an earlier export did is said anew. */
function descriptionFor(header: Header, known: unknown): string {
  const isTheirs = typeof known === 'string' && known.trim() !== '' && !/^Data: .* Worst impact: /s.test(known);
  return isTheirs ? known : description(header);
}

function description({ data, impact, exposure, level }: Header): string {
  return [
    `Data: ${data.join(', ') || 'none named'}.`,
    `Worst impact: ${impact}.`,
    `Who may call it: ${exposure || 'not said'}.`,
    `Questions up to level ${level} of OWASP ASVS 5.0.0.`,
  ].join(' ');
}

type ThreatsOf = (items: readonly Item[], shape: Shape | 'flow', cell: string) => readonly Given[];

/** Makes threats of items, numbers those that are new, and keeps what people said of those that are not. */
function threatMaker({ threats, threatTop, cells }: Earlier): { readonly of: ThreatsOf; top(): number } {
  let top = threatTop;

  function of(items: readonly Item[], shape: Shape | 'flow', cell: string): Given[] {
    const ours = items.flatMap((item) => {
      const id = uuidOf(`threat:${item.element.id}:${item.question.id}`);
      const known = threats.get(id);
      if (!known && !isWorthAThreat(item)) return [];
      return [threat(item, shape, id, known ?? {}, known ? number(known['number']) : ++top)];
    });
    const theirs = threatsOf(cells.get(cell) ?? {}).filter((known) => !isNamed(idOfThreat(known)));
    return [...ours, ...theirs];
  }

  return { of, top: () => top };
}

/** What is settled makes no threat; one that was there before and is settled now stays, as mitigated. */
function isWorthAThreat(item: Item): boolean {
  return isOpen(item) || item.answer?.state === 'accepted' || item.answer?.state === 'transferred';
}

function threat(item: Item, shape: Shape | 'flow', id: string, known: Given, number: number): Given {
  const { element, question, why, peers, evidence, findings, answer } = item;
  const paths = [...new Set(evidence.map(({ location }) => location.path))].sort(compare);
  const lines = [
    `${element.name} (${question.id}): ${why}`,
    ...(peers === undefined ? [] : [peers]),
    ...(paths.length > 0 ? [`Seen in ${paths.join(', ')}.`] : []),
    ...(findings.length > 0 ? [`Findings: ${findings.join(', ')}.`] : []),
    ...(question.cwe.length > 0 ? [question.cwe.map((weakness) => `CWE-${weakness}`).join(', ')] : []),
  ];
  return {
    ...known,
    id,
    threatId: id,
    title: question.asks,
    status: statusOf(item),
    // Somebody weighed it, or nobody has.
    severity: typeof known['severity'] === 'string' ? known['severity'] : 'TBD',
    description: lines.join('\n'),
    mitigation: answer?.because ?? (item.state === 'proved' ? why : known['mitigation'] || ''),
    ...methodOf(item, shape),
    number,
    score: typeof known['score'] === 'string' ? known['score'] : '',
  };
}

/** The methodology and its word for the threat. Privacy has one of its own. */
function methodOf({ question }: Item, shape: Shape | 'flow'): Given {
  const [privacy] = question.stride.length === 0 ? (question.linddun ?? []) : [];
  if (privacy) return { modelType: 'LINDDUN', type: LINDDUN_NAME[privacy] };
  return { modelType: 'STRIDE', type: STRIDE_NAME[letterFor(question.stride, shape)] };
}

function statusOf(item: Item): string {
  if (item.state === 'proved') return 'Mitigated';
  return item.state === 'answered' && item.answer ? STATUS[item.answer.state] : 'Open';
}

function letterFor(letters: readonly Stride[], shape: Shape | 'flow'): Stride {
  const offered = STRIDE_OF[shape];
  return letters.find((letter) => offered.includes(letter)) ?? offered[0] ?? 'T';
}

/** An actor is only spoofed or denies: whatever else happens, happens to what flows to it. */
function happensOnTheWay(item: Item): boolean {
  const { stride } = item.question;
  return (
    shapeOf(item.element) === 'actor' && stride.length > 0 && !stride.some((letter) => STRIDE_OF.actor.includes(letter))
  );
}

/** For each element whose items belong on a flow, the flow. */
function carriers(flows: readonly DataFlow[], items: readonly Item[]): ReadonlyMap<string, string> {
  const waiting = new Set(items.filter(happensOnTheWay).map(({ element }) => element.id));
  const carriers = new Map<string, string>();
  for (const flow of flows)
    for (const id of [flow.to, flow.from]) if (waiting.delete(id)) carriers.set(id, keyOfFlow(flow));
  return carriers;
}

interface Cell extends Given {
  readonly id: string;
}

function elementCells(model: ThreatModel, items: readonly Item[], earlier: Earlier, threatsOf: ThreatsOf): Cell[] {
  const { flows, actors } = wholeFlows(model);
  const byId = itemsByElement(items);
  const carried = carriers(flows, items);
  const places = placesOf(model, earlier);
  const elements = [...model.elements].sort((a, b) => compare(a.id, b.id));
  return [
    ...elements.map((element) => {
      const own = (byId.get(element.id) ?? []).filter((item) => !(happensOnTheWay(item) && carried.has(element.id)));
      const id = uuidOf(element.id);
      const shape = shapeOf(element);
      return nodeCell(id, shape, element.name, detailsOf(element), threatsOf(own, shape, id), places, earlier);
    }),
    ...actors.map(({ id: name, name: title }) => {
      const id = uuidOf(name);
      return nodeCell(id, 'actor', title, {}, threatsOf([], 'actor', id), places, earlier);
    }),
  ];
}

function nodeCell(
  id: string,
  shape: Shape,
  name: string,
  details: Given,
  threats: readonly Given[],
  places: ReadonlyMap<string, Given>,
  earlier: Earlier,
): Cell {
  const known = earlier.cells.get(id) ?? {};
  const hasOpenThreats = threats.some(({ status }) => status === 'Open');
  const line = {
    stroke: hasOpenThreats ? 'red' : '#333333',
    strokeWidth: hasOpenThreats ? 2.5 : 1.5,
    strokeDasharray: null,
  };
  return {
    zIndex: 0,
    ...known,
    id,
    shape,
    position: places.get(id) ?? { x: 0, y: 0 },
    size: known['size'] ?? SIZES[shape],
    attrs: { text: { text: name }, ...(shape === 'store' ? { topLine: line, bottomLine: line } : { body: line }) },
    data: {
      outOfScope: false,
      reasonOutOfScope: '',
      ...given(known['data']),
      type: TYPE[shape],
      name,
      description: '',
      isTrustBoundary: false,
      ...details,
      hasOpenThreats,
      threats,
    },
  };
}

function detailsOf(element: Element): Given {
  const { kind, data, location } = element;
  const description = `${element.id}, in ${location.path}${data.length > 0 ? `; handles ${data.join(', ')}` : ''}`;
  switch (shapeOf(element)) {
    case 'actor':
      return { description, providesAuthentication: false };
    case 'process':
      return {
        description,
        handlesCardPayment: data.includes('payment'),
        isWebApplication: kind === 'entry',
        privilegeLevel: '',
      };
    case 'store':
      return { description, storesCredentials: kind === 'secret' || data.includes('credential') };
  }
}

function flowCells(model: ThreatModel, items: readonly Item[], earlier: Earlier, threatsOf: ThreatsOf): Cell[] {
  const { flows } = wholeFlows(model);
  const carried = carriers(flows, items);
  const onTheWay = grouped(
    [...items].sort(byElement).filter(happensOnTheWay),
    ({ element }) => carried.get(element.id) ?? '',
  );
  return flows.map((flow) => {
    const key = keyOfFlow(flow);
    const id = uuidOf(`flow:${key}`);
    const known = earlier.cells.get(id) ?? {};
    const threats = threatsOf(onTheWay.get(key) ?? [], 'flow', id);
    const hasOpenThreats = threats.some(({ status }) => status === 'Open');
    const zones: readonly (Zone | undefined)[] = flow.crosses ?? [];
    return {
      width: 200,
      height: 100,
      zIndex: 10,
      connector: 'smooth',
      ...known,
      id,
      shape: 'flow',
      attrs: {
        line: {
          stroke: hasOpenThreats ? 'red' : '#333333',
          strokeWidth: hasOpenThreats ? 2.5 : 1.5,
          targetMarker: { name: 'block' },
          sourceMarker: { name: '' },
          strokeDasharray: null,
        },
      },
      labels: [{ position: 0.5, attrs: { label: { text: flow.protocol } } }],
      // The port that a person fastened the line to stays.
      source: { ...given(known['source']), cell: uuidOf(flow.from) },
      target: { ...given(known['target']), cell: uuidOf(flow.to) },
      vertices: known['vertices'] ?? [],
      data: {
        outOfScope: false,
        reasonOutOfScope: '',
        isBidirectional: false,
        ...given(known['data']),
        type: TYPE.flow,
        name: flow.protocol,
        description: flow.data.length > 0 ? `Carries ${flow.data.join(', ')}` : '',
        isTrustBoundary: false,
        isEncrypted: isEncrypted(flow),
        isPublicNetwork: zones.includes('internet') || zones.includes('third-party'),
        protocol: flow.protocol,
        hasOpenThreats,
        threats,
      },
    };
  });
}

/** Where each shape lies: where somebody put it, else where the layout puts it, below what is already in its zone. */
function placesOf(model: ThreatModel, earlier: Earlier): ReadonlyMap<string, Given> {
  const { diagram, layout } = laidOut(model);
  const places = new Map<string, Given>();
  for (const zone of diagram.zones) {
    const nodes = diagram.nodes.filter((node) => node.zone === zone);
    const kept = nodes.flatMap(({ id }) => boxOf(earlier.cells.get(uuidOf(id))) ?? []);
    const box = layout.zones.get(zone);
    const keptBox = boxOf(earlier.cells.get(uuidOf(`boundary:${zone}`)));
    const left = (keptBox?.x ?? box?.x ?? 0) - (box?.x ?? 0);
    const fresh = nodes.filter(({ id }) => !boxOf(earlier.cells.get(uuidOf(id))));
    const first = Math.min(...fresh.map(({ id }) => layout.nodes.get(id)?.y ?? 0));
    const down =
      kept.length > 0
        ? Math.max(...kept.map(({ y, height }) => y + height)) + GAP - first
        : (keptBox?.y ?? box?.y ?? 0) - (box?.y ?? 0);
    for (const { id } of nodes) {
      const known = earlier.cells.get(uuidOf(id));
      const own = layout.nodes.get(id);
      if (known && boxOf(known)) places.set(uuidOf(id), given(known['position']));
      else if (own) {
        places.set(uuidOf(id), { x: own.x + left, y: own.y + down });
      }
    }
  }
  return places;
}

const GAP = 30;

function boundaryCells(model: ThreatModel, earlier: Earlier): Cell[] {
  const { diagram, layout } = laidOut(model);
  const places = placesOf(model, earlier);
  return ZONES.filter((zone) => diagram.zones.includes(zone)).map((zone) => {
    const id = uuidOf(`boundary:${zone}`);
    const known = earlier.cells.get(id) ?? {};
    const box = boxOf(known) ?? layout.zones.get(zone) ?? { x: 0, y: 0, width: 10, height: 10 };
    // A box that somebody drew grows by what is new in it, and never shrinks.
    const bottom = Math.max(
      ...diagram.nodes
        .filter((node) => node.zone === zone && !earlier.cells.has(uuidOf(node.id)))
        .map(({ id, shape }) => number(places.get(uuidOf(id))?.['y']) + SIZES[shape].height + GAP),
      box.y + box.height,
    );
    return {
      zIndex: -1,
      ...known,
      id,
      shape: 'trust-boundary-box',
      position: { x: box.x, y: box.y },
      size: { width: box.width, height: bottom - box.y },
      attrs: { label: { text: ZONE_NAME[zone] } },
      data: {
        ...given(known['data']),
        type: 'tm.BoundaryBox',
        name: ZONE_NAME[zone],
        description: '',
        isTrustBoundary: true,
        hasOpenThreats: false,
      },
    };
  });
}

function laidOut(model: ThreatModel) {
  // The tool scrolls and zooms, and its file is the model: nothing is put together.
  const diagram = diagramOf(model, [], Number.POSITIVE_INFINITY);
  return { diagram, layout: layOut(diagram, SIZES) };
}

function earlierOf(text: string | undefined): Earlier {
  const file = text === undefined ? {} : given(JSON.parse(text.replace(/^\ufeff/, '')));
  if (text !== undefined && !('summary' in file && 'detail' in file)) {
    throw new SyntaxError('it has no summary and no detail');
  }
  const detail = given(file['detail']);
  const diagrams = list(detail['diagrams']).map(given);
  const diagram = diagrams[0] ?? {};
  const cells = new Map(list(diagram['cells']).map((cell) => [String(given(cell)['id']), given(cell)]));
  const all = diagrams.flatMap(({ cells }) => list(cells).flatMap((cell) => threatsOf(given(cell))));
  const threats = new Map(all.map((threat) => [idOfThreat(threat), threat]));
  const threatTop = Math.max(number(detail['threatTop']), ...all.map((threat) => number(threat['number'])));
  return { file, diagram, cells, threats, threatTop };
}

function threatsOf(cell: Given): readonly Given[] {
  return list(given(cell['data'])['threats']).map(given);
}

/** Newer files of the tool say `threatId`, all say `id`. */
function idOfThreat(threat: Given): string {
  return String(threat['id'] ?? threat['threatId'] ?? '');
}

function boxOf(cell: Given | undefined): Box | undefined {
  const position = given(cell?.['position']);
  const size = given(cell?.['size']);
  const [x, y, width, height] = [position['x'], position['y'], size['width'], size['height']];
  const isWhole = [x, y, width, height].every((value) => typeof value === 'number');
  return isWhole ? { x: number(x), y: number(y), width: number(width), height: number(height) } : undefined;
}

function given(value: unknown): Given {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Given) : {};
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function number(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : 0;
}
