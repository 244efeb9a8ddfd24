import assert from 'node:assert/strict';
import { type Node, nameOf, unwrap } from '../../../engine/syntax/nodes.ts';
import { createTypescriptParser } from '../../../engine/syntax/typescriptParser.ts';
import { forEachChild } from '../../../engine/syntax/walk.ts';

const parse = createTypescriptParser();

function expression(code: string): Node {
  const [statement] = parse(`async () => { (${code}); }`, 'typescript')
    .nodes.filter(({ type }) => type === 'ExpressionStatement')
    .slice(1);
  assert.ok(statement?.type === 'ExpressionStatement');
  return statement.expression;
}

describe('the name of a node', () => {
  for (const [code, name] of [
    ['a', 'a'],
    ['a.b', 'b'],
    ["a['b']", 'b'],
    ['a[`b`]', 'b'],
    ['a[1]', '1'],
    ['a[0x10]', '16'],
    ["'a'", 'a'],
    ['5', '5'],
    ['`a`', 'a'],
    ['a[b]', undefined],
    ['a[b.c]', undefined],
    ["a[b['c']]", undefined],
    ['a[f()]', undefined],
    ['a[`${b}`]', undefined],
    ['`${a}`', undefined],
    ['/a/', undefined],
    ['null', undefined],
    ['f()', undefined],
    ['this', undefined],
  ] as const) {
    it(`is ${name ?? 'none'} for ${code}`, () => assert.equal(nameOf(expression(code)), name));
  }

  it('tells private names from others', () => {
    const member = parse('class A { #b; c() { this.#b; } }', 'typescript').nodes.find(
      ({ type }) => type === 'MemberExpression',
    );
    assert.equal(nameOf(member), '#b');
  });

  it('is none for nothing', () => assert.equal(nameOf(undefined), undefined));
});

describe('the expression inside', () => {
  for (const code of ['a as string', 'a!', '<string>a', 'a satisfies string', '((a as any)!) as string', 'a<string>']) {
    it(`is that of ${code}`, () => {
      const inner = unwrap(expression(code));
      assert.ok(inner.type === 'Identifier' && inner.name === 'a');
    });
  }

  it('is that of an optional chain', () => assert.equal(unwrap(expression('a?.b')).type, 'MemberExpression'));
  it('is itself for anything else', () => {
    for (const code of ['a', 'a.b', 'f(a)', 'await a', 'a + b']) {
      const node = expression(code);
      assert.equal(unwrap(node), node);
    }
  });
});

describe('the children of a node', () => {
  it('come in order of text, those that are missing left out', () => {
    const children: string[] = [];
    const text = 'if (a) b; else c;';
    const [statement] = parse(text, 'typescript').program.body;
    forEachChild(statement!, ({ range }) => children.push(text.slice(...range)));
    assert.deepEqual(children, ['a', 'b;', 'c;']);
    const elements: string[] = [];
    forEachChild(expression('[a, , b]'), ({ type }) => elements.push(type));
    assert.deepEqual(elements, ['Identifier', 'Identifier']);
  });
});
