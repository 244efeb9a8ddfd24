import assert from 'node:assert/strict';
import { type Constant, Constants } from '../../../engine/semantics/constants.ts';
import { analyzeScopes } from '../../../engine/semantics/scopes.ts';
import type { Node } from '../../../engine/syntax/nodes.ts';
import { createTypescriptParser } from '../../../engine/syntax/typescriptParser.ts';

const parse = createTypescriptParser();

/** The constants of a module, and the argument of its last `probe(…)`. */
function probed(text: string): { readonly constants: Constants; readonly node: Node; readonly text: string } {
  const tree = parse(text, 'typescript');
  assert.deepEqual(tree.errors, []);
  const node = tree.nodes.findLast((each) => each.type === 'CallExpression' && textOf(text, each.callee) === 'probe');
  assert.ok(node?.type === 'CallExpression' && node.arguments[0]);
  return { constants: new Constants(analyzeScopes(tree.program)), node: node.arguments[0], text };
}

const textOf = (text: string, node: Node) => text.slice(node.range[0], node.range[1]);

function constantOf(text: string): Constant | undefined {
  const { constants, node } = probed(text);
  return constants.constantOf(node);
}

/** The text that an expression makes, holes as `{code}`; undefined when it makes none. */
function shapeOf(text: string): string | undefined {
  const { constants, node } = probed(text);
  return constants
    .stringOf(node)
    ?.map((piece) => (typeof piece === 'string' ? piece : `{${textOf(text, piece.node)}}`))
    .join('');
}

