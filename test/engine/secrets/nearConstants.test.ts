import assert from 'node:assert/strict';
import { allowanceFor, type Extent, hasConstant, hasConstantBefore } from '../../../engine/secrets/nearConstants.ts';

/** Reads on from the first `§`, and says whether `wanted` is among the constants. */
function gives(code: string, extent: Extent = {}): boolean {
  const from = code.indexOf('§') + 1;
  return hasConstant(code, from, extent, (value) => value === 'wanted', allowanceFor(code));
}

describe('the constants that code gives to a name, by its text', () => {
  for (const code of [
    'password§ = "wanted"',
    "password§: 'wanted', other: 1",
    'password§ = `wanted`',
    'password§: string = "wanted"',
    'password§: Map<string, string> = "wanted"',
    'password§ = process.env.X || "wanted"',
    'password§ = isLive ? env.X : "wanted"',
    'password§ = ["a", "wanted"]',
    'password§ = Buffer.from("wanted", "utf8")',
    'password§ = String("wanted").trim()',
    'password§ = "wan" + "ted"',
    'password§ = ("wan") + ("ted")',
    'password§ = "wan" + /* the rest */ "ted"',
    'password§ = "want\\x65d"',
    'password§ = "want\\u{65}d"',
    'password§ = `${a + `${"}"}`}` || "wanted"',
    'password§ = x.replace(/["\'`]/, "") || "wanted"',
    'password§ =\n  // it is `theirs\n  "wanted"',
    'password§\n  = a\n  ?? "wanted"',
    'password§ = await "wanted"',
    'password§ = ({}, "wanted")',
  ]) {
    it(`are read of ${code.replaceAll('\n', ' ')}`, () => assert.ok(gives(code)));
  }

  for (const code of [
    'password§ = x; "wanted"',
    'password§: x, other: "wanted"',
    'password§ = x\nconst other = "wanted"',
    'password§ = x\nother = "wanted"',
    'password§ = "x"\nsend("wanted")',
    'password§ = { other: "wanted" }',
    'password§ = read("wanted")',
    'password§ = names["wanted"]',
    'password§ = (x) => "wanted"',
    'password§: "wanted" | "other"',
    'password§: "other" | "wanted" = x',
    'password§ }, "wanted"',
    'password§="x" other="wanted"',
    'password§="x">wanted "wanted"',
    'password§ = `${"wanted"}`',
    'password§ = /"wanted"/',
    'password§ = a // "wanted"',
  ]) {
    it(`are not read of ${code.replaceAll('\n', ' ')}`, () => assert.ok(!gives(code)));
  }

  it('of a comparison are those of one side', () => {
    assert.ok(gives('password§ === "wanted" || x', { isCompared: true }));
    assert.ok(!gives('password§ === x || y === "wanted"', { isCompared: true }));
    assert.ok(gives('password§ === (x || "wanted")', { isCompared: true }));
  });

  it('of a call are those of one argument', () => {
    assert.ok(gives('sign§(f(a, b), "wanted", c)', { argument: 1 }));
    assert.ok(!gives('sign§("wanted", x, "wanted")', { argument: 1 }));
    assert.ok(!gives('sign§(x) + f(x, "wanted")', { argument: 1 }));
  });

  it('of the text before a comparison end there', () => {
    const isBefore = (code: string) =>
      hasConstantBefore(code, code.indexOf('§'), (value) => value === 'wanted', allowanceFor(code));
    assert.ok(isBefore('if ("wanted"§ === password)'));
    assert.ok(isBefore("if (a['b'] || ('x' || 'wanted')§ === password)"));
    assert.ok(isBefore('if ("wan" + "ted"§ === password)'));
    assert.ok(!isBefore("log('wanted'); if ('x'§ === password)"));
    assert.ok(!isBefore("log('wanted'); if (read('x')§ === password)"));
  });

  it('are for a tree to tell where the expression is long, and where too much was read', () => {
    assert.ok(gives(`password§ = x${' + x'.repeat(300)} + y`));
    assert.ok(!gives(`password§ = x${' + x'.repeat(30)} + y`));
    const code = 'password§ = x;';
    assert.ok(hasConstant(code, 9, {}, () => false, { left: 0 }));
    const allowance = allowanceFor(code);
    const { left } = allowance;
    hasConstant(code, 9, {}, () => false, allowance);
    assert.ok(allowance.left < left);
  });
});
