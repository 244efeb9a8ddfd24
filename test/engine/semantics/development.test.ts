import assert from 'node:assert/strict';
import { Constants } from '../../../engine/semantics/constants.ts';
import { constantsInProduction, isDevelopmentOnly } from '../../../engine/semantics/development.ts';
import { analyzeScopes } from '../../../engine/semantics/scopes.ts';
import type { Node, TSESTree } from '../../../engine/syntax/nodes.ts';
import { createTypescriptParser } from '../../../engine/syntax/typescriptParser.ts';
import { forEachChild } from '../../../engine/syntax/walk.ts';

const parse = createTypescriptParser();

/** The call of `weak` in a text, and what is known of the module's values. */
function weakIn(text: string): { readonly found: TSESTree.CallExpression; readonly values: Constants } {
  const { program, errors } = parse(text, 'typescript');
  assert.deepEqual(errors, []);
  let found: TSESTree.CallExpression | undefined;
  const look = (node: Node): void => {
    if (node.type === 'CallExpression' && node.callee.type === 'Identifier' && node.callee.name === 'weak')
      found = node;
    forEachChild(node, look);
  };
  look(program);
  assert.ok(found);
  return { found, values: new Constants(analyzeScopes(program)) };
}

/** Whether the call of `weak` in a text is for development only. */
function ofWeak(text: string): boolean {
  const { found, values } = weakIn(text);
  return isDevelopmentOnly(found, values);
}

describe('development only', () => {
  for (const text of [
    "if (process.env.NODE_ENV !== 'production') { weak(); }",
    "if (process.env.NODE_ENV === 'development' && port) weak();",
    "if (process.env.NODE_ENV === 'production') { strong(); } else { weak(); }",
    'const value = isDev ? weak() : strong();',
    'const value = isProduction ? strong() : weak();',
    '!IS_PROD && weak();',
    'isProd || weak();',
    'import.meta.env.DEV && weak();',
    "const local = app.get('env') === 'development'; if (local) weak();",
    "const flag = process.env.NODE_ENV === 'test'; if (flag) weak();",
    "function f() { if (process.env.NODE_ENV === 'production') { return; } weak(); }",
    "if (['development', 'test'].includes(process.env.NODE_ENV!)) weak();",
    'function startDevServer() { weak(); }',
  ]) {
    it(`is ${text}`, () => assert.ok(ofWeak(text)));
  }

  for (const text of [
    'weak();',
    'if (ready) weak();',
    "if (process.env.NODE_ENV === 'production') weak();",
    "if (process.env.NODE_ENV !== 'development') weak();",
    'if (isDev) { strong(); } else { weak(); }',
    'if (isDev || forced) weak();',
    'isProd && weak();',
    "function f() { if (process.env.NODE_ENV === 'production') { log(); } weak(); }",
    'function f() { weak(); if (isProd) return; }',
    "if (['development', 'production'].includes(process.env.NODE_ENV!)) weak();",
    'function testConnection() { weak(); }',
  ]) {
    it(`is not ${text}`, () => assert.ok(!ofWeak(text)));
  }
});

describe('the constants of production', () => {
  for (const [code, expected] of [
    ["'a'", ['a']],
    ["legacy ? 'a' : 'b'", ['a', 'b']],
    ["process.env.X || 'a'", ['a']],
    ["process.env.X ?? 'a'", ['a']],
    ["isDev ? 'a' : 'b'", ['b']],
    ["process.env.NODE_ENV === 'production' ? 'a' : 'b'", ['a']],
    ["process.env.NODE_ENV === 'production'", [true]],
    ["process.env.NODE_ENV !== 'production'", [false]],
    ['!isProd', [false]],
    ['isProd && true', [true]],
    ['isDev && true', [false]],
    ['!isDev || false', [true]],
    ["given === 'yes' ? true : false", []],
    ['!given || false', []],
    ['given ?? false', [false]],
    ["given || isDev || 'a'", ['a']],
    ['config.localPath', []],
    ['options.debugLevel', []],
    ['f()', []],
    ["a === 'b'", []],
  ] as const) {
    it(`of ${code} are ${JSON.stringify(expected)}`, () => {
      const { found, values } = weakIn(`weak(${code});`);
      assert.deepEqual(
        constantsInProduction(found.arguments[0], values).map(({ value }) => value),
        expected,
      );
    });
  }
});
