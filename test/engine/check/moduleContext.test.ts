import assert from 'node:assert/strict';
import { analyze, compileKnowledge } from '../../../engine/analyze.ts';
import { patternRule, type RuleContext } from '../../../engine/rule.ts';
import { sourceFile } from '../../../engine/source/sourceFile.ts';
import type { Node } from '../../../engine/syntax/nodes.ts';
import { createTypescriptParser } from '../../../engine/syntax/typescriptParser.ts';
import { models, rules } from '../../../rules/registry.ts';
import { RECOMMENDED } from '../../support/spec.ts';

const parser = createTypescriptParser();
const flowRules = rules.filter(({ kind }) => kind === 'flow');

/** Asks the context about the argument of the last `probe(…)` of a text. */
function asked<T>(text: string, question: (node: Node, context: RuleContext) => T, path = 'a.ts'): T {
  const answers: T[] = [];
  const probe = patternRule({
    id: 'probe',
    title: 'probe',
    severity: 'low',
    confidence: 'high',
    cwe: [],
    owasp: [],
    entities: ['crypto.createHash'],
    on: {
      CallExpression(node, context) {
        const [argument] = node.arguments;
        if (context.textOf(node.callee) === 'probe' && argument) answers.push(question(argument, context));
        return undefined;
      },
    },
  });
  const { incomplete } = analyze(sourceFile(path, text), {
    knowledge: compileKnowledge([...flowRules, probe], models),
    parser,
    settings: RECOMMENDED,
    inTest: false,
    today: '2026-01-15',
  });
  assert.deepEqual(incomplete, []);
  assert.notEqual(answers.length, 0, 'the text probes something');
  return answers.at(-1)!;
}

describe('where a module runs', () => {
  const runtime = (text: string) => asked(`${text}\nprobe(1);`, (_, context) => context.runtime);

  for (const [where, text] of [
    ['server', "import fs from 'node:fs';"],
    ['server', "import fs from 'fs/promises';"],
    ['server', "const express = require('express');"],
    ['server', "'use server';"],
    ['browser', "'use client';"],
    ['browser', "'use client'; import fs from 'node:fs';"],
    ['browser', 'document.title;'],
    ['browser', 'localStorage.getItem("a");'],
    ['unknown', "import fs from 'node:fs'; document.title;"],
    ['unknown', "import a from './a.ts';"],
    ['unknown', "import fs from 'fs-extra';"],
    ['unknown', 'const document = f(); document.title;'],
  ] as const) {
    it(`is ${where} for ${text}`, () => assert.equal(runtime(text), where));
  }
});

describe('the name that a value gets', () => {
  const target = (text: string) => asked(text, (node, context) => context.targetName(node.parent!));

  for (const [name, text] of [
    ['token', 'const token = probe(1);'],
    ['token', 'let token; token = probe(1);'],
    ['token', 'this.token = probe(1);'],
    ['token', 'user["token"] = probe(1);'],
    ['token', 'f({ token: probe(1) });'],
    ['token', 'class A { token = probe(1); }'],
    ['token', 'class A { #x; static token = probe(1); }'],
    ['token', 'function f(token = probe(1)) {}'],
    ['token', 'const { token = probe(1) } = f();'],
    ['token', 'function token() { return probe(1); }'],
    ['token', 'const token = () => probe(1);'],
    ['token', 'const token = () => { return probe(1); };'],
    ['token', 'const a = { token() { return probe(1); } };'],
    ['token', 'const token = `a${probe(1)}`;'],
    ['token', 'const token = "a" + probe(1);'],
    ['token', 'const token = probe(1).toString("hex");'],
    ['token', 'const token = String(probe(1));'],
    ['token', 'const token = Math.floor(probe(1) * 5);'],
    ['token', 'const token = (probe(1) as string)!;'],
    ['token', 'const token = await probe(1);'],
    ['token', 'const token = a ? probe(1) : b;'],
    ['token', 'const token = a || probe(1);'],
    ['token', 'const token = [probe(1)];'],
    [undefined, 'f(probe(1));'],
    [undefined, 'probe(1);'],
    [undefined, 'const token = f(probe(1));'],
    [undefined, 'const token = probe(1) > 5;'],
    [undefined, 'const token = probe(1) ? a : b;'],
    [undefined, 'const token = new A(probe(1));'],
    [undefined, 'const token = a[probe(1)];'],
    [undefined, 'const a = { [token]: probe(1) };'],
    [undefined, 'if (probe(1)) token = 1;'],
  ] as const) {
    it(`is ${name ?? 'none'} in ${text}`, () => assert.equal(target(text), name));
  }
});

