/** What is known of a program, written down and read back: the answers are those from scratch. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { FileAnalysis } from '../../engine/analyze.ts';
import type { Finding } from '../../engine/finding.ts';
import {
  analyzeProgram,
  type ProgramFile,
  type ProgramMemory,
  programMemory,
  type Remembered,
} from '../../engine/program.ts';
import { revivedModule, type StoredModule, showsAny, storedModule } from '../../engine/storedModule.ts';
import { analysesOf, type Files, filesIn, programOf } from '../support/program.ts';
import { sampleSecret } from '../support/sampleSecrets.ts';
import { anyPlan, filesOf } from './laws/generatedProgram.ts';

type Stored = ReadonlyMap<string, readonly StoredModule[]>;

function stored(memory: ProgramMemory): Stored {
  return new Map([...memory.modules].map(([path, known]) => [path, known.flatMap((each) => storedModule(each) ?? [])]));
}

/** Analyses a program by what was stored of another one. A text that is the same is read only when that is announced. */
function answersBy(before: Files, known: Stored, files: Files, asked?: ReadonlySet<string>) {
  const memory = programMemory();
  const readable = new Set<string>();
  const program = new Map<string, ProgramFile>();
  for (const [path, file] of programOf(files)) {
    const isSame = before[path] === files[path];
    const { source } = file;
    const now: ProgramFile = {
      ...file,
      get source() {
        assert.ok(!isSame || readable.has(path), `the text of ${path} is not needed`);
        return source;
      },
    };
    program.set(path, now);
    const modules: Remembered[] =
      (isSame ? known.get(path) : undefined)?.map(({ outline, ...parts }) =>
        revivedModule(now, path, JSON.parse(JSON.stringify(outline)), {
          read: (part) => parts[part],
          damaged: () => assert.fail('nothing is damaged'),
        }),
      ) ?? [];
    memory.modules.set(path, modules);
  }
  const analysed: string[] = [];
  const run = analyzeProgram(program, memory, asked);
  for (let step = run.next(); ; step = run.next()) {
    if (step.done) return { answers: step.value, analysed, memory };
    readable.add(step.value);
    analysed.push(step.value);
  }
}

function said(analyses: ReadonlyMap<string, FileAnalysis>): string {
  return JSON.stringify([...analyses].sort(([a], [b]) => (a < b ? -1 : 1)));
}

const SHOP = filesIn(`
// file: app.js
import express from 'express';
import { show } from './handlers.js';
express().get('/:id', show);
// file: handlers.js
import { find } from './orders.js';
export function show(req, res) {
  res.json(find(req.params.id));
}
// file: orders.js
import pg from 'pg';
const pool = new pg.Pool();
export function find(id) {
  return pool.query('SELECT * FROM orders WHERE id = ' + id);
}
// file: other.js
// portside-ignore code-injection -- this is a test
export const other = (text) => eval('1');
`);

