import assert from 'node:assert/strict';
import { analysisOf } from '../../support/spec.ts';

/** What stands in an editor while something is begun that has no end yet, in the middle of a file. */
const BEGUN = {
  'class.ts': ['class X {', 'class X extends', 'class X {\n  run(', 'class X {\n  run() {', 'class X {\n  name ='],
  'member.ts': ['class X {\n  private', 'class X {\n  static async', 'class X {\n  constructor(private readonly'],
  'function.ts': ['function f() {', 'function f(', 'function f(a: string', 'function g<T extends', 'async function'],
  'arrow.ts': ['const f = (a) => {', 'const f = async (a', 'const f = a =>'],
  'block.ts': ['if (a) {', 'for (const a of b) {', 'switch (a) {\n  case 1:', 'try {\n  a();\n} catch (', 'do {'],
  'call.ts': ['a(', 'a(b, (c) => {', "app.get('/x', async (req, res) => {\n  const a = await", 'a.b(c.d('],
  'text.ts': ["a('", 'const s = "abc', '/*', '/** docs', '/abc'],
  'template.ts': ['const s = `abc', 'const s = `abc ${', 'const s = `abc ${a.', 'const s = `abc ${a}'],
  'object.ts': ['const o = {', 'const o = {\n  a:', 'const o = { ...', 'const l = [\n  { a: 1 },', 'const { a: { b'],
  'import.ts': [
    'import',
    'import {',
    'import { a',
    'import { a } from',
    "import { a } from '",
    'import * as',
    'import(',
  ],
  'export.ts': ['export', 'export {', 'export const', 'export default', 'export * from'],
  'decorator.ts': ['@', '@Injectable', '@Injectable(', '@Injectable({'],
  'type.ts': [
    'interface A {',
    'interface A {\n  b:',
    'type A =',
    'type A = {',
    'const m = new Map<',
    'const m: Map<string,',
  ],
  'declaration.ts': ['enum A {', 'namespace A {', 'abstract class', 'declare module "x" {'],
  'stray.ts': ['}', ')', ']', '{', '(', '=>', 'else', 'catch', '?.', '#x', 'a ? b :', 'a satisfies', 'yield'],
  'element.tsx': [
    'const v = <div',
    'const v = <div>',
    'const v = <>',
    'const v = <div>text',
    'return <',
    'const v = </div>',
  ],
  'attribute.tsx': ['const v = <div className=', 'const v = <div className="', 'const v = <div className={'],
  'children.tsx': [
    'const v = <div>{',
    'const v = <div>{a',
    'const v = <div>{a.map((b) => <li',
    'const v = (\n  <div>\n    <span>',
    'const V = () => {\n  return <div>',
  ],
};

const BEFORE = `import { exec } from 'node:child_process';
import express from 'express';
const app = express();
app.get('/before', (req, res) => {
  exec('before ' + req.query.x);
});
`;

const AFTER = `
app.get('/after', (req, res) => {
  exec('after ' + req.query.x);
});
export const render = (name) => \`<b>\${name}</b>\`;
app.get('/late', async (req, res) => {
  const { y } = req.body;
  await exec('late ' + y);
});
`;

const inFunction = (typed: string): string =>
  `app.get('/mid', (req, res) => {\n  const q = 1;\n  ${typed}\n  res.end();\n});\n`;

describe('what was begun and has no end', () => {
  for (const [path, list] of Object.entries(BEGUN)) {
    for (const typed of list) {
      it(`costs nothing before and behind it: ${JSON.stringify(typed)}`, () => {
        for (const begun of [`${typed}\n`, inFunction(typed)]) {
          const text = BEFORE + begun + AFTER;
          const found = analysisOf(text, { path }).findings.map(({ location }) =>
            text.slice(location.start, location.end),
          );
          assert.deepEqual(
            [...found].sort(),
            ["'after ' + req.query.x", "'before ' + req.query.x", "'late ' + y"],
            begun,
          );
        }
      });
    }
  }
});
