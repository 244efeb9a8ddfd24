import assert from 'node:assert/strict';
import { checkJson } from '../../report/threats/checkJson.ts';
import { checkPretty } from '../../report/threats/checkPretty.ts';
import { pullRequest } from '../../report/threats/pullRequest.ts';
import { type AnswerBook, answersOf, NO_ANSWERS } from '../../threats/answers.ts';
import { type CheckInput, check, passes } from '../../threats/check.ts';
import type { Element, ThreatModel } from '../../threats/element.ts';
import { lockOf } from '../../threats/lock.ts';
import type { Question } from '../../threats/question.ts';
import { assess } from '../../threats/states.ts';
import { control, entry, model, question } from './models.ts';

const AUTHN = question('AUTHN', { controls: ['authentication'] });
const RATE = question('RATE');

interface World {
  readonly answers?: AnswerBook;
  readonly questions?: readonly Question[];
  readonly questionSet?: number;
  readonly today?: string;
}

function stateOf(whole: ThreatModel, { answers = NO_ANSWERS, questions = [AUTHN, RATE], ...world }: World = {}) {
  const { items } = assess({
    model: whole,
    findings: [],
    questions,
    answersOf: answersOf(answers),
    today: world.today ?? '2026-06-15',
    level: 1,
  });
  return { model: whole, items, answers, questions, lock: lockOf(whole, items, world.questionSet ?? 1) };
}

/** What a change from the one state to the other does. */
function changed(
  before: ReturnType<typeof stateOf>,
  after: ReturnType<typeof stateOf>,
  change: Partial<CheckInput> = {},
) {
  return check({
    before: before.lock,
    after: after.lock,
    recorded: after.lock,
    model: after.model,
    items: after.items,
    answers: after.answers,
    questions: after.questions,
    gate: 'new-only',
    ...change,
  });
}

const failing = (result: ReturnType<typeof check>) =>
  result.failing.map((item) => `${item.element.name} ${item.question.id} ${item.state}`);

const guard = { controls: [control('authentication', 'requireAuth')], parts: { middleware: ['requireAuth'] } };
const a = entry('GET /a', guard);
const b = entry('POST /b', guard);

function answered(element: Element, change: object = {}): AnswerBook {
  const answers = [{ q: 'RATE', state: 'yes', because: 'the gateway', for: element.hash, ...change } as const];
  return { elements: [{ file: 'a.yaml', element: element.id, answers }], groups: [] };
}

