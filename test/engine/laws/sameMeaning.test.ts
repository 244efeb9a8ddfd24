/** Writing a program in other words changes no finding's identity. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { analysesOf, type Files, programOf } from '../../support/program.ts';
import { anyPlan, markedFilesOf, withoutMarks } from './generatedProgram.ts';
import { addComments, addStatements, type Rewriting, reformat, renameLocals } from './rewriting.ts';

/** The identities of all findings, by file, in the order of the text. */
function identitiesIn(files: Files): Record<string, readonly string[]> {
  const analyses = [...analysesOf(programOf(files))];
  return Object.fromEntries(
    analyses.map(([path, { findings, incomplete }]) => {
      assert.deepEqual(incomplete, [], path);
      return [path, findings.map(({ ruleId, fingerprint }) => `${ruleId} ${fingerprint}`)];
    }),
  );
}

const rewritten = (files: Files, write: (text: string) => string): Files =>
  Object.fromEntries(Object.entries(files).map(([path, text]) => [path, write(text)]));

function keepsIdentities(rewriting: Rewriting): void {
  let count = 0;
  fc.assert(
    fc.property(anyPlan, fc.nat(), (plan, seed) => {
      const files = markedFilesOf(plan);
      const before = identitiesIn(rewritten(files, withoutMarks));
      const after = rewritten(files, (text) => rewriting(text, seed));
      assert.deepEqual(identitiesIn(after), before, Object.values(after).join('\n'));
      count += Object.values(before).flat().length;
    }),
    { seed: 6, numRuns: 40 },
  );
  assert.ok(count > 40, `${count} findings were compared`);
}

describe('law: a finding keeps its identity', () => {
  it('when locals get other names', () => keepsIdentities(renameLocals));
  it('when the text is formatted anew', () => keepsIdentities(reformat));
  it('when comments are added', () => keepsIdentities(addComments));
  it('when unrelated statements are added', () => keepsIdentities(addStatements));
});
