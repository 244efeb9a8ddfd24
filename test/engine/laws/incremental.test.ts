/** What is kept from the last time, and the order of the files, never show. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { FileAnalysis } from '../../../engine/analyze.ts';
import { type ProgramFile, programMemory } from '../../../engine/program.ts';
import { analysesOf, type Files, programOf } from '../../support/program.ts';
import { anyPlan, filesOf, type Link, type Plan, passThrough, withLink } from './generatedProgram.ts';

/** An edit of a program. Its places are counted around. */
type Edit =
  | { readonly kind: 'rewrite'; readonly plan: Plan }
  | { readonly kind: 'link'; readonly chain: number; readonly at: number; readonly link: Link }
  | { readonly kind: 'cut'; readonly file: number; readonly line: number; readonly length: number }
  | { readonly kind: 'remove'; readonly file: number }
  | { readonly kind: 'undo'; readonly steps: number };

interface State {
  readonly plan: Plan;
  readonly files: Files;
}

const place = fc.nat({ max: 99 });
const edit: fc.Arbitrary<Edit> = fc.oneof(
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('rewrite' as const), plan: anyPlan }) },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('link' as const), chain: place, at: place, link: passThrough }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('cut' as const),
      file: place,
      line: place,
      length: fc.integer({ min: 1, max: 40 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('remove' as const), file: place }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('undo' as const), steps: fc.integer({ min: 1, max: 3 }) }) },
);

function edited(history: readonly State[], edit: Edit): State {
  const { plan, files } = history.at(-1)!;
  const paths = Object.keys(files);
  switch (edit.kind) {
    case 'rewrite':
      return { plan: edit.plan, files: filesOf(edit.plan) };
    case 'link': {
      const longer = withLink(plan, edit.chain, edit.at, edit.link);
      return { plan: longer, files: filesOf(longer) };
    }
    case 'cut': {
      const path = paths[edit.file % paths.length];
      if (path === undefined) return { plan, files };
      const lines = files[path]!.split('\n');
      const start = lines.slice(0, edit.line % lines.length).join('\n').length;
      return {
        plan,
        files: { ...files, [path]: files[path]!.slice(0, start) + files[path]!.slice(start + edit.length) },
      };
    }
    case 'remove': {
      const removed = paths[edit.file % paths.length];
      return { plan, files: Object.fromEntries(Object.entries(files).filter(([path]) => path !== removed)) };
    }
    case 'undo':
      return history.at(-1 - edit.steps) ?? history[0]!;
  }
}

/** The program, with the objects of the last time for files that have not changed. */
function programAfter(before: ReadonlyMap<string, ProgramFile>, files: Files): ReadonlyMap<string, ProgramFile> {
  const isSame = (a: ProgramFile, b: ProgramFile) =>
    a.source.text === b.source.text && JSON.stringify([...a.imports]) === JSON.stringify([...b.imports]);
  const entries = [...programOf(files)].map(([path, file]) => {
    const known = before.get(path);
    return [path, known && isSame(known, file) ? known : file] as const;
  });
  return new Map(entries);
}

/** Everything that is said of each file, in the order of the paths. */
function said(analyses: ReadonlyMap<string, FileAnalysis>): readonly (readonly [string, FileAnalysis])[] {
  return [...analyses].sort(([a], [b]) => (a < b ? -1 : 1));
}

function countFindings(analyses: ReadonlyMap<string, FileAnalysis>): number {
  return [...analyses.values()].reduce((count, { findings }) => count + findings.length, 0);
}

describe('law: the same program is found to be the same', function () {
  this.timeout(60_000);

  it('after edits and undone edits as from scratch', () => {
    let count = 0;
    fc.assert(
      fc.property(anyPlan, fc.array(edit, { minLength: 2, maxLength: 8 }), (plan, edits) => {
        const memory = programMemory();
        const history: State[] = [{ plan, files: filesOf(plan) }];
        let program = programAfter(new Map(), history[0]!.files);
        analysesOf(program, memory);
        for (const each of edits) {
          history.push(edited(history, each));
          const { files } = history.at(-1)!;
          program = programAfter(program, files);
          const scratch = analysesOf(programOf(files));
          assert.deepEqual(said(analysesOf(program, memory)), said(scratch));
          count += countFindings(scratch);
        }
      }),
      { seed: 102, numRuns: 32 },
    );
    assert.ok(count > 80, `${count} findings were compared`);
  });

  it('in any order of its files', () => {
    let count = 0;
    const planAndOrder = anyPlan.chain((plan) => {
      const paths = Object.keys(filesOf(plan));
      return fc.tuple(fc.constant(plan), fc.shuffledSubarray(paths, { minLength: paths.length }));
    });
    fc.assert(
      fc.property(planAndOrder, ([plan, order]) => {
        const files = filesOf(plan);
        const shuffled = Object.fromEntries(order.map((path) => [path, files[path]!]));
        const analyses = analysesOf(programOf(files));
        assert.deepEqual(said(analysesOf(programOf(shuffled))), said(analyses));
        count += countFindings(analyses);
      }),
      { seed: 5, numRuns: 50 },
    );
    assert.ok(count > 50, `${count} findings were compared`);
  });
});
