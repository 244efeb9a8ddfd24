import assert from 'node:assert/strict';
import { kindsThatPassInto } from '../../../engine/flow/holeContext.ts';
import { exactBitsOf, type TaintKind } from '../../../engine/flow/taintKind.ts';

const passes = (kind: TaintKind, before: string, isFirst = true) =>
  (kindsThatPassInto(before, isFirst) & exactBitsOf([kind])) !== 0;

describe('what can pass into a hole of a text', () => {
  it('is anything but an object at the start', () => {
    assert.equal(passes('url-host', ''), true);
    assert.equal(passes('shell-command', ''), true);
    assert.equal(passes('object-shape', ''), false);
  });

  it('is no host behind one that has ended', () => {
    for (const before of [
      'https://a.example/',
      'https://a.example/users/',
      'http://a.example?x=',
      'https://a.example#',
      '/users/',
      './',
      '../',
      '?x=',
      '#',
      'users/',
    ])
      assert.equal(passes('url-host', before), false, before);
  });

  it('is still a host where none has ended', () => {
    for (const before of ['https://', 'https://a.example', 'https://user@', '//', '/', 'http', ''])
      assert.equal(passes('url-host', before), true, before);
  });

  it('is no scheme behind one, or behind what is none', () => {
    for (const before of ['https://', 'https:', '/', '//', '"', '<p>', 'report', 'page-'])
      assert.equal(passes('url-scheme', before), false, before);
    for (const before of ['', ' ', 'java', ' JavaScript']) assert.equal(passes('url-scheme', before), true, before);
  });

  it('is no path in a query', () => {
    assert.equal(passes('url-path', 'https://a.example/x?y='), false);
    assert.equal(passes('url-path', 'https://a.example/'), true);
  });

  it('is no host behind another hole and a separator', () => {
    assert.equal(passes('url-host', '/users/', false), false);
    assert.equal(passes('url-host', '.', false), true);
    assert.equal(passes('url-scheme', '.', false), false);
  });

  it('is a path of its own only where nothing but slashes stands before it', () => {
    for (const before of ['', '/', '\\\\']) assert.equal(passes('whole-path', before), true, before);
    for (const before of ['/srv/', './', 'a']) assert.equal(passes('whole-path', before), false, before);
    assert.equal(passes('whole-path', '', false), false);
  });

  it('is what else it was', () => {
    for (const kind of ['shell-command', 'sql-value', 'html-text', 'way-up', 'code'] as const)
      for (const before of ['', 'https://a.example/', '/', 'select '])
        assert.equal(passes(kind, before), true, `${kind} ${before}`);
  });
});
