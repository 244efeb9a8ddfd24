import assert from 'node:assert/strict';
import type { Edit, Finding } from '../../engine/finding.ts';
import { applyEdits } from '../../engine/fix/edits.ts';
import { locate, sourceFile } from '../../engine/source/sourceFile.ts';
import { moveFindings } from '../../server/moveFindings.ts';

const TEXT = 'let a = source;\nuse(a, sink);\n';

function findingAt(word: string): Finding {
  const source = sourceFile('a.ts', TEXT);
  const at = TEXT.indexOf(word);
  const location = locate(source, at, at + word.length);
  const from = TEXT.indexOf('source');
  return {
    ruleId: 'danger',
    title: '',
    message: '',
    severity: 'high',
    confidence: 'high',
    cwe: [],
    location,
    flow: {
      trust: 'remote',
      steps: [
        { kind: 'source', location: locate(source, from, from + 6), message: '' },
        { kind: 'sink', location: { ...location, path: 'b.ts' }, message: '' },
      ],
    },
    fixes: [{ title: '', applicability: 'automatic', edits: [] }],
    fingerprint: '',
    inTest: false,
  };
}

/** Replaces a word of the text, and gives what became of the finding at `sink`, with the text that it now names. */
function edited(...replacements: readonly (readonly [word: string, by: string])[]) {
  const edits: Edit[] = [];
  let text = TEXT;
  for (const [word, by] of replacements) {
    const start = text.indexOf(word);
    const edit = { start, end: start + word.length, text: by };
    edits.push(edit);
    text = applyEdits(text, [edit]);
  }
  const [moved] = moveFindings([findingAt('sink')], edits, sourceFile('a.ts', text));
  if (!moved) return undefined;
  const { location, flow, fixes } = moved.finding;
  return {
    names: text.slice(location.start, location.end),
    line: location.startLine,
    touched: moved.touched,
    steps: flow?.steps.map((step) =>
      step.location.path === 'a.ts' ? text.slice(step.location.start, step.location.end) : step.location.path,
    ),
    fixes: fixes.length,
  };
}

describe('a finding in a text that is edited', () => {
  it('stays where it is when the edit is behind it', () => {
    assert.deepEqual(edited([');\n', ');\n\n// more']), {
      names: 'sink',
      line: 2,
      touched: false,
      steps: ['source', 'b.ts'],
      fixes: 0,
    });
  });

  it('moves with its line, and its steps with theirs', () => {
    const moved = edited(['let', 'const'], ['use', '\nuse'], ['use(', 'use(more, ']);
    assert.deepEqual([moved?.names, moved?.line, moved?.steps?.[0], moved?.touched], ['sink', 3, 'source', false]);
  });

  it('grows and shrinks with what is written in it', () => {
    assert.deepEqual([edited(['in', 'i-n'])?.names, edited(['in', 'i-n'])?.touched], ['si-nk', true]);
    assert.equal(edited(['in', ''])?.names, 'sk');
  });

  it('keeps what an edit leaves of it', () => {
    assert.equal(edited([', si', ''])?.names, 'nk');
    assert.equal(edited(['nk)', ')'])?.names, 'si');
  });

  it('does not take what is written right beside it for its own', () => {
    assert.deepEqual([edited(['sink', 'x sink y'])], [undefined]);
    assert.deepEqual(edited([', ', ', f('])?.names, 'sink');
  });

  it('goes when its code is taken away, and a step when its code is', () => {
    assert.equal(edited(['use(a, sink);', '']), undefined);
    assert.deepEqual(edited(['source', 'other'])?.steps, ['b.ts']);
  });
});
