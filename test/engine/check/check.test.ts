import assert from 'node:assert/strict';
import { type AnalysisOptions, analyze, compileKnowledge } from '../../../engine/analyze.ts';
import { libraryModel } from '../../../engine/model.ts';
import { flowRule, type PatternRule, patternRule } from '../../../engine/rule.ts';
import { sourceFile } from '../../../engine/source/sourceFile.ts';
import { createTypescriptParser } from '../../../engine/syntax/typescriptParser.ts';
import { RECOMMENDED } from '../../support/spec.ts';

const parser = createTypescriptParser();

const pattern = (id: string, more: Partial<PatternRule> = {}) =>
  patternRule({ id, title: id, severity: 'high', confidence: 'high', cwe: [1], owasp: [], ...more });

const leak = flowRule({
  id: 'leak',
  title: 'Leak',
  severity: 'high',
  confidence: 'high',
  cwe: [1],
  owasp: [],
  kinds: ['log'],
  message: ({ source }) => source,
});

const world = libraryModel({
  package: 'world',
  types: [{ type: 'Far' }],
  sources: [
    { trust: 'remote', from: ['ask()'], label: 'a stranger' },
    { trust: 'stored', from: ['load()'], label: 'the store' },
    { trust: 'local', from: ['argv'], label: 'the command line' },
  ],
  sinks: [{ rule: 'leak', call: ['tell'] }],
});

function told(
  text: string,
  options: Partial<AnalysisOptions> & { rules?: Parameters<typeof compileKnowledge>[0] } = {},
) {
  const { rules = [], ...more } = options;
  const all = rules.some(({ id }) => id === 'leak') ? rules : [...rules, leak];
  return analyze(sourceFile('a.ts', `import { ask, load, argv, tell } from 'world';\n${text}`), {
    knowledge: compileKnowledge(all, [world]),
    parser,
    settings: RECOMMENDED,
    inTest: false,
    today: '2026-01-15',
    ...more,
  });
}

const severities = (text: string, trust = RECOMMENDED.trust) =>
  told(text, { settings: { ...RECOMMENDED, trust } }).findings.map(({ severity }) => severity);

describe('a rule', () => {
  const loud = pattern('loud', { on: { DebuggerStatement: (node) => ({ node, message: 'Loud.' }) } });
  const broken = pattern('broken', {
    on: {
      Program: () => {
        throw new Error('oh no');
      },
    },
  });

  it('that breaks costs itself alone, and that is said', () => {
    const { findings, incomplete } = told('debugger;', { rules: [broken, loud] });
    assert.deepEqual(
      findings.map(({ ruleId }) => ruleId),
      ['loud'],
    );
    assert.deepEqual(incomplete, ['rule broken failed: oh no']);
  });

  it('that breaks is asked no more', () => {
    let asked = 0;
    const counting = pattern('counting', {
      on: {
        DebuggerStatement: () => {
          asked++;
          throw new Error('oh no');
        },
      },
    });
    assert.equal(told('debugger; debugger; debugger;', { rules: [counting] }).incomplete.length, 1);
    assert.equal(asked, 1);
  });

  it('that is off is not asked', () => {
    const off = { ...RECOMMENDED, rules: { loud: 'off', broken: 'off' } as const };
    const { findings, incomplete } = told('debugger;', { rules: [broken, loud], settings: off });
    assert.deepEqual([findings, incomplete], [[], []]);
  });

  it('of reviewers speaks to reviewers, or when it is turned on', () => {
    const audit = pattern('audit', {
      profile: 'audit',
      on: { DebuggerStatement: (node) => ({ node, message: 'A.' }) },
    });
    const found = (settings: Partial<typeof RECOMMENDED>) =>
      told('debugger;', { rules: [audit], settings: { ...RECOMMENDED, ...settings } }).findings.map(
        ({ severity }) => severity,
      );
    assert.deepEqual(found({}), []);
    assert.deepEqual(found({ profile: 'audit' }), ['high']);
    assert.deepEqual(found({ rules: { audit: 'low' } }), ['low']);
  });

  it('may report several places, each with its own severity and confidence', () => {
    const both = pattern('both', {
      on: {
        CallExpression: (node) => [
          { node: node.callee, message: 'Callee.', severity: 'low' },
          { node, message: 'Call.', confidence: 'medium' },
        ],
      },
    });
    assert.deepEqual(
      told('f();', { rules: [both] }).findings.map(
        ({ message, severity, confidence }) => `${message} ${severity} ${confidence}`,
      ),
      ['Call. high medium', 'Callee. low high'],
    );
  });

  it('may ask for calls of an API value, by whatever name it goes', () => {
    const telling = pattern('telling', { calls: { 'world.tell': (node) => ({ node, message: 'Told.' }) } });
    const count = (text: string) => told(text, { rules: [telling, leak] }).findings.length;
    assert.equal(count('tell(1); const t = tell; t(2); other.tell(3);'), 2);
    assert.equal(count('function tell() {} '), 0);
  });

  it('has an id of its own', () => assert.throws(() => compileKnowledge([loud, loud], []), /loud/));

  it('is known when a model names it', () => assert.throws(() => compileKnowledge([], [world]), /leak/));
});

