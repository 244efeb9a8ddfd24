import assert from 'node:assert/strict';
import { analyze, compileKnowledge, type FileAnalysis } from '../../engine/analyze.ts';
import type { LibraryModel } from '../../engine/model.ts';
import { analyzeProgram, programMemory } from '../../engine/program.ts';
import { sourceFile } from '../../engine/source/sourceFile.ts';
import { models, rules } from '../../rules/registry.ts';
import { filesIn, programOf } from '../support/program.ts';
import { optionsOf } from '../support/spec.ts';

const CLEANS: LibraryModel = {
  package: './src/lib/clean',
  sanitizers: [{ call: ['cleanName', 'Cleaner#clean'], clears: ['shell-command'], declaration: 'sanitizers[0]' }],
};

const APP = `
import { exec } from 'node:child_process';
import express from 'express';
const app = express();`;

const optionsWith = (declared: readonly LibraryModel[]) => ({
  ...optionsOf({}),
  knowledge: compileKnowledge(rules, [...models, ...declared]),
});

function analysed(path: string, text: string, ...declared: readonly LibraryModel[]): FileAnalysis {
  const analysis = analyze(sourceFile(path, text), optionsWith(declared));
  assert.deepEqual(analysis.incomplete, []);
  return analysis;
}

const rulesIn = ({ findings }: FileAnalysis) => findings.map(({ ruleId }) => ruleId);

describe('a declaration of a file’s own function', () => {
  const handler = (call: string) => `app.get('/', (req, res) => { exec('show ' + ${call}); });`;

  it('holds where the file is imported, by any relative name', () => {
    for (const [path, specifier] of [
      ['src/app.ts', './lib/clean'],
      ['src/app.ts', './lib/clean.js'],
      ['src/lib/other.ts', './clean.ts'],
      ['test/app.ts', '../src/lib/clean'],
    ] as const) {
      const text = `${APP}\nimport { cleanName } from '${specifier}';\n${handler('cleanName(req.query.q)')}`;
      const analysis = analysed(path, text, CLEANS);
      assert.deepEqual(rulesIn(analysis), [], specifier);
      assert.deepEqual(analysis.declarations, { 'sanitizers[0]': 1 });
    }
  });

  it('does not hold for a file of another name', () => {
    const text = `${APP}\nimport { cleanName } from './lib/clean';\n${handler('decodeName(cleanName(req.query.q))')}`;
    const analysis = analysed('other/app.ts', text.replaceAll('cleanName', 'wrapName'), CLEANS);
    assert.deepEqual(rulesIn(analysis), ['command-injection']);
    assert.equal(analysis.declarations, undefined);
  });

  it('holds in the file itself, whatever the body looks like', () => {
    const text = `${APP}
export function cleanName(name) { return name.trim(); }
export class Cleaner { clean(name) { return name.trim(); } }
const other = (name) => name.trim();
${handler('cleanName(req.query.q)')}
${handler('new Cleaner().clean(req.query.q)')}
${handler('other(req.query.q)')}`;
    const analysis = analysed('src/lib/clean.ts', text, CLEANS);
    assert.deepEqual(
      analysis.findings.map(({ location }) => location.startLine),
      [10],
    );
    assert.deepEqual(analysis.declarations, { 'sanitizers[0]': 2 });
  });

  it('clears what it says, and no more', () => {
    const text = `${APP}\nimport { cleanName } from './lib/clean';\napp.get('/', (req, res) => { res.send('<p>' + cleanName(req.query.q)); });`;
    assert.deepEqual(rulesIn(analysed('src/app.ts', text, CLEANS)), ['xss-reflected']);
  });

  it('holds across the files of a program, through a barrel as well', () => {
    const files = filesIn(`
// file: src/lib/clean.ts
export function cleanName(name) { return name.trim(); }
// file: src/lib/all.ts
export { cleanName as tidy } from './clean';
// file: src/app.ts
${APP}
import { tidy } from './lib/all';
import { cleanName } from './lib/clean';
${handler('tidy(req.query.q)')}
${handler('cleanName(req.query.q)')}
`);
    const found = (declared: readonly LibraryModel[]) => {
      const program = new Map(
        [...programOf(files)].map(([path, file]) => [path, { ...file, options: optionsWith(declared) }]),
      );
      const run = analyzeProgram(program, programMemory());
      for (let step = run.next(); ; step = run.next()) if (step.done) return step.value.get('src/app.ts')!;
    };
    assert.deepEqual(rulesIn(found([])), ['command-injection', 'command-injection']);
    assert.deepEqual(rulesIn(found([CLEANS])), []);
  });

  it('is a source or a sink as well', () => {
    const tenants: LibraryModel = {
      package: './src/tenants',
      sources: [{ trust: 'remote', from: ['tenantOf()'], label: 'the tenant', declaration: 'sources[0]' }],
      sinks: [{ rule: 'sql-injection', call: ['load'], argument: 1, declaration: 'sinks[0]' }],
    };
    const text = `
import { tenantOf, load } from './tenants';
load(db, 'SELECT ' + tenantOf(ctx));
load('SELECT ' + tenantOf(ctx), db);`;
    const analysis = analysed('src/app.ts', text, tenants);
    assert.deepEqual(rulesIn(analysis), ['sql-injection']);
    assert.deepEqual(analysis.declarations, { 'sinks[0]': 2, 'sources[0]': 2 });
  });

  it('says that nothing matched by saying nothing', () =>
    assert.equal(analysed('src/app.ts', APP, CLEANS).declarations, undefined));
});
