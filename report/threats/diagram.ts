/** The data-flow diagram of a service, before anybody draws it: nodes in zones, and what flows between them. */
import type { DataFlow, Element, ElementKind, ThreatModel, Zone } from '../../threats/element.ts';
import { KIND_PLURAL } from '../../threats/names.ts';
import type { Item } from '../../threats/question.ts';
import { isOpen } from '../../threats/states.ts';
import { compare, grouped, itemsByElement, type Standing, standingOf, standingOfItem } from './standing.ts';

export type Shape = 'actor' | 'process' | 'store';

export interface DiagramNode {
  /** Id of the element, of the actor, or of the group. */
  readonly id: string;
  readonly name: string;
  readonly shape: Shape;
  readonly zone: Zone;
  readonly standing: Standing;
  /** Open items of all that it stands for, and how many of them are broken. */
  readonly open: number;
  readonly broken: number;
  /** Ids of the elements that it stands for; none for an actor that no element is. */
  readonly elements: readonly string[];
}

export interface DiagramEdge {
  readonly from: string;
  readonly to: string;
  readonly label: string;
  readonly crosses: boolean;
  /** A finding is open on the way. */
  readonly isBroken: boolean;
}

export interface Diagram {
  /** Zones that hold a node, from a stranger's side inwards. */
  readonly zones: readonly Zone[];
  readonly nodes: readonly DiagramNode[];
  readonly edges: readonly DiagramEdge[];
}

/** More than this on one picture, and nobody reads it. */
const MAX_NODES = 40;

export const ZONES: readonly Zone[] = ['internet', 'browser', 'admin', 'app', 'data', 'third-party', 'ci'];

export const ZONE_NAME: Readonly<Record<Zone, string>> = {
  internet: 'Internet',
  browser: 'Browser',
  admin: 'Administration',
  app: 'Application',
  data: 'Data',
  'third-party': 'Third parties',
  ci: 'CI',
};

const SHAPE: Readonly<Record<ElementKind, Shape>> = {
  app: 'process',
  entry: 'process',
  store: 'store',
  call: 'actor',
  upload: 'process',
  download: 'process',
  auth: 'process',
  session: 'store',
  crypto: 'process',
  admin: 'process',
  script: 'actor',
  secret: 'store',
  ci: 'process',
  process: 'process',
  data: 'store',
  package: 'store',
};

/** Routes that nobody calls from outside. */
const CALLED_FROM_WITHIN = new Set(['CRON', 'CLI', 'MESSAGE']);

const CALLER: Omit<DiagramNode, 'standing' | 'open' | 'broken' | 'elements'> = {
  id: 'zone:internet',
  name: 'Callers',
  shape: 'actor',
  zone: 'internet',
};

/** Somebody at the other end of a flow whom no element stands for. */
export interface ImpliedActor {
  readonly id: string;
  readonly name: string;
  readonly zone: Zone;
}

/** All flows, with those that the model leaves to the reader: what calls an entry point. */
export function wholeFlows({ elements, flows }: ThreatModel): {
  readonly flows: readonly DataFlow[];
  readonly actors: readonly ImpliedActor[];
} {
  const known = new Map(elements.map((element) => [element.id, element]));
  const reached = new Set(flows.map((flow) => flow.to));
  const calls = elements
    .filter(
      ({ id, kind, route }) => kind === 'entry' && !reached.has(id) && !CALLED_FROM_WITHIN.has(route?.method ?? ''),
    )
    .map((element): DataFlow => {
      const protocol = element.route?.method === 'WS' ? 'ws' : 'http';
      return {
        from: CALLER.id,
        to: element.id,
        protocol,
        data: element.data,
        crosses: ['internet', element.zone],
        evidence: [element.location],
        findings: [],
      };
    });
  const whole = [...flows, ...calls].sort((a, b) => compare(keyOfFlow(a), keyOfFlow(b)));
  const actors = new Map<string, ImpliedActor>();
  for (const flow of whole) {
    for (const [id, zone] of [
      [flow.from, flow.crosses?.[0]],
      [flow.to, flow.crosses?.[1]],
    ] as const) {
      if (known.has(id) || actors.has(id)) continue;
      const named = ZONES.find((known) => id === `zone:${known}`);
      const name = id === CALLER.id ? CALLER.name : named ? ZONE_NAME[named] : id.slice(id.lastIndexOf(':') + 1);
      actors.set(id, { id, name, zone: named ?? zone ?? 'internet' });
    }
  }
  return { flows: whole, actors: [...actors.values()].sort((a, b) => compare(a.id, b.id)) };
}

/** Encrypted on the way, as its protocol says. */
export function isEncrypted({ protocol }: DataFlow): boolean {
  return /^(https|wss|tls|ssh|sftp|ftps|amqps|rediss|smtps)$/i.test(protocol);
}

