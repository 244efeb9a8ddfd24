/** The words of the specifications of programs: several files, written one after the other, each below `// file: <path>`. */
import assert from 'node:assert/strict';
import { posix } from 'node:path';
import type { FileAnalysis } from '../../engine/analyze.ts';
import type { Finding } from '../../engine/finding.ts';
import { analyzeProgram, type ProgramFile, type ProgramMemory, programMemory } from '../../engine/program.ts';
import { sourceFile } from '../../engine/source/sourceFile.ts';
import { moduleSpecifiers } from '../../engine/syntax/specifiers.ts';
import { discrepancies, readMarks } from './marks.ts';
import { optionsOf, type SpecOptions } from './spec.ts';

/** Files by path. */
export type Files = Readonly<Record<string, string>>;

/** Takes a text apart into the files that it shows. */
export function filesIn(text: string): Files {
  const files: Record<string, string> = {};
  for (const part of text.split(/^\/\/ file: /m).slice(1)) {
    const end = part.indexOf('\n');
    files[part.slice(0, end).trim()] = part.slice(end + 1);
  }
  return files;
}

/** Analyses files as one program. Relative specifiers mean the file with that path, with any ending of a script. */
export function programOf(files: Files, options: SpecOptions = {}): ReadonlyMap<string, ProgramFile> {
  const program = new Map<string, ProgramFile>();
  for (const [path, text] of Object.entries(files)) {
    const imports = new Map<string, string>();
    for (const specifier of moduleSpecifiers(text)) {
      const target = resolve(specifier, path, files);
      if (target !== undefined) imports.set(specifier, target);
    }
    program.set(path, { source: sourceFile(path, text), options: optionsOf(options), imports });
  }
  return program;
}

function resolve(specifier: string, from: string, files: Files): string | undefined {
  if (!specifier.startsWith('.')) return undefined;
  const base = posix.join(posix.dirname(from), specifier);
  const candidates = ['', '.ts', '.tsx', '.js', '/index.ts', '/index.js'].map((ending) => base + ending);
  return [...candidates, base.replace(/\.js$/, '.ts')].find((path) => Object.hasOwn(files, path));
}

/** Analyses a program to its end. */
export function analysesOf(
  program: ReadonlyMap<string, ProgramFile>,
  memory: ProgramMemory = programMemory(),
): ReadonlyMap<string, FileAnalysis> {
  const run = analyzeProgram(program, memory);
  for (let step = run.next(); ; step = run.next()) if (step.done) return step.value;
}

/** Asserts that exactly the marked findings are found in the files. */
export function programFinds(text: string, options: SpecOptions = {}): readonly Finding[] {
  const files = filesIn(text);
  const marked = new Map(Object.entries(files).map(([path, each]) => [path, readMarks(each)]));
  const analyses = analysesOf(
    programOf(Object.fromEntries([...marked].map(([path, each]) => [path, each.text])), options),
  );
  const problems: string[] = [];
  const found: Finding[] = [];
  for (const [path, each] of marked) {
    const { findings, incomplete } = analyses.get(path)!;
    assert.deepEqual(incomplete, [], `the analysis of ${path} is complete`);
    const counted = findings.filter(({ ruleId }) => options.rule === undefined || ruleId === options.rule);
    problems.push(...discrepancies(each, counted).map((problem) => `${path}: ${problem}`));
    found.push(...counted);
  }
  assert.ok(problems.length === 0, `\n${problems.join('\n')}`);
  return found;
}
