import assert from 'node:assert/strict';
import { compileKnowledge } from '../../engine/analyze.ts';
import { explainLine } from '../../engine/explain.ts';
import type { LineExplanation, WayBack } from '../../engine/explanation.ts';
import { programMemory, surroundingsIn } from '../../engine/program.ts';
import { sourceFile } from '../../engine/source/sourceFile.ts';
import { createTypescriptParser } from '../../engine/syntax/typescriptParser.ts';
import { models, rules } from '../../rules/registry.ts';
import { analysesOf, filesIn, programOf } from '../support/program.ts';
import { sampleSecret } from '../support/sampleSecrets.ts';

const knowledge = compileKnowledge(rules, models);
const parser = createTypescriptParser();

/** The explanation of the line that holds `<-`, in a module that has a shell, routes and a package nobody knows. */
function explained(statements: string, path = 'a.ts'): LineExplanation {
  const text = `import { exec } from 'node:child_process';
import { existsSync } from 'node:fs';
import express from 'express';
import rooms from 'rooms';
import settings from './settings.json';
const app = express();
${statements}`;
  const line = text.split('\n').findIndex((each) => each.includes('<-')) + 1;
  assert.ok(line > 0, 'a line is asked about');
  return explainLine(sourceFile(path, text), line, { knowledge, parser, inTest: false });
}

const inHandler = (statements: string) => explained(`app.get('/', async (req, res) => {\n${statements}\n});`);

/** The ways back from the only sink of the line, in short. */
function ways({ sinks }: LineExplanation): string[] {
  assert.equal(sinks.length, 1, 'the line has one sink');
  return sinks[0]!.ways.map(inShort);
}

function inShort(way: WayBack): string {
  switch (way.kind) {
    case 'arrives':
      return [`${way.source.code} arrives`, ...way.unsure.map(({ code }) => `through ${code}`)].join(' ');
    case 'stopped':
      return `${way.source.code} ${way.by} by ${way.at.code}`;
    case 'unreached': {
      const { kind, ...facts } = way.origin;
      return [way.at.code, kind, ...Object.values(facts)].join(' ');
    }
  }
}

describe('why a sink has no finding', () => {
  const cases: Readonly<Record<string, readonly [string, readonly string[]]>> = {
    'its value is a constant': ["exec('ls'); // <-", []],
    'it is made of constants': ["const name = 'x'; exec(`ls ${name}`); // <-", []],
    'a call clears what comes in': [
      "const n = Number(req.query.n);\nexec('sleep ' + n); // <-",
      ['req.query.n cleared by Number(req.query.n)'],
    ],
    'a call that clears all clears it': [
      'exec(String(Array.isArray(req.query.n))); // <-',
      ['req.query.n cleared by Array.isArray(req.query.n)'],
    ],
    'a test refuses the rest': [
      "const name = req.query.name;\nif (!['a', 'b'].includes(name)) return;\nexec('x ' + name); // <-",
      ["req.query.name guarded by !['a', 'b'].includes(name)"],
    ],
    'a test chooses': [
      "exec(/^\\w+$/.test(req.query.name) ? req.query.name : 'x'); // <-",
      ['req.query.name guarded by /^\\w+$/.test(req.query.name)'],
    ],
    'it is only counted': [
      "exec('head -n ' + req.query.list.length); // <-",
      ['req.query.list.length counted by req.query.list.length'],
    ],
    'it is calculated with': ["exec('sleep ' + req.query.n * 2); // <-", ['req.query.n counted by req.query.n * 2']],
    'a call answers with something of its own': [
      'const there = existsSync(req.query.file);\nexec(there); // <-',
      ['req.query.file answered by existsSync(req.query.file)'],
    ],
    'an unknown call is on the way': [
      'const room = await rooms.find(req.query.room);\nexec(room.name); // <-',
      ['req.query.room arrives through rooms.find(req.query.room)'],
    ],
    'a part of the request is nobody else’s': ['exec(req.user.name); // <-', ['req.user.name known express.Request#']],
    'it comes from another file': ['exec(settings.command); // <-', ['settings.command module ./settings.json']],
    'it comes from a name that nobody defines': ['exec(COMMAND); // <-', ['COMMAND global']],
    'data arrives': ['exec(req.query.command); // <-', ['req.query.command arrives']],
  };
  for (const [why, [statements, wanted]] of Object.entries(cases)) {
    it(`may be that ${why}`, () => assert.deepEqual(ways(inHandler(statements)), wanted));
  }

  it('may be that nobody in sight calls its function', () =>
    assert.deepEqual(ways(explained("function run(command: string) {\n  exec('x ' + command); // <-\n}")), [
      'command parameter run false false',
    ]));

  it('may be that its function is called with constants only', () =>
    assert.deepEqual(ways(explained("function run(command) {\n  exec('x ' + command); // <-\n}\nrun('y');")), [
      'command parameter run true false',
    ]));

  it('may be that the rule does not ask for data of that trust', () => {
    const statements = "app.get('/', (req, res) => {\n  console.log(process.env.NAME); // <-\n});";
    const logged = explained(statements).sinks.find(({ ruleId }) => ruleId === 'log-injection');
    assert.deepEqual(logged?.ways.map(inShort), ['process.env.NAME unasked by process.env.NAME']);
  });

  it('is told of the call that data comes from, and not of its neighbours', () =>
    assert.deepEqual(
      ways(
        explained(
          "const same = (x) => x;\napp.get('/', (req) => { same(req.query.q); });\nexec(same(settings.command)); // <-",
        ),
      ),
      ['settings.command module ./settings.json'],
    ));

  it('is told of each sink of a statement, at the line of its value or of its name', () => {
    const { sinks } = inHandler("exec(\n  settings.command, // <-\n);\nexec('no');");
    assert.deepEqual(
      sinks.map(({ ruleId, taker, value }) => [ruleId, taker, value.code]),
      [['command-injection', 'exec', 'settings.command']],
    );
  });

  it('is told of properties that matter, by the way they take', () => {
    const statements = 'const options = { shell: settings.shell, cwd: req.query.cwd };\nexec(options.shell); // <-';
    assert.deepEqual(ways(inHandler(statements)), ['settings.shell module ./settings.json']);
  });

  it('shows no secret that stands in the code', () => {
    const secret = sampleSecret('github');
    const { sinks } = inHandler(`exec('curl -H ${secret} ' + settings.url); // <-`);
    assert.ok(!JSON.stringify(sinks).includes(secret));
    assert.match(sinks[0]!.value.code, /•/);
  });

  it('is told of any text, and never throws', () => {
    for (const text of ['', '// <-', 'exec(', 'a.b.c(`${', '('.repeat(5_000), 'const {x} = x; x(x) // <-']) {
      for (const line of [0, 1, 7]) explainLine(sourceFile('a.ts', text), line, { knowledge, parser, inTest: false });
    }
    assert.deepEqual(explainLine(sourceFile('a.json', '{}'), 1, { knowledge, parser, inTest: false }).sinks, []);
  });
});