describe('a check of a change', () => {
  it('fails on the open questions of a new element', () => {
    const result = changed(stateOf(model([a])), stateOf(model([a, b])));
    assert.deepEqual(failing(result), ['POST /b RATE unknown']);
    assert.equal(passes(result), false);
    const settled = changed(stateOf(model([a])), stateOf(model([a, b]), { answers: answered(b) }));
    assert.deepEqual(failing(settled), []);
    assert.equal(passes(settled), true);
  });

  it('says nothing of what was open before', () => {
    const result = changed(stateOf(model([a])), stateOf(model([a])));
    assert.deepEqual(result.drifted, []);
    assert.ok(passes(result));
    assert.deepEqual(failing(changed(stateOf(model([a])), stateOf(model([a])), { gate: 'all' })), [
      'GET /a RATE unknown',
    ]);
    const off = changed(stateOf(model([])), stateOf(model([a])), { gate: 'off' });
    assert.deepEqual([failing(off), passes(off), off.drifted.length], [[], true, 1]);
  });

  it('fails on what was proved and is no more', () => {
    const bare = { ...a, controls: [], hash: 'h2', parts: { ...a.parts, middleware: [] } };
    const result = changed(stateOf(model([a])), stateOf(model([bare])));
    assert.deepEqual(failing(result), ['GET /a AUTHN unknown']);
    assert.deepEqual(
      result.drifted.map(({ drift }) => 'changes' in drift && drift.changes),
      [['middleware removed: requireAuth', 'no longer proved: AUTHN']],
    );
  });

  it('fails on an answer that it makes stale, and not on one that was stale before', () => {
    const edited = { ...a, hash: '9999999999999999', parts: { ...a.parts, code: 'c2' } };
    const answers = answered(a);
    assert.deepEqual(failing(changed(stateOf(model([a]), { answers }), stateOf(model([edited]), { answers }))), [
      'GET /a RATE stale',
    ]);
    const old = answered(a, { for: '0000000000000000' });
    const result = changed(stateOf(model([a]), { answers: old }), stateOf(model([edited]), { answers: old }));
    assert.deepEqual(failing(result), []);
    assert.equal(result.drifted.length, 1);
  });

  it('fails on the first eight of a new element, and not on those that follow once these are settled', () => {
    const questions = Array.from({ length: 10 }, (_, index) => question(`Q${index}`));
    const given = questions.slice(0, 8).map(({ id }) => ({ q: id, state: 'yes' as const, because: 'b', for: a.hash }));
    const answers = { elements: [{ element: a.id, file: 'a.yaml', answers: given }], groups: [] };
    const [before, after] = [stateOf(model([]), { questions }), stateOf(model([a]), { questions })];
    assert.equal(failing(changed(before, after)).length, 8);
    const settled = stateOf(model([a]), { questions, answers });
    assert.deepEqual(failing(changed(before, settled)), []);
    assert.deepEqual(failing(changed(before, settled, { gate: 'all' })), ['GET /a Q8 unknown', 'GET /a Q9 unknown']);
  });

  it('lists what time made open, and fails on it only when all counts', () => {
    const answers = answered(a, { state: 'accepted', until: '2026-06-01' });
    const result = changed(stateOf(model([a]), { answers }), stateOf(model([a]), { answers }));
    assert.deepEqual(
      result.pressing.map(({ state }) => state),
      ['expired'],
    );
    assert.ok(passes(result));
  });

  it('knows a renamed element by its alias, and its answers with it', () => {
    const moved = { ...entry('GET /a2', guard), hash: '9999999999999999' };
    const book = answered(a);
    const aliased = {
      ...book,
      elements: book.elements.map((each) => ({ ...each, element: moved.id, aliases: [a.id] })),
    };
    const result = changed(stateOf(model([a]), { answers: book }), stateOf(model([moved]), { answers: aliased }));
    assert.deepEqual(
      result.drifted.map(({ drift }) => drift.kind),
      ['renamed'],
    );
    assert.deepEqual(failing(result), ['GET /a2 RATE stale']);
  });

  it('lists new questions of the set, and fails on them when the lock knows them', () => {
    const questions = [AUTHN, question('NEW', { since: 2 })];
    const before = stateOf(model([a]), { questions: [AUTHN] });
    const result = changed(before, stateOf(model([a, b]), { questions, questionSet: 2 }), { gate: 'all' });
    assert.deepEqual(
      result.newQuestions.map(({ id }) => id),
      ['NEW'],
    );
    assert.deepEqual(failing(result), []);
    const later = stateOf(model([a]), { questions, questionSet: 2 });
    assert.deepEqual(failing(changed(later, later, { gate: 'all' })), ['GET /a NEW unknown']);
  });

  it('fails when the lock in the files lacks what is new, and only says so when a hash is old', () => {
    const answers = answered(b);
    const [before, after] = [stateOf(model([a])), stateOf(model([a, b]), { answers })];
    const wrong = changed(before, after, { recorded: before.lock });
    assert.deepEqual([wrong.isLockBehind, wrong.isLockWrong, passes(wrong)], [true, true, false]);
    const edited = stateOf(model([{ ...a, hash: '9999999999999999' }]));
    const behind = changed(before, edited, { recorded: before.lock });
    assert.deepEqual([behind.isLockBehind, behind.isLockWrong, passes(behind)], [true, false, true]);
  });

  it('leaves out the code that others changed before the lock was brought up to date', () => {
    const edited = { ...a, hash: '9999999999999999', parts: { ...a.parts, code: 'c2' } };
    const states = [stateOf(model([a])), stateOf(model([edited]))] as const;
    assert.equal(changed(...states, { touched: new Set(['src/other.ts']) }).drifted.length, 0);
    assert.equal(changed(...states, { touched: new Set(['src/app.ts']) }).drifted.length, 1);
    const bare = stateOf(model([{ ...edited, controls: [], parts: { ...edited.parts, middleware: [] } }]));
    assert.equal(changed(states[0], bare, { touched: new Set(['src/other.ts']) }).drifted.length, 1);
  });
});

