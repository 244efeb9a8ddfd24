import assert from 'node:assert/strict';
import type { Language } from '../../../engine/source/sourceFile.ts';
import type { Node } from '../../../engine/syntax/nodes.ts';
import { createTypescriptParser } from '../../../engine/syntax/typescriptParser.ts';
import { forEachChild } from '../../../engine/syntax/walk.ts';
import { finds, isQuiet } from '../../support/spec.ts';

const parse = createTypescriptParser();

/** The names of the functions that a text calls, as far as the tree holds them. */
const calls = (text: string, language: Language = 'typescript'): string[] =>
  parse(text, language).nodes.flatMap((node) =>
    node.type === 'CallExpression' ? [text.slice(node.callee.range[0], node.callee.range[1])] : [],
  );

describe('the tree of a text', () => {
  it('has its parents set, lists parents before children, and keeps to the text', () => {
    const text =
      'import a from "b";\nexport class C<T> extends a.D { @e() f = <T>(g: T) => { if (g) return `${g}`; }; }\n';
    const { nodes, program, errors } = parse(text, 'typescript');
    assert.deepEqual(errors, []);
    assert.equal(nodes[0], program);
    const seen = new Set<Node>([program]);
    for (const node of nodes.slice(1)) {
      assert.ok(node.parent && seen.has(node.parent), node.type);
      assert.ok(
        node.range[0] >= node.parent.range[0] && node.range[1] <= node.parent.range[1] && node.range[1] <= text.length,
      );
      seen.add(node);
    }
    let count = 0;
    const visit = (node: Node) => {
      count++;
      forEachChild(node, visit);
    };
    visit(program);
    assert.equal(count, nodes.length);
  });

  it('reads JSX where the language has it', () => {
    assert.ok(parse('x = <a b="c">d</a>;', 'typescriptreact').nodes.some(({ type }) => type === 'JSXElement'));
    assert.ok(parse('x = <a b="c">d</a>;', 'javascriptreact').nodes.some(({ type }) => type === 'JSXElement'));
    assert.ok(parse('x = <string>a;', 'typescript').nodes.some(({ type }) => type === 'TSTypeAssertion'));
    assert.deepEqual(parse('x = <string>a;', 'typescript').errors, []);
    assert.notDeepEqual(parse('x = <a b="c">d</a>;', 'typescript').errors, []);
  });

  for (const [what, text] of [
    ['an open call', 'before();\nopen('],
    ['an open member', 'before();\nreq.'],
    ['an open block', 'before();\nif (a) {'],
    ['an open condition', 'before();\nif (a &&'],
    ['an open object', 'before();\nconst a = { b: '],
    ['an open array', 'before();\nconst a = ['],
    ['an open text', "before();\nconst a = 'b"],
    ['an open template', 'before();\nconst a = `b${'],
    ['an open comment', 'before();\n/* a'],
    ['an open pattern', 'before();\nconst a = /b'],
    ['an open function', 'before();\nfunction f('],
    ['an open arrow', 'before();\nconst f = (a) =>'],
    ['an open class', 'before();\nclass A { b('],
    ['an open import', 'before();\nimport { a'],
    ['an open element', 'before();\nconst a = <b'],
    ['a closing brace too many', 'before();\n}'],
    ['a stray else', 'before();\nelse { a'],
    ['a keyword for a name', 'before();\nconst class = 1;'],
    ['two statements in one', 'before();\nlet a b c;'],
    ['a decorator on nothing', 'before();\n@a'],
  ] as const) {
    it(`is there for half-typed text: ${what}`, () => {
      const { errors } = parse(text, 'typescriptreact');
      assert.notDeepEqual(errors, []);
      assert.ok(calls(text, 'typescriptreact').includes('before'));
    });
  }

  it('holds what stands behind the broken place', () => {
    assert.ok(calls('const a = {;\nafter();').includes('after'));
    assert.ok(calls('foo(1, ;\nafter();').includes('after'));
    assert.ok(calls('function f( {\n  inside();\n}\nafter();').includes('after'));
    assert.ok(calls('a.;\nafter();').includes('after'));
  });

  it('is not turned inside out by a lone backtick', () => {
    const text = 'const a = `b;\nafter();\nconst c = `d`;\nlater();\n';
    assert.deepEqual(
      calls(text).filter((name) => name === 'after' || name === 'later'),
      ['after', 'later'],
    );
    assert.notDeepEqual(parse(text, 'typescript').errors, []);
  });

  it('is empty for nothing', () => {
    const { program, errors, comments } = parse('', 'typescript');
    assert.deepEqual([program.body, errors, comments], [[], [], []]);
  });

  it('says where it is wrong', () => {
    const [error] = parse('f();\ng(;', 'typescript').errors;
    assert.ok(error && error.offset >= 5 && error.message.length > 5);
  });

  it('says that it was not read when it is nested too deeply', () => {
    const { isUnread, errors, nodes } = parse(`${'['.repeat(50_000)}${']'.repeat(50_000)}`, 'typescript');
    assert.deepEqual([isUnread, errors.length, nodes.length], [true, 1, 1]);
    assert.equal(parse('f(;', 'typescript').isUnread, undefined);
  });
});

describe('what is found while somebody types', () => {
  const HEAD = `import { exec } from 'node:child_process';
import express from 'express';
const app = express();`;

  it('is what stands before the cursor', () =>
    finds(`${HEAD}
app.get('/', (req, res) => { exec(req.query.x);
//                                ^^^^^^^^^^^ source sink command-injection
  if (req.`));

  it('is what stands behind the cursor', () =>
    finds(`${HEAD}
const half = req.
app.get('/', (req, res) => { exec(req.query.x); });
//                                ^^^^^^^^^^^ source sink command-injection`));

  it('is what stands on the line itself', () =>
    finds(`${HEAD}
app.get('/', (req, res) => { exec(req.query.x
//                                ^^^^^^^^^^^ source sink command-injection`));

  it('is what stands in a function whose end is missing', () =>
    finds(`${HEAD}
app.get('/', (req, res) => {
  const name = req.query.x;
//             ^^^^^^^^^^^ source
  exec('ls ' + name);
//     ^^^^^^^^^^^^ sink command-injection`));

  it('is nothing when there is nothing', () =>
    isQuiet(`${HEAD}
app.get('/', (req, res) => { exec('ls'); if (req.`));
});
