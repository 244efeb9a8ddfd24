import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { type FileAnalysis, secretsIn } from '../../engine/analyze.ts';
import type { Finding, Location } from '../../engine/finding.ts';
import { applyEdits } from '../../engine/fix/edits.ts';
import { languageOf, sourceFile } from '../../engine/source/sourceFile.ts';
import { createTypescriptParser } from '../../engine/syntax/typescriptParser.ts';
import { expandSecrets } from '../support/sampleSecrets.ts';
import { AUDIT, analysisOf, optionsOf } from '../support/spec.ts';
import { nestedTexts } from './nestedTexts.ts';
import { seededRandom } from './seededRandom.ts';

const ROOT = join(import.meta.dirname, '../..');

/** All scripts and settings below a folder, with `/` in their paths. */
function textsBelow(folder: string): readonly { readonly path: string; readonly text: string }[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(?:[cm]?[jt]sx?|json|ya?ml|env|npmrc)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !file.includes('node_modules') && !file.includes('package-lock'))
    .sort()
    .map((file) => ({ path: relative(ROOT, file).replaceAll('\\', '/'), text: readFileSync(file, 'utf8') }));
}

const engine = textsBelow('engine');
const shop = textsBelow('examples/shop');

/** Everything speaks: all rules, all trust, all confidence. */
const analyze = (text: string, path = 'example.tsx'): FileAnalysis =>
  analysisOf(text, { path, settings: { ...AUDIT, trust: [...AUDIT.trust, 'local'] } });

/** Lines and columns as somebody counts who reads the text. */
function placeOf(text: string, offset: number): string {
  const lines = text.slice(0, offset).split(/\r\n|\n|\r(?!$)/);
  return `${lines.length}:${(lines.at(-1) ?? '').length + 1}`;
}

function holdsLocation(text: string, location: Location): void {
  const { start, end } = location;
  assert.ok(start >= 0 && start <= end && end <= text.length, `${start}–${end} lies in ${text.length}`);
  // Between `\r` and `\n` there is no place.
  if (text[start - 1] !== '\r') assert.equal(`${location.startLine}:${location.startColumn}`, placeOf(text, start));
  if (text[end - 1] !== '\r') assert.equal(`${location.endLine}:${location.endColumn}`, placeOf(text, end));
}

/** How many quotes were compared, so that the comparison is known to take place. */
let quotes = 0;

function holdsFinding(text: string, finding: Finding): void {
  holdsLocation(text, finding.location);
  assert.match(finding.fingerprint, /^[\da-f]{16}(?::\d+)?$/);
  for (const { location, message } of finding.flow?.steps ?? []) {
    holdsLocation(text, location);
    // A step that quotes code quotes what stands at its place.
    const quoted = /^[`“](.*?)…?[`”] (?:comes from|is given to|is read$)/.exec(message)?.[1];
    if (quoted === undefined) continue;
    quotes++;
    assert.equal(text.slice(location.start, location.end).replace(/\s+/g, ' ').slice(0, quoted.length), quoted);
  }
  for (const fix of finding.fixes) applyEdits(text, fix.edits);
}

/** Analyses a text and asks of the answer what every answer must be. */
function holds(text: string, path?: string): FileAnalysis {
  const analysis = analyze(text, path);
  for (const finding of analysis.findings) holdsFinding(text, finding);
  for (const { finding } of analysis.suppressed) holdsFinding(text, finding);
  const fingerprints = analysis.findings.map((finding) => `${finding.ruleId} ${finding.fingerprint}`);
  assert.equal(new Set(fingerprints).size, fingerprints.length, 'no two findings have one identity');
  return analysis;
}

