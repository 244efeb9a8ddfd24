import assert from 'node:assert/strict';
import type { RawFinding } from '../../../engine/check/rawFinding.ts';
import type { Confidence, Severity } from '../../../engine/finding.ts';
import type { RuleFacts } from '../../../engine/ruleFacts.ts';
import { type IdentifiedFinding, type SettleOptions, settle } from '../../../engine/settle/settle.ts';
import { sourceFile } from '../../../engine/source/sourceFile.ts';

const FILE = sourceFile('a.ts', 'first();\nsecond();\nthird();\n');

const rule = (id: string, more: Partial<RuleFacts> = {}): RuleFacts => ({
  id,
  title: id,
  severity: 'medium',
  confidence: 'high',
  cwe: [1],
  owasp: [],
  ...more,
});

/** A finding of a rule at a word of the file. */
function found(
  about: RuleFacts | string,
  word = 'first',
  more: { confidence?: Confidence; severity?: Severity; message?: string; identity?: string } = {},
): IdentifiedFinding {
  const facts = typeof about === 'string' ? rule(about) : about;
  const start = FILE.text.indexOf(word);
  const raw: RawFinding = {
    rule: facts,
    start,
    end: start + word.length,
    message: more.message ?? `${facts.id} at ${word}`,
    severity: more.severity ?? facts.severity,
    confidence: more.confidence ?? 'high',
    fixes: [],
    identity: facts.id,
    node: undefined,
  };
  return { raw, fingerprint: more.identity ?? `${facts.id}-${word}` };
}

const OPTIONS: SettleOptions = {
  inTest: false,
  today: '2026-01-15',
  minConfidence: 'medium',
  knownRules: new Set(),
  didRun: () => true,
  isOff: () => false,
  severityOf: () => undefined,
};

const settled = (findings: readonly IdentifiedFinding[], options: Partial<SettleOptions> = {}) =>
  settle(FILE, findings, [], { ...OPTIONS, ...options }).findings;
const inWords = (findings: readonly IdentifiedFinding[], options?: Partial<SettleOptions>) =>
  settled(findings, options).map(({ ruleId, location }) => `${ruleId} ${location.startLine}`);

describe('findings', () => {
  it('come in order of text, the gravest first where several stand at one place', () => {
    const list = [
      found('c', 'third'),
      found('a', 'second', { severity: 'low' }),
      found('b', 'second', { severity: 'critical' }),
      found('z'),
    ];
    assert.deepEqual(inWords(list), ['z 1', 'b 2', 'a 2', 'c 3']);
    assert.deepEqual(inWords([...list].reverse()), ['z 1', 'b 2', 'a 2', 'c 3']);
  });

  it('are one for a rule and a place: the surest', () => {
    const [only, ...others] = settled([
      found('a', 'first', { confidence: 'medium', message: 'maybe' }),
      found('a', 'first', { message: 'sure' }),
    ]);
    assert.deepEqual(others, []);
    assert.equal(only?.message, 'sure');
  });

  it('of a general rule fall silent where a more specific one speaks', () => {
    const specific = rule('specific', { refines: ['general'] });
    assert.deepEqual(inWords([found('general'), found(specific)]), ['specific 1']);
    assert.deepEqual(inWords([found('general', 'second'), found(specific)]), ['specific 1', 'general 2']);
  });

  it('of secrets fall silent within the quotes of the literal that a more specific rule speaks of', () => {
    const specific = rule('specific', { refines: ['general'] });
    const secret = rule('general', { kind: 'secret' });
    assert.deepEqual(inWords([found(secret, 'irs'), found(specific)]), ['specific 1']);
    assert.deepEqual(inWords([found(secret, 'rst'), found(specific)]), ['specific 1', 'general 1']);
    assert.deepEqual(inWords([found('general', 'irs'), found(specific)]), ['specific 1', 'general 1']);
  });

  it('of a general rule are shown when the specific one is not sure enough', () => {
    const specific = rule('specific', { refines: ['general'] });
    assert.deepEqual(inWords([found('general'), found(specific, 'first', { confidence: 'low' })]), ['general 1']);
  });

  it('are shown when they are sure enough', () => {
    const list = [
      found('a', 'first', { confidence: 'high' }),
      found('b', 'second', { confidence: 'medium' }),
      found('c', 'third', { confidence: 'low' }),
    ];
    assert.deepEqual(inWords(list, { minConfidence: 'high' }), ['a 1']);
    assert.deepEqual(inWords(list, { minConfidence: 'medium' }), ['a 1', 'b 2']);
    assert.deepEqual(inWords(list, { minConfidence: 'low' }), ['a 1', 'b 2', 'c 3']);
  });

  it('have the severity of the configuration, of the finding, of the rule', () => {
    const severities = (options?: Partial<SettleOptions>) =>
      settled([found('a', 'first', { severity: 'low' })], options).map(({ severity }) => severity);
    assert.deepEqual(severities(), ['low']);
    assert.deepEqual(severities({ severityOf: (id) => (id === 'a' ? 'critical' : undefined) }), ['critical']);
  });

  it('say whether they stand in a test', () => {
    assert.equal(settled([found('a')])[0]?.inTest, false);
    assert.equal(settled([found('a')], { inTest: true })[0]?.inTest, true);
  });

  it('of one identity are numbered, those that are dropped left out', () => {
    const fingerprints = settled([
      found('a', 'first', { identity: 'x' }),
      found('a', 'second', { identity: 'x', confidence: 'low' }),
      found('a', 'third', { identity: 'x' }),
    ]).map(({ fingerprint }) => fingerprint);
    assert.deepEqual(fingerprints, ['x', 'x:2']);
  });

  it('know their place in lines and columns', () => {
    const { location } = settled([found('a', 'second')])[0]!;
    assert.deepEqual(location, {
      path: 'a.ts',
      start: 9,
      end: 15,
      startLine: 2,
      startColumn: 1,
      endLine: 2,
      endColumn: 7,
    });
  });
});
