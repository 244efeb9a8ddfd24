import assert from 'node:assert/strict';
import type { FileAnalysis } from '../../engine/analyze.ts';
import type { Finding, Fix } from '../../engine/finding.ts';
import { locate, sourceFile } from '../../engine/source/sourceFile.ts';
import { readRulePage } from '../../report/rulePage.ts';
import { discrepancies, readMarks } from './marks.ts';
import { type Analyze, examplesOf, problemsOf } from './pageSpec.ts';

/** A finding at the first place of a piece of code. */
function findingAt(text: string, code: string, more: Partial<Finding> & { source?: string } = {}): Finding {
  const file = sourceFile('example.ts', text);
  const at = (piece: string) => locate(file, text.indexOf(piece), text.indexOf(piece) + piece.length);
  const { source, ...rest } = more;
  return {
    ruleId: 'bad-thing',
    title: 'Bad thing',
    message: 'It is bad.',
    severity: 'high',
    confidence: 'high',
    cwe: [1],
    location: at(code),
    fixes: [],
    fingerprint: '0',
    inTest: false,
    ...(source === undefined
      ? {}
      : { flow: { trust: 'remote', steps: [{ kind: 'source', location: at(source), message: 'is read' }] } }),
    ...rest,
  };
}

/** An analysis that finds a piece of code, each time it stands there, and replaces it. */
function finder(code: string, by?: string, more: Partial<FileAnalysis> = {}): Analyze {
  return (text, path) => {
    const findings: Finding[] = [];
    for (let at = text.indexOf(code); at !== -1; at = text.indexOf(code, at + 1)) {
      const fix: Fix = {
        title: 'Replace',
        applicability: 'automatic',
        edits: [{ start: at, end: at + code.length, text: by ?? '' }],
      };
      const file = sourceFile(path, text);
      const location = locate(file, at, at + code.length);
      findings.push(findingAt(text, code, { location, fixes: by === undefined ? [] : [fix] }));
    }
    return { path, findings, suppressed: [], incomplete: [], syntaxErrors: [], ...more };
  };
}

describe('marks', () => {
  it('name the span above them and leave the text', () => {
    const { text, marks } = readMarks('let a = 1;\neval(a);\n//   ^ source sink bad-thing\nlet b;');
    assert.equal(text, 'let a = 1;\neval(a);\nlet b;');
    assert.deepEqual(marks, [{ start: 16, end: 17, isSource: true, isFinding: true, ruleId: 'bad-thing' }]);
  });

  it('stand several to a line and in several lines below one', () => {
    const { text, marks } = readMarks('f(a, b);\n//^ source  ^ sink\n//   ^\n');
    assert.equal(text, 'f(a, b);\n');
    assert.deepEqual(
      marks.map(({ start, end, isSource, isFinding }) => ({ start, end, isSource, isFinding })),
      [
        { start: 0, end: 3, isSource: true, isFinding: false },
        { start: 12, end: 13, isSource: false, isFinding: true },
        { start: 5, end: 6, isSource: false, isFinding: true },
      ],
    );
  });

  it('reach back to the start of their sign when they touch it', () => {
    assert.deepEqual(
      readMarks('  eval(a);\n  //^^^^').marks.map(({ start, end }) => [start, end]),
      [[2, 8]],
    );
  });

  it('may stand in the comments of other languages', () => {
    assert.equal(readMarks('KEY=abc\n#   ^^^').marks.length, 1);
  });

  it('are no ordinary comment', () => {
    const text = '// see ^^^ above\n// ^^^ is a mark? no: it has punctuation\nx();';
    assert.deepEqual(readMarks(text), { text, marks: [] });
  });

  it('need code above and one rule at most', () => {
    assert.throws(() => readMarks('// ^^^'), /without a line above/);
    assert.throws(() => readMarks('f(x)\n// ^ one two'), /two rules/);
  });
});

describe('discrepancies', () => {
  const marked = readMarks('f(x);\n//^ bad-thing\ng(y);');

  it('are none when exactly the marked is found', () => {
    assert.deepEqual(discrepancies(marked, [findingAt(marked.text, 'f(x')]), []);
  });

  it('name what is missing and what is noisy', () => {
    assert.deepEqual(discrepancies(marked, [findingAt(marked.text, 'g(y')]), [
      'missing: line 1, column 1 `f(x` bad-thing',
      'noisy: line 2, column 1 `g(y` bad-thing: It is bad.',
    ]);
  });

  it('ask for the exact span and the named rule', () => {
    assert.equal(discrepancies(marked, [findingAt(marked.text, 'f(x)')]).length, 2);
    assert.equal(discrepancies(marked, [findingAt(marked.text, 'f(x', { ruleId: 'other' })]).length, 2);
  });

  it('tell when one mark is found twice', () => {
    const finding = findingAt(marked.text, 'f(x');
    assert.deepEqual(discrepancies(marked, [finding, finding]), ['twice: line 1, column 1 `f(x` bad-thing']);
  });

  it('compare the source of the flow', () => {
    const flowing = readMarks('f(x, y);\n//^ sink\n//   ^ source');
    assert.deepEqual(discrepancies(flowing, [findingAt(flowing.text, 'f(x', { source: 'y' })]), []);
    assert.deepEqual(discrepancies(flowing, [findingAt(flowing.text, 'f(x', { source: 'x' })]), [
      'missing source: line 1, column 6 `y`',
    ]);
    assert.deepEqual(discrepancies(flowing, [findingAt(flowing.text, 'f(x')]).length, 1);
  });

  it('let a mark show the first line of a longer span', () => {
    const long = readMarks('call({\n//^^^^\n  a: 1,\n});');
    assert.deepEqual(discrepancies(long, [findingAt(long.text, 'call({\n  a: 1,\n})')]), []);
  });
});