describe('no text breaks the engine', () => {
  it('as it stands in this repository', () => {
    for (const { path, text } of [...engine, ...shop]) assert.deepEqual(holds(text, path).incomplete, [], path);
    assert.ok(quotes > 15, `${quotes} quotes of code were compared`);
  });

  it('with its line endings changed, or a mark of its encoding in it', () => {
    for (const { path, text } of shop.slice(0, 12)) {
      const windows = holds(text.replaceAll('\n', '\r\n'), path);
      const plain = analyze(text, path);
      const rules = (analysis: FileAnalysis) =>
        analysis.findings.map(({ ruleId, location, fingerprint }) => `${ruleId} ${location.startLine} ${fingerprint}`);
      assert.deepEqual(rules(windows), rules(plain), path);
      holds(text.replaceAll('\n', '\r'), path);
      holds(`\ufeff${text}`, path);
    }
  });

  const JUNK = [
    '(',
    ')',
    '{',
    '}',
    '[',
    '`',
    '${',
    "'",
    '"',
    '/*',
    '*/',
    '//',
    '</',
    '<a',
    '/>',
    '=>',
    '\0',
    '\ud800',
    '\udc00',
    '\ufeff',
    '\u2028',
    '\r',
    'import ',
    'await ',
    'class ',
    'function*',
    'eval(req.query.x)',
    '@',
    '#',
    '\\u',
    '\\',
    '...',
    '?.',
  ];

  it('after random cuts and inserts', function () {
    this.timeout(60_000);
    const random = seededRandom(20260115);
    const upTo = (limit: number) => Math.floor(random() * limit);
    const edit = (text: string): string => {
      const start = upTo(text.length + 1);
      switch (upTo(4)) {
        case 0:
          return text.slice(0, start) + text.slice(start + upTo(200));
        case 1:
          return text.slice(0, start);
        case 2: {
          const other = [...engine, ...shop][upTo(engine.length + shop.length)]!.text;
          const from = upTo(other.length);
          return text.slice(0, start) + other.slice(from, from + upTo(300)) + text.slice(start);
        }
        default:
          return text.slice(0, start) + JUNK[upTo(JUNK.length)] + text.slice(start);
      }
    };
    for (const { path, text } of engine) holds(edit(edit(text)), path);
    for (const { path, text } of shop) for (let round = 0; round < 5; round++) holds(edit(text), path);
  });

  it('of random characters', () => {
    const random = seededRandom(3);
    for (let round = 0; round < 60; round++) {
      const length = Math.floor(random() * 600);
      const limit = round % 3 === 0 ? 128 : round % 3 === 1 ? 256 : 65_536;
      const text = Array.from({ length }, () => String.fromCharCode(Math.floor(random() * limit))).join('');
      for (const path of ['a.ts', 'a.js', 'a.json', 'a.yaml', '.env', '.npmrc', 'a.txt']) holds(text, path);
    }
  });

  it('of random signs of the language', () => {
    const random = seededRandom(4);
    const words = [
      ...JUNK,
      ' ',
      '\n',
      ';',
      ',',
      '.',
      ':',
      '=',
      'a',
      'x',
      '1',
      'const ',
      'return ',
      'if ',
      'else ',
      'for ',
      'new ',
    ];
    for (let round = 0; round < 150; round++) {
      const text = Array.from({ length: 80 }, () => words[Math.floor(random() * words.length)]).join('');
      holds(text, round % 2 === 0 ? 'a.tsx' : 'a.js');
    }
  });

  for (const [what, text] of [
    ['NUL bytes', '\0'.repeat(10_000)],
    ['lone surrogates', '\ud800 = "\udc00";'.repeat(2_000)],
    ['replacement characters', '\ufffd'.repeat(10_000)],
    ['nothing', ''],
    ['a mark of its encoding', '\ufeff'],
    ['white space', ' \t\n\r\u2028'.repeat(2_000)],
    ['a line of 2 MB of text', `x = '${'a'.repeat(2_000_000)}';`],
    ['a line of 2 MB of one name', 'a'.repeat(2_000_000)],
    ['a line of 2 MB of open brackets', '('.repeat(2_000_000)],
    ['a line of 2 MB of white space', ' '.repeat(2_000_000)],
    ['a line of 2 MB of slashes', '/'.repeat(2_000_000)],
    ['a comment of 2 MB', `/* portside-ignore ${'a '.repeat(1_000_000)} */`],
    [
      'a comment with 1 MB of white space',
      `// portside-ignore sql-injection -- a${' '.repeat(1_000_000)}b until never`,
    ],
    ['20,000 settings', 'KEY=value\n'.repeat(20_000)],
  ] as const) {
    it(`of ${what}`, function () {
      this.timeout(60_000);
      for (const path of ['a.js', 'a.ts', 'a.json', 'a.yaml', '.env', '.npmrc']) {
        if (path === 'a.yaml' && text.length > 500_000) continue;
        holds(text, path);
      }
    });
  }

  it('of one line of code of 1 MB', function () {
    this.timeout(60_000);
    assert.deepEqual(holds(`${'f(a);'.repeat(200_000)}eval(location.hash);`, 'a.js').incomplete, []);
  });
});