describe('the report of a check', () => {
  const bare = { ...a, controls: [], hash: 'h2', parts: { ...a.parts, middleware: [] } };
  const gone = entry('DELETE /old', { parts: { handler: 'gone', code: 'cg' } });
  const result = changed(stateOf(model([a, gone])), stateOf(model([bare, b])));

  it('for a pull request reads like this', () => {
    assert.equal(
      pullRequest(result),
      `## Threat model

Elements: 1 new, 1 changed, 1 removed; 3 open questions. **This change opened 2 questions: AUTHN, RATE.**

### Changed: \`GET /a\`

[\`src/app.ts:100\`](src/app.ts#L100) · entry · \`entry:express:GET:/a\`

- middleware removed: requireAuth
- no longer proved: AUTHN

- [ ] **AUTHN** Is AUTHN done? *unknown*: Nothing was seen here that checks who the caller is.
- 1 open as before

### New: \`POST /b\`

[\`src/app.ts:100\`](src/app.ts#L100) · entry · \`entry:express:POST:/b\`

- [ ] **RATE** Is RATE done? *unknown*: The scan sees nothing that could settle it.
- [x] **AUTHN** Is AUTHN done? *proved*: requireAuth checks who the caller is, on every way.

### Removed: \`DELETE /old\`

The boxes mirror the files below \`.portside/\`: what is ticked here changes nothing.
`,
    );
  });

  it('for a terminal reads like this', () => {
    assert.equal(
      checkPretty(result, (path) => `./${path}`),
      `changed: GET /a  ./src/app.ts:100
  ~ middleware removed: requireAuth
  ~ no longer proved: AUTHN
  ? AUTHN (unknown): Is AUTHN done? Nothing was seen here that checks who the caller is.
  1 open as before

new: POST /b  ./src/app.ts:100
  ? RATE (unknown): Is RATE done? The scan sees nothing that could settle it.

removed: DELETE /old

Elements: 1 new, 1 changed, 1 removed; 3 open questions.
This change opened 2 questions: AUTHN, RATE.
`,
    );
  });

  it('for programs says what fails', () => {
    const { failing: failed, ...report } = JSON.parse(checkJson(result));
    assert.deepEqual(failed, [
      { element: 'entry:express:GET:/a', question: 'AUTHN' },
      { element: 'entry:express:POST:/b', question: 'RATE' },
    ]);
    assert.deepEqual([report.version, report.passes, report.elements.length], [1, false, 3]);
  });

  it('names what only has other code in one line', () => {
    const edited = { ...a, hash: '9999999999999999', parts: { ...a.parts, code: 'c2' } };
    const quiet = changed(stateOf(model([a])), stateOf(model([edited])));
    assert.equal(
      checkPretty(quiet, String),
      'Only code changed, and no question was opened: GET /a.\n\nElements: 1 changed; 1 open question.\n',
    );
    assert.match(pullRequest(quiet), /\n\nOnly code changed, and no question was opened: `GET \/a`\.\n/);
  });

  it('tells once what many have in common', () => {
    const routes = ['c', 'd', 'e'].map((name) => entry(`GET /${name}`, guard));
    const all = routes.map((each) => ({
      ...each,
      hash: 'h2',
      parts: { ...each.parts, middleware: ['helmet()', 'requireAuth'] },
    }));
    const book = { elements: routes.flatMap((each) => answered(each).elements), groups: [] };
    const whole = changed(stateOf(model(routes), { answers: book }), stateOf(model(all), { answers: book }));
    assert.match(
      checkPretty(whole, String),
      /^changed alike: GET \/c, GET \/d, GET \/e\n {2}~ middleware added: helmet\(\)\n {2}\? RATE \(stale\): .*\n\nElements: 3 changed/,
    );
    assert.match(
      pullRequest(whole),
      /### Changed alike: 3 elements\n\n- middleware added: helmet\(\)\n\n`GET \/c`, `GET \/d`, `GET \/e`\n\n- \[ \] \*\*RATE\*\* .*\n\nThe boxes/,
    );
  });

  it('of no change says so', () => {
    const nothing = changed(stateOf(model([a])), stateOf(model([a])));
    assert.equal(pullRequest(nothing), '## Threat model\n\nNo element changed.\n');
    assert.equal(checkPretty(nothing, String), 'No element changed.\n');
  });

  it('lets no text of a file out that hides something', () => {
    const evil = entry('GET /x', { name: 'GET /`x`\u202e*b*' });
    const shown = changed(stateOf(model([])), stateOf(model([evil])));
    assert.ok(!pullRequest(shown).includes('\u202e'));
    assert.ok(!checkPretty(shown, String).includes('\u202e'));
  });
});
