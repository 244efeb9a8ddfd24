/**
 * The model as an Open Threat Model, 0.2.0. Facts: https://github.com/iriusrisk/OpenThreatModel. Numbers of risk are on its
 * scale from 0 to 100, and come from the impact that the header names; nobody has said how likely anything is.
 */
import type { ThreatModel, Zone } from '../../threats/element.ts';
import type { Header, Impact } from '../../threats/header.ts';
import type { Item } from '../../threats/question.ts';
import { isOpen } from '../../threats/states.ts';
import { visibleJson } from '../visibleText.ts';
import { diagramOf, keyOfFlow, type Shape, shapeOf, wholeFlows, ZONE_NAME, ZONES } from './diagram.ts';
import { symbolOf } from './identifiers.ts';
import { layOut, type Sizes } from './layout.ts';
import { byElement, compare, itemsByElement, STRIDE_NAME } from './standing.ts';

const DIAGRAM = 'data-flow';

const SIZES: Sizes = {
  actor: { width: 160, height: 80 },
  process: { width: 160, height: 80 },
  store: { width: 160, height: 80 },
};

const TYPE: Readonly<Record<Shape, string>> = { actor: 'external-entity', process: 'process', store: 'data-store' };

/** How far what lies in a zone is trusted. */
const TRUST: Readonly<Record<Zone, number>> = {
  internet: 0,
  browser: 10,
  'third-party': 20,
  ci: 50,
  app: 70,
  admin: 80,
  data: 90,
};

const IMPACT: Readonly<Record<Impact, number>> = { low: 25, medium: 50, high: 75, maximum: 100 };

/** The model as an OTM file, in JSON. */
export function otm(model: ThreatModel, items: readonly Item[], header: Header): string {
  const { flows, actors } = wholeFlows(model);
  const diagram = diagramOf(model, items, Number.POSITIVE_INFINITY);
  const layout = layOut(diagram, SIZES);
  const byId = itemsByElement(items);
  const impact = IMPACT[header.impact];
  const classes = [...new Set([...header.data, ...model.elements.flatMap(({ data }) => data)])].sort(compare);
  const assetsOf = (data: readonly string[]) => data.map((name) => symbolOf(`data-class:${name}`));

  /** Places in a zone are counted from the zone's corner. */
  const onDiagram = (id: string, zone: Zone) => {
    const box = layout.nodes.get(id);
    const origin = layout.zones.get(zone);
    if (!box || !origin) return [];
    return [
      {
        representation: DIAGRAM,
        id: symbolOf(`shape:${id}`),
        position: { x: box.x - origin.x, y: box.y - origin.y },
        size: { width: box.width, height: box.height },
      },
    ];
  };

  return visibleJson({
    otmVersion: '0.2.0',
    project: {
      name: header.service,
      id: symbolOf(`service:${header.service}`),
      description: `Read from the code. Who may call it: ${header.exposure || 'not said'}.`,
      owner: header.owners.join(', ') || null,
    },
    representations: [
      { name: 'Data flow', id: DIAGRAM, type: 'diagram', size: { width: layout.width, height: layout.height } },
    ],
    assets: classes.map((data) => ({
      name: data,
      id: symbolOf(`data-class:${data}`),
      risk: { confidentiality: impact, integrity: impact, availability: impact },
    })),
    trustZones: ZONES.filter((zone) => diagram.zones.includes(zone)).map((zone) => {
      const box = layout.zones.get(zone);
      return {
        id: zone,
        name: ZONE_NAME[zone],
        type: zone,
        risk: { trustRating: TRUST[zone] },
        ...(box && {
          representations: [
            {
              representation: DIAGRAM,
              id: symbolOf(`shape:boundary:${zone}`),
              position: { x: box.x, y: box.y },
              size: { width: box.width, height: box.height },
            },
          ],
        }),
      };
    }),
    components: [
      ...actors.map(({ id, name, zone }) => ({
        id: symbolOf(id),
        name,
        type: TYPE.actor,
        parent: { trustZone: zone },
        representations: onDiagram(id, zone),
      })),
      ...[...model.elements]
        .sort((a, b) => compare(a.id, b.id))
        .map((element) => ({
          id: symbolOf(element.id),
          name: element.name,
          type: TYPE[shapeOf(element)],
          description: `${element.id}, in ${element.location.path}`,
          parent: { trustZone: element.zone },
          representations: onDiagram(element.id, element.zone),
          assets:
            shapeOf(element) === 'store' ? { stored: assetsOf(element.data) } : { processed: assetsOf(element.data) },
          threats: (byId.get(element.id) ?? []).map((item) => ({ threat: idOf(item), state: stateOf(item) })),
          tags: [element.kind, element.framework],
        })),
    ],
    dataflows: flows.map((flow) => ({
      id: symbolOf(keyOfFlow(flow)),
      name: flow.protocol,
      source: symbolOf(flow.from),
      destination: symbolOf(flow.to),
      bidirectional: false,
      assets: assetsOf(flow.data),
    })),
    threats: [...items].sort(byElement).map((item) => ({
      id: idOf(item),
      name: `${item.element.name}: ${item.question.asks}`,
      description: [item.why, ...(item.answer ? [item.answer.because] : [])].join(' '),
      categories: item.question.stride.map((letter) => STRIDE_NAME[letter]),
      cwes: item.question.cwe.map((weakness) => `CWE-${weakness}`),
      risk: { likelihood: null, impact },
    })),
    mitigations: [],
  });
}

function idOf({ element, question }: Item): string {
  return symbolOf(`threat:${element.id}:${question.id}`);
}

function stateOf(item: Item): string {
  if (isOpen(item)) return 'exposed';
  switch (item.answer?.state) {
    case 'accepted':
      return 'accepted';
    case 'transferred':
      return 'transferred';
    case 'n/a':
      return 'not-applicable';
    default:
      return 'mitigated';
  }
}
