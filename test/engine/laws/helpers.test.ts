/** What helpers and sanitizers between a source and a sink do to a finding. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { analysesOf, type Files, programOf } from '../../support/program.ts';
import { anySanitizer, dangerousPlan, filesOf, isGoodFor, passThrough, sinksOf, withLink } from './generatedProgram.ts';

/** The rule and file of each finding. */
function foundIn(files: Files): string[] {
  const analyses = [...analysesOf(programOf(files))];
  return analyses.flatMap(([path, { findings }]) => findings.map(({ ruleId }) => `${ruleId} ${path}`)).sort();
}

const place = fc.nat({ max: 99 });

describe('law: between a source and its sink', () => {
  it('any functions that pass data on let it arrive', () => {
    fc.assert(
      fc.property(dangerousPlan, (plan) => {
        assert.deepEqual(foundIn(filesOf(plan)), sinksOf(plan).sort());
      }),
      { seed: 7, numRuns: 60 },
    );
  });

  it('a helper that is put in, of this file or another one, lets the finding stay', () => {
    fc.assert(
      fc.property(dangerousPlan, place, place, passThrough, (plan, chain, at, link) => {
        const longer = withLink(plan, chain, at, link);
        assert.deepEqual(foundIn(filesOf(longer)), foundIn(filesOf(plan)));
      }),
      { seed: 8, numRuns: 60 },
    );
  });

  it('a sanitizer takes the finding away that it is good for, and no other one', () => {
    let count = 0;
    fc.assert(
      fc.property(dangerousPlan, place, place, anySanitizer, (plan, chain, at, link) => {
        const { sink } = plan.chains[chain % plan.chains.length]!;
        const expected = sinksOf(plan);
        if (isGoodFor(link, sink)) expected.splice(chain % plan.chains.length, 1);
        else count++;
        assert.deepEqual(foundIn(filesOf(withLink(plan, chain, at, link))), expected.sort());
      }),
      { seed: 9, numRuns: 90 },
    );
    assert.ok(count > 30 && count < 75, `${count} of the sanitizers were of the wrong kind`);
  });
});
