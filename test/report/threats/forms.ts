/**
 * What the formats of other tools ask of the parts that we write, in our own words: names, kinds and choices, read off
 * https://github.com/OWASP/threat-dragon (threat-dragon-v2.schema.json), https://github.com/OWASP/www-project-threat-model-library
 * (v1.0.2) and https://github.com/iriusrisk/OpenThreatModel (0.2.0). Closed: a key that nobody knows is a mistake.
 */
type Form = 'text' | 'number' | 'boolean' | 'null' | readonly string[] | RegExp | Either | List | Fields;
interface Either {
  readonly either: readonly Form[];
}
interface List {
  readonly list: Form;
}
/** A key with a question mark may be missing. */
interface Fields {
  readonly [key: string]: Form;
}

const SHAPES = ['actor', 'process', 'store', 'flow', 'trust-boundary-box'];
const TYPES = ['tm.Actor', 'tm.Process', 'tm.Store', 'tm.Flow', 'tm.BoundaryBox'];
const STATUSES = ['Open', 'Mitigated', 'Accepted', 'Transferred', 'NotApplicable'];
const point = { x: 'number', y: 'number' } as const;
const size = { width: 'number', height: 'number' } as const;
const stroke = { stroke: 'text', strokeWidth: 'number', strokeDasharray: { either: ['text', 'null'] } } as const;

export const threatDragonForm: Form = {
  version: /^.{1,10}$/,
  summary: { title: 'text', owner: 'text', description: 'text', id: 'number' },
  detail: {
    contributors: { list: { name: 'text' } },
    diagrams: {
      list: {
        id: 'number',
        title: 'text',
        diagramType: ['STRIDE'],
        placeholder: 'text',
        thumbnail: 'text',
        version: /^.{1,10}$/,
        cells: {
          list: {
            id: /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
            shape: SHAPES,
            zIndex: 'number',
            'position?': point,
            'size?': size,
            'width?': 'number',
            'height?': 'number',
            'connector?': 'text',
            'labels?': { list: { position: 'number', attrs: { label: { text: 'text' } } } },
            'source?': { cell: 'text' },
            'target?': { cell: 'text' },
            'vertices?': { list: point },
            attrs: {
              'label?': { text: 'text' },
              'text?': { text: 'text' },
              'body?': stroke,
              'topLine?': stroke,
              'bottomLine?': stroke,
              'line?': { ...stroke, targetMarker: { name: 'text' }, sourceMarker: { name: 'text' } },
            },
            data: {
              type: TYPES,
              name: 'text',
              description: 'text',
              isTrustBoundary: 'boolean',
              hasOpenThreats: 'boolean',
              'outOfScope?': 'boolean',
              'reasonOutOfScope?': 'text',
              'providesAuthentication?': 'boolean',
              'handlesCardPayment?': 'boolean',
              'isWebApplication?': 'boolean',
              'privilegeLevel?': 'text',
              'storesCredentials?': 'boolean',
              'isBidirectional?': 'boolean',
              'isEncrypted?': 'boolean',
              'isPublicNetwork?': 'boolean',
              'protocol?': 'text',
              'threats?': {
                list: {
                  id: 'text',
                  threatId: 'text',
                  title: 'text',
                  status: STATUSES,
                  severity: ['TBD', 'Low', 'Medium', 'High', 'Critical'],
                  description: 'text',
                  mitigation: 'text',
                  modelType: ['STRIDE', 'LINDDUN'],
                  type: 'text',
                  number: 'number',
                  score: 'text',
                },
              },
            },
          },
        },
      },
    },
    diagramTop: 'number',
    reviewer: 'text',
    threatTop: 'number',
  },
};

const symbol = /^[0-9a-z-]+$/;
const named = { symbolic_name: symbol, title: 'text', description: 'text' } as const;
const sensitivity: Form = { list: ['pii', 'phi', 'fin', 'ip', 'cred', 'biz', 'gov', 'pci', 'op'] };
const end: Form = { type: ['component', 'actor', 'data-store'], object: symbol };

