import assert from 'node:assert/strict';
import { questionSet } from '../../rules/checklists/questionSet.ts';
import type { Answer, Question, State } from '../../threats/question.ts';
import { type AssessInput, assess, openItems } from '../../threats/states.ts';
import { control, element, entry, finding, model, place, question } from './models.ts';

const SIGNED_IN = question('AUTHN', { controls: ['authentication'], cwe: [306] });
const QUERY = question('QUERY', { of: ['store'], who: 'scan', controls: ['parameterised'], cwe: [89] });

function assessed(change: Partial<AssessInput>, answers: Readonly<Record<string, readonly Partial<Answer>[]>> = {}) {
  return assess({
    model: model([entry('GET /orders')]),
    findings: [],
    questions: [SIGNED_IN],
    answersOf: ({ id }) =>
      new Map(
        (answers[id] ?? []).map((answer) => {
          const given: Answer = { question: 'AUTHN', state: 'yes', because: 'b', findings: [], ...answer };
          return [given.question, given];
        }),
      ),
    today: '2026-06-15',
    level: 1,
    ...change,
  });
}

/** The one item. */
function only(change: Partial<AssessInput>, answer?: Partial<Answer>) {
  const { items } = assessed(change, answer ? { 'entry:express:GET:/orders': [answer] } : {});
  assert.equal(items.length, 1, items.map((item) => item.question.id).join());
  return items[0]!;
}

const guarded = model([entry('GET /orders', { controls: [control('authentication', 'requireAuth')] })]);
const seemsGuarded = model([entry('GET /orders', { controls: [control('authentication', 'requireAuth', 'named')] })]);
const broken = [finding({ cwe: [306], location: place('src/app.ts', 150, 160), ruleId: 'no-auth' })];