const page = (...sections: string[]) =>
  readRulePage(`# Bad thing\nWhy it is bad.\n${sections.map((s) => s.replaceAll("'''", '```')).join('\n')}`);

describe('the reader of rule pages', () => {
  it('gives title, introduction, sections and blocks', () => {
    const read = page("## Vulnerable\nText.\n'''ts half-typed\nf(x)\n\n## no heading\n'''", '## How to fix\nDo not.');
    assert.equal(read.title, 'Bad thing');
    assert.equal(read.introduction, 'Why it is bad.');
    assert.deepEqual(
      read.sections.map(({ heading }) => heading),
      ['Vulnerable', 'How to fix'],
    );
    assert.deepEqual(read.sections[0]?.blocks, [
      { language: 'ts', flags: ['half-typed'], code: 'f(x)\n\n## no heading', line: 5 },
    ]);
    assert.equal(read.sections[1]?.body, 'Do not.');
  });

  it('ends an open fence with the text', () => {
    assert.equal(page("## Safe\n'''ts\nf(x)").sections[0]?.blocks[0]?.code, 'f(x)');
  });
});

describe('the examples of a page', () => {
  const run = (analyze: Analyze, ...sections: string[]) =>
    examplesOf(page(...sections)).map((example) => problemsOf(example, 'bad-thing', analyze).join('; '));
  const vulnerable = "## Vulnerable\n'''ts\nbad(x);\n//^\n'''";

  it('are true: found where marked, quiet where safe, right after the fix', () => {
    const fixed = "## Fixed\n'''ts\ngood(x);\n'''";
    assert.deepEqual(run(finder('bad', 'good'), vulnerable, fixed, "## Safe\n'''ts\nfine(x);\n'''"), ['', '', '']);
  });

  it('may hold several findings, which are all fixed', () => {
    const two = "## Vulnerable\n'''ts\nbad(bad(x));\n//^ ^^^\n'''".replace('//^ ^^^', '//^\n//  ^^^');
    assert.deepEqual(run(finder('bad', 'good'), two, "## Fixed\n'''ts\ngood(good(x));\n'''"), ['', '']);
  });

  it('are false when nothing is marked, or a mark stands in a safe block', () => {
    assert.match(run(finder('bad'), "## Vulnerable\n'''ts\nbad(x);\n'''")[0] ?? '', /marks what is found/);
    assert.match(run(finder('bad'), "## Safe\n'''ts\nbad(x);\n//^\n'''")[0] ?? '', /no marks/);
  });

  it('are false when safe code is reported or vulnerable code is not', () => {
    assert.match(run(finder('bad'), "## Safe\n'''ts\nbad(x);\n'''")[0] ?? '', /^noisy/);
    assert.match(run(finder('worse'), vulnerable)[0] ?? '', /^missing/);
  });

  it('let other rules speak', () => {
    assert.deepEqual(problemsOf(examplesOf(page("## Safe\n'''ts\nbad\n'''"))[0]!, 'another', finder('bad')), []);
  });

  it('are false when they do not parse or are not analysed in full', () => {
    const safe = "## Safe\n'''ts\nf(\n'''";
    assert.match(run(finder('bad', 'x', { syntaxErrors: [') expected'] }), safe)[0] ?? '', /does not parse/);
    assert.equal(run(finder('bad', 'x', { syntaxErrors: ['?'] }), safe.replace('ts', 'ts half-typed'))[0], '');
    assert.match(run(finder('bad', 'x', { incomplete: ['a rule crashed'] }), safe)[0] ?? '', /incomplete/);
  });

  it('are false when the fix is missing, another, endless, broken or brings something else', () => {
    const fixed = "## Fixed\n'''ts\ngood(x);\n'''";
    const problem = (analyze: Analyze) => run(analyze, vulnerable, fixed)[1] ?? '';
    assert.match(problem(finder('bad')), /no fix is offered/);
    assert.match(problem(finder('bad', 'better')), /the fix gives:\nbetter\(x\);/);
    assert.match(problem(finder('bad', 'bad')), /fixing again/);
    assert.match(problem(finder('bad', 'good', { syntaxErrors: ['oh'] })), /does not parse/);
    const another: Analyze = (text, path) => {
      const analysis = finder('bad', 'good')(text, path);
      const news = text.includes('good') ? [findingAt(text, 'good', { ruleId: 'new-thing' })] : [];
      return { ...analysis, findings: [...analysis.findings, ...news] };
    };
    assert.match(problem(another), /has a finding of new-thing/);
  });

  it('ask that Fixed follows Vulnerable', () => {
    assert.throws(() => run(finder('bad'), "## Fixed\n'''ts\nx\n'''"), /follows a Vulnerable section/);
  });

  it('are named by their first line or their language', () => {
    const paths: string[] = [];
    const spy: Analyze = (text, path) => {
      paths.push(`${path}: ${text}`);
      return finder('bad')(text, path);
    };
    run(spy, "## Safe\n'''tsx\na\n'''\n'''env\nb\n'''\n'''js\n// file: src/x.mjs\nc\n'''");
    assert.deepEqual(paths, ['example.tsx: a', '.env: b', 'src/x.mjs: c']);
  });
});