describe('the constant of an expression', () => {
  for (const [code, value] of [
    [`'a'`, 'a'],
    ['`a`', 'a'],
    ['12', 12],
    ['0x10', 16],
    ['1_000', 1000],
    ['12n', 12n],
    ['true', true],
    ['null', null],
    ['-1', -1],
    [`+'2'`, 2],
    ['!0', true],
    [`'a' + 'b' + 1`, 'ab1'],
    [`1 + 2 + 'a'`, '3a'],
    [`'a' + (1 + 2)`, 'a3'],
    [`'a' + null + true`, 'anulltrue'],
    ['2 * 3 + 4', 10],
    ['2 ** 10 - 24', 1000],
    ['(7 % 4) / 2', 1.5],
    ['0o777 & ~0o022', 0o755],
    ['6 | 1', 7],
    ['6 & 3', 2],
    ['6 ^ 3', 5],
    ['1 << 4', 16],
    ['-16 >> 2', -4],
    ['-1 >>> 28', 15],
    ["`a${'b'}${1}`", 'ab1'],
    [`'a' && 'b'`, 'b'],
    [`'' && 'b'`, ''],
    [`'' || 'b'`, 'b'],
    [`null ?? 'b'`, 'b'],
    [`'a' ?? x`, 'a'],
    [`'a' as string`, 'a'],
    [`<string>'a'`, 'a'],
    [`'a'!`, 'a'],
    [`'a' satisfies string`, 'a'],
    [`Object.freeze('a')`, 'a'],
    ['undefined', undefined],
    ['x', undefined],
    ['f()', undefined],
    [`'a' + x`, undefined],
    ['`a${x}`', undefined],
    [`1n + 2n`, undefined],
    [`'a' - 1`, undefined],
    ['x && 1', undefined],
  ] as const) {
    it(`is ${typeof value === 'bigint' ? `${value}n` : JSON.stringify(value)} for ${code}`, () => {
      assert.deepEqual(constantOf(`probe(${code});`), value);
    });
  }

  it('is the text and the flags of a regular expression', () => {
    assert.deepEqual(constantOf('probe(/a+/gi)'), { regex: 'a+', flags: 'gi' });
    assert.equal(constantOf('probe(/a/ + "b")'), undefined);
  });

  it('is found through variables', () => {
    assert.equal(constantOf(`const a = 'x'; const b = a; probe(b);`), 'x');
    assert.equal(constantOf(`let a = 'x'; probe(a);`), 'x');
    assert.equal(constantOf(`var a = 'x'; function f() { probe(a); }`), 'x');
  });

  it('is none where a variable is written twice, or somewhere else', () => {
    assert.equal(constantOf(`let a = 'x'; a = 'y'; probe(a);`), undefined);
    assert.equal(constantOf(`let a = 'x'; const f = () => { a += 'y'; }; probe(a);`), undefined);
    assert.equal(constantOf(`let a = 'x'; ({ a } = f()); probe(a);`), undefined);
    assert.equal(constantOf(`let a = 1; a++; probe(a);`), undefined);
    assert.equal(constantOf(`for (const a of ['x']) probe(a);`), undefined);
    assert.equal(constantOf(`function f(a = 'x') { probe(a); }`), undefined);
    assert.equal(constantOf(`const { a = 'x' } = f(); probe(a);`), undefined);
  });

  it('is that of the variable in scope', () => {
    assert.equal(constantOf(`const a = 'x'; { const a = 'y'; probe(a); }`), 'y');
    assert.equal(constantOf(`const a = 'x'; { const a = 'y'; } probe(a);`), 'x');
    assert.equal(constantOf(`const a = 'x'; (a) => probe(a);`), undefined);
  });

  it('is found in objects and lists', () => {
    assert.equal(constantOf(`const o = { a: { b: 'x' } }; probe(o.a.b);`), 'x');
    assert.equal(constantOf(`const o = { a: 'x' } as const; probe(o['a']);`), 'x');
    assert.equal(constantOf(`const k = 'a', o = { [k]: 'x' }; probe(o[k]);`), 'x');
    assert.equal(constantOf(`const o = { a: 'x', a: 'y' }; probe(o.a);`), 'y');
    assert.equal(constantOf(`const o = Object.freeze({ a: 'x' }); probe(o.a);`), 'x');
    assert.equal(constantOf(`const l = ['x', 'y']; probe(l[1]);`), 'y');
    assert.equal(constantOf(`const l = ['x', ...f(), 'y']; probe(l[0]);`), 'x');
    assert.equal(constantOf(`const base = { a: 'x' }, o = { ...base, b: 'y' }; probe(o.a);`), 'x');
  });

  it('is none where something unknown may have been there before', () => {
    assert.equal(constantOf(`const o = { a: 'x', ...f() }; probe(o.a);`), undefined);
    assert.equal(constantOf(`const o = { a: 'x', [f()]: 'y' }; probe(o.a);`), undefined);
    assert.equal(constantOf(`const l = [...f(), 'x']; probe(l[1]);`), undefined);
    assert.equal(constantOf(`const o = { get a() { return f(); } }; probe(o.a);`), undefined);
    assert.equal(constantOf(`const Object = f(); const o = Object.freeze({ a: 'x' }); probe(o.a);`), undefined);
  });

  for (const change of [
    `o.a = 'y';`,
    `o['a'] = 'y';`,
    `o[f()] = 'y';`,
    'delete o.a;',
    'o.a++;',
    'o.a.b = 1;',
    `Object.assign(o, f());`,
    `const p = o; p.a = 'y';`,
    `const p = o; const q = p; q.a = 'y';`,
    `[o.a] = f();`,
    `({ x: o.a } = f());`,
    `for (o.a of f());`,
    `for (o.a in f());`,
    `function change(p) { p.a = 'y'; } change(o);`,
    `const change = (x, p) => { p.a = 'y'; }; change(1, o);`,
    `function f() { o.a = 'y'; }`,
  ]) {
    it(`is none after ${change}`, () => {
      assert.equal(constantOf(`const o = { a: 'x' }; ${change} probe(o.a);`), undefined);
    });
  }

  it('is none after a list was changed', () => {
    for (const change of [`l[0] = 'y'`, `l.push('y')`, `l.splice(0, 1)`, `l.unshift('y')`, `l.fill('y')`])
      assert.equal(constantOf(`const l = ['x']; ${change}; probe(l[0]);`), undefined, change);
  });

  it('survives what only reads', () => {
    assert.equal(
      constantOf(`const o = { a: 'x' }; f(o.a); g(o); const p = o.a; for (const k of Object.keys(o)); probe(o.a);`),
      'x',
    );
  });

  it('is found where an object is taken apart', () => {
    assert.equal(constantOf(`const o = { a: 'x' }; const { a } = o; probe(a);`), 'x');
    assert.equal(constantOf(`const { a: b } = { a: 'x' }; probe(b);`), 'x');
    assert.equal(constantOf(`const o = { a: 'x' }; o.a = f(); const { a } = o; probe(a);`), undefined);
    assert.equal(constantOf(`const o = { a: 'x', ...f() }; const { a } = o; probe(a);`), undefined);
    assert.equal(constantOf(`const { ...a } = { a: 'x' }; probe(a);`), undefined);
    assert.equal(constantOf(`const { a: { b } } = { a: { b: 'x' } }; probe(b);`), undefined);
    assert.equal(constantOf(`let { a } = { a: 'x' }; a = f(); probe(a);`), undefined);
  });

  it('is found in the fields of a class', () => {
    assert.equal(constantOf(`class A { a = 'x'; m() { probe(this.a); } }`), 'x');
    assert.equal(constantOf(`class A { #a = 'x'; m() { return () => probe(this.#a); } }`), 'x');
    assert.equal(constantOf(`class A { static a = 'x'; m() { probe(A.a); } }`), 'x');
    assert.equal(constantOf(`class A { constructor() { this.a = 'x'; } m() { probe(this.a); } }`), 'x');
    assert.equal(constantOf(`class A { o = { a: 'x' }; m() { probe(this.o.a); } }`), 'x');
  });

  it('is none in fields that may hold something else', () => {
    for (const code of [
      `class A { a = 'x'; set(v) { this.a = v; } m() { probe(this.a); } }`,
      `class A { a = 'x'; m() { probe(this.a); } } f(new A()).a = 'y';`,
      `class A { a = 'x'; constructor(o) { Object.assign(this, o); } m() { probe(this.a); } }`,
      `class A { a = 'x'; set(k, v) { this[k] = v; } m() { probe(this.a); } }`,
      `class A { constructor(a = 'x') { this.a = a; } m() { probe(this.a); } }`,
      `class A { constructor(x) { if (x) { this.a = 'x'; } } m() { probe(this.a); } }`,
      `class A { m() { this.a = 'x'; } n() { probe(this.a); } }`,
      `class A { a = 'x'; m() { return function () { probe(this.a); }; } }`,
      `class A { a = 'x'; } probe(A.a);`,
      `class A { o = { a: 'x' }; set(v) { this.o.a = v; } m() { probe(this.o.a); } }`,
      `class A { o = { a: 'x' }; set(v) { Object.assign(this.o, v); } m() { probe(this.o.a); } }`,
      `class A { o = { a: 'x' }; set(v) { const o = this.o; o.a = v; } m() { probe(this.o.a); } }`,
      `class A { l = ['x']; add(v) { this.l.push(v); } m() { probe(this.l[0]); } }`,
    ])
      assert.equal(constantOf(code), undefined, code);
  });

  it('is the value of an enum', () => {
    assert.equal(constantOf(`enum Kind { First = 'x', Second = 'y' } probe(Kind.Second);`), 'y');
    assert.equal(constantOf(`enum Level { Low, High = 5, Highest } probe(Level.Highest);`), 6);
    assert.equal(constantOf(`enum Level { Low } probe(Level.Low);`), 0);
    assert.equal(constantOf(`enum Level { Low = f(), High } probe(Level.High);`), undefined);
    assert.equal(constantOf(`enum Level { Low } probe(Level.Other);`), undefined);
  });

  it('is found in a long sum', () => {
    assert.equal(constantOf(`probe(${Array(300).fill(`'a'`).join(' + ')});`), 'a'.repeat(300));
  });

  it('is none in a circle', () => {
    assert.equal(constantOf(`const a = b; const b = a; probe(a);`), undefined);
    assert.equal(constantOf(`const o = { a: o.a }; probe(o.a);`), undefined);
  });

  it('does not unfold names without end', () => {
    const lines = [`const a0 = 'lol';`];
    for (let i = 1; i < 12; i++)
      lines.push(
        `const a${i} = ${Array(20)
          .fill(`a${i - 1}`)
          .join(' + ')};`,
      );
    lines.push('const t0 = f();');
    for (let i = 1; i < 12; i++) lines.push(`const t${i} = \`${`\${t${i - 1}}`.repeat(20)}\`;`);
    const { constants, node } = probed(`${lines.join('\n')} probe(a11 + t11);`);
    assert.equal(constants.constantOf(node), undefined);
    assert.ok((constants.stringOf(node)?.length ?? 0) < 5_000);
    assert.ok(constants.piecesOf(node).length < 5_000);
  });
});