describe('the state of a question', () => {
  it('is proved by a control that is certain, and says where', () => {
    const { state, why, evidence } = only({ model: guarded });
    assert.equal(state, 'proved');
    assert.equal(why, 'requireAuth checks who the caller is, on every way.');
    assert.deepEqual(evidence, [{ location: place('src/guards.ts', 5), text: 'requireAuth' }]);
  });

  it('is asked of all that somebody calls, however that is: of operations of GraphQL and functions of the server as well', () => {
    const askedOf = (route: string) =>
      new Set(assessed({ model: model([entry(route)]), questions: questionSet }).items.map((item) => item.question.id));
    for (const route of ['POST /users', 'MUTATION addUser', 'QUERY user', 'SUBSCRIPTION news', 'ACTION rename', 'WS /'])
      assert.ok(askedOf(route).has('AUTHN-ROUTE') && askedOf(route).has('RATE'), route);
    for (const route of ['CRON nightly', 'CLI import']) assert.ok(!askedOf(route).has('AUTHN-ROUTE'), route);
  });

  it('is not proved by a name', () => {
    const { state, why } = only({ model: seemsGuarded });
    assert.equal(state, 'unknown');
    assert.equal(why, 'Only the name of requireAuth says that it checks who the caller is.');
  });

  it('is not proved by a control whose own code a finding deceives', () => {
    const checks = { ...control('authentication', 'requireAuth'), code: [place('src/token.ts', 0, 100)] };
    const whole = model([entry('GET /orders', { controls: [checks] })]);
    const unchecked = finding({ cwe: [347], location: place('src/token.ts', 10, 20) });
    assert.equal(only({ model: whole, findings: [] }).state, 'proved');
    const { state, why, evidence } = only({ model: whole, findings: [{ ...unchecked, ruleId: 'jwt-unverified' }] });
    assert.equal(state, 'unknown');
    assert.equal(why, 'requireAuth checks who the caller is, but a finding is open in code that does: jwt-unverified.');
    assert.ok(evidence.some(({ location }) => location.path === 'src/token.ts'));
    assert.equal(only({ model: whole, findings: [{ ...unchecked, cwe: [327] }] }).state, 'proved');
  });

  it('is not proved by finding nothing', () => {
    const { state, why } = only({});
    assert.equal(state, 'unknown');
    assert.equal(why, 'Nothing was seen here that checks who the caller is.');
  });

  it('is not proved by a part of what it needs', () => {
    const both = question('BOTH', { controls: ['pinned', 'permissions'], provedBy: ['pinned', 'permissions'] });
    const half = model([entry('GET /orders', { controls: [control('pinned', 'lock')] })]);
    assert.equal(only({ model: half, questions: [both] }).state, 'unknown');
    const whole = model([
      entry('GET /orders', { controls: [control('pinned', 'lock'), control('permissions', 'read')] }),
    ]);
    assert.equal(only({ model: whole, questions: [both] }).state, 'proved');
    const never = question('NEVER', { controls: ['pinned'], provedBy: [] });
    const { state, why } = only({ model: half, questions: [never] });
    assert.equal(state, 'unknown');
    assert.equal(why, 'lock pins a version; that alone does not settle it.');
  });

  it('is broken by a finding, whatever control there is', () => {
    const { state, why, findings } = only({ model: guarded, findings: broken });
    assert.equal(state, 'broken');
    assert.equal(why, 'A finding is open: no-auth.');
    assert.deepEqual(findings, ['f1']);
  });

  it("is a person's where the scan can see nothing", () => {
    assert.equal(only({ questions: [question('MFA', { who: 'person' })] }).state, 'person');
  });

  const answers: readonly (readonly [string, Partial<Answer>, Partial<AssessInput>, State])[] = [
    ['yes for this code', { for: '1111111111111111' }, {}, 'answered'],
    ['yes for the start of its hash', { for: '11111111' }, {}, 'answered'],
    ['yes for other code', { for: '0000000000000000' }, {}, 'stale'],
    ['yes for other code, which a control proves', { for: '0000000000000000' }, { model: guarded }, 'proved'],
    ['yes before it joined the group', { for: '' }, {}, 'stale'],
    ['yes by hand, for no code', {}, {}, 'answered'],
    ['yes, and a finding says no', { for: '1111111111111111' }, { findings: broken }, 'contradicted'],
    ['yes that names the finding', { findings: ['f1'] }, { findings: broken }, 'contradicted'],
    ['n/a, and a finding says no', { state: 'n/a' }, { findings: broken }, 'contradicted'],
    ['no', { state: 'no' }, {}, 'answered'],
    ['no, and a finding agrees', { state: 'no' }, { findings: broken }, 'broken'],
    ['accepted, in time', { state: 'accepted', until: '2026-06-15' }, {}, 'answered'],
    ['accepted, time over', { state: 'accepted', until: '2026-06-14' }, {}, 'expired'],
    [
      'accepted with its finding',
      { state: 'accepted', until: '2027-01-01', findings: ['f1'] },
      { findings: broken },
      'answered',
    ],
    [
      'accepted, another finding',
      { state: 'accepted', until: '2027-01-01', findings: ['f2'] },
      { findings: broken },
      'broken',
    ],
    ['unsure', { state: 'unsure' }, {}, 'unknown'],
    ['unsure, and a control proves it', { state: 'unsure' }, { model: guarded }, 'proved'],
  ];
  for (const [name, answer, input, state] of answers) {
    it(`answered ${name} is ${state}`, () => assert.equal(only(input, answer).state, state));
  }
});

