/** The fast parser and the reference parser give the same tree. */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { languageOf } from '../../../engine/source/sourceFile.ts';
import type { Node } from '../../../engine/syntax/nodes.ts';
import { createOxcParser, type OxcModule } from '../../../engine/syntax/oxcParser.ts';
import type { Parser } from '../../../engine/syntax/parse.ts';
import { createTypescriptParser } from '../../../engine/syntax/typescriptParser.ts';

const root = join(import.meta.dirname, '../../..');
const oxc = createRequire(import.meta.filename)('oxc-parser') as OxcModule;
const reference = createTypescriptParser();

const shapeOf = ({ type, range, parent }: Node) => `${type} ${range[0]}-${range[1]} in ${parent?.type}`;

/** Values of literals and texts, and names: what rules read. */
function readingOf(node: Node): string | null {
  switch (node.type) {
    case 'Literal':
    case 'JSXText':
      return String(node.value);
    case 'TemplateElement':
      return node.value.cooked;
    case 'Identifier':
      return node.name;
    default:
      return null;
  }
}

function same(text: string, file: string): void {
  let gaveUp = false;
  const other: Parser = (...args) => {
    gaveUp = true;
    return reference(...args);
  };
  const expected = reference(text, languageOf(file));
  // As JSON, and from the parser's own memory.
  for (const few of [Number.POSITIVE_INFINITY, 0]) {
    const actual = createOxcParser(oxc, other, few)(text, languageOf(file));
    assert.equal(gaveUp, false, `${file} is read by the fast parser itself`);
    assert.deepEqual(actual.nodes.map(shapeOf), expected.nodes.map(shapeOf), file);
    assert.deepEqual(actual.nodes.map(readingOf), expected.nodes.map(readingOf), file);
    assert.deepEqual(actual.comments, expected.comments, file);
  }
}

describe('two parsers, one tree', () => {
  it('for all files of this project', () => {
    const folders = ['engine', 'rules', 'workspace', 'server', 'client', 'cli', 'report', 'examples', 'scripts'];
    const files = folders.flatMap((folder) => globSync(`${folder}/**/*.{ts,tsx,mjs}`, { cwd: root }));
    assert.ok(files.length > 200);
    for (const file of files) same(readFileSync(join(root, file), 'utf8'), file);
  });

  for (const [name, text] of Object.entries({
    'entities in an attribute': '<a href="javascript&colon;x&amp;y&#97;&#x62;">&lt;b&gt;</a>;',
    'decorators and fields': 'class A { @dec() accessor x = 1; static #y = 2; static { this.#y; } }',
    'optional chains': 'a?.b?.[c]?.(d)!; (a?.b).c;',
    types: 'enum E { A = 1 } type T<K> = K extends infer U ? U : never; let a = <T,>(x: T) => x as unknown;',
    imports: 'import a, { b as c } from "m" with { type: "json" }; export * as d from "n"; import e = require("o");',
    'an emoji and CRLF': 'const a = "😀";\r\nconst b = `x\r\ny${a}`;\r\n',
  })) {
    it(`for ${name}`, () => same(text, 'a.tsx'));
  }

  it('where the fast one gives up, the reference reads', () => {
    const asked: string[] = [];
    const parser = createOxcParser(oxc, (text, language) => {
      asked.push(text);
      return reference(text, language);
    });
    for (const text of ['const a = ;', 'const a = "\ud800";']) assert.ok(parser(text, 'javascript').nodes.length > 1);
    assert.equal(asked.length, 2);
  });
});
