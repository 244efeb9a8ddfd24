import assert from 'node:assert/strict';
import { secretFingerprint, withOrdinals } from '../../../engine/settle/fingerprint.ts';
import { hash64 } from '../../../engine/settle/hash.ts';
import { analysisOf } from '../../support/spec.ts';

/** The identities of the findings of code-injection and command-injection in a text. */
function identities(text: string, path = 'src/example.ts'): string[] {
  return analysisOf(text, { path })
    .findings.filter(({ ruleId }) => ruleId === 'code-injection' || ruleId === 'command-injection')
    .map(({ fingerprint }) => fingerprint);
}

function identityOf(text: string, path?: string): string {
  const [identity, ...others] = identities(text, path);
  assert.ok(identity, `something is found in ${text}`);
  assert.deepEqual(others, []);
  return identity;
}

const HANDLER = `import { exec } from 'node:child_process';
import express from 'express';
const app = express();
app.get('/', function show(req, res) {
  const name = req.query.name;
  exec('ls ' + name, { cwd: name });
});
`;

describe('the identity of a finding', () => {
  const original = identityOf(HANDLER);

  it('has sixteen digits', () => assert.match(original, /^[\da-f]{16}$/));

  for (const [what, change] of [
    [
      'a local has another name',
      (text: string) => text.replaceAll('name', 'folder').replaceAll('query.folder', 'query.name'),
    ],
    [
      'the parameters have other names',
      (text: string) => text.replace('(req, res)', '(asked, answer)').replace('req.query', 'asked.query'),
    ],
    [
      'it is formatted otherwise',
      (text: string) =>
        text.replace("exec('ls ' + name, { cwd: name });", "exec(\n    'ls '   +   name, // here\n    {cwd:name}\n  )"),
    ],
    ['it is indented', (text: string) => text.replaceAll('\n', '\n\t')],
    ['it has Windows line endings', (text: string) => text.replaceAll('\n', '\r\n')],
    ['it has comments', (text: string) => text.replace('exec(', '/* a */ exec(/* b */ ')],
    ['it has moved down', (text: string) => `// licence\n\n${text}`],
    [
      'it has moved behind other code',
      (text: string) => text.replace('app.get(', 'app.post("/other", (req, res) => res.json({}));\napp.get('),
    ],
    [
      'something else stands in the function',
      (text: string) => text.replace('const name', 'console.log(1);\n  const name'),
    ],
    ['the data comes from elsewhere', (text: string) => text.replace('req.query.name', 'req.body.user.name')],
    [
      'the data takes another way',
      (text: string) =>
        text.replace('const name = req.query.name;', 'let name = req.query;\n  name = String(name.name);'),
    ],
    [
      'a part of it is another local',
      (text: string) => text.replace('const name = req.query.name;', 'const { name } = req.query;'),
    ],
    ['the route is another one', (text: string) => text.replace("'/'", "'/names'")],
    ['it has other quotes', (text: string) => text.replace("'ls '", '"ls "')],
    ['its result gets a name', (text: string) => text.replace('exec(', 'const output = exec(')],
    ['its result gets another name', (text: string) => text.replace('exec(', 'let output;\n  output = exec(')],
    ['it has parentheses', (text: string) => text.replace("'ls ' + name", "('ls ' + (name))")],
  ] as const) {
    it(`stays when ${what}`, () => assert.equal(identityOf(change(HANDLER)), original));
  }

  it('stays when the file is another one', () => assert.equal(identityOf(HANDLER, 'lib/deep/other.js'), original));

  for (const [what, change] of [
    [
      'the sink is another one',
      (text: string) => text.replaceAll('exec(', 'execSync(').replace('{ exec }', '{ execSync }'),
    ],
    ['the text is another one', (text: string) => text.replace("'ls '", "'rm '")],
    ['another argument is constant', (text: string) => text.replace('{ cwd: name }', "{ cwd: '/tmp' }")],
    ['the function has another name', (text: string) => text.replace('function show', 'function list')],
    [
      'it stands in a named function',
      (text: string) =>
        text.replace(
          "exec('ls ' + name, { cwd: name });",
          "const run = () => exec('ls ' + name, { cwd: name });\n  run();",
        ),
    ],
    [
      'it stands in another function',
      (text: string) =>
        text.replace(
          "exec('ls ' + name, { cwd: name });",
          "function run() { exec('ls ' + name, { cwd: name }); }\n  run();",
        ),
    ],
  ] as const) {
    it(`changes when ${what}`, () => assert.notEqual(identityOf(change(HANDLER)), original));
  }

  it('stays for one when others come and go', () => {
    const others = HANDLER.replace('  exec(', "  exec('pwd ' + name);\n  exec(");
    assert.equal(identities(others).length, 2);
    assert.ok(identities(others).includes(original));
  });

  it('stays when a function that is passed along changes inside', () => {
    const withCallback = (body: string) => identityOf(HANDLER.replace('{ cwd: name })', `(error) => { ${body} })`));
    assert.equal(withCallback('console.log(error);'), withCallback('throw error;'));
  });

  it('tells two arguments of one sink apart', () => {
    const found = identities('new Function(location.hash, location.search);');
    assert.equal(found.length, 2);
    assert.notEqual(found[0], found[1]);
  });

  it('counts what cannot be told apart, in order of text', () => {
    const found = identities('eval(location.hash);\nf();\neval(location.hash);\neval(location.hash);');
    assert.deepEqual(found, [found[0], `${found[0]}:2`, `${found[0]}:3`]);
  });

  it('counts also what is suppressed', () => {
    const text = 'eval(location.hash);\neval(location.hash);';
    const [, second] = identities(text);
    assert.deepEqual(identities(text.replace(';', '; // portside-ignore code-injection -- our own')), [second]);
  });

  it('tells imported names apart, by whatever name they are kept', () => {
    const call = (name: string) =>
      identityOf(
        `import { exec } from 'node:child_process';\nimport { ${name} } from './x.ts';\nexpress;\nexport const f = (req: import('express').Request) => exec(${name} + req.query.a);`,
      );
    assert.notEqual(call('first'), call('second'));
  });

  it('is made in bounded time of endless code', () => {
    const list = Array.from({ length: 5_000 }, (_, index) => `a${index}`).join(', ');
    assert.match(identityOf(`eval(location.hash, [${list}]);`), /^[\da-f]{16}$/);
  });
});

