import assert from 'node:assert/strict';
import { codeFrame } from '../../report/codeFrame.ts';

/** The frame as it is drawn, for the words between `«` and `»`. */
function drawn(marked: string, width = 60): string {
  const start = marked.indexOf('«') + 1;
  const frame = codeFrame(marked.replace(/[«»]/g, ''), { start, end: marked.indexOf('»') }, width);
  return `${frame.code}\n${' '.repeat(frame.before)}${'^'.repeat(frame.marked)}`;
}

describe('a line of code with its mark', () => {
  it('loses its indentation', () => {
    assert.equal(drawn('\t    run(«x»);'), 'run(x);\n    ^');
  });

  it('shows a tab as two spaces and what is invisible as an escape, and the mark follows', () => {
    assert.equal(drawn("a\tb('\u001b', «x»)"), "a  b('\\x1b', x)\n             ^");
  });

  it('counts wide characters as two cells and combining ones as none', () => {
    assert.equal(drawn('漢字(«é»)'), '漢字(é)\n     ^');
  });

  it('takes a column in code units: a character outside the plane counts two', () => {
    assert.equal(drawn("f('😀', «x»)"), "f('😀', x)\n        ^");
  });

  it('marks one cell when the range is empty or behind the line', () => {
    assert.deepEqual(codeFrame('ab', { start: 3, end: 3 }, 60), { code: 'ab', before: 2, marked: 1 });
    assert.deepEqual(codeFrame('ab', { start: 90, end: 95 }, 60), { code: 'ab', before: 2, marked: 1 });
  });

  it('cuts a long line around the mark', () => {
    const line = `${'a'.repeat(500)}«MARK»${'b'.repeat(500)}`;
    assert.equal(drawn(line, 30), `...${'a'.repeat(10)}MARK${'b'.repeat(13)}...\n${' '.repeat(13)}^^^^`);
  });

  it('cuts nothing off that has room', () => {
    assert.equal(drawn(`${'a'.repeat(40)}«MARK»`, 44), `${'a'.repeat(40)}MARK\n${' '.repeat(40)}^^^^`);
    assert.equal(drawn(`${'a'.repeat(60)}«MARK»b`, 44), `...${'a'.repeat(36)}MARKb\n${' '.repeat(39)}^^^^`);
  });

  it('answers for a line of megabytes at once', () => {
    const line = 'x'.repeat(20_000_000);
    const before = performance.now();
    assert.equal(codeFrame(line, { start: 10_000_000, end: 10_000_005 }, 80).marked, 5);
    assert.ok(performance.now() - before < 1000);
  });

  it('hides what is masked, whatever its length', () => {
    const long = codeFrame(`key = '${'k'.repeat(40)}';`, { start: 1, end: 4 }, 60, [{ start: 8, end: 48 }]);
    assert.equal(long.code, "key = '********';");
    const short = codeFrame("key = 'k';", { start: 8, end: 9 }, 60, [{ start: 8, end: 9 }]);
    assert.deepEqual(short, { code: "key = '********';", before: 7, marked: 8 });
  });
});
