/**
 * An engine that the tests can steer by the text: `DANGER` is a finding, whose fix is `SAFE` (with `DANGER(`, one that a
 * person must look at, and which does not hold), a comment `portside-ignore` silences the next line, and other words in capitals break things.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parentPort } from 'node:worker_threads';
import type { FileAnalysis } from '../../engine/analyze.ts';
import type { Finding, Fix } from '../../engine/finding.ts';
import { applyEdits } from '../../engine/fix/edits.ts';
import { locate, sourceFile } from '../../engine/source/sourceFile.ts';
import { createTypescriptParser } from '../../engine/syntax/typescriptParser.ts';
import type { Answers } from '../../server/analysisQuestions.ts';
import { answerQuestions } from '../../server/answerQuestions.ts';
import { fixAllEdits } from '../../server/fixAll.ts';
import { proveSuppression } from '../../server/suppressionComment.ts';
import type { KnownThreats } from '../../server/threatChecklist.ts';
import type { Element } from '../../threats/element.ts';
import type { Header } from '../../threats/header.ts';
import type { Item, Question as ThreatQuestion } from '../../threats/question.ts';

let configuration = 'unread';

/** Texts of the editor, by file, as they were last analysed. */
const typed = new Map<string, string>();

function analyze(path: string, text: string): FileAnalysis {
  if (text.includes('CRASH')) process.exit(7);
  if (text.includes('HANG')) for (;;);
  if (text.includes('THROW')) throw new Error('the engine is ill');
  const isBroken = text.includes('BROKEN');
  const source = sourceFile(path, text);
  const findings: Finding[] = [];
  const suppressed: FileAnalysis['suppressed'][number][] = [];
  const lines = text.split('\n');
  for (const [ordinal, match] of [...text.matchAll(/DANGER\b\(?/g)].entries()) {
    if (isBroken || configuration.includes('"off"')) continue;
    const location = locate(source, match.index, match.index + 'DANGER'.length);
    const isHollow = match[0].endsWith('(');
    const fix: Fix = {
      title: isHollow ? 'Pretend' : 'Make it safe',
      applicability: isHollow ? 'suggestion' : 'automatic',
      edits: [{ start: location.start, end: location.end, text: isHollow ? 'DANGER' : 'SAFE' }],
    };
    const finding: Finding = {
      ruleId: 'danger',
      title: 'Danger',
      message: 'This is dangerous.',
      severity: lines[location.startLine - 1]?.includes('medium') ? 'medium' : 'high',
      confidence: 'high',
      cwe: [1],
      location,
      fixes: [fix],
      fingerprint: `danger-${ordinal}`,
      inTest: false,
      flow: {
        trust: 'remote',
        steps: [
          {
            kind: 'source',
            location: text.includes('ELSEWHERE') ? { ...locate(source, 0, 1), path: 'other.ts' } : locate(source, 0, 1),
            message: 'it comes from here',
          },
          { kind: 'sink', location, message: 'it goes here' },
        ],
      },
    };
    const above = lines[location.startLine - 2] ?? '';
    if (above.includes('portside-ignore danger -- ')) suppressed.push({ finding, reason: 'as said' });
    else findings.push(finding);
  }
  return {
    path,
    findings,
    suppressed,
    incomplete: [],
    syntaxErrors: isBroken ? ['half typed'] : [],
  };
}

const rootOf = (file: string) => dirname(file);

/** The disk's configuration, which `forget` makes it read again. */
function readConfiguration(folder: string): void {
  if (configuration !== 'unread') return;
  try {
    configuration = readFileSync(join(folder, 'portside.config.json'), 'utf8');
  } catch {
    configuration = '';
  }
}

const answers: Answers = {
  index: async ({ folder }) => ({ root: folder, isDone: true, touched: [] }),
  async analyze({ file, text }) {
    const root = rootOf(file);
    readConfiguration(root);
    if (configuration === 'WRONG') {
      const fault = { configuration: join(root, 'portside.config.json'), problem: 'rules: is wrong.', line: 2 };
      return { root, kind: 'misconfigured', ...fault };
    }
    if (text?.includes('SLOW')) await sleep(300);
    const content = text ?? readFileSync(file, 'utf8');
    typed.set(file, content);
    if (content.includes('EXCLUDED')) return { root, kind: 'excluded', reason: 'it says so' };
    return { root, kind: 'analysed', analysis: analyze(basename(file), content), touched: [] };
  },
  proveFixes: async ({ file, text, finding }) =>
    finding.fixes.filter(({ edits }) => {
      const after = analyze(basename(file), applyEdits(text, edits));
      return after.findings.length < analyze(basename(file), text).findings.length;
    }),
  suppress: async ({ file, text, finding }) =>
    proveSuppression(finding, sourceFile(basename(file), text), createTypescriptParser(), (changed) =>
      analyze(basename(file), changed),
    ),
  secretVariable: async () => null,
  moveSecret: async () => null,
  rotationGuide: async () => null,
  fixAll: async ({ file, text }) => fixAllEdits(text, (changed) => analyze(basename(file), changed)),
  async turnRuleOff({ file, ruleId }) {
    const path = join(rootOf(file), 'portside.config.json');
    let before: string | null = null;
    try {
      before = readFileSync(path, 'utf8');
    } catch {
      // There is none.
    }
    return { configuration: path, before, after: `{\n  "rules": { "${ruleId}": "off" }\n}\n` };
  },
  declare: async () => [],
  tryDeclaration: async () => ({ uses: 0, gone: [], come: [] }),
  effectiveConfiguration: async ({ file }) => JSON.stringify({ path: basename(file) }),
  whyNot: async ({ file, line, text }) => `${basename(file)}:${line}${text === undefined ? '' : ` of ${text}`}`,
  async scan({ folder, documents, failed }, { signal, say }) {
    const files = readdirSync(folder).filter((name) => name.endsWith('.ts'));
    for (const [index, name] of files.entries()) {
      const text = documents[join(folder, name)] ?? readFileSync(join(folder, name), 'utf8');
      if (text.includes('SLOW')) await sleep(5000, undefined, { signal }).catch(() => {});
      if (signal.aborted) return { root: folder, kind: 'cancelled' };
      const cause = failed[name];
      const nothing = { findings: [], suppressed: [], syntaxErrors: [] };
      if (cause === undefined) say({ kind: 'at', path: name });
      const analysis = cause === undefined ? analyze(name, text) : { path: name, ...nothing, incomplete: [cause] };
      say({ kind: 'file', root: folder, analysis });
      say({ kind: 'progress', done: index + 1, total: files.length, path: name });
    }
    const receipt = {
      complete: true,
      analysed: files.length,
      excluded: { ignored: 2 },
      leftOut: [],
      failed: Object.entries(failed).map(([path, cause]) => ({ path, cause })),
      recovered: [],
      suppressed: 0,
      baselined: 0,
      hiddenInTests: 0,
      declarations: [],
      rules: 1,
      durationMs: 1,
      rulesetHash: 'f',
    };
    return { root: folder, kind: 'done', receipt };
  },
  hasThreats: async ({ folder }) => existsSync(join(folder, 'header.json')),
  async threats({ folder }) {
    return folder.endsWith('vast') ? null : { root: folder, known: fakeThreats(folder) };
  },
  async startThreats({ folder, header }) {
    writeFileSync(join(folder, 'header.json'), JSON.stringify(header));
    return { file: join(folder, 'header.json') };
  },
  async answerThreat({ folder, answer }) {
    writeFileSync(join(folder, 'answer.json'), JSON.stringify(answer));
    return { file: join(folder, 'answer.json') };
  },
  narrows: async ({ folder }) => folder.endsWith('hidden'),
  coverage: async () => ({ analysed: 1, configuredAway: 20 }),
  rules: async () => [{ id: 'danger', title: 'Danger', hasPage: true }],
  rulePage: async ({ ruleId }) => (ruleId === 'danger' ? '# Danger\n\nDo not.\n' : null),
};

const QUESTION: ThreatQuestion = {
  id: 'Q',
  asks: 'Is it safe?',
  of: ['entry'],
  stride: ['S'],
  asvs: [{ id: '8.2.1', level: 1 }],
  cwe: [306],
  top10: [],
  api: [],
  who: 'person',
  controls: [],
};

function fakeElement(name: string): Element {
  return {
    id: `entry:fake:${name}`,
    kind: 'entry',
    framework: 'fake',
    name,
    zone: 'app',
    location: { path: name, start: 0, end: 1, startLine: 1, startColumn: 1, endLine: 1, endColumn: 2 },
    controls: [],
    evidence: [],
    data: [],
    hash: '0123456789abcdef',
    parts: { middleware: [], reaches: [], code: '', handler: '' },
  };
}

/** Each file is an element with a question, which `ANSWERED` in its text answers and `DANGER` breaks. */
function fakeThreats(folder: string): KnownThreats {
  const files = readdirSync(folder).filter((name) => name.endsWith('.ts'));
  const texts = new Map(
    files.map((name) => [name, typed.get(join(folder, name)) ?? readFileSync(join(folder, name), 'utf8')]),
  );
  const elements = files.map((name) => fakeElement(name));
  const header = existsSync(join(folder, 'header.json'));
  return {
    header: header ? (JSON.parse(readFileSync(join(folder, 'header.json'), 'utf8')) as Header) : null,
    model: { elements, flows: [] },
    items: elements.map((element): Item => {
      const text = texts.get(element.name) ?? '';
      const state = text.includes('DANGER') ? 'broken' : text.includes('ANSWERED') ? 'proved' : 'person';
      return { element, question: QUESTION, state, why: 'because', evidence: [], findings: [], weight: 1 };
    }),
    groups: [],
    problems: [],
  };
}

function forget(): void {
  configuration = 'unread';
}

if (parentPort) answerQuestions(parentPort, { answers, forget });
