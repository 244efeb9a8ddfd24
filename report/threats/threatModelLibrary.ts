/**
 * The model in the format of the OWASP Threat Model Library ("TM-BOM"), 1.0.2. Facts: `threat-model.schema.json` of
 * https://github.com/OWASP/www-project-threat-model-library. Only what the code or a person has said is written: no
 * likelihoods, and so no risks.
 */
import type { Element, ThreatModel } from '../../threats/element.ts';
import type { Header, Impact } from '../../threats/header.ts';
import type { Item } from '../../threats/question.ts';
import { isOpen } from '../../threats/states.ts';
import { visibleJson } from '../visibleText.ts';
import { diagramOf, isEncrypted, keyOfFlow, shapeOf, wholeFlows, ZONE_NAME, ZONES } from './diagram.ts';
import { symbolOf } from './identifiers.ts';
import { mermaid } from './mermaid.ts';
import { ANSWER_MEANS, byElement, compare, grouped } from './standing.ts';

const SCHEMA = 'https://github.com/OWASP/www-project-threat-model-library/blob/v1.0.2/threat-model.schema.json';

const CRITICALITY: Readonly<Record<Impact, string>> = {
  low: 'low',
  medium: 'moderate',
  high: 'high',
  maximum: 'maximal',
};

const TIER: Readonly<Record<Impact, string>> = {
  low: 'non_critical',
  medium: 'important',
  high: 'business_critical',
  maximum: 'mission_critical',
};

const PRIORITY: Readonly<Record<Impact, string>> = { low: 'low', medium: 'medium', high: 'high', maximum: 'critical' };

/** Our classes of data in the words of the format; what it has no word for is business data. */
const SENSITIVITY: Readonly<Record<string, string>> = {
  contact: 'pii',
  identity: 'pii',
  health: 'phi',
  payment: 'pci',
  credential: 'cred',
};

const STORE_TYPES: readonly (readonly [RegExp, string])[] = [
  [/redis|localstorage|memcache|indexeddb|level/i, 'key_value'],
  [/mongo|couch|firestore|dynamo/i, 'document'],
  [/neo4j/i, 'graph'],
  [/influx/i, 'time_series'],
  [/prisma|knex|typeorm|drizzle|sequelize|mikro|objection|pg|postgres|mysql|maria|sqlite|mssql|sql/i, 'sql'],
];

const STRANGER = 'stranger';

/** The model as a file of the Threat Model Library. */
export function threatModelLibrary(model: ThreatModel, items: readonly Item[], header: Header): string {
  const { flows, actors } = wholeFlows(model);
  const elements = [...model.elements].sort((a, b) => compare(a.id, b.id));
  const ofShape = (shape: string) => elements.filter((element) => shapeOf(element) === shape);
  const typeOf = new Map<string, string>([
    ...ofShape('actor').map(({ id }) => [id, 'actor'] as const),
    ...ofShape('process').map(({ id }) => [id, 'component'] as const),
    ...ofShape('store').map(({ id }) => [id, 'data-store'] as const),
    ...actors.map(({ id }) => [id, 'actor'] as const),
  ]);
  const end = (id: string) => ({ type: typeOf.get(id) ?? 'component', object: symbolOf(id) });
  const asked = [...items].sort(byElement).filter(({ answer }) => answer?.state !== 'n/a');
  const { zones } = diagramOf(model, items, Number.POSITIVE_INFINITY);
  return visibleJson({
    $schema: SCHEMA,
    version: '1',
    scope: {
      title: header.service,
      description: `${header.service}, read from its code. Who may call it: ${header.exposure || 'not said'}.`,
      business_criticality: CRITICALITY[header.impact],
      data_sensitivity: sensitivities(header.data),
      exposure: zones.includes('internet') ? 'external' : 'internal',
      tier: TIER[header.impact],
    },
    diagrams: [{ title: 'Data flow', type: 'mermaid', source: mermaid(model, items) }],
    trust_zones: ZONES.filter((zone) => zones.includes(zone)).map((zone) => ({
      symbolic_name: zone,
      title: ZONE_NAME[zone],
      description: `What lies in the zone “${ZONE_NAME[zone]}”`,
    })),
    trust_boundaries: boundaries(flows.flatMap(({ crosses }) => (crosses ? [crosses] : []))),
    actors: [
      ...actors.map(({ id, name, zone }) => ({
        symbolic_name: symbolOf(id),
        title: name,
        description: 'Whoever can reach the entry points',
        type: 'user',
        trust_zone: zone,
      })),
      ...ofShape('actor').map((element) => ({ ...named(element), type: 'third_party', trust_zone: element.zone })),
    ],
    components: ofShape('process').map((element) => ({ ...named(element), trust_zone: element.zone })),
    data_stores: ofShape('store').map((element) => ({
      ...named(element),
      type: STORE_TYPES.find(([pattern]) => pattern.test(element.framework))?.[1] ?? 'object',
      product: element.framework,
      trust_zone: element.zone,
    })),
    data_sets: dataSets(header, ofShape('store')),
    data_flows: flows.map((flow) => ({
      symbolic_name: symbolOf(keyOfFlow(flow)),
      title: flow.protocol,
      description: flow.data.length > 0 ? `Carries ${flow.data.join(', ')}` : 'Nothing is known of its data',
      source: end(flow.from),
      destination: end(flow.to),
      has_sensitive_data: flow.data.length > 0,
      encrypted: isEncrypted(flow),
    })),
    threat_personas: [
      {
        symbolic_name: STRANGER,
        title: 'A stranger',
        description: 'Whoever can send data to the service',
        is_person: true,
        skill_level: 'engineer',
        access_level: 'anonymous',
        malicious_intent: true,
        applicability_to_org: 'moderate',
      },
    ],
    threats: asked.map((item) => threat(item, typeOf.get(item.element.id) === 'component')),
    controls: asked.map((item) => control(item, header)),
  });
}

