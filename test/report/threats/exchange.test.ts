/** The formats of other tools. Their own schemas judge too, where a folder with them is named by `PORTSIDE_FOREIGN_SCHEMAS`. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { otm } from '../../../report/threats/otm.ts';
import { threatDragon } from '../../../report/threats/threatDragon.ts';
import { threatModelLibrary } from '../../../report/threats/threatModelLibrary.ts';
import type { Item } from '../../../threats/question.ts';
import { mistakesIn, openThreatModelForm, threatDragonForm, threatModelLibraryForm } from './forms.ts';
import { answer, createOrder, element, flow, header, item, items, model, question, stripe } from './sample.ts';

const schemas = process.env['PORTSIDE_FOREIGN_SCHEMAS'];

/** What the other tool's own schema has to say of a file. */
function judgedBy(schema: string, text: string): unknown {
  const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true });
  const validate = ajv.compile(JSON.parse(readFileSync(join(schemas ?? '', schema), 'utf8')));
  validate(JSON.parse(text));
  return validate.errors ?? [];
}

/** Every way to leave out one key of an object in a value, or to make something else of a leaf. */
function* damaged(value: unknown): Generator<unknown> {
  if (Array.isArray(value)) {
    for (const [index, each] of value.entries()) {
      // One of a kind is enough.
      if (index > 2) return;
      for (const other of damaged(each)) yield value.with(index, other);
    }
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, each] of Object.entries(value)) {
      const { [key]: _, ...rest } = value as Record<string, unknown>;
      yield rest;
      for (const other of damaged(each)) yield { ...value, [key]: other };
    }
  } else yield typeof value === 'number' ? 'seven' : 7;
}

/** What a tool's own schema does not take, and our form of it does. */
function overlooked(schema: string, text: string, form: Parameters<typeof mistakesIn>[1]): unknown[] {
  const ajv = new Ajv({ strict: false, validateFormats: false });
  const validate = ajv.compile(JSON.parse(readFileSync(join(schemas ?? '', schema), 'utf8')));
  const found: unknown[] = [];
  for (const other of damaged(JSON.parse(text))) {
    if (!validate(other) && mistakesIn(other, form).length === 0) found.push(validate.errors);
  }
  return found;
}

const hasSchema = (schema: string) => schemas !== undefined && existsSync(join(schemas, schema));

interface Threat {
  id: string;
  threatId: string;
  title: string;
  number: number;
  status: string;
  severity: string;
  type: string;
  description: string;
  mitigation: string;
}

interface Cell {
  id: string;
  shape: string;
  zIndex: number;
  position?: { x: number; y: number };
  size?: { width: number; height: number };
  vertices?: unknown[];
  source?: { cell: string; port?: string };
  target?: { cell: string };
  data: { type: string; name: string; hasOpenThreats: boolean; threats?: Threat[] };
}

interface DragonFile {
  version: string;
  summary: { title: string; description?: string };
  detail: {
    contributors: unknown[];
    diagrams: { id: number; title: string; diagramType: string; thumbnail: string; version: string; cells: Cell[] }[];
    diagramTop: number;
    reviewer: string;
    threatTop: number;
  };
}

const dragon = (text: string): DragonFile => JSON.parse(text) as DragonFile;
const cellsOf = (file: DragonFile): Cell[] => file.detail.diagrams[0]?.cells ?? [];
const threatsOf = (file: DragonFile): Threat[] => cellsOf(file).flatMap(({ data }) => data.threats ?? []);
function cellNamed(file: DragonFile, name: string): Cell {
  const cell = cellsOf(file).find(({ data }) => data.name === name);
  assert.ok(cell, `A shape is called ${name}`);
  return cell;
}

