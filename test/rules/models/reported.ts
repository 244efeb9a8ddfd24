import assert from 'node:assert/strict';
import { analysisOf, type SpecOptions } from '../../support/spec.ts';

/**
 * Asserts that the lines that end with `// rule-id` have exactly those findings, and no other line has any: what a model says
 * is of many members, each a line.
 */
export function reports(text: string, options: SpecOptions = {}): void {
  const lines = text.split('\n').map((line) => line.trim());
  const expected = lines.flatMap((line) => {
    const rules = /\/\/ ((?:[a-z-]+ ?)+)$/.exec(line)?.[1] ?? '';
    return rules
      .split(' ')
      .filter(Boolean)
      .map((rule) => `${line}: ${rule}`);
  });
  assert.notEqual(expected.length, 0, 'the text says what is to be found');
  const { findings, incomplete } = analysisOf(text, options);
  assert.deepEqual(incomplete, []);
  const found = findings.map(({ location, ruleId }) => `${lines[location.startLine - 1]}: ${ruleId}`);
  assert.deepEqual(found.sort(), expected.sort());
}
