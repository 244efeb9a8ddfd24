import assert from 'node:assert/strict';
import { ValueFlowGraph } from '../../../engine/flow/valueFlowGraph.ts';
import { analysisOf } from '../../support/spec.ts';

/** What an analysis does, counted: nodes and edges that are made, edges that are followed. Time would depend on the machine. */
function workOf(text: string): { readonly nodes: number; readonly edges: number; readonly followed: number } {
  const { addNode, addEdge, nextEdge } = ValueFlowGraph.prototype;
  const counts = { nodes: 0, edges: 0, followed: 0 };
  Object.assign(ValueFlowGraph.prototype, {
    addNode(this: ValueFlowGraph, ...args: Parameters<typeof addNode>) {
      counts.nodes++;
      return addNode.apply(this, args);
    },
    addEdge(this: ValueFlowGraph, ...args: Parameters<typeof addEdge>) {
      counts.edges++;
      return addEdge.apply(this, args);
    },
    nextEdge(this: ValueFlowGraph, edge: number) {
      counts.followed++;
      return nextEdge.call(this, edge);
    },
  });
  try {
    assert.deepEqual(analysisOf(text, { path: 'a.tsx' }).incomplete, []);
  } finally {
    Object.assign(ValueFlowGraph.prototype, { addNode, addEdge, nextEdge });
  }
  return counts;
}

const HEAD = `import { exec } from 'node:child_process';
import express from 'express';
const app = express();
const run = (command) => exec(command);
const give = (value, use) => use(value);
const make = (value) => () => value;
`;

const inHandler = (statements: string) => `app.get('/', (req, res) => {\n${statements}\n});`;

/** Texts of `count` lines that are much alike. */
const SERIES: Readonly<Record<string, (line: (make: (index: number) => string) => string) => string>> = {
  'routes that run what they are asked': (line) =>
    line((i) => `app.get('/${i}', (req, res) => { exec(req.query.x${i}); });`),
  'routes that share a function': (line) => line((i) => `app.get('/${i}', (req, res) => { run(req.query.x${i}); });`),
  'calls of one function': (line) => inHandler(line(() => 'run(req.query.x);')),
  'callbacks of one function': (line) =>
    line((i) => `app.get('/${i}', (req, res) => { give(req.query.x, (command) => exec(command)); });`),
  'functions that one function makes': (line) =>
    line((i) => `app.get('/${i}', (req, res) => { const get = make(req.query.x); exec(get()); });`),
  'methods of subclasses': (line) =>
    `class A { go(a) { this.run(a); } }\n${line((i) => `class B${i} extends A { run(a) { exec(a); } }`)}\n${inHandler(line((i) => `new B${i}().go(req.query.x);`))}`,
  'functions that call the next': (line) =>
    `${line((i) => `function f${i}(a) { return f${i + 1}(a); }`)}\n${inHandler('exec(f0(req.query.x));')}`,
  'variables that are made of the one before': (line) =>
    inHandler(`const v0 = req.query.x;\n${line((i) => `const v${i + 1} = v${i} + '-';`)}`),
  'writes of one variable': (line) => inHandler(`let v = req.query.x;\n${line(() => "v = v + '-';")}\nexec(v);`),
  'branches that write one variable': (line) =>
    inHandler(`let v = req.query.x;\n${line((i) => `if (req.query.a${i}) v = v + '-';`)}\nexec(v);`),
  'loops that write one variable': (line) =>
    inHandler(`let v = '';\n${line((i) => `for (const a of req.query.l${i}) v += a;`)}\nexec(v);`),
  'cases of a switch': (line) =>
    inHandler(`let v;\nswitch (req.query.k) {\n${line((i) => `case ${i}: v = req.query.x${i}; break;`)}\n}\nexec(v);`),
  guards: (line) => inHandler(line((i) => `if (['a', 'b'].includes(req.query.x${i})) exec(req.query.x${i});`)),
  tries: (line) => inHandler(`let v = '';\n${line((i) => `try { v = req.query.x${i}; f(v); } catch { exec(v); }`)}`),
  'properties of one object': (line) =>
    inHandler(`const o = { ${line((i) => `p${i}: req.query.x${i},`)} };\nexec(o.p0);`),
  'reads of a table of constants': (line) =>
    `const table = { ${line((i) => `p${i}: '${i}',`)} };\n${line((i) => `f(table.p${i});`)}`,
  'elements of one list': (line) =>
    inHandler(`const list = [];\n${line((i) => `list.push(req.query.x${i});`)}\nexec(list.join(' '));`),
  'methods of one class': (line) =>
    `class A { ${line((i) => `m${i}(a) { exec(a); }`)} }\nconst a = new A();\n${inHandler('a.m0(req.query.x);')}`,
  'elements of a page': (line) => `const page = (<div>${line((i) => `<a href={location.hash + ${i}}>b</a>`)}</div>);`,
  'a list of data': (line) =>
    `export const data = [\n${line((i) => `{ id: ${i}, name: 'name ${i}', tags: ['a', 'b'] },`)}\n];`,
  'closures of one variable': (line) =>
    inHandler(`let v = req.query.x;\n${line((i) => `const f${i} = () => { v = v + ${i}; };`)}\nexec(v);`),
  'promises in a chain': (line) =>
    inHandler(`Promise.resolve(req.query.x)\n${line((i) => `.then((a${i}) => a${i} + '-')`)}\n.then((a) => exec(a));`),
  suppressions: (line) => line(() => '// portside-ignore command-injection -- our own\nrun();'),
};

/** A series with so many lines. */
const textOf = (make: (typeof SERIES)[string], count: number) =>
  HEAD + make((line) => Array.from({ length: count }, (_, index) => line(index)).join('\n'));

describe('the work of an analysis', () => {
  for (const [what, make] of Object.entries(SERIES)) {
    it(`grows as the text does: ${what}`, function () {
      this.timeout(60_000);
      // A chain is as deep as it is long.
      const count = what.endsWith('chain') ? 60 : 400;
      const [half, whole] = [workOf(textOf(make, count)), workOf(textOf(make, count * 2))];
      for (const each of ['nodes', 'edges', 'followed'] as const) {
        const growth = whole[each] / Math.max(half[each], 1);
        assert.ok(growth < 2.2, `${each}: ${half[each]} → ${whole[each]}`);
      }
    });
  }

  it('grows as the text does up to 20,000 lines', function () {
    this.timeout(60_000);
    const make = SERIES['routes that run what they are asked']!;
    const [half, whole] = [workOf(textOf(make, 10_000)), workOf(textOf(make, 20_000))];
    for (const each of ['nodes', 'edges', 'followed'] as const) assert.ok(whole[each] < half[each] * 2.05, each);
  });
});

describe('what is too much to follow', () => {
  it('is cut short, and that is said', function () {
    this.timeout(60_000);
    const properties = Array.from({ length: 700 }, (_, i) => `p${i}: req.query.x${i}`).join(', ');
    const copies = Array.from({ length: 700 }, (_, i) => `const o${i + 1} = { ...o${i} };`).join('\n');
    const text = `${HEAD}${inHandler(`exec(req.query.first);\nconst o0 = { ${properties} };\n${copies}\nexec(o700.p0);`)}`;
    const { findings, incomplete } = analysisOf(text);
    assert.deepEqual(incomplete, ['the budget for following data was reached']);
    assert.ok(findings.some(({ location }) => text.slice(location.start, location.end) === 'req.query.first'));
  });
});