describe('the threat model for Threat Dragon', () => {
  const text = threatDragon(model, items, header);
  const file = dragon(text);

  it('has what its schema asks for', () => {
    assert.equal(file.summary.title, 'Shop');
    const [diagram] = file.detail.diagrams;
    assert.equal(diagram?.diagramType, 'STRIDE');
    assert.ok(diagram.thumbnail && diagram.title && diagram.version.length <= 10);
    for (const { id, shape, zIndex, data } of diagram.cells) {
      assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      assert.match(shape, /^(actor|process|store|flow|trust-boundary-box)$/);
      assert.ok(Number.isInteger(zIndex));
      assert.match(data.type, /^tm\.(Actor|Process|Store|Flow|BoundaryBox)$/);
      assert.equal(typeof data.hasOpenThreats, 'boolean');
    }
  });

  it('is accepted by its own schema', function () {
    const schema = 'threat-dragon-v2.schema.json';
    if (!hasSchema(schema)) this.skip();
    assert.deepEqual(judgedBy(schema, text), []);
    assert.deepEqual(overlooked(schema, text, threatDragonForm), []);
  });

  it('is of the form that we know of it', () => {
    assert.deepEqual(mistakesIn(JSON.parse(text), threatDragonForm), []);
    // A form that takes anything would prove nothing: only what may be left out may be.
    const others = [...damaged(JSON.parse(text))];
    assert.ok(others.filter((other) => mistakesIn(other, threatDragonForm).length === 0).length < others.length / 10);
  });

  it('gives no two shapes one id, and fastens each flow to shapes that are there', () => {
    const ids = cellsOf(file).map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length);
    for (const { source, target } of cellsOf(file).filter(({ shape }) => shape === 'flow')) {
      assert.ok(ids.includes(source?.cell ?? ''));
      assert.ok(ids.includes(target?.cell ?? ''));
    }
  });

  it('puts every shape into the box of its zone', () => {
    const box = cellNamed(file, 'Application');
    const order = cellNamed(file, 'POST /api/orders/:id');
    assert.ok(box.position && box.size && order.position && order.size);
    assert.ok(order.position.x >= box.position.x);
    assert.ok(order.position.x + order.size.width <= box.position.x + box.size.width);
    assert.ok(order.position.y + order.size.height <= box.position.y + box.size.height);
  });

  it('makes threats of what is open and of what was decided, not of what is settled', () => {
    assert.deepEqual(
      threatsOf(file).map(({ title, status, severity, number }) => [title, status, severity, number]),
      [
        ['Does AUTHN-ROUTE hold?', 'Accepted', 'TBD', 1],
        ['Does AUTHZ-OBJECT hold?', 'Open', 'TBD', 2],
        ['Does TRUST-REPLY hold?', 'Open', 'TBD', 3],
      ],
    );
    assert.equal(file.detail.threatTop, 3);
    assert.equal(cellNamed(file, 'POST /api/orders/:id').data.hasOpenThreats, true);
    assert.equal(cellNamed(file, 'GET /health').data.hasOpenThreats, false);
  });

  it('names only what can happen to a shape: what happens to a third party happens on the way to it', () => {
    assert.deepEqual(cellNamed(file, 'api.stripe.com').data.threats, []);
    const way = cellsOf(file).find(
      ({ target, shape }) => shape === 'flow' && target?.cell === cellNamed(file, 'api.stripe.com').id,
    );
    assert.deepEqual(
      way?.data.threats?.map(({ type }) => type),
      ['Tampering'],
    );
  });

  it('names a question on privacy by the words for privacy', () => {
    const asked = question('PRIVACY-LINK', { stride: [], linddun: ['L'] });
    const [threat] = threatsOf(dragon(threatDragon(model, [item(createOrder, asked, 'person')], header)));
    assert.equal(threat?.type, 'Linkability');
  });

  it('has the same bytes for the same model, also over its own export', () => {
    const turned = { elements: [...model.elements].reverse(), flows: [...model.flows].reverse() };
    assert.equal(threatDragon(turned, [...items].reverse(), header), text);
    assert.equal(threatDragon(model, items, header, text), text);
  });

  describe('over a file that a person has edited', () => {
    const edited = dragon(text);
    cellNamed(edited, 'Order').position = { x: 1234, y: 567 };
    cellNamed(edited, 'Data').position = { x: 1200, y: 500 };
    const way = cellsOf(edited).find(({ shape }) => shape === 'flow');
    assert.ok(way?.source);
    way.vertices = [{ x: 5, y: 6 }];
    way.source.port = 'left';
    const threat = threatsOf(edited).find(({ title }) => title.includes('AUTHZ-OBJECT'));
    assert.ok(threat);
    threat.severity = 'High';
    threat.mitigation = 'Ask for the owner in the query';
    const note: Cell = {
      id: '0d9909ea-1398-4898-be81-cf1c808324dc',
      shape: 'td-text-block',
      zIndex: 1,
      data: { type: 'tm.Text', name: 'Note', hasOpenThreats: false },
    };
    cellsOf(edited).push(note);
    cellNamed(edited, 'Order').data.threats?.push({
      ...threat,
      id: '1468b37f-3ff9-4079-8767-f33bbfe0a887',
      threatId: '',
      title: 'Ours',
      number: 9,
    });
    edited.detail.threatTop = 11;

    it('keeps places, bends, ports, shapes and threats that are theirs', () => {
      const again = dragon(threatDragon(model, items, header, JSON.stringify(edited)));
      assert.deepEqual(cellNamed(again, 'Order').position, { x: 1234, y: 567 });
      assert.deepEqual(cellNamed(again, 'Data').position, { x: 1200, y: 500 });
      const kept = cellsOf(again).find(({ id }) => id === way.id);
      assert.deepEqual(kept?.vertices, [{ x: 5, y: 6 }]);
      assert.equal(kept?.source?.port, 'left');
      assert.deepEqual(
        cellsOf(again).find(({ id }) => id === note.id),
        note,
      );
      assert.equal(threatsOf(again).find(({ title }) => title === 'Ours')?.number, 9);
      assert.equal(threatsOf(again).find(({ title }) => title.includes('AUTHZ-OBJECT'))?.severity, 'High');
    });

    it('keeps what they wrote of the service and of what to do, and says the rest anew', () => {
      const theirs = { ...edited, summary: { ...edited.summary, description: 'The shop that Ada drew' } };
      const again = dragon(threatDragon(model, items, header, JSON.stringify(theirs)));
      assert.equal(again.summary.description, 'The shop that Ada drew');
      const [kept] = threatsOf(again).filter(({ title }) => title.includes('AUTHZ-OBJECT'));
      assert.equal(kept?.mitigation, 'Ask for the owner in the query');
      const later = dragon(threatDragon(model, items, { ...header, impact: 'low' }, JSON.stringify(edited)));
      assert.match(later.summary.description ?? '', /Worst impact: low/);
    });

    it('counts on from the highest number that was ever given, and gives none twice', () => {
      const asked = question('NEW');
      const more = [
        ...items.filter(({ question: { id } }) => id !== 'TRUST-REPLY'),
        item(createOrder, asked, 'person'),
      ];
      const again = dragon(threatDragon(model, more, header, JSON.stringify(edited)));
      assert.equal(threatsOf(again).find(({ title }) => title.includes('NEW'))?.number, 12);
      assert.equal(again.detail.threatTop, 12);
      assert.equal(
        threatsOf(again).some(({ title }) => title.includes('TRUST-REPLY')),
        false,
      );
      const back = dragon(
        threatDragon(
          model,
          [...more, ...items.filter(({ question: { id } }) => id === 'TRUST-REPLY')],
          header,
          JSON.stringify(again),
        ),
      );
      assert.equal(threatsOf(back).find(({ title }) => title.includes('TRUST-REPLY'))?.number, 13);
    });

    it('says mitigated of a threat that is settled now', () => {
      const settled = items.map(
        (one): Item => (one.state === 'broken' ? { ...one, state: 'proved', findings: [] } : one),
      );
      const again = dragon(threatDragon(model, settled, header, JSON.stringify(edited)));
      assert.equal(threatsOf(again).find(({ title }) => title.includes('AUTHZ-OBJECT'))?.status, 'Mitigated');
    });

    it('puts what is new below what is there, and takes away what is gone', () => {
      const cart = element({ id: 'store:prisma:Cart', name: 'Cart', zone: 'data' });
      const elements = [...model.elements.filter(({ id }) => id !== stripe.id), cart];
      const flows = model.flows.filter(({ to }) => to !== stripe.id);
      const again = dragon(threatDragon({ elements, flows }, [], header, JSON.stringify(edited)));
      const [placed, order, box] = [cellNamed(again, 'Cart'), cellNamed(again, 'Order'), cellNamed(again, 'Data')];
      assert.ok(placed.position && order.position && order.size && placed.size && box.position && box.size);
      assert.ok(placed.position.y >= order.position.y + order.size.height);
      assert.ok(placed.position.y + placed.size.height <= box.position.y + box.size.height);
      assert.equal(
        cellsOf(again).some(({ data }) => data.name === 'api.stripe.com'),
        false,
      );
    });
  });

  it('refuses to write over what it cannot read', () => {
    for (const other of ['{ "summary": ', '{ "name": "mine" }', '[]', '']) {
      assert.throws(() => threatDragon(model, items, header, other), SyntaxError, other);
    }
    assert.equal(threatDragon(model, items, header, `\ufeff${text}`), text);
  });

  for (const [state, expected] of [
    ['yes', 'Mitigated'],
    ['no', 'Open'],
    ['n/a', 'NotApplicable'],
    ['accepted', 'Accepted'],
    ['transferred', 'Transferred'],
    ['unsure', 'Open'],
  ] as const) {
    it(`says ${expected} of an answer ${state}`, () => {
      const asked = question('Q');
      const open = threatDragon(model, [item(createOrder, asked, 'person')], header);
      const answered = [item(createOrder, asked, 'answered', { answer: answer(asked, state) })];
      assert.deepEqual(
        threatsOf(dragon(threatDragon(model, answered, header, open))).map(({ status }) => status),
        [expected],
      );
    });
  }
});

