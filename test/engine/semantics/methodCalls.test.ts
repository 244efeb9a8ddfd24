import assert from 'node:assert/strict';
import { chainOn, endOfChain, methodCallsOn } from '../../../engine/semantics/methodCalls.ts';
import { analyzeScopes } from '../../../engine/semantics/scopes.ts';
import type { Node } from '../../../engine/syntax/nodes.ts';
import { createTypescriptParser } from '../../../engine/syntax/typescriptParser.ts';
import { forEachChild } from '../../../engine/syntax/walk.ts';

const parse = createTypescriptParser();

/** The call of `make` in a text, and what may be asked of the module. */
function makeIn(text: string) {
  const { program } = parse(text, 'typescript');
  const { bindingOf } = analyzeScopes(program);
  let found: Node | undefined;
  const look = (node: Node): void => {
    if (node.type === 'CallExpression' && node.callee.type === 'Identifier' && node.callee.name === 'make')
      found = node;
    forEachChild(node, look);
  };
  look(program);
  assert.ok(found);
  return { make: found, references: { referencesOf: (id: Node) => bindingOf.get(id)?.references ?? [] }, text };
}

describe('method calls on a value', () => {
  it('stand in its chain, also through await, `!` and optional calls', () => {
    const { make, text } = makeIn('const x = (await make().a(1))!.b?.(2).c;');
    assert.deepEqual(
      chainOn(make).map(({ name }) => name),
      ['a', 'b'],
    );
    assert.equal(text.slice(...endOfChain(make).range), '(await make().a(1))!.b?.(2)');
  });

  it('stand on the variable that keeps it', () => {
    const { make, references } = makeIn('const m = make().a(); if (x) m.b().c(); f(m); m.d();');
    assert.deepEqual(
      methodCallsOn(make, references).map(({ name }) => name),
      ['a', 'b', 'c', 'd'],
    );
  });

  it('are none when it is only passed on', () => {
    const { make, references } = makeIn('other(make()).a();');
    assert.deepEqual(methodCallsOn(make, references), []);
  });
});