describe('the names around a value', () => {
  it('are those of its declarations, the nearest first', () => {
    assert.deepEqual(
      asked('class User { save() { const hash = probe(1); } }', (node, context) => context.enclosingNames(node)),
      ['hash', 'save', 'User'],
    );
    assert.deepEqual(
      asked('exports.run = function start() { probe(1); };', (node, context) => context.enclosingNames(node)),
      ['start', 'run'],
    );
    assert.deepEqual(
      asked('probe(1);', (node, context) => context.enclosingNames(node)),
      [],
    );
  });
});

describe('what a rule may ask', () => {
  it('knows API values by their names, one for all ways to say it', () => {
    const names = (text: string) => asked(text, (node, context) => context.entitiesOf(node));
    assert.deepEqual(names("import { exec as run } from 'node:child_process'; probe(run);"), ['child_process.exec']);
    assert.deepEqual(names("const cp = require('child_process'); probe(cp.exec);"), ['child_process.exec']);
    assert.deepEqual(names('probe(exec);'), []);
    const isHash = (text: string) =>
      asked(text, (node, context) => context.isEntity(node, 'node:crypto.createHash', 'crypto.createHash'));
    assert.equal(isHash("import { createHash } from 'crypto'; probe(createHash);"), true);
    assert.equal(isHash("import { createHash } from './crypto.ts'; probe(createHash);"), false);
  });

  it('knows what is imported', () => {
    const imports = (text: string) => asked(`${text}; probe(1)`, (_, context) => context.imports('express', 'fs'));
    assert.equal(imports("import 'express'"), true);
    assert.equal(imports("import fs from 'node:fs'"), true);
    assert.equal(imports("require('fs')"), true);
    assert.equal(imports("import a from 'express-session'"), false);
  });

  it('finds declarations and references', () => {
    const text = 'const a = 1; f(a); { const a = 2; g(a); } probe(a);';
    assert.equal(
      asked(text, (node, context) => context.declarationOf(node)?.range[0]),
      6,
    );
    assert.equal(
      asked(text, (node, context) => context.referencesOf(node).length),
      2,
    );
    assert.equal(
      asked('probe(nothing);', (node, context) => context.declarationOf(node)),
      undefined,
    );
    assert.deepEqual(
      asked('probe(nothing);', (node, context) => context.referencesOf(node)),
      [],
    );
  });

  it('reads code, constants, texts and objects', () => {
    const text = 'const a = "x", b = { c: a, ...d() }; probe(b.c + e);';
    assert.equal(
      asked(text, (node, context) => context.textOf(node)),
      'b.c + e',
    );
    assert.equal(
      asked('const a = "x"; probe(a);', (node, context) => context.constantOf(node)),
      'x',
    );
    assert.equal(
      asked('probe("x" + e);', (node, context) => context.stringOf(node)?.length),
      2,
    );
    assert.equal(
      asked('const a = { b: 1 }; probe(a);', (node, context) => context.property(node, 'b')?.type),
      'Literal',
    );
    assert.equal(
      asked('const a = { b: 1 }; probe(a);', (node, context) => context.isClosedObject(node)),
      true,
    );
    assert.equal(
      asked('const a = f; probe(a);', (node, context) => context.textOf(context.resolve(node))),
      'f',
    );
  });
});