/** How many questions are open, for people: `3 open, 1 broken`. Empty when none is. */
export function countsOf({ open, broken }: Pick<DiagramNode, 'open' | 'broken'>): string {
  if (open === 0) return '';
  return broken === 0 ? `${open} open` : `${open} open, ${broken} broken`;
}

/** What makes a flow that flow, whatever the findings on it. */
export function keyOfFlow({ from, to, protocol }: DataFlow): string {
  return `${from} > ${to} (${protocol})`;
}

export function shapeOf({ kind }: Element): Shape {
  return SHAPE[kind];
}

/**
 * The diagram of a model.
 * @param limit how many nodes it may have; what is more is put together, routes by their paths first
 */
export function diagramOf(model: ThreatModel, items: readonly Item[], limit = MAX_NODES): Diagram {
  const byElement = itemsByElement(items);
  const { flows, actors } = wholeFlows(model);
  const groupOf = grouping(model.elements, limit - actors.length);
  const members = grouped(model.elements, (element) => groupOf(element).id);
  const nodes = [...members].map(([id, elements]): DiagramNode => {
    const own = elements.flatMap((element) => byElement.get(element.id) ?? []);
    const [first] = elements;
    if (!first) throw new Error('A group has members');
    return {
      id: elements.length === 1 ? first.id : id,
      name: elements.length === 1 ? first.name : groupOf(first).name(elements),
      shape: shapeOf(first),
      zone: first.zone,
      standing: standingOf(own),
      open: own.filter(isOpen).length,
      broken: own.filter((item) => standingOfItem(item) === 'broken').length,
      elements: elements.map((element) => element.id),
    };
  });
  for (const actor of actors)
    nodes.push({ ...actor, shape: 'actor', standing: 'unasked', open: 0, broken: 0, elements: [] });
  const nodeOf = new Map(
    nodes.flatMap(({ id, elements }) => [[id, id], ...elements.map((element) => [element, id])] as [string, string][]),
  );
  return {
    zones: ZONES.filter((zone) => nodes.some((node) => node.zone === zone)),
    nodes: nodes.sort((a, b) => ZONES.indexOf(a.zone) - ZONES.indexOf(b.zone) || compare(a.id, b.id)),
    edges: edgesOf(flows, nodeOf),
  };
}

function edgesOf(flows: readonly DataFlow[], nodeOf: ReadonlyMap<string, string>): DiagramEdge[] {
  const ends = (flow: DataFlow) => [nodeOf.get(flow.from) ?? flow.from, nodeOf.get(flow.to) ?? flow.to] as const;
  const between = grouped(flows, (flow) => ends(flow).join('\0'));
  return [...between.values()].flatMap((same): DiagramEdge[] => {
    const [first] = same;
    if (!first) return [];
    const [from, to] = ends(first);
    // What goes on inside of a group is not drawn.
    if (from === to) return [];
    return [
      {
        from,
        to,
        label: distinct(same.map(({ protocol }) => protocol)).join(', '),
        crosses: same.some(({ crosses }) => crosses !== undefined),
        isBroken: same.some(({ findings }) => findings.length > 0),
      },
    ];
  });
}

interface Group {
  readonly id: string;
  name(members: readonly Element[]): string;
}

type Grouping = (element: Element) => Group;

/** The finest way to put elements together that leaves no more groups than wanted. */
function grouping(elements: readonly Element[], limit: number): Grouping {
  const last: Grouping = byShape;
  return GROUPINGS.find((groupOf) => new Set(elements.map((element) => groupOf(element).id)).size <= limit) ?? last;
}

const alone: Grouping = ({ id, name }) => ({ id, name: () => name });

const byPath =
  (depth: number, others: Grouping): Grouping =>
  (element) => {
    const { kind, zone, route } = element;
    if (kind !== 'entry' || !route) return others(element);
    const path = `/${route.path.split('/').filter(Boolean).slice(0, depth).join('/')}`;
    return {
      id: `group:${zone}:entry:${path}`,
      name: (members) => `${path} (${members.length} entry points)`,
    };
  };

const byFramework: Grouping = ({ kind, zone, framework }) => ({
  id: `group:${zone}:${kind}:${framework}`,
  name: (members) => `${framework}: ${members.length} ${KIND_PLURAL[kind]}`,
});

const byKind: Grouping = ({ kind, zone }) => ({
  id: `group:${zone}:${kind}`,
  name: (members) => `${members.length} ${KIND_PLURAL[kind]}`,
});

const byShape: Grouping = (element) => ({
  id: `group:${element.zone}:${shapeOf(element)}`,
  name: (members) => `${members.length} ${distinct(members.map(({ kind }) => KIND_PLURAL[kind])).join(', ')}`,
});

/** From the finest. */
const GROUPINGS: readonly Grouping[] = [
  alone,
  byPath(3, alone),
  byPath(2, alone),
  byPath(2, byFramework),
  byPath(1, byFramework),
  byPath(1, byKind),
  byKind,
  byShape,
];

function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts)].sort(compare);
}