describe('the text of an expression', () => {
  for (const [code, shape] of [
    ['`a${x}b`', 'a{x}b'],
    [`'a' + x + 'b'`, 'a{x}b'],
    [`x + 'a'`, '{x}a'],
    [`'a' + x.y + z()`, 'a{x.y}{z()}'],
    [`'a'.concat(x, 'b')`, 'a{x}b'],
    [`['a', x, 'b'].join(' ')`, 'a {x} b'],
    [`['a', x].join()`, 'a,{x}'],
    [`['a', x].join(y)`, 'a,{x}'],
    ['`a${`b${x}`}c`', 'ab{x}c'],
    [`'a' + 1 + true`, 'a1true'],
    [`'a' + (x ? 'b' : 'c')`, `a{x ? 'b' : 'c'}`],
    ['x + y', undefined],
    ['x', undefined],
    ['1 + 2', undefined],
    ['[x].concat(y)', undefined],
    ['x.join(y)', undefined],
    [`[...x].join(' ')`, undefined],
  ] as const) {
    it(`is ${shape} for ${code}`, () => assert.equal(shapeOf(`probe(${code});`), shape));
  }

  it('is found through variables', () => {
    assert.equal(shapeOf('const table = "t"; const q = `from ${table} where ${x}`; probe(q);'), 'from t where {x}');
    assert.equal(shapeOf('let q = "a" + x; q = "b"; probe(q);'), undefined);
    assert.equal(shapeOf('const u = { base: "https://a" }; probe(u.base + x);'), 'https://a{x}');
  });

  it('is found in a long sum', () => {
    const sum = Array.from({ length: 200 }, (_, index) => `'a' + x${index}`).join(' + ');
    assert.equal(
      shapeOf(`probe(${sum});`)?.length,
      200 + Array.from({ length: 200 }, (_, i) => `{x${i}}`).join('').length,
    );
  });
});

