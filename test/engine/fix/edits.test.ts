import assert from 'node:assert/strict';
import { applyEdits, insertAfter, insertBefore, remove, replace, shiftRange } from '../../../engine/fix/edits.ts';
import type { Node } from '../../../engine/syntax/nodes.ts';
import { createTypescriptParser } from '../../../engine/syntax/typescriptParser.ts';

const parse = createTypescriptParser();

/** The node that reads exactly so in a text. */
function nodeAt(text: string, code: string): Node {
  const found = parse(text, 'typescript').nodes.findLast((node) => text.slice(node.range[0], node.range[1]) === code);
  assert.ok(found, `${code} in ${text}`);
  return found;
}

describe('edits', () => {
  it('replace and insert at nodes', () => {
    const text = 'f(a, b);';
    const b = nodeAt(text, 'b');
    assert.equal(applyEdits(text, [replace(b, 'c')]), 'f(a, c);');
    assert.equal(applyEdits(text, [insertBefore(b, '!')]), 'f(a, !b);');
    assert.equal(applyEdits(text, [insertAfter(b, '!')]), 'f(a, b!);');
  });

  it('are applied together, in any order', () => {
    const edits = [
      { start: 4, end: 6, text: 'XY' },
      { start: 0, end: 1, text: '' },
      { start: 2, end: 2, text: '+' },
    ];
    assert.equal(applyEdits('abcdefg', edits), 'b+cdXYg');
    assert.equal(applyEdits('abcdefg', [...edits].reverse()), 'b+cdXYg');
  });

  it('of nothing leave the text', () => assert.equal(applyEdits('abc', []), 'abc'));

  it('may touch each other', () => {
    assert.equal(
      applyEdits('abcd', [
        { start: 0, end: 2, text: 'x' },
        { start: 2, end: 4, text: 'y' },
      ]),
      'xy',
    );
    assert.equal(
      applyEdits('ab', [
        { start: 1, end: 1, text: 'x' },
        { start: 1, end: 2, text: 'y' },
      ]),
      'axy',
    );
    assert.equal(
      applyEdits('ab', [
        { start: 1, end: 1, text: 'x' },
        { start: 1, end: 1, text: 'y' },
      ]),
      'axyb',
    );
  });

  it('must not overlap or leave the text', () => {
    for (const edits of [
      [
        { start: 0, end: 2, text: '' },
        { start: 1, end: 3, text: '' },
      ],
      [
        { start: 0, end: 3, text: '' },
        { start: 1, end: 2, text: '' },
      ],
      [
        { start: 0, end: 3, text: '' },
        { start: 1, end: 1, text: 'x' },
      ],
      [{ start: 2, end: 1, text: '' }],
      [{ start: -1, end: 0, text: '' }],
      [{ start: 2, end: 4, text: '' }],
      [{ start: 4, end: 4, text: 'x' }],
      [{ start: Number.NaN, end: 1, text: 'x' }],
    ])
      assert.throws(() => applyEdits('abc', edits), RangeError, JSON.stringify(edits));
  });

  it('do not change their list', () => {
    const edits = [
      { start: 1, end: 1, text: 'x' },
      { start: 0, end: 0, text: 'y' },
    ];
    applyEdits('ab', edits);
    assert.equal(edits[0]?.text, 'x');
  });
});

describe('the edit that removes an element of a list', () => {
  for (const [text, code, after] of [
    ['f(a, b, c);', 'a', 'f(b, c);'],
    ['f(a, b, c);', 'b', 'f(a, c);'],
    ['f(a, b, c);', 'c', 'f(a, b);'],
    ['f(a);', 'a', 'f();'],
    ['f(a,);', 'a', 'f();'],
    ['x = { a: 1, b: 2 };', 'a: 1', 'x = { b: 2 };'],
    ['x = { a: 1, b: 2 };', 'b: 2', 'x = { a: 1 };'],
    ['x = {\n  a: 1,\n  b: 2,\n};', 'a: 1', 'x = {\n  b: 2,\n};'],
    ['x = {\n  a: 1,\n  b: 2,\n};', 'b: 2', 'x = {\n  a: 1,\n};'],
    ['x = {\r\n  a: 1,\r\n  b: 2,\r\n};', 'b: 2', 'x = {\r\n  a: 1,\r\n};'],
    ['x = {\n  a: 1,\n  b: 2\n};', 'b: 2', 'x = {\n  a: 1\n};'],
    ['x = [1, 2];', '2', 'x = [1];'],
    ['x = [1 , 2];', '1', 'x = [2];'],
    ['f(/* , */ a, b);', 'a', 'f(/* , */ b);'],
  ] as const) {
    it(`turns ${JSON.stringify(text)} into ${JSON.stringify(after)}`, () => {
      assert.equal(applyEdits(text, [remove(nodeAt(text, code), text)]), after);
    });
  }
});

describe('a range of the old text', () => {
  const range = { start: 4, end: 6 };

  it('moves with what is edited before it', () => {
    assert.deepEqual(shiftRange(range, [{ start: 0, end: 1, text: 'xyz' }]), { start: 6, end: 8 });
    assert.deepEqual(shiftRange(range, [{ start: 0, end: 3, text: '' }]), { start: 1, end: 3 });
    assert.deepEqual(
      shiftRange(range, [
        { start: 1, end: 1, text: 'x' },
        { start: 2, end: 4, text: '' },
      ]),
      { start: 3, end: 5 },
    );
    assert.deepEqual(shiftRange(range, [{ start: 4, end: 4, text: 'x' }]), { start: 5, end: 7 });
  });

  it('stays where something is edited behind it', () => {
    assert.deepEqual(shiftRange(range, [{ start: 6, end: 9, text: 'x' }]), range);
    assert.deepEqual(shiftRange(range, [{ start: 6, end: 6, text: 'x' }]), range);
  });

  it('is lost when it is touched', () => {
    for (const edit of [
      { start: 5, end: 5 },
      { start: 3, end: 5 },
      { start: 5, end: 7 },
      { start: 0, end: 9 },
      { start: 4, end: 6 },
    ])
      assert.equal(shiftRange(range, [{ ...edit, text: 'x' }]), undefined, JSON.stringify(edit));
  });
});
