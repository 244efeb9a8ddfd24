import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { analyze } from '@typescript-eslint/scope-manager';
import { analyzeScopes } from '../../../engine/semantics/scopes.ts';
import { languageOf } from '../../../engine/source/sourceFile.ts';
import type { Node } from '../../../engine/syntax/nodes.ts';
import { createTypescriptParser } from '../../../engine/syntax/typescriptParser.ts';

const parse = createTypescriptParser();
const ROOT = join(import.meta.dirname, '../../..');

/** References to values that mean something else than the scope manager says, in words. */
function differences(text: string, path: string): string[] {
  const tree = parse(text, languageOf(path));
  assert.deepEqual(tree.errors, [], path);
  const manager = analyze(tree.program, { sourceType: 'module', lib: [], jsxPragma: null });
  const { bindingOf } = analyzeScopes(tree.program);
  const place = (node: Node | undefined) =>
    node ? `${textOf(text, node)} at ${text.slice(0, node.range[0]).split('\n').length}:${node.range[0]}` : 'nothing';
  return manager.scopes
    .flatMap((scope) => scope.references)
    .filter(({ isValueReference, identifier }) => isValueReference && identifier.parent?.type !== 'JSXClosingElement')
    .flatMap(({ identifier, resolved }) => {
      compared++;
      const found = bindingOf.get(identifier)?.identifier;
      const meant = resolved?.identifiers ?? [];
      const isSame = meant.length === 0 ? found === undefined : meant.some((each) => each === found);
      return isSame ? [] : [`${path}: ${place(identifier)} means ${place(meant[0])}, not ${place(found)}`];
    });
}

let compared = 0;

const textOf = (text: string, node: Node) => /^[\w$]*/.exec(text.slice(node.range[0]))![0];