describe('the property of an object expression', () => {
  function propertyOf(text: string, name: string): string | undefined {
    const { constants, node } = probed(text);
    const found = constants.property(node, name);
    return found && textOf(text, found);
  }

  it('is the one that was written last', () => {
    assert.equal(propertyOf(`probe({ a: 1, 'b': 2, a: 3 });`, 'a'), '3');
    assert.equal(propertyOf(`probe({ a: 1, 'b': 2 });`, 'b'), '2');
    assert.equal(propertyOf(`const k = 'a'; probe({ [k]: 1 });`, 'a'), '1');
    assert.equal(propertyOf(`probe({ a: 1 });`, 'b'), undefined);
    assert.equal(propertyOf(`probe(f());`, 'a'), undefined);
  });

  it('may stand in a spread object', () => {
    assert.equal(propertyOf(`const base = { a: 1 }; probe({ ...base, b: 2 });`, 'a'), '1');
    assert.equal(propertyOf(`const base = { a: 1 }; probe({ a: 0, ...base });`, 'a'), '1');
    assert.equal(propertyOf(`const base = { a: 1 }; probe({ ...base, a: 2 });`, 'a'), '2');
  });

  it('is still told where an unknown spread might overwrite it', () => {
    assert.equal(propertyOf(`probe({ a: 1, ...f() });`, 'a'), '1');
  });
});

describe('an object expression is closed', () => {
  const isClosed = (text: string) => {
    const { constants, node } = probed(text);
    return constants.isClosedObject(node);
  };

  it('when all its properties are known', () => {
    assert.equal(isClosed('probe({ a: 1 })'), true);
    assert.equal(isClosed('const b = { b: 1 }; probe({ a: 1, ...b })'), true);
    assert.equal(isClosed('const k = "a"; probe({ [k]: 1 })'), true);
    assert.equal(isClosed('const o = { a: 1 }; probe(o)'), true);
  });

  it('and not when something unknown can be among them', () => {
    assert.equal(isClosed('probe({ ...f() })'), false);
    assert.equal(isClosed('probe({ [f()]: 1 })'), false);
    assert.equal(isClosed('probe(f())'), false);
    assert.equal(isClosed('const o = { a: 1 }; o.b = 2; probe(o)'), false);
  });
});
