import assert from 'node:assert/strict';
import { QUESTION_SET, questionSet } from '../../rules/checklists/questionSet.ts';
import { top10Of } from '../../rules/checklists/top10.ts';
import { rules } from '../../rules/registry.ts';

const byId = new Map(questionSet.map((question) => [question.id, question]));

describe('the question set', () => {
  it('has every question of the specification once, and seven on privacy', () => {
    const expected =
      'AUTHN-ROUTE AUTHZ-FUNC AUTHZ-OBJECT AUTHZ-FIELD INPUT-SCHEMA INJ-QUERY INJ-CMD INJ-CODE XSS-OUT PROTO REGEX-DOS ' +
      'RATE CSRF CORS HEADERS COOKIE SESSION-LIFE JWT PASSWORD MFA SSRF REDIRECT TLS-OUT TRUST-REPLY UP-TYPE UP-PATH ' +
      'DOWNLOAD CRYPTO-ALG RANDOM SECRET-STORE DEBUG ERROR LOG-EVENT LOG-SAFE GQL WS POSTMSG 3P-SCRIPT CI-TRIGGER ' +
      'CI-PIN DEP-SRC PRIVACY-LINK PRIVACY-IDENTIFY PRIVACY-DENY PRIVACY-DETECT PRIVACY-LEAK PRIVACY-AWARE PRIVACY-RULES';
    assert.deepEqual(questionSet.map(({ id }) => id).sort(), expected.split(' ').sort());
    assert.deepEqual(
      questionSet.flatMap(({ linddun = [] }) => linddun),
      ['L', 'I', 'Nr', 'D', 'Dd', 'U', 'Nc'],
    );
  });

  it('asks so that "yes" is the good answer, in a sentence of its own', () => {
    const sentences = questionSet.map(({ asks }) => asks);
    assert.equal(new Set(sentences).size, sentences.length);
    for (const asks of sentences) assert.match(asks, /^(Is|Are|Do|Does|Can|When) .+\?$/);
  });

  it('says the same level of a requirement wherever it stands', () => {
    const levels = new Map<string, number>();
    for (const { id, level } of questionSet.flatMap(({ asvs }) => asvs)) {
      assert.match(id, /^\d{1,2}\.\d{1,2}\.\d{1,2}$/);
      assert.equal(levels.get(id) ?? level, level, id);
      levels.set(id, level);
    }
    assert.ok(levels.size >= 70);
  });

  it('takes the category of the Top 10 from the weaknesses', () => {
    assert.deepEqual(byId.get('JWT')?.top10, ['A04', 'A07']);
    assert.deepEqual(byId.get('SSRF')?.top10, ['A01']);
    assert.deepEqual(byId.get('COOKIE')?.top10, ['A01', 'A02', 'A08']);
    // Listed nowhere, so placed by us; what the lists say comes first.
    assert.deepEqual(top10Of([1321, 915]), ['A05', 'A08']);
    assert.deepEqual(top10Of([999_999]), []);
    for (const { id, top10 } of questionSet) assert.ok(top10.length > 0, id);
  });

  it('names only controls that can prove it, and none where only a person can', () => {
    for (const { id, who, controls, provedBy = [] } of questionSet) {
      for (const control of provedBy) assert.ok(controls.includes(control), `${id}: ${control}`);
      if (who === 'person') assert.deepEqual(controls, [], id);
    }
  });

  it('came with the set that there is', () => {
    for (const { id, since = 1 } of questionSet) assert.ok(since >= 1 && since <= QUESTION_SET, id);
  });

  it('has a question for every weakness that a rule finds in a program', () => {
    const asked = new Set(questionSet.flatMap(({ cwe }) => cwe));
    const unasked = rules.filter(({ cwe }) => cwe.length > 0 && !cwe.some((weakness) => asked.has(weakness)));
    const ids = unasked.map(({ id, cwe }) => `${id} (CWE-${cwe.join(', CWE-')})`);
    assert.deepEqual(ids, [], 'Add the weakness to the question of rules/checklists/ that it breaks.');
  });
});