function named({ id, name, data, location }: Element) {
  const handles = data.length > 0 ? `; handles ${data.join(', ')}` : '';
  return { symbolic_name: symbolOf(id), title: name, description: `${id}, in ${location.path}${handles}` };
}

function boundaries(crossed: readonly (readonly [string, string])[]) {
  // A boundary has two sides and no direction.
  const pairs = grouped(
    crossed.map((pair) => [...pair].sort(compare)),
    (pair) => pair.join(' '),
  );
  return [...pairs.keys()].sort(compare).map((key) => {
    const [trust_zone_a, trust_zone_b] = key.split(' ');
    return { trust_zone_a, trust_zone_b };
  });
}

function dataSets(header: Header, stores: readonly Element[]) {
  const classes = new Set([...header.data, ...stores.flatMap(({ data }) => data)]);
  return [...classes].sort(compare).map((data) => ({
    symbolic_name: symbolOf(`data-class:${data}`),
    title: data,
    description: `Data of the class “${data}”`,
    placements: stores.filter((store) => store.data.includes(data)).map(({ id }) => ({ data_store: symbolOf(id) })),
    data_sensitivity: sensitivities([data]),
  }));
}

function sensitivities(classes: readonly string[]): string[] {
  return [...new Set(classes.map((data) => SENSITIVITY[data] ?? 'biz'))].sort(compare);
}

function threat({ element, question, why }: Item, isComponent: boolean) {
  return {
    symbolic_name: symbolOf(`threat:${element.id}:${question.id}`),
    title: `${element.name}: ${question.id}`,
    description: `${question.asks} ${why}`.trim(),
    ...(isComponent && { components_affected: [symbolOf(element.id)] }),
    threat_persona: STRANGER,
    event: `What ${question.id} asks for does not hold for ${element.name}`,
    sources: ['adversary'],
    weaknesses: question.cwe.map((cwe_id) => ({ cwe_id })),
  };
}

/** What the question asks for, as the control that it is, or would be. */
function control(item: Item, { impact }: Header) {
  const { element, question, answer } = item;
  const said = answer ? `${ANSWER_MEANS[answer.state]}: ${answer.because}` : item.why;
  return {
    symbolic_name: symbolOf(`control:${element.id}:${question.id}`),
    title: `${element.name}: ${question.id}`,
    description: said,
    threats: [symbolOf(`threat:${element.id}:${question.id}`)],
    status: statusOf(item),
    priority: isOpen(item) ? PRIORITY[impact] : 'none',
  };
}

/** Seen by the scan, said by a person, or not there. */
function statusOf(item: Item): string {
  if (item.state === 'proved') return 'active';
  if (isOpen(item)) return 'suggested';
  return item.answer?.state === 'accepted' ? 'wont_do' : 'assumed';
}