describe('a program that was stored', function () {
  this.timeout(60_000);

  it('is found to be the same, edited or not', () => {
    let count = 0;
    fc.assert(
      fc.property(anyPlan, anyPlan, (plan, other) => {
        const files = filesOf(plan);
        const memory = programMemory();
        const scratch = analysesOf(programOf(files), memory);
        const known = stored(memory);
        const again = answersBy(files, known, files);
        assert.equal(said(again.answers), said(scratch));
        assert.deepEqual(again.analysed, []);
        // Some files are as they were, some are others, some are gone.
        const edited = { ...files, ...filesOf(other) };
        assert.equal(said(answersBy(files, known, edited).answers), said(analysesOf(programOf(edited))));
        for (const { findings } of scratch.values()) count += findings.length;
      }),
      { seed: 7, numRuns: 40 },
    );
    assert.ok(count > 40, `${count} findings were compared`);
  });

  it('analyses what has changed, and what it is written from again is the same', () => {
    const memory = programMemory();
    analysesOf(programOf(SHOP), memory);
    const known = stored(memory);
    assert.equal(known.size, 4);
    const edited = { ...SHOP, 'orders.js': SHOP['orders.js']!.replace('const pool', '// the database\nconst pool') };
    const now = answersBy(SHOP, known, edited);
    assert.deepEqual([...new Set(now.analysed)], ['orders.js']);
    assert.deepEqual(stored(answersBy(SHOP, known, SHOP).memory), known);
  });

  it('answers for what is asked, and for findings elsewhere that lead through it', () => {
    const memory = programMemory();
    analysesOf(programOf(SHOP), memory);
    const { answers } = answersBy(SHOP, stored(memory), SHOP, new Set(['handlers.js']));
    assert.deepEqual([...answers.keys()].sort(), ['handlers.js', 'orders.js']);
    assert.equal(answers.get('orders.js')!.findings[0]?.ruleId, 'sql-injection');
  });

  it('answers as from scratch wherever a step lies in what is asked', () => {
    let count = 0;
    fc.assert(
      fc.property(anyPlan, fc.nat(), (plan, number) => {
        const files = filesOf(plan);
        const memory = programMemory();
        const scratch = analysesOf(programOf(files), memory);
        const paths = Object.keys(files);
        const path = paths[number % paths.length]!;
        const { answers } = answersBy(files, stored(memory), files, new Set([path]));
        const isAsked = ({ location, flow }: Finding) =>
          location.path === path || flow?.steps.some((step) => step.location.path === path);
        const askedOf = (each: FileAnalysis) => JSON.stringify(each.findings.filter(isAsked));
        for (const [other, each] of scratch) {
          const answer = answers.get(other);
          assert.equal(answer ? askedOf(answer) : '[]', askedOf(each), `the findings of ${other} through ${path}`);
          count += each.findings.filter(isAsked).length;
        }
      }),
      { seed: 11, numRuns: 60 },
    );
    assert.ok(count > 30, `${count} findings were compared`);
  });

  it('is not what another knowledge makes of it', () => {
    const memory = programMemory();
    analysesOf(programOf(SHOP), memory);
    const [first] = stored(memory).get('app.js')!;
    const file = programOf(SHOP).get('app.js')!;
    let isDamaged = false;
    const foreign = revivedModule(file, 'app.js', first!.outline, {
      read: () => JSON.stringify({ seeds: [{ entity: { $entity: ['express', 'express.nothing'] } }] }),
      damaged() {
        isDamaged = true;
      },
    });
    assert.throws(() => foreign.analysis.seeds, /not known/);
    assert.ok(isDamaged);
  });
});

describe('what is stored', () => {
  const secret = sampleSecret('github');

  it('shows no secret: what quotes one is not written', () => {
    const memory = programMemory();
    analysesOf(programOf({ 'a.js': `connect('${secret}');\nuse(name);\n` }), memory);
    const [remembered] = memory.modules.get('a.js')!;
    const written = storedModule(remembered!);
    assert.ok(written && !JSON.stringify(written).includes(secret.slice(8, 16)));
    assert.ok(written.details.includes('hardcoded-secret-provider'));
    const { analysis } = remembered!;
    const quoting = { ...analysis, incomplete: [`a fix would say '${secret}'`] };
    assert.equal(storedModule({ ...remembered!, analysis: quoting }), undefined);
  });

  it('tells where secrets stand, so that whoever shows the text hides them', () => {
    const files = { 'a.js': `connect('${secret}');\n` };
    const memory = programMemory();
    const scratch = analysesOf(programOf(files), memory);
    const { analysed, answers } = answersBy(files, stored(memory), files);
    assert.deepEqual(analysed, []);
    const hidden = answers.get('a.js')?.hidden ?? [];
    assert.deepEqual(
      hidden.map(({ start, end }) => files['a.js'].slice(start, end)),
      [secret],
    );
    assert.equal(said(answers), said(scratch));
  });

  it('is searched for pieces of secrets, and masks are none', () => {
    assert.ok(showsAny([secret], `replace it by '${secret}'`));
    assert.ok(showsAny([secret], `it is '${secret.slice(0, 14)}…`));
    assert.ok(!showsAny([secret], `a token (${secret.slice(0, 8)}••••••) stands here`));
    assert.ok(showsAny(['pa"ss'], JSON.stringify('pa"ss')));
    assert.ok(!showsAny(['pa"ss'], 'pass'));
  });
});
