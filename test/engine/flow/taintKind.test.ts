import assert from 'node:assert/strict';
import {
  ALL_KINDS,
  bitsOf,
  exactBitsOf,
  isChosen,
  kindsOf,
  NUMBER_KINDS,
  TEXT_KINDS,
} from '../../../engine/flow/taintKind.ts';

describe('taint kinds', () => {
  it('are bits of one word, each its own', () => {
    const kinds = kindsOf(ALL_KINDS | bitsOf(['secret']));
    assert.ok(kinds.length > 15 && kinds.length <= 32);
    assert.equal(new Set(kinds.map((kind) => exactBitsOf([kind]))).size, kinds.length);
    for (const kind of kinds) assert.deepEqual(kindsOf(exactBitsOf([kind])), [kind]);
  });

  it('of a name come with those of the object that it chooses', () => {
    assert.deepEqual(kindsOf(bitsOf(['object-key'])), ['object-key', 'chosen-object']);
    assert.ok(!isChosen(bitsOf(['object-key'])) && isChosen(bitsOf(['chosen-object', 'path'])));
  });

  it('are a set in their declared order', () => {
    assert.deepEqual(kindsOf(bitsOf(['path', 'code', 'path'])), ['code', 'path']);
    assert.deepEqual(kindsOf(0), []);
    assert.equal(bitsOf([]), 0);
  });

  it('of a text are all but those of an object, of a number few', () => {
    assert.equal(ALL_KINDS & ~TEXT_KINDS, bitsOf(['object-shape']));
    assert.deepEqual(kindsOf(NUMBER_KINDS), ['size']);
  });

  it('of input hold no guessable randomness', () => assert.equal(ALL_KINDS & bitsOf(['secret']), 0));
});
