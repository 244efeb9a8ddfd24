import assert from 'node:assert/strict';
import { analysed, injectionsIn, options } from '../../scripts/bench/engine.mjs';
import { growthExponent } from '../../scripts/bench/measure.mjs';
import { chainOf, longFunctionOf, modulesOf, programOf } from '../../scripts/bench/synthetic.mjs';

describe('the bench', () => {
  it('says by which power of the size a cost grows', () => {
    const points = [1, 10, 100].map((size) => ({ size, cpuMs: 3 * size ** 2 }));
    assert.ok(Math.abs(growthExponent(points) - 2) < 1e-9);
  });

  const made = {
    'of many modules': modulesOf(100),
    'of deep calls in a module': chainOf(50, { inOneModule: true, copies: 2 }),
    'of deep calls over modules': chainOf(50, { inOneModule: false, copies: 2 }),
    'of a long function': longFunctionOf(500, { copies: 2 }),
  };
  for (const [what, { planted, texts }] of Object.entries(made)) {
    it(`measures programs ${what} in which exactly the planted flows are found`, () => {
      const { answers } = analysed(programOf(texts, options));
      assert.equal(injectionsIn(answers), planted);
      assert.deepEqual(
        [...answers.values()].flatMap(({ incomplete, syntaxErrors }) => [...incomplete, ...syntaxErrors]),
        [],
      );
    });
  }
});
