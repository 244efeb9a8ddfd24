import assert from 'node:assert/strict';
import { missingWhen } from '../../../engine/surface/absence.ts';
import type { TSESTree } from '../../../engine/syntax/nodes.ts';
import { loadParser } from '../../../workspace/parsers.ts';

/** The words of what is missing when a condition holds, or does not. */
function missing(condition: string, holds = true): string[] {
  const { program } = loadParser()(`(${condition});`, 'typescript');
  const words = new Set<string>();
  missingWhen((program.body[0] as TSESTree.ExpressionStatement).expression, holds, words);
  return [...words].sort();
}

describe('what is missing when a condition holds', () => {
  const conditions: readonly (readonly [string, readonly string[]])[] = [
    ['!req.user', ['req', 'user']],
    ['user === undefined', ['undefined', 'user']],
    ['user == null || !token', ['token', 'user']],
    ["user.role !== 'admin'", ['admin', 'role', 'user']],
    ["!(user.role === 'admin')", ['admin', 'role', 'user']],
    ['!(await isAllowed(user))', ['allowed', 'is', 'user']],
    ['user.level < 3', ['level', 'user']],
    ['isGuest(user)', ['guest', 'is', 'user']],
    ['!(token instanceof Token)', ['token']],
    ['(user as User).active === false', ['active', 'user']],
    // What is there is not what was asked for.
    ['loginDisabled && isLoginPath(url)', []],
    ["user.state === 'banned'", []],
    ['user !== undefined', []],
    ['err', []],
    ['unit(price)', []],
  ];
  for (const [condition, words] of conditions) {
    it(`of \`${condition}\` is ${words.join(', ') || 'nothing'}`, () => assert.deepEqual(missing(condition), words));
  }

  it('is the other way round when it does not hold', () => {
    assert.deepEqual(missing('req.user', false), ['req', 'user']);
    assert.deepEqual(missing('!req.user', false), []);
    assert.deepEqual(missing("safe.has(method) || origin === 'x'", false), ['has', 'method', 'origin', 'safe', 'x']);
  });
});