describe('the findings of an element', () => {
  const route = entry('GET /orders', { parts: { reaches: ['store:pg:orders'] } });
  const other = entry('GET /other', {
    location: place('src/app.ts', 300, 400),
    parts: { reaches: ['store:pg:orders'] },
  });
  const store = element('store:pg:orders', { location: place('src/db.ts', 10, 30) });
  const whole = model([route, other, store]);
  const states = (findings: Partial<AssessInput>['findings'] = []) =>
    assessed({ model: whole, questions: [SIGNED_IN, QUERY], findings }).items.map(
      ({ element: { name }, question: { id }, state }) => `${name} ${id} ${state}`,
    );
  const step = (kind: 'source' | 'sink', location: ReturnType<typeof place>) => ({ kind, location, message: 'm' });

  it('are those of its handler and of where the data arrives', () => {
    const flow = {
      trust: 'remote' as const,
      steps: [step('source', place('src/app.ts', 120, 130)), step('sink', place('src/db.ts', 15, 20))],
    };
    assert.deepEqual(states([finding({ location: place('src/db.ts', 15, 20), flow })]), [
      'GET /orders QUERY broken',
      'GET /orders AUTHN unknown',
      'GET /other AUTHN unknown',
      'orders QUERY broken',
    ]);
  });

  it('are those of all that reach it when no handler holds a step', () => {
    const flow = {
      trust: 'remote' as const,
      steps: [step('source', place('src/read.ts', 1, 2)), step('sink', place('src/db.ts', 15, 20))],
    };
    assert.deepEqual(
      states([finding({ location: place('src/db.ts', 15, 20), flow })]).filter((line) => line.endsWith('broken')),
      ['GET /orders QUERY broken', 'GET /other QUERY broken', 'orders QUERY broken'],
    );
  });

  it('in code that routes share are those of the routes that hold the source, too', () => {
    const shared = place('src/service.ts', 0, 100);
    const [one, two] = ['GET /one', 'GET /two'].map((name, index) =>
      entry(name, { location: place('src/app.ts', 500 + 100 * index, 590 + 100 * index), spans: [shared] }),
    );
    const found = (steps: Parameters<typeof step>[]) =>
      assessed({
        model: model([one!, two!]),
        questions: [QUERY],
        findings: [
          finding({
            location: place('src/service.ts', 50, 60),
            ...(steps.length > 0 && { flow: { trust: 'remote', steps: steps.map((each) => step(...each)) } }),
          }),
        ],
      }).items.map((item) => item.element.name);
    const sink = ['sink', place('src/service.ts', 50, 60)] as const;
    assert.deepEqual(found([['source', place('src/app.ts', 510, 520)], [...sink]]), ['GET /one']);
    assert.deepEqual(found([['source', place('src/service.ts', 10, 20)], [...sink]]), ['GET /one', 'GET /two']);
    // A pattern in a function that both call is a pattern of both; in one that all call it is nobody's own.
    assert.deepEqual(found([]), ['GET /one', 'GET /two']);
    const all = Array.from({ length: 5 }, (_, index) => entry(`GET /${index}`, { spans: [shared] }));
    const pattern = finding({ location: place('src/service.ts', 50, 60) });
    assert.deepEqual(assessed({ model: model(all), questions: [QUERY], findings: [pattern] }).elsewhere, [pattern]);
  });

  it('without a way are those of their place alone', () => {
    assert.deepEqual(
      states([finding({ location: place('src/db.ts', 15, 20) })]).filter((line) => line.endsWith('broken')),
      ['orders QUERY broken'],
    );
  });

  it('that lie at no element speak of the program nearest to them', () => {
    const apps = ['shop/server/main.ts', 'admin/main.ts'].map((path) =>
      element(`app:express:${path}`, { location: place(path, 0, 9) }),
    );
    const astray = finding({ location: place('shop/client/view.ts', 1, 2) });
    const { items, elsewhere } = assessed({ model: model(apps), findings: [astray], questions: [QUERY] });
    assert.deepEqual([items.map((item) => item.element.id), elsewhere], [['app:express:shop/server/main.ts'], []]);
  });

  it('that lie at no element are told apart', () => {
    const astray = finding({ location: place('src/job.ts', 1, 2) });
    const { elsewhere, items } = assessed({ model: whole, findings: [astray] });
    assert.deepEqual(elsewhere, [astray]);
    assert.ok(items.every(({ state }) => state === 'unknown'));
  });
});