describe('the threat model for the Threat Model Library', () => {
  const text = threatModelLibrary(model, items, header);
  const file = JSON.parse(text) as Record<
    string,
    {
      symbolic_name: string;
      status?: string;
      title: string;
      type?: string;
      trust_zone_a?: string;
      source?: { object: string };
      destination?: { object: string };
    }[]
  >;

  it('is accepted by its own schema', function () {
    const schema = 'threat-model.schema.json';
    if (!hasSchema(schema)) this.skip();
    assert.deepEqual(judgedBy(schema, text), []);
    assert.deepEqual(overlooked(schema, text, threatModelLibraryForm), []);
  });

  it('is of the form that we know of it', () => {
    assert.deepEqual(mistakesIn(JSON.parse(text), threatModelLibraryForm), []);
    // A form that takes anything would prove nothing: only what may be left out may be.
    const others = [...damaged(JSON.parse(text))];
    assert.ok(
      others.filter((other) => mistakesIn(other, threatModelLibraryForm).length === 0).length < others.length / 10,
    );
  });

  it('names things by symbols, and flows from and to what is named', () => {
    const names = ['actors', 'components', 'data_stores'].flatMap(
      (part) => file[part]?.map((one) => one.symbolic_name) ?? [],
    );
    assert.equal(new Set(names).size, 5);
    for (const name of names) assert.match(name, /^[0-9a-z-]+$/);
    for (const { source, destination } of file['data_flows'] ?? []) {
      assert.ok(names.includes(source?.object ?? ''));
      assert.ok(names.includes(destination?.object ?? ''));
    }
    assert.equal(file['data_flows']?.length, 4);
  });

  it('tells controls that were seen from those that somebody spoke of and those that are missing', () => {
    assert.deepEqual(file['controls']?.map(({ title, status }) => `${title}: ${status}`).sort(), [
      'GET /health: AUTHN-ROUTE: wont_do',
      'Order: INJ-QUERY: assumed',
      'POST /api/orders/:id: AUTHN-ROUTE: active',
      'POST /api/orders/:id: AUTHZ-OBJECT: suggested',
      'api.stripe.com: TRUST-REPLY: suggested',
    ]);
  });

  it('has a boundary once, whichever way data crosses it', () => {
    const both = {
      elements: model.elements,
      flows: [...model.flows, flow('store:prisma:Order', createOrder.id, { crosses: ['data', 'app'] })],
    };
    const { trust_boundaries } = JSON.parse(threatModelLibrary(both, items, header)) as { trust_boundaries: unknown[] };
    assert.equal(trust_boundaries.length, file['trust_boundaries']?.length);
  });
});

