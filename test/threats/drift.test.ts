import assert from 'node:assert/strict';
import { driftOf } from '../../threats/drift.ts';
import type { LockedElement } from '../../threats/lock.ts';

const ORDERS = 'entry:express:POST:/orders';

function locked(change: Partial<LockedElement> = {}): LockedElement {
  return {
    hash: 'h1',
    zone: 'internet',
    code: 'c1',
    handler: 'create',
    middleware: ['helmet', 'requireAuth'],
    reaches: ['store:pg:orders'],
    crosses: ['app → data'],
    data: ['contact'],
    proved: ['AUTHN'],
    ...change,
  };
}

const lock = (elements: Readonly<Record<string, LockedElement>>) => ({
  questionSet: 1,
  elements: new Map(Object.entries(elements)),
});

function drift(
  before: Readonly<Record<string, LockedElement>>,
  after: Readonly<Record<string, LockedElement>>,
  aliases: Readonly<Record<string, string>> = {},
) {
  return driftOf(lock(before), lock(after), new Map(Object.entries(aliases)));
}

/** What is said of one element that changed so. */
function changes(change: Partial<LockedElement>) {
  const [found, ...more] = drift({ [ORDERS]: locked() }, { [ORDERS]: locked({ hash: 'h2', ...change }) });
  assert.deepEqual(more, []);
  assert.ok(found?.kind === 'changed');
  return found.changes;
}

describe('drift', () => {
  it('says nothing of what is the same', () => {
    assert.deepEqual(drift({ [ORDERS]: locked() }, { [ORDERS]: locked() }), []);
    // Another name of the handler is no other code.
    assert.deepEqual(drift({ [ORDERS]: locked() }, { [ORDERS]: locked({ handler: 'place' }) }), []);
  });

  it('says what is new and what is removed', () => {
    assert.deepEqual(drift({ 'store:pg:a': locked() }, { 'store:pg:b': locked() }), [
      { kind: 'removed', id: 'store:pg:a' },
      { kind: 'new', id: 'store:pg:b' },
    ]);
  });

  const said: readonly (readonly [Partial<LockedElement>, readonly string[]])[] = [
    [{ middleware: ['helmet'], proved: [] }, ['middleware removed: requireAuth', 'no longer proved: AUTHN']],
    [{ middleware: ['helmet', 'requireAuth', 'upload'] }, ['middleware added: upload']],
    [{ middleware: ['requireAuth', 'helmet'] }, ['middleware runs in another order']],
    [{ reaches: ['call:http:evil.example', 'store:pg:orders'] }, ['calls a new host: evil.example']],
    [
      { reaches: ['process:child_process:exec', 'store:pg:orders', 'store:pg:users'] },
      ['reaches a new sink: exec', 'reaches a new store: users'],
    ],
    [{ reaches: [] }, ['no longer reaches orders']],
    [{ data: ['contact', 'health'] }, ['handles a new class of data: health']],
    [{ crosses: ['app → data', 'app → third-party'] }, ['crosses a new boundary: app → third-party']],
    [{ zone: 'admin' }, ['moved from internet to admin']],
    [{ code: 'c2' }, ['handler changed']],
    [{}, ['code that it reaches changed']],
  ];
  for (const [change, expected] of said) {
    it(`says ${expected.join(', ')}`, () => assert.deepEqual(changes(change), expected));
  }

  it('sees a new class of data also where the code is the same', () => {
    const [found] = drift({ [ORDERS]: locked() }, { [ORDERS]: locked({ data: ['contact', 'health'] }) });
    assert.equal(found?.kind, 'changed');
  });

  const PURCHASES = 'entry:express:POST:/purchases';

  it('proposes that a route with the same handler behind another path was renamed', () => {
    assert.deepEqual(drift({ [ORDERS]: locked() }, { [PURCHASES]: locked({ hash: 'h2' }) }), [
      { kind: 'renamed', id: PURCHASES, from: ORDERS, isSure: false, changes: [] },
    ]);
  });

  it('proposes nothing for another handler, another framework or what is no route', () => {
    const kinds = (before: string, after: string, change: Partial<LockedElement>) =>
      drift({ [before]: locked() }, { [after]: locked(change) }).map(({ kind }) => kind);
    assert.deepEqual(kinds(ORDERS, PURCHASES, { code: 'c2', handler: 'pay' }), ['removed', 'new']);
    assert.deepEqual(
      drift(
        { [ORDERS]: locked({ handler: 'function' }) },
        { [PURCHASES]: locked({ code: 'c2', handler: 'function' }) },
      ).map(({ kind }) => kind),
      ['removed', 'new'],
    );
    assert.deepEqual(kinds(ORDERS, 'entry:koa:POST:/purchases', {}), ['removed', 'new']);
    assert.deepEqual(kinds('store:pg:a', 'store:pg:b', {}), ['removed', 'new']);
  });

  it('proposes nothing where two fit equally well', () => {
    const before = { 'entry:express:GET:/a': locked(), 'entry:express:GET:/b': locked() };
    assert.deepEqual(
      drift(before, { 'entry:express:GET:/c': locked() }).map(({ kind }) => kind),
      ['removed', 'removed', 'new'],
    );
    const after = { 'entry:express:GET:/c': locked(), 'entry:express:GET:/d': locked() };
    assert.deepEqual(
      drift({ 'entry:express:GET:/a': locked() }, after).map(({ kind }) => kind),
      ['removed', 'new', 'new'],
    );
  });

  it('takes the better fit of two', () => {
    const after = { 'entry:express:GET:/c': locked(), 'entry:express:GET:/d': locked({ code: 'c2' }) };
    assert.deepEqual(
      drift({ 'entry:express:GET:/a': locked() }, after).map(({ kind, id }) => `${kind} ${id}`),
      ['renamed entry:express:GET:/c', 'new entry:express:GET:/d'],
    );
  });

  it('is sure of what a file names as an alias, and says what changed besides', () => {
    const after = { [PURCHASES]: locked({ hash: 'h2', code: 'c2', handler: 'pay', middleware: ['helmet'] }) };
    assert.deepEqual(drift({ [ORDERS]: locked() }, after, { [ORDERS]: PURCHASES }), [
      {
        kind: 'renamed',
        id: PURCHASES,
        from: ORDERS,
        isSure: true,
        changes: ['middleware removed: requireAuth', 'handler changed'],
      },
    ]);
  });
});
