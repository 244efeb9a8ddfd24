import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { moduleSpecifiers } from '../../../engine/syntax/specifiers.ts';

const names = (text: string) => [...moduleSpecifiers(text)];

describe('the specifiers that a text names', () => {
  const found: Readonly<Record<string, readonly string[]>> = {
    "import a from 'a'; import { b as c } from \"b\"; import * as d from 'd'": ['a', 'b', 'd'],
    'import\'a\';import"b";import c from\'c\';import{d}from"d"': ['a', 'b', 'c', 'd'],
    "export * from './a'; export * as b from './b'; export { c } from './c';": ['./a', './b', './c'],
    "const a = await import('./a'), b = import(/* webpackChunkName: \"x\" */ './b');": ['./a', './b'],
    "import a, {\n  b, // 'no'\n  c,\n} from // why\n  './a';": ['./a'],
    'const a = require(\'a\').b; const { c } = require ( "c" ); require(`./d`)': ['a', 'c', './d'],
    "import a = require('./a'); export import b = require('./b');": ['./a', './b'],
    "import type { A } from './a'; type B = import('./b').B; let c: typeof import('./c');": ['./a', './b', './c'],
    "import data from './data.json' with { type: 'json' };": ['./data.json'],
    "import('./a', { with: { type: 'json' } })": ['./a'],
    "require('./twice'); require('./twice')": ['./twice'],
    "const re = /[/'\"`]/g, b = a / c; require('./a'); x = d / e": ['./a'],
    "return /\\/*/.test(x) && require('./a')": ['./a'],
    "const a = `it's ${b ? `/* ${require('./a')}` : '}'} \"`; require('./b')": ['./a', './b'],
    "const glob = 'src/**/*.ts'; require('./a')": ['./a'],
    'const url = `https://${host}/*.js`; require("./a")': ['./a'],
    "x = <p>don't <b title=\"it's\">{require('./a')}</b> // {require('./b')}\n</p>; import('./c')": ['./a', './c'],
    "<a href=\"/x\" /> ; <img src={require('./a.png')} /> ; <img src={require('./b.png')} />": ['./a.png', './b.png'],
    "/* not closed\nimport './a'": ['./a'],
    "// a\rimport './a'": ['./a'],
    "let half = 'open\nimport './a'": ['./a'],
    "let more = 'a\\\nb'; import './a'": ['./a'],
    "import '\\./a'": ['./a'],
    "#!/usr/bin/env node\nimport './a'": ['./a'],
  };
  for (const [text, specifiers] of Object.entries(found)) {
    it(`are found in ${JSON.stringify(text)}`, () => assert.deepEqual(names(text), specifiers));
  }

  for (const text of [
    "// import a from './a'",
    "/* require('./a') */ x",
    "/** @type {import('./a').A} */ let b;",
    'const help = "import a from \'./a\'";',
    "import.meta.url; from('./a'); $require('./a'); requires('./a'); Array.from(b)",
    "require('./routes/' + name); import(`./${name}`); require(name)",
    "export const from = 'a';",
  ]) {
    it(`are not invented in ${JSON.stringify(text)}`, () => assert.deepEqual(names(text), []));
  }

  it('are those of the real files beside this one', () => {
    const folder = join(import.meta.dirname, '../../../engine/flow');
    for (const name of readdirSync(folder).filter((each) => each.endsWith('.ts'))) {
      const text = readFileSync(join(folder, name), 'utf8');
      const wanted = new Set(
        [...text.matchAll(/^(?:import|export|\}).*? from '([^']+)';$/gm)].map(([, specifier]) => specifier),
      );
      assert.deepEqual(new Set(names(text)), wanted, name);
    }
  });

  for (const unit of [
    'import // ',
    'import /* ',
    'from "',
    "require('",
    '`${',
    '`import // ',
    "'\\'\\\n",
    '/a',
    '= /[',
    '/*',
    "it's ",
    '{`',
    '\\',
    '(/',
  ]) {
    it(`are looked for in linear time in ${JSON.stringify(unit)} over and over`, function () {
      this.timeout(4_000);
      moduleSpecifiers(unit.repeat(100_000));
    });
  }
});