describe('a name', () => {
  for (const [what, text] of [
    ['of a block', 'let a = 1; { let a = 2; a; } a;'],
    ['of a var in a block', 'function f() { { var a = 1; } a; } var a = 2; a;'],
    ['before its declaration', 'f(); a; function f() {} var a;'],
    ['of a parameter', 'const a = 1; function f(a, { b, c: [d] = a, ...e }, ...g) { a; b; d; e; g; }'],
    ['of a parameter and a var', 'function f(a) { var a; a; }'],
    ['in the default of a parameter', 'const a = 1; function f(b = a, c = b) { const a = 2; c; }'],
    [
      'of a function expression',
      'const f = function g() { g; }; const h = function g(g) { g; }; const i = function g() { var g; g; };',
    ],
    ['of a function expression and a variable', 'const f = function g() { let g = 1; g; };'],
    ['of a class', 'class A { m() { A; } static a = A; } A; const B = class C { m() { C; } };'],
    ['of the class that is extended', 'class A {} class B extends A { constructor() { super(A); } }'],
    ['in computed keys', 'const a = "k"; class B { [a]() {} static [a] = a; } ({ [a]: a, a });'],
    ['in a field and a static block', 'const a = 1; class B { a = a; static { const a = 2; a; } }'],
    [
      'of a loop',
      'for (let i = 0; i < 3; i++) { let i = 1; i; } for (const i of i2) i; for (var i in o) i; i; var i2, o;',
    ],
    ['that a loop assigns', 'let a; for (a of []) a; for ({ a } of []) a; for ([a] in []) a;'],
    ['of a catch', 'try {} catch (a) { a; var a; } a; try {} catch ({ b, c = b }) { b; c; } try {} catch { a; }'],
    ['of a switch', 'switch (a) { case 1: let a; a; break; default: a; } var a;'],
    ['of an import', 'import a, { b as c } from "x"; import * as d from "y"; a; c; d.e; b;'],
    ['of an export', 'const a = 1; export { a, a as b }; export { c } from "x"; export default a;'],
    [
      'that is assigned',
      'let a, b, c, d; a = 1; [b, { c }] = []; ({ d = a, ...c } = b); a++; a += b; a.b = c; (a) = 1;',
    ],
    ['in a label', 'a: for (;;) { break a; } var a;'],
    ['of a property', 'const a = {}; a.b; a?.b; a[b]; ({ b: a }); var b;'],
    ['in a template', 'const a = 1; `${a} ${`${a}`}`; a`${a}`;'],
    ['in JSX', 'const A = 1, a = 2, B = {}; <A b={a} {...a}><a/><B.C/>{a}</A>;'],
    ['of an enum', 'enum A { B = 1, C = B, D = A.B } A.B; const B = 2; B;'],
    ['of a namespace', 'namespace A { export const b = 1; b; } A.b; declare module "x" { const c: number; }'],
    ['of a type', 'type A = string; interface B { a: A } let a: A; function f<T>(b: B, c: T): A { return c as A; }'],
    ['of a type and a value', 'interface A {} const A = 1; A; let a: A;'],
    ['in typeof', 'const a = 1; let b: typeof a; type C = typeof a.b;'],
    ['in a type assertion', 'const a = 1; a as any; a satisfies any; a!; (<any>a);'],
    ['of this', 'function f(this: Window, a) { a; }'],
    ['in a decorator', 'const a = 1; @a class B { @a m(@a p) {} @a f; }'],
    [
      'of a declared function',
      'declare function f(a: number): void; f(1); function g(a: string): void; function g(a: any) { a; } g(1);',
    ],
    ['of arguments', 'function f() { arguments[0]; () => arguments; }'],
    ['of a parameter property', 'class A { constructor(private a: string, b = a) { a; } }'],
    ['in a generator', 'function* f(a) { yield a; yield* f(a); }'],
    ['that nobody declares', 'a; b.c; d(); typeof e; window.f;'],
    ['of a function in a block', '{ function f() {} f; } f;'],
    ['of a declaration without a name', 'export default function () { a; } var a;'],
    ['of import equals', 'import a = require("x"); a; import b = a.c; b;'],
    ['of an overload in a class', 'class A { m(a: string): void; m(a: any) { a; } }'],
    ['in an accessor', 'const a = 1; ({ get b() { return a; }, set b(a) { a; } });'],
    ['in a nested pattern', 'const { a: { b = 1 } = {}, [k()]: c } = x; b; c; function k() {} var x;'],
  ] as const) {
    it(`means the same as to the scope manager: ${what}`, () => {
      assert.deepEqual(differences(text, 'example.tsx'.replace('tsx', text.includes('<any>') ? 'ts' : 'tsx')), []);
    });
  }

  it('means the same as to the scope manager in all files of this repository', function () {
    this.timeout(60_000);
    const files = [
      'engine',
      'rules',
      'workspace',
      'server',
      'client',
      'cli',
      'report',
      'threats',
      'test/engine',
      'examples/shop',
    ].flatMap((folder) =>
      readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
        .filter(
          (entry) => entry.isFile() && /\.[cm]?[jt]sx?$/.test(entry.name) && !entry.parentPath.includes('node_modules'),
        )
        .map((entry) => join(entry.parentPath, entry.name)),
    );
    assert.ok(files.length > 200, `${files.length} files`);
    assert.deepEqual(files.flatMap((file) => differences(readFileSync(file, 'utf8'), file)).slice(0, 10), []);
    assert.ok(compared > 20_000, `${compared} references`);
  });

  it('means the same as to the scope manager in old JavaScript', function () {
    this.timeout(60_000);
    const files = ['mocha/lib', 'yaml/dist'].flatMap((folder) =>
      readdirSync(join(ROOT, 'node_modules', folder), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && /\.[cm]?js$/.test(entry.name))
        .map((entry) => join(entry.parentPath, entry.name)),
    );
    assert.ok(files.length > 100, `${files.length} files`);
    assert.deepEqual(files.flatMap((file) => differences(readFileSync(file, 'utf8'), file)).slice(0, 10), []);
  });
});