describe('why a sink has no finding in a program of several files', () => {
  /** The explanation of the line that holds `<-`. */
  function explainedIn(text: string): LineExplanation {
    const files = filesIn(text);
    const program = programOf(files);
    const memory = programMemory();
    analysesOf(program, memory);
    const [path, asked] = Object.entries(files).find(([, each]) => each.includes('<-'))!;
    const line = asked.split('\n').findIndex((each) => each.includes('<-')) + 1;
    const surroundings = surroundingsIn(program, memory, path);
    return explainLine(sourceFile(path, asked), line, { knowledge, parser, inTest: false }, surroundings);
  }

  const ROUTES = "import express from 'express';\nexport const app = express();";

  it('may be what another file does with the data', () => {
    const { sinks, calls } = explainedIn(`// file: input.ts
export const countOf = (req) => Number(req.query.count);
// file: main.ts
import { exec } from 'node:child_process';
import { countOf } from './input';
${ROUTES}
app.get('/', (req, res) => {
  exec('head -n ' + countOf(req)); // <-
});`);
    assert.deepEqual(sinks[0]!.ways.map(inShort), ['countOf(req) shaped by countOf(req)']);
    const [way] = sinks[0]!.ways;
    assert.equal(way?.kind === 'stopped' && way.source.module, 'input.ts');
    assert.deepEqual(
      calls.map(({ code, kind, of }) => [code, kind, of]),
      [['countOf', 'followed', 'input.ts']],
    );
  });

  it('may be a test here of data from another file', () => {
    const { sinks } = explainedIn(`// file: input.ts
export const nameOf = (req) => req.query.name;
// file: main.ts
import { exec } from 'node:child_process';
import { nameOf } from './input';
${ROUTES}
app.get('/', (req, res) => {
  const name = nameOf(req);
  if (!['a', 'b'].includes(name)) return;
  exec('x ' + name); // <-
});`);
    assert.deepEqual(sinks[0]!.ways.map(inShort), ["nameOf(req) guarded by !['a', 'b'].includes(name)"]);
  });

  it('may be that no file calls its function with data from outside', () => {
    const { sinks } = explainedIn(`// file: run.ts
import { exec } from 'node:child_process';
export function run(command) {
  exec('x ' + command); // <-
}
// file: main.ts
import { run } from './run';
run('constant');`);
    assert.deepEqual(sinks[0]!.ways.map(inShort), ['command parameter run false true']);
  });
});

describe('what is known of a call', () => {
  const about = (statements: string) => inHandler(statements).calls.map(({ code, kind, of }) => [code, kind, of]);

  it('may be nothing, and of which package', () =>
    assert.deepEqual(about('const c = new rooms.Client(); c.all.enter(req.query.room); // <-'), [
      ['rooms.Client', 'unknown', 'rooms'],
      ['c.all.enter', 'unknown', 'rooms'],
    ]));

  it('may be a model', () =>
    assert.deepEqual(about('res.end(); // <-'), [['res.end', 'known', 'express.Response#end']]));

  it('may be the code of a function in the same file', () =>
    assert.deepEqual(about('const run = (x) => x;\nrun(req.query.x); // <-'), [['run', 'followed', '8']]));
});

describe('the rest of an explanation', () => {
  it('has what the parser complained of near the line, and only there', () => {
    const { syntaxErrors } = explained("exec('x'); // <-\nconst = 3;\n\n\n\n\n\nconst = 4;");
    assert.deepEqual([...new Set(syntaxErrors.map(({ line }) => line))], [8]);
  });
});