describe('the questions of an element', () => {
  const ids = (change: Partial<AssessInput>) => assessed(change).items.map((item) => item.question.id);

  it('that the scan alone answers, by nothing that it could see, are asked when a finding breaks them', () => {
    const scan = question('XSS', { who: 'scan', cwe: [79] });
    assert.deepEqual(ids({ questions: [scan] }), []);
    const markup = finding({ cwe: [79], location: place('src/app.ts', 110, 120) });
    assert.deepEqual(ids({ questions: [scan], findings: [markup] }), ['XSS']);
  });

  it('of a higher level are not asked, but for what a finding breaks', () => {
    const high = question('HIGH', { asvs: [{ id: '1.1.1', level: 2 }], cwe: [89] });
    assert.deepEqual(ids({ questions: [high] }), []);
    assert.deepEqual(ids({ questions: [high], level: 2 }), ['HIGH']);
    const found = finding({ location: place('src/app.ts', 110, 120) });
    assert.deepEqual(ids({ questions: [high], findings: [found] }), ['HIGH']);
  });

  it('are at most eight at once, the weightiest first; an answer does not bring up the next', () => {
    const questions: Question[] = Array.from({ length: 10 }, (_, index) =>
      question(`Q${index}`, { asvs: [{ id: '1.1.1', level: index < 5 ? 2 : 1 }] }),
    );
    const open = (answers = {}) =>
      openItems(assessed({ questions, level: 2 }, answers).items).map((item) => item.question.id);
    assert.deepEqual(open(), ['Q5', 'Q6', 'Q7', 'Q8', 'Q9', 'Q0', 'Q1', 'Q2']);
    assert.deepEqual(open({ 'entry:express:GET:/orders': [{ question: 'Q6' }] }), [
      ...['Q5', 'Q7', 'Q8', 'Q9', 'Q0', 'Q1', 'Q2'],
    ]);
    // The rest comes when these are settled, and no change is to blame for it.
    const eight = ['Q5', 'Q6', 'Q7', 'Q8', 'Q9', 'Q0', 'Q1', 'Q2'].map((id) => ({ question: id }));
    assert.deepEqual(open({ 'entry:express:GET:/orders': eight }), ['Q3', 'Q4']);
    const { items } = assessed({ questions, level: 2 }, { 'entry:express:GET:/orders': eight });
    assert.deepEqual(
      items.flatMap(({ followsUp, question: { id } }) => (followsUp ? [id] : [])),
      ['Q3', 'Q4'],
    );
  });

  it('of what handles data start with what can get out, and near to strangers with who gets in', () => {
    const questions = [question('IN', { stride: ['S'] }), question('OUT', { stride: ['I'] })];
    const first = (change: Parameters<typeof entry>[1], data: readonly string[] = []) =>
      assessed({ model: model([entry('GET /orders', change)]), questions, data }).items[0]?.question.id;
    assert.equal(first({ zone: 'internet' }), 'IN');
    assert.equal(first({ zone: 'app', data: ['contact'] }), 'OUT');
    assert.equal(first({ zone: 'internet', data: ['payment'] }), 'IN');
    assert.equal(first({ zone: 'internet', data: ['payment'] }, ['payment']), 'OUT');
  });

  it('keep open what is answered with no, or by somebody who is not sure', () => {
    for (const state of ['no', 'unsure'] as const) {
      const answers = { 'entry:express:GET:/orders': [{ question: 'AUTHN', state }] };
      assert.equal(openItems(assessed({}, answers).items).length, 1, state);
    }
    for (const state of ['yes', 'n/a', 'accepted', 'transferred'] as const) {
      const answers = { 'entry:express:GET:/orders': [{ question: 'AUTHN', state }] };
      assert.equal(openItems(assessed({}, answers).items).length, 0, state);
    }
  });

  it('that press are all shown', () => {
    const questions = Array.from({ length: 10 }, (_, index) => question(`Q${index}`, { cwe: [89] }));
    const found = finding({ location: place('src/app.ts', 110, 120) });
    assert.equal(openItems(assessed({ questions, findings: [found] }).items).length, 10);
  });

  it('say how its peers stand', () => {
    const passing = Array.from({ length: 5 }, (_, index) =>
      entry(`GET /a${index}`, { controls: [control('authentication', 'requireAuth', 'named')] }),
    );
    const { items } = assessed({ model: model([...passing, entry('GET /orders')]) });
    assert.deepEqual(
      items.flatMap(({ peers }) => peers ?? []),
      ['5 of 6 GET routes pass requireAuth; this one does not'],
    );
    const few = assessed({ model: model([...passing.slice(0, 2), entry('GET /orders')]) });
    assert.ok(few.items.every(({ peers }) => peers === undefined));
  });

  it('say how its peers stand: those of its program, of its method first, and by what is sure', () => {
    const peersOf = (name: string, elements: Parameters<typeof model>[0]) =>
      assessed({ model: model(elements) }).items.find((item) => item.element.name === name)?.peers;
    const guard = control('authentication', 'requireAuth');
    const hint = control('authentication', 'readToken', 'named');
    const routes = (method: string, path: string, count: number, controls = [guard]) =>
      Array.from({ length: count }, (_, index) => entry(`${method} ${path}${index}`, { controls }));
    const odd = entry('POST /odd');
    assert.equal(
      peersOf('POST /odd', [...routes('POST', '/a', 3, [hint, guard]), odd]),
      '3 of 4 POST routes pass requireAuth; this one does not',
    );
    assert.equal(
      peersOf('POST /odd', [...routes('GET', '/a', 7), ...routes('POST', '/b', 1), odd]),
      '8 of 9 routes of all methods pass requireAuth; this one does not',
    );
    // What runs beside it is no peer.
    const apps = [
      element('app:express:one/app.ts', { location: place('one/app.ts') }),
      element('app:express:two/app.ts', { location: place('two/app.ts') }),
    ];
    const beside = routes('POST', '/a', 6).map((each) => ({ ...each, location: place('two/routes.ts') }));
    assert.equal(peersOf('POST /odd', [...apps, ...beside, { ...odd, location: place('one/routes.ts') }]), undefined);
    const refusal = control('authentication', 'answers 401');
    const inside = { ...refusal, evidence: { ...refusal.evidence, kind: 'check' as const } };
    assert.equal(
      peersOf('POST /odd', [...routes('POST', '/a', 4, [inside]), odd]),
      'the handlers of 4 of 5 POST routes have a check that answers 401; this one has none',
    );
    assert.equal(
      only({ model: model(routes('POST', '/a', 1, [inside])) }).why,
      'The handler answers 401 where it checks who the caller is, on every way.',
    );
    // Half of them is no rule.
    assert.equal(peersOf('POST /odd', [...routes('POST', '/a', 4), ...routes('POST', '/b', 4, []), odd]), undefined);
  });

  it('of the whole set fit the element', () => {
    const asked = (...elements: Parameters<typeof model>[0]) =>
      assessed({ model: model(elements), questions: questionSet, level: 3 }).items.map((item) => item.question.id);
    assert.deepEqual(asked(entry('GET /orders')).sort(), ['AUTHN-ROUTE', 'AUTHZ-FUNC', 'INPUT-SCHEMA', 'RATE']);
    assert.deepEqual(asked(entry('CRON nightly')), []);
    assert.ok(asked(entry('GET /orders/:id')).includes('AUTHZ-OBJECT'));
    assert.ok(!asked(entry('POST /orders')).includes('CSRF'));
    assert.ok(asked(entry('POST /orders'), element('session:express-session:sid')).includes('CSRF'));
    assert.deepEqual(asked(element('store:pg:orders')), ['INJ-QUERY']);
    assert.equal(asked(element('data:type:contact')).filter((id) => id.startsWith('PRIVACY-')).length, 7);
  });
});
