/** What passes share of a module is, at the start of each, as it was before any of them. */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ValueFlowGraph } from '../../engine/flow/valueFlowGraph.ts';
import { GroundworkOf } from '../../engine/groundwork.ts';
import { alone, moduleModel } from '../../engine/moduleModel.ts';
import { optionsOf } from '../support/spec.ts';

const shop = join(import.meta.dirname, '../../examples/shop');

describe('the groundwork of a module', () => {
  it('forgets what the values of the module have added to its graph', () => {
    const { knowledge, parser } = optionsOf({});
    let changed = 0;
    for (const path of globSync('**/*.{js,ts,tsx}', { cwd: shop })) {
      const text = readFileSync(join(shop, path), 'utf8');
      const groundwork = new GroundworkOf(text, parser(text, path.endsWith('.js') ? 'javascript' : 'typescript'));
      const { linker } = alone(path);
      const identify = identities();
      const before = dump(groundwork.among(linker).graph, identify);
      const { graph } = moduleModel(groundwork, knowledge.trie, { ...alone(path), isImported: true });
      if (JSON.stringify(dump(graph, identify)) !== JSON.stringify(before)) changed++;
      assert.deepEqual(dump(groundwork.among(linker).graph, identify), before, path);
    }
    assert.ok(changed > 5, 'values add to graphs');
  });

  it('is made anew when a constant that it imports is another one', () => {
    const { parser } = optionsOf({});
    const text = `import { KEY } from './key';\nconst made = { a: 1 };\nmade[KEY] = 2;`;
    const groundwork = new GroundworkOf(text, parser(text, 'typescript'));
    const graphWith = (value: string) =>
      groundwork.among({
        resolve: () => 'key.ts',
        summaryOf: () => ({
          path: 'key.ts',
          isCommonJs: false,
          exports: [],
          constants: new Map([['KEY', { kind: 'value', value }]]),
          functions: new Map(),
          classes: new Map(),
          sources: [],
        }),
      }).graph;
    const first = graphWith('b');
    assert.equal(graphWith('b'), first);
    assert.notEqual(graphWith('c'), first);
  });
});

/** Numbers for objects: the same for the same one. */
function identities(): (value: object) => string {
  const known = new Map<object, number>();
  return (value) => {
    if (!known.has(value)) known.set(value, known.size);
    return `#${known.get(value)}`;
  };
}

/** All that a graph holds; objects outside of it by their number. */
function dump(graph: ValueFlowGraph, identify: (value: object) => string): unknown {
  const shown = (value: unknown, depth: number): unknown => {
    if (Array.isArray(value)) return value.map((each) => shown(each, depth + 1));
    if (value instanceof Map) return [...value].map((each) => shown(each, depth + 1));
    return typeof value === 'object' && value !== null ? identify(value) : value;
  };
  const fields = Object.entries(graph).map(([name, value]) => [name, shown(value, 0)]);
  const functions = graph.functions.map((fn) => Object.entries(fn).map((each) => shown(each, 0)));
  const edges = graph.ast.map((_, node) => {
    const leaving: number[] = [];
    for (let edge = graph.firstEdge(node); edge >= 0; edge = graph.nextEdge(edge)) leaving.push(edge);
    return leaving;
  });
  return { fields, functions, edges };
}