describe('the findings of a flow', () => {
  it('stand at the sink and lead there from the source', () => {
    const { findings } = told('const a = ask();\ntell(a);');
    assert.equal(findings.length, 1);
    const steps = findings[0]!.flow!.steps;
    assert.deepEqual([steps[0]!.kind, steps.at(-1)!.kind], ['source', 'sink']);
    assert.equal(findings[0]!.location.start, steps.at(-1)!.location.start);
    assert.equal(findings[0]!.message, '`ask()` (a stranger)');
  });

  it('are one for several sources, the most trusted way first', () => {
    const { findings } = told('tell(load() + ask());');
    assert.deepEqual(
      findings.map(({ message, flow }) => `${message} ${flow!.trust}`),
      ['`ask()` (a stranger) remote'],
    );
  });

  const secondOrder = flowRule({ ...leak, secondOrder: true });

  it('are less grave when others stored the data, and least when it is the own', () => {
    assert.deepEqual(severities('tell(ask());'), ['high']);
    assert.deepEqual(
      told('tell(load());', { rules: [secondOrder] }).findings.map(({ severity }) => severity),
      ['medium'],
    );
    assert.deepEqual(severities('tell(argv);', [...RECOMMENDED.trust, 'local']), ['low']);
  });

  it('are as grave as ever when a stored script runs in a page', () => {
    const script = flowRule({ ...leak, cwe: [79], secondOrder: true });
    assert.deepEqual(
      told('tell(load());', { rules: [script] }).findings.map(({ severity }) => severity),
      ['high'],
    );
  });

  it('are for reviewers when others stored the data, unless the rule says that it matters and no step is in doubt', () => {
    const confidences = (text: string, rule = leak) =>
      told(text, { rules: [rule], settings: { ...RECOMMENDED, minConfidence: 'low' } }).findings.map(
        ({ confidence }) => confidence,
      );
    assert.deepEqual(confidences('tell(load());'), ['low']);
    assert.deepEqual(confidences('tell(load());', secondOrder), ['medium']);
    assert.deepEqual(confidences('tell(transform(load()));', secondOrder), ['low']);
    assert.deepEqual(confidences('tell(ask());', secondOrder), ['high']);
  });

  it('are none when the field that was stored holds nobody’s words', () => {
    const count = (text: string) => told(text, { rules: [secondOrder] }).findings.length;
    assert.equal(count('tell(load().name);'), 1);
    assert.equal(count('tell(load().id); tell(load().row_count); tell(load().createdAt); tell(load().isNew);'), 0);
    assert.equal(count('const { id, name } = load(); tell(id + name);'), 1);
    assert.equal(count('const show = (row) => tell(row.userId); show(load());'), 0);
    assert.equal(count('const show = (row) => tell(row.title); show(load());'), 1);
    // Whoever asks chooses the id.
    assert.equal(count('tell(ask().id);'), 1);
  });

  it('count only the data that the configuration distrusts', () => {
    assert.deepEqual(severities('tell(argv);'), []);
    assert.deepEqual(severities('tell(load());', ['remote']), []);
    assert.deepEqual(severities('tell(load()); tell(ask());', ['remote']), ['high']);
  });

  it('keep to the trust that the rule asks for', () => {
    const found = (from: readonly ['stored'] | readonly ['remote']) =>
      told('tell(ask());', { rules: [{ ...leak, from }] }).findings.length;
    assert.equal(found(['stored']), 0);
    assert.equal(found(['remote']), 1);
  });

  it('are as sure as the least sure step', () => {
    const confidences = (text: string) =>
      told(text, { settings: { ...RECOMMENDED, minConfidence: 'low' } }).findings.map(({ confidence }) => confidence);
    assert.deepEqual(confidences('tell(ask());'), ['high']);
    assert.deepEqual(confidences('tell(transform(ask()));'), ['medium']);
    assert.deepEqual(confidences('tell(sanitize(ask()));'), ['low']);
    assert.deepEqual(
      told('tell(ask());', { rules: [{ ...leak, confidence: 'medium' }] }).findings.map(({ confidence }) => confidence),
      ['medium'],
    );
  });

  it('are lost, and that is said, when the rule cannot tell them', () => {
    const broken = flowRule({
      ...leak,
      message: () => {
        throw new Error('oh no');
      },
    });
    const { findings, incomplete } = told('tell(ask());', { rules: [broken] });
    assert.deepEqual(findings, []);
    assert.deepEqual(incomplete, ['rule leak failed: oh no']);
  });
});
