import assert from 'node:assert/strict';
import { expandSecrets, sampleRandom, sampleSecret } from './sampleSecrets.ts';

describe('samples of secrets', () => {
  it('are the same on every run, and differ by number and by kind', () => {
    assert.equal(sampleSecret('github'), sampleSecret('github'));
    assert.notEqual(sampleSecret('github'), sampleSecret('github', 2));
    assert.notEqual(sampleRandom('hex', 32), sampleRandom('hex', 32, 2));
    assert.match(sampleRandom('hex', 40), /^[0-9a-f]{40}$/);
  });

  it('stand for the words in a text', () => {
    const text = "a('{{secret:github}}', '{{random:base36:20}}', '{{random:hex:16:3}}')";
    assert.equal(
      expandSecrets(text),
      `a('${sampleSecret('github')}', '${sampleRandom('base36', 20)}', '${sampleRandom('hex', 16, 3)}')`,
    );
    assert.equal(expandSecrets('{{other}} {{ secret:github }}'), '{{other}} {{ secret:github }}');
    assert.throws(() => expandSecrets('{{secret:nobody}}'), /nobody/);
    assert.throws(() => expandSecrets('{{random:runes:3}}'), /runes/);
  });

  it('carry the marks under them along', () => {
    const marked = expandSecrets(
      "x = '{{random:hex:24}}'; y = '{{random:hex:4}}';\n//   ^^^^^^^^^^^^^^^^^        ^^^^^^^^^^^^^^^^ sink",
    );
    const [code = '', marks = ''] = marked.split('\n');
    assert.equal(marks.length - ' sink'.length, code.length - 2);
    const spans = [...marks.matchAll(/\^+/g)].map(({ index, 0: carets }) => code.slice(index, index + carets.length));
    assert.deepEqual(spans, [sampleRandom('hex', 24), sampleRandom('hex', 4)]);
  });

  it('leave marks alone that stand under something else', () => {
    const text = "a(1); x = '{{random:hex:24}}';\n//^ sink";
    assert.equal(expandSecrets(text).split('\n')[1], '//^ sink');
  });

  it('of several lines stay lines on a line of their own and are escaped inside one', () => {
    const key = sampleSecret('rsa-key');
    assert.equal(expandSecrets('a\n{{secret:rsa-key}}\nb'), `a\n${key}\nb`);
    assert.equal(expandSecrets("k = '{{secret:rsa-key}}'"), `k = '${key.replaceAll('\n', '\\n')}'`);
  });
});
