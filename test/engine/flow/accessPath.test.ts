import assert from 'node:assert/strict';
import { AccessPaths, ANY, fits, patternsOf } from '../../../engine/flow/accessPath.ts';

describe('an access path', () => {
  it('names properties from the object inwards', () => {
    const paths = new AccessPaths();
    const path = paths.push('a', paths.push('b', 0));
    assert.deepEqual(paths.namesOf(path), ['a', 'b']);
    assert.deepEqual(paths.namesOf(0), []);
  });

  it('is one number for one path', () => {
    const paths = new AccessPaths();
    assert.equal(paths.push('a', 0), paths.push('a', 0));
    assert.notEqual(paths.push('a', 0), paths.push('b', 0));
    assert.notEqual(paths.push('a', paths.push('b', 0)), paths.push('b', paths.push('a', 0)));
    assert.notEqual(paths.push('1', paths.push('2', 0)), paths.push('12', 0));
  });

  it('loses a property when it is read', () => {
    const paths = new AccessPaths();
    const path = paths.push('a', paths.push('b', 0));
    assert.equal(paths.pop('a', path), paths.push('b', 0));
    assert.equal(paths.pop('b', paths.push('b', 0)), 0);
  });

  it('leads elsewhere when another property is read', () => {
    const paths = new AccessPaths();
    assert.equal(paths.pop('x', paths.push('a', 0)), -1);
  });

  it('of the value itself stays under every property', () => {
    assert.equal(new AccessPaths().pop('a', 0), 0);
  });

  it('of an unknown name matches every name', () => {
    const paths = new AccessPaths();
    assert.equal(paths.pop('a', paths.push(ANY, 0)), 0);
    assert.equal(paths.pop(ANY, paths.push('a', 0)), 0);
  });

  it('ends where its first property is overwritten', () => {
    const paths = new AccessPaths();
    const path = paths.push('a', paths.push('b', 0));
    assert.equal(paths.without('a', path), -1);
    assert.equal(paths.without('b', path), path);
  });

  it('of the value itself, and of an unknown name, goes on without what is overwritten', () => {
    const paths = new AccessPaths();
    for (const whole of [0, paths.push(ANY, 0)]) {
      const rest = paths.without('b', paths.without('a', whole));
      assert.equal(paths.pop('a', rest), -1);
      assert.equal(paths.pop('b', rest), -1);
      assert.equal(paths.pop('c', rest), 0);
      assert.equal(paths.bare(rest), whole);
    }
  });
});

describe('a pattern of paths', () => {
  it('has a list of names for each path of a model', () => {
    assert.deepEqual(patternsOf(undefined), [[]]);
    assert.deepEqual(patternsOf('a.b'), [['a', 'b']]);
    assert.deepEqual(patternsOf(['a', 'b.*']), [['a'], ['b', '*']]);
  });

  it('says which names fit', () => {
    assert.ok(fits('a', 'a') && !fits('a', 'b'));
    assert.ok(fits('3', ANY) && !fits('a', ANY));
    assert.ok(fits('a', '<name>') && !fits('$gt', '<name>'));
  });

  it('is met by a name that the data chooses', () => {
    for (const wanted of ['a', ANY, '<name>', '$or']) assert.ok(fits(ANY, wanted), wanted);
  });
});
