/** A small shop, as extraction would give it, for the reports of the threat model. */
import type { Location } from '../../../engine/finding.ts';
import type { DataFlow, Element, ElementKind, Evidence, ThreatModel, Zone } from '../../../threats/element.ts';
import type { Header } from '../../../threats/header.ts';
import type { Answer, Item, Question, State } from '../../../threats/question.ts';

export const header: Header = {
  service: 'Shop',
  data: ['contact', 'payment'],
  impact: 'high',
  exposure: 'the internet',
  owners: ['team-checkout'],
  level: 2,
};

function location(path: string, startLine: number): Location {
  return { path, start: 0, end: 1, startLine, startColumn: 1, endLine: startLine, endColumn: 2 };
}

interface ElementFacts {
  readonly id: string;
  readonly name?: string;
  readonly zone?: Zone;
  readonly data?: readonly string[];
  readonly middleware?: readonly string[];
}

/** An element from its id, `kind:framework:key`. */
export function element({ id, name, zone = 'app', data = [], middleware = [] }: ElementFacts): Element {
  const [kind = '', framework = '', ...key] = id.split(':');
  const isEntry = kind === 'entry';
  const [method = '', ...path] = key;
  const evidence = middleware.map(
    (text): Evidence => ({ kind: 'middleware', location: location('src/app.js', 3), text, via: 'express.Router#use' }),
  );
  return {
    id,
    kind: kind as ElementKind,
    framework,
    name: name ?? key.join(' '),
    zone,
    location: location(`src/${kind}.js`, 7),
    ...(isEntry && { route: { method, path: path.join(':'), middleware: evidence, handler: 'handle' } }),
    controls: evidence.map((seen) => ({ kind: 'authentication', how: 'named', evidence: seen })),
    evidence: [],
    data,
    hash: '0123456789abcdef',
    parts: { middleware, reaches: [], code: '0123456789abcdef', handler: 'handle' },
  };
}

export function flow(from: string, to: string, more: Partial<DataFlow> = {}): DataFlow {
  return { from, to, protocol: 'https', data: [], evidence: [], findings: [], ...more };
}

export function question(id: string, more: Partial<Question> = {}): Question {
  return {
    id,
    asks: `Does ${id} hold?`,
    of: ['entry'],
    stride: ['S'],
    asvs: [],
    cwe: [],
    top10: [],
    api: [],
    who: 'evidence',
    controls: [],
    ...more,
  };
}

export function item(of: Element, asked: Question, state: State, more: Partial<Item> = {}): Item {
  return { element: of, question: asked, state, why: '', evidence: [], findings: [], weight: 1, ...more };
}

export function answer(of: Question, state: Answer['state'], more: Partial<Answer> = {}): Answer {
  return { question: of.id, state, because: 'we said so', findings: [], ...more };
}

export const createOrder = element({
  id: 'entry:express:POST:/api/orders/:id',
  name: 'POST /api/orders/:id',
  middleware: ['requireAuth'],
  data: ['contact', 'payment'],
});
const health = element({ id: 'entry:express:GET:/health', name: 'GET /health' });
const orders = element({ id: 'store:prisma:Order', name: 'Order', zone: 'data', data: ['contact'] });
export const stripe = element({ id: 'call:http:api.stripe.com', name: 'api.stripe.com', zone: 'third-party' });

const objectAccess = question('AUTHZ-OBJECT', {
  stride: ['E', 'I'],
  asvs: [{ id: '8.2.2', level: 1 }],
  cwe: [639],
});
const authentication = question('AUTHN-ROUTE', {
  asvs: [
    { id: '8.2.1', level: 1 },
    { id: '8.3.1', level: 1 },
  ],
  cwe: [306],
});
const reply = question('TRUST-REPLY', { stride: ['T'], of: ['call'], asvs: [{ id: '2.2.1', level: 1 }], cwe: [345] });
const queries = question('INJ-QUERY', { stride: ['T'], of: ['store'], asvs: [{ id: '1.2.4', level: 1 }], cwe: [89] });

export const model: ThreatModel = {
  elements: [stripe, createOrder, health, orders],
  flows: [
    flow(createOrder.id, orders.id, { protocol: 'sql', data: ['contact'], crosses: ['app', 'data'] }),
    flow(createOrder.id, stripe.id, { data: ['payment'], crosses: ['app', 'third-party'], findings: ['abc'] }),
  ],
};

export const items: readonly Item[] = [
  item(createOrder, objectAccess, 'broken', {
    why: 'The order is read by its id alone.',
    evidence: [{ location: location('src/orders.js', 12), text: 'Order.findFirst({ where: { id } })' }],
    findings: ['fp-1'],
    peers: '3 of 4 routes compare the owner; this one does not.',
  }),
  item(createOrder, authentication, 'proved', { why: '`requireAuth` runs before the handler on every way.' }),
  item(health, authentication, 'answered', {
    answer: answer(authentication, 'accepted', {
      because: 'says nothing | to *anybody*',
      by: 'Ada',
      until: '2027-06-30',
    }),
  }),
  item(stripe, reply, 'person', { why: 'Nobody has said.' }),
  item(orders, queries, 'answered', { answer: answer(queries, 'yes', { because: 'Prisma binds values' }) }),
];
