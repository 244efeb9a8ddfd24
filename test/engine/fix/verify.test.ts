import assert from 'node:assert/strict';
import { type AnalysisOptions, analyze, compileKnowledge } from '../../../engine/analyze.ts';
import type { Edit, Fix } from '../../../engine/finding.ts';
import { proveFixes } from '../../../engine/fix/verify.ts';
import { automatic, insertAfter, insertBefore, patternRule, replace, suggestion } from '../../../engine/rule.ts';
import { sourceFile } from '../../../engine/source/sourceFile.ts';
import type { Node } from '../../../engine/syntax/nodes.ts';
import { createTypescriptParser } from '../../../engine/syntax/typescriptParser.ts';
import { RECOMMENDED } from '../../support/spec.ts';

/** Reports each `BAD`, with fixes that the test makes, and each `WORSE`. */
function optionsWith(fixes: (node: Node) => readonly Fix[]): AnalysisOptions {
  const rule = (id: string, name: string, make: (node: Node) => readonly Fix[]) =>
    patternRule({
      id,
      title: id,
      severity: 'high',
      confidence: 'high',
      cwe: [1],
      owasp: [],
      on: {
        Identifier: (node) => {
          if (node.name === 'CRASH') throw new Error('no');
          return node.name === name ? { node, message: `${name} is bad.`, fixes: make(node) } : undefined;
        },
      },
    });
  return {
    knowledge: compileKnowledge([rule('bad', 'BAD', fixes), rule('worse', 'WORSE', () => [])], []),
    parser: createTypescriptParser(),
    settings: RECOMMENDED,
    inTest: false,
    today: '2026-01-15',
  };
}

/** The titles of the fixes that hold, of the first finding in a text. */
function proved(text: string, fixes: (node: Node) => readonly Fix[]): string[] {
  const options = optionsWith(fixes);
  const file = sourceFile('a.ts', text);
  const finding = analyze(file, options).findings.find(({ ruleId }) => ruleId === 'bad');
  assert.ok(finding);
  return proveFixes(finding, file, (changed) => analyze(sourceFile('a.ts', changed), options)).map(
    ({ title }) => title,
  );
}

const edit = (start: number, end: number, text: string): Edit => ({ start, end, text });

describe('a fix', () => {
  it('is offered when the finding is gone', () => {
    assert.deepEqual(
      proved('f(BAD);', (node) => [automatic('Mend', replace(node, 'good'))]),
      ['Mend'],
    );
    assert.deepEqual(
      proved('f(BAD);', (node) => [suggestion('Look', replace(node, 'good'))]),
      ['Look'],
    );
  });

  it('is offered when the finding beside it stays', () => {
    assert.deepEqual(
      proved('f(BAD, BAD);', (node) => [automatic('Mend', replace(node, 'good'))]),
      ['Mend'],
    );
  });

  it('is not offered when the finding stays', () => {
    assert.deepEqual(
      proved('f(BAD);', (node) => [automatic('Nothing', replace(node, 'BAD'))]),
      [],
    );
    assert.deepEqual(
      proved('f(BAD);', (node) => [automatic('Elsewhere', insertAfter(node, ', good'))]),
      [],
    );
    assert.deepEqual(
      proved('f(BAD, BAD);', () => [automatic('The other', edit(7, 10, 'good'))]),
      [],
    );
    assert.deepEqual(
      proved('f(BAD, BAD);', () => [automatic('The other', edit(7, 10, 'good'), edit(0, 0, 'g();'))]),
      [],
    );
  });

  it('is not offered when something new is found', () => {
    assert.deepEqual(
      proved('f(BAD);', (node) => [automatic('Worse', replace(node, 'WORSE'))]),
      [],
    );
    assert.deepEqual(
      proved('f(WORSE, BAD);', (node) => [automatic('Worse', replace(node, 'WORSE'))]),
      [],
    );
  });

  it('is not offered when the text no longer parses', () => {
    assert.deepEqual(
      proved('f(BAD);', (node) => [automatic('Break', replace(node, '(good'))]),
      [],
    );
  });

  it('is offered in text that did not parse before', () => {
    assert.deepEqual(
      proved('f(BAD); if (', (node) => [automatic('Mend', replace(node, 'good'))]),
      ['Mend'],
    );
  });

  it('is not offered when its edits overlap or leave the text', () => {
    assert.deepEqual(
      proved('f(BAD);', () => [automatic('Twice', edit(2, 5, 'a'), edit(3, 4, 'b'))]),
      [],
    );
    assert.deepEqual(
      proved('f(BAD);', () => [automatic('Beyond', edit(2, 99, 'a'))]),
      [],
    );
  });

  it('is not offered when the changed text breaks a rule', () => {
    assert.deepEqual(
      proved('f(BAD);', (node) => [automatic('Crash', replace(node, 'CRASH'))]),
      [],
    );
  });

  it('is judged apart from the other fixes of the finding', () => {
    assert.deepEqual(
      proved('f(BAD);', (node) => [
        automatic('Nothing', replace(node, 'BAD')),
        automatic('Mend', replace(node, 'good')),
        suggestion('Worse', replace(node, 'WORSE')),
        suggestion('Look', insertBefore(node, 'good, /* '), insertAfter(node, ' */')),
      ]),
      ['Mend', 'Look'],
    );
  });

  it('holds on Windows too', () => {
    assert.deepEqual(
      proved('g();\r\nf(BAD);\r\n', (node) => [automatic('Mend', replace(node, 'good'))]),
      ['Mend'],
    );
  });

  it('has its edits in order of text', () => {
    const fix = automatic('Mend', edit(5, 6, 'b'), edit(1, 2, 'a'));
    assert.deepEqual(
      fix.edits.map(({ start }) => start),
      [1, 5],
    );
  });

  it('is none when there is none', () =>
    assert.deepEqual(
      proved('f(BAD);', () => []),
      [],
    ));
});