describe('the threat model as an Open Threat Model', () => {
  const text = otm(model, items, header);

  it('is accepted by its own schema', function () {
    const schema = 'open-threat-model.schema.json';
    if (!hasSchema(schema)) this.skip();
    assert.deepEqual(judgedBy(schema, text), []);
    assert.deepEqual(overlooked(schema, text, openThreatModelForm), []);
  });

  it('is of the form that we know of it', () => {
    assert.deepEqual(mistakesIn(JSON.parse(text), openThreatModelForm), []);
    // A form that takes anything would prove nothing: only what may be left out may be.
    const others = [...damaged(JSON.parse(text))];
    assert.ok(
      others.filter((other) => mistakesIn(other, openThreatModelForm).length === 0).length < others.length / 10,
    );
  });

  it('says of every component in which zone it lies and how its threats stand', () => {
    const file = JSON.parse(text) as {
      otmVersion: string;
      trustZones: { id: string }[];
      components: { name: string; parent: { trustZone: string }; threats?: { threat: string; state: string }[] }[];
      threats: { id: string }[];
    };
    assert.equal(file.otmVersion, '0.2.0');
    const zones = file.trustZones.map(({ id }) => id);
    for (const { parent } of file.components) assert.ok(zones.includes(parent.trustZone));
    const stateOf = (name: string) =>
      file.components.find((one) => one.name === name)?.threats?.map(({ state }) => state);
    assert.deepEqual(stateOf('POST /api/orders/:id'), ['mitigated', 'exposed']);
    assert.deepEqual(stateOf('GET /health'), ['accepted']);
    const known = new Set(file.threats.map(({ id }) => id));
    for (const { threats = [] } of file.components) for (const { threat } of threats) assert.ok(known.has(threat));
  });
});