export const threatModelLibraryForm: Form = {
  $schema: 'text',
  version: /^\d+(?:\.\d+)*$/,
  scope: {
    title: 'text',
    description: 'text',
    business_criticality: ['minimal', 'low', 'moderate', 'high', 'maximal'],
    data_sensitivity: sensitivity,
    exposure: ['internal', 'external'],
    tier: ['mission_critical', 'business_critical', 'important', 'non_critical'],
  },
  diagrams: { list: { title: 'text', type: ['graphviz', 'mermaid', 'plantuml', 'svg'], source: 'text' } },
  trust_zones: { list: named },
  trust_boundaries: { list: { trust_zone_a: symbol, trust_zone_b: symbol } },
  actors: {
    list: {
      ...named,
      type: ['system', 'user', 'power_user', 'administrator', 'engineer', 'third_party'],
      trust_zone: symbol,
    },
  },
  components: { list: { ...named, trust_zone: symbol } },
  data_stores: {
    list: {
      ...named,
      type: ['sql', 'key_value', 'document', 'object', 'graph', 'time_series'],
      'product?': 'text',
      trust_zone: symbol,
    },
  },
  data_sets: {
    list: { ...named, placements: { list: { data_store: symbol } }, data_sensitivity: sensitivity },
  },
  data_flows: {
    list: { ...named, source: end, destination: end, has_sensitive_data: 'boolean', encrypted: 'boolean' },
  },
  threat_personas: {
    list: {
      ...named,
      is_person: 'boolean',
      skill_level: ['script_kid', 'insider', 'engineer', 'expert_engineer', 'oc_sponsored', 'state_sponsored'],
      access_level: ['anonymous', 'user', 'admin'],
      malicious_intent: 'boolean',
      applicability_to_org: ['minimal', 'low', 'moderate', 'high', 'maximal'],
    },
  },
  threats: {
    list: {
      ...named,
      threat_persona: symbol,
      event: 'text',
      sources: { list: ['adversary', 'human_error', 'failure', 'events_beyond_org_control'] },
      'weaknesses?': { list: { cwe_id: 'number' } },
      'components_affected?': { list: symbol },
    },
  },
  controls: {
    list: {
      ...named,
      threats: { list: symbol },
      status: ['assumed', 'active', 'suggested', 'under_review', 'approved', 'scheduled', 'retired', 'wont_do'],
      priority: ['none', 'low', 'medium', 'high', 'critical'],
    },
  },
};

const placed: Form = { list: { representation: 'text', id: 'text', position: point, size } };

export const openThreatModelForm: Form = {
  otmVersion: ['0.2.0'],
  project: { name: 'text', id: 'text', description: 'text', owner: { either: ['text', 'null'] } },
  representations: { list: { name: 'text', id: 'text', type: ['diagram'], size } },
  assets: {
    list: {
      name: 'text',
      id: 'text',
      risk: { confidentiality: 'number', integrity: 'number', availability: 'number' },
    },
  },
  trustZones: {
    list: { id: 'text', name: 'text', type: 'text', risk: { trustRating: 'number' }, representations: placed },
  },
  components: {
    list: {
      id: 'text',
      name: 'text',
      type: 'text',
      parent: { trustZone: 'text' },
      representations: placed,
      'description?': 'text',
      'assets?': { 'processed?': { list: 'text' }, 'stored?': { list: 'text' } },
      'threats?': { list: { threat: 'text', state: ['exposed', 'accepted', 'transferred', 'mitigated'] } },
      'tags?': { list: 'text' },
    },
  },
  dataflows: {
    list: {
      id: 'text',
      name: 'text',
      source: 'text',
      destination: 'text',
      bidirectional: 'boolean',
      'assets?': { list: 'text' },
    },
  },
  threats: {
    list: {
      id: 'text',
      name: 'text',
      description: 'text',
      categories: { list: 'text' },
      cwes: { list: /^CWE-\d+$/ },
      risk: { likelihood: { either: ['number', 'null'] }, impact: 'number' },
    },
  },
  mitigations: { list: { id: 'text', name: 'text', riskReduction: 'number' } },
};

/** Where a value is not of a form: `detail.diagrams[0].id: no number`. */
export function mistakesIn(value: unknown, form: Form, path = ''): readonly string[] {
  if (typeof form === 'string') return kindOf(value) === form ? [] : [`${path}: no ${form}`];
  if (form instanceof RegExp) return typeof value === 'string' && form.test(value) ? [] : [`${path}: not like ${form}`];
  if (isChoice(form)) return form.includes(String(value)) ? [] : [`${path}: none of ${form.join(', ')}`];
  if (isEither(form))
    return form.either.some((each) => mistakesIn(value, each).length === 0) ? [] : [`${path}: neither`];
  if (isList(form)) {
    if (!Array.isArray(value)) return [`${path}: no list`];
    return value.flatMap((each, index) => mistakesIn(each, form.list, `${path}[${index}]`));
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [`${path}: no object`];
  const names = new Map(Object.keys(form).map((key) => [key.replace(/\?$/, ''), key]));
  return [
    ...Object.keys(form).flatMap((key) => (key.endsWith('?') || key in value ? [] : [`${path}.${key}: missing`])),
    ...Object.entries(value).flatMap(([name, each]) => {
      const key = names.get(name);
      return key === undefined
        ? [`${path}.${name}: unknown`]
        : mistakesIn(each, form[key] ?? 'null', `${path}.${name}`);
    }),
  ];
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  return typeof value === 'string' ? 'text' : typeof value;
}

function isChoice(form: Form): form is readonly string[] {
  return Array.isArray(form);
}

function isEither(form: Either | List | Fields | readonly string[]): form is Either {
  return 'either' in form;
}

function isList(form: List | Fields | readonly string[]): form is List {
  return 'list' in form;
}
