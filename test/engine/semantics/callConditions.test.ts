import assert from 'node:assert/strict';
import type { CallCondition } from '../../../engine/model.ts';
import { conditionHolds } from '../../../engine/semantics/callConditions.ts';
import { Constants } from '../../../engine/semantics/constants.ts';
import { analyzeScopes } from '../../../engine/semantics/scopes.ts';
import { createTypescriptParser } from '../../../engine/syntax/typescriptParser.ts';

const parse = createTypescriptParser();

/** Whether a condition holds for the last call of `probe` in a text; its last argument carries the data. */
function holds(condition: CallCondition, text: string): boolean {
  const tree = parse(text, 'typescript');
  const call = tree.nodes.findLast(
    (node) => node.type === 'CallExpression' && node.callee.type === 'Identifier' && node.callee.name === 'probe',
  );
  assert.ok(call?.type === 'CallExpression');
  return conditionHolds(condition, call.arguments, call.arguments.at(-1), new Constants(analyzeScopes(tree.program)));
}

describe('a condition on an option', () => {
  const option = (is: NonNullable<CallCondition['option']>['is'], argument: number | 'any' = 1): CallCondition => ({
    option: { name: 'shell', argument, is },
  });

  it('may ask that it is set or absent', () => {
    assert.equal(holds(option('set'), 'probe(a, { shell: x })'), true);
    assert.equal(holds(option('set'), 'probe(a, { other: x })'), false);
    assert.equal(holds(option('set'), 'probe(a)'), false);
    assert.equal(holds(option('absent'), 'probe(a)'), true);
    assert.equal(holds(option('absent'), 'probe(a, { shell: false })'), false);
  });

  it('may ask that it is truthy or falsy', () => {
    assert.equal(holds(option('truthy'), 'probe(a, { shell: true })'), true);
    assert.equal(holds(option('truthy'), 'probe(a, { shell: "bash" })'), true);
    assert.equal(holds(option('truthy'), 'probe(a, { shell: x })'), true);
    assert.equal(holds(option('truthy'), 'probe(a, { shell: false })'), false);
    assert.equal(holds(option('truthy'), 'probe(a, { shell: undefined })'), false);
    assert.equal(holds(option('truthy'), 'probe(a, {})'), false);
    assert.equal(holds(option('falsy'), 'probe(a, {})'), true);
    assert.equal(holds(option('falsy'), 'probe(a, { shell: 0 })'), true);
    assert.equal(holds(option('falsy'), 'probe(a, { shell: x })'), false);
  });

  it('may ask for one of several values, text without case', () => {
    assert.equal(holds(option(['bash', true]), 'probe(a, { shell: "BASH" })'), true);
    assert.equal(holds(option(['bash', true]), 'probe(a, { shell: !0 })'), true);
    assert.equal(holds(option(['bash']), 'probe(a, { shell: "sh" })'), false);
    assert.equal(holds(option(['bash']), 'probe(a, { shell: x })'), false);
  });

  it('looks at its argument, or at all of them', () => {
    assert.equal(holds(option('set', 0), 'probe(a, { shell: 1 })'), false);
    assert.equal(holds(option('set', 'any'), 'probe(a, b, { shell: 1 })'), true);
    assert.equal(holds(option('set', 'any'), 'probe(a, b)'), false);
  });

  it('looks into objects', () => {
    const nested: CallCondition = { option: { name: 'env.shell', argument: 1, is: 'set' } };
    assert.equal(holds(nested, 'probe(a, { env: { shell: x } })'), true);
    assert.equal(holds(nested, 'probe(a, { env: { other: x } })'), false);
    assert.equal(holds(nested, 'probe(a, { shell: x })'), false);
  });

  it('sees options that are kept in a variable', () => {
    assert.equal(holds(option('truthy'), 'const options = { shell: true }; probe(a, options)'), true);
    assert.equal(holds(option('truthy'), 'const base = { shell: true }; probe(a, { ...base, cwd: "." })'), true);
  });
});

describe('a condition on a call', () => {
  it('may ask for a constant argument', () => {
    const location: CallCondition = { constant: { argument: 0, in: ['location'] } };
    assert.equal(holds(location, 'probe("Location", a)'), true);
    assert.equal(holds(location, 'const name = "LOCATION"; probe(name, a)'), true);
    assert.equal(holds(location, 'probe("Accept", a)'), false);
    assert.equal(holds(location, 'probe(x, a)'), false);
    assert.equal(holds({ constant: { argument: 1, in: [307] } }, 'probe(a, 300 + 7)'), true);
  });

  it('may ask that an argument is there', () => {
    assert.equal(holds({ has: 1 }, 'probe(a, b)'), true);
    assert.equal(holds({ has: 2 }, 'probe(a, b)'), false);
  });

  it('may ask what the text looks like', () => {
    const sql: CallCondition = { textLooksLike: 'sql' };
    for (const text of [
      '`select * from t where id = ${a}`',
      '"SELECT name FROM t WHERE id=" + a',
      '"insert into t values (" + a',
      '"update t set a = " + a',
      '"delete from t where a = " + a',
      '"  with x as (select 1) select " + a',
      '"drop table " + a',
      '`call f(${a})`',
    ])
      assert.equal(holds(sql, `probe(${text})`), true, text);
    for (const text of [
      '"select an item: " + a',
      '"updated " + a',
      '"delete " + a',
      'a',
      '"please select from the list " + a',
      '"/update?set=" + a',
    ])
      assert.equal(holds(sql, `probe(${text})`), false, text);
    const html: CallCondition = { textLooksLike: 'html' };
    assert.equal(holds(html, 'probe("<p>" + a)'), true);
    assert.equal(holds(html, 'probe("a < b " + a)'), false);
    assert.equal(holds(html, 'probe(a)'), false);
  });

  it('may ask what the value is', () => {
    const object: CallCondition = { valueIs: ['object'] };
    for (const value of ['{ a }', '[a]', 'new A()', '() => a', '({ a } as B)'])
      assert.equal(holds(object, `probe(${value})`), true, value);
    for (const value of ['a', '"a"', '5', 'f()']) assert.equal(holds(object, `probe(${value})`), false, value);
    assert.equal(holds(object, 'const b = { a }; probe(b)'), true);
    for (const value of ['5', '-a', 'a * 2', 'a | 0', 'a - b'])
      assert.equal(holds({ valueIs: ['number'] }, `probe(${value})`), true, value);
    for (const value of ['a + b', '"5"']) assert.equal(holds({ valueIs: ['number'] }, `probe(${value})`), false, value);
    for (const value of ['true', '!a', 'a === b', 'a in b', 'a > b'])
      assert.equal(holds({ valueIs: ['boolean'] }, `probe(${value})`), true, value);
  });

  it('holds when all its parts do', () => {
    const both: CallCondition = { has: 1, constant: { argument: 0, in: ['a'] } };
    assert.equal(holds(both, 'probe("a", b)'), true);
    assert.equal(holds(both, 'probe("a")'), false);
    assert.equal(holds(both, 'probe("b", b)'), false);
    assert.equal(holds({}, 'probe()'), true);
  });
});