describe('ordinals', () => {
  it('number equal identities from the second on', () => {
    assert.deepEqual(withOrdinals(['a', 'b', 'a', 'a', 'b']), ['a', 'b', 'a:2', 'a:3', 'b:2']);
    assert.deepEqual(withOrdinals([]), []);
  });
});

describe('the identity of a secret', () => {
  it('depends on rule, value and key', () => {
    const base = secretFingerprint('rule', 'value', 'key');
    assert.match(base, /^[\da-f]{16}$/);
    assert.equal(secretFingerprint('rule', 'value', 'key'), base);
    assert.notEqual(secretFingerprint('other', 'value', 'key'), base);
    assert.notEqual(secretFingerprint('rule', 'other', 'key'), base);
    assert.notEqual(secretFingerprint('rule', 'value', 'other'), base);
  });

  it('holds 24 bits of the value, so that many values share one', () => {
    // 6,000 values meet in 24 bits with a probability of 0.66 (n²/2^25); the bits themselves are seen in the count of different ones.
    const seen = new Set(
      Array.from({ length: 40_000 }, (_, index) => secretFingerprint('rule', `value ${index}`, 'key')),
    );
    assert.ok(seen.size < 40_000, 'values meet');
    assert.ok(seen.size > 39_800, 'but seldom');
  });
});

describe('the hash', () => {
  it('has sixteen digits and is the same everywhere', () => {
    assert.equal(hash64(''), hash64(''));
    for (const text of ['', 'a', 'ab', '\0', '\ud800', 'x'.repeat(100_000)])
      assert.match(hash64(text), /^[\da-f]{16}$/);
  });

  it('tells texts apart that differ little', () => {
    const texts = new Set<string>();
    for (let a = 0; a < 300; a++) for (let b = 0; b < 300; b++) texts.add(hash64(String.fromCharCode(a, b)));
    assert.equal(texts.size, 90_000);
  });

  it('spreads over both halves', () => {
    const halves = Array.from({ length: 20_000 }, (_, index) => hash64(`rule\n${index}`));
    assert.ok(new Set(halves.map((hash) => hash.slice(0, 8))).size > 19_990);
    assert.ok(new Set(halves.map((hash) => hash.slice(8))).size > 19_990);
  });
});