describe('what is nested 5,000 times', () => {
  for (const [what, text] of nestedTexts(5_000)) {
    it(`is read, or said to be too deep: ${what}`, function () {
      this.timeout(60_000);
      const { findings, incomplete } = holds(`${text}\neval(location.hash);`);
      const isFound = findings.some(({ ruleId, location }) => ruleId === 'code-injection' && location.startLine === 2);
      assert.ok(isFound || incomplete.length > 0, 'the finding beside it is there, or its absence is explained');
    });
  }

  it('does not hide a secret', () => {
    const text = expandSecrets(`x = ${'('.repeat(5_000)}1${')'.repeat(5_000)};\nconst token = '{{secret:github}}';`);
    assert.ok(holds(text, 'a.js').findings.some(({ location }) => location.startLine === 2));
  });
});

describe('what is nested 200 times', () => {
  for (const [what, text] of nestedTexts(200)) {
    it(`is read: ${what}`, () => {
      const { findings, incomplete, syntaxErrors } = holds(`${text}\neval(location.hash);`);
      assert.deepEqual(incomplete, []);
      assert.deepEqual(syntaxErrors, []);
      assert.ok(findings.some(({ ruleId, location }) => ruleId === 'code-injection' && location.startLine === 2));
    });
  }
});

describe('the same text has the same findings', () => {
  const files = [...shop, ...engine.slice(0, 15)];

  it('whatever was analysed before, in any order', () => {
    const first = files.map(({ path, text }) => analyze(text, path));
    analyze('import * as all from "anything"; all.x.y(all.z()).w = new all.V();');
    const again = [...files]
      .reverse()
      .map(({ path, text }) => analyze(text, path))
      .reverse();
    assert.deepEqual(again, first);
  });

  it('after an edit and its undo', () => {
    for (const { path, text } of shop) {
      const before = analyze(text, path);
      analyze(`${text}\nconst half = req.`, path);
      assert.deepEqual(analyze(text, path), before, path);
    }
  });
});

describe('what says nothing to the program says nothing to the engine', () => {
  const identities = (text: string, path: string) =>
    analyze(text, path).findings.map(({ ruleId, fingerprint }) => `${ruleId} ${fingerprint}`);
  const parse = createTypescriptParser();

  /** A text with something put before each of its statements. */
  function beforeStatements(text: string, path: string, what: string): string {
    const starts = parse(text, languageOf(path)).nodes.flatMap((node) =>
      node.type.endsWith('Statement') && node.parent?.type === 'BlockStatement' ? [node.range[0]] : [],
    );
    return applyEdits(
      text,
      starts.map((start) => ({ start, end: start, text: what })),
    );
  }

  const scripts = [...shop, ...engine].filter(({ path }) => /\.tsx?$/.test(path));

  it('comments and empty lines', () => {
    for (const { path, text } of scripts.slice(0, 60))
      assert.deepEqual(identities(beforeStatements(text, path, '/* a */\n\n'), path), identities(text, path), path);
  });

  it('statements about something else', () => {
    for (const { path, text } of scripts.slice(0, 40))
      assert.deepEqual(
        identities(beforeStatements(text, path, 'unrelated.count += 1; '), path),
        identities(text, path),
        path,
      );
  });
});

describe('secrets that are to be kept out of what is stored', () => {
  it('are unknown, rather than none, when they could not be looked for', () => {
    const options = optionsOf({});
    const key = expandSecrets('{{secret:github}}');
    const file = sourceFile('a.js', `connect('${key}');`);
    assert.deepEqual(secretsIn(file, options), [key, key]);
    const knowledge = Object.defineProperty({ ...options.knowledge }, 'secrets', {
      get: () => {
        throw new Error('broken');
      },
    });
    assert.equal(secretsIn(file, { ...options, knowledge }), undefined);
  });
});
