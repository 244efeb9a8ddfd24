import assert from 'node:assert/strict';
import { messageFrom } from '../../client/views/threats/messages.ts';

const ANSWER = {
  kind: 'answer',
  element: 'entry:a',
  question: 'Q',
  state: 'yes',
  because: ' checked ',
  by: '',
  until: '',
};

describe('what the page of the threat model says', () => {
  it('is an answer with its reason', () => {
    assert.deepEqual(messageFrom(ANSWER), {
      kind: 'answer',
      answer: { element: 'entry:a', question: 'Q', state: 'yes', because: 'checked' },
    });
  });

  it('may be an answer for a group', () => {
    const heard = messageFrom({ ...ANSWER, group: 'routes behind guard' });
    assert.equal(heard?.kind === 'answer' && heard.answer.group, 'routes behind guard');
  });

  it('is no answer without a reason, or with a state that there is not', () => {
    assert.equal(messageFrom({ ...ANSWER, because: '  ' }), undefined);
    assert.equal(messageFrom({ ...ANSWER, state: 'proved' }), undefined);
    assert.equal(messageFrom({ ...ANSWER, element: 7 }), undefined);
  });

  it('has an end only where a risk is accepted', () => {
    const until = { until: '2027-06-30' };
    const end = (message: unknown) => {
      const heard = messageFrom(message);
      return heard?.kind === 'answer' ? heard.answer.until : 'none';
    };
    assert.equal(end({ ...ANSWER, ...until, state: 'accepted' }), '2027-06-30');
    assert.equal(end({ ...ANSWER, ...until }), undefined);
    assert.equal(messageFrom({ ...ANSWER, state: 'accepted', until: 'tomorrow' }), undefined);
    assert.equal(messageFrom({ ...ANSWER, state: 'accepted' }), undefined);
  });

  it('is a header of six lines, lists with commas', () => {
    const message = {
      kind: 'start',
      service: 'Shop',
      data: 'contact, payment,',
      impact: 'high',
      exposure: 'all',
      owners: 'a',
      level: '2',
    };
    assert.deepEqual(messageFrom(message), {
      kind: 'start',
      header: {
        service: 'Shop',
        data: ['contact', 'payment'],
        impact: 'high',
        exposure: 'all',
        owners: ['a'],
        level: 2,
      },
    });
    assert.equal(messageFrom({ ...message, level: '4' }), undefined);
    for (const empty of ['service', 'exposure']) assert.equal(messageFrom({ ...message, [empty]: ' ' }), undefined);
  });

  it('opens files of the disk, and nothing else', () => {
    assert.deepEqual(messageFrom({ kind: 'open', uri: 'file:///a.js', line: 3 }), {
      kind: 'open',
      uri: 'file:///a.js',
      line: 3,
    });
    assert.equal(messageFrom({ kind: 'open', uri: 'command:workbench.action.quit', line: 3 }), undefined);
    assert.equal(messageFrom({ kind: 'open', uri: 'file:///a.js', line: 0 }), undefined);
  });

  it('is nothing else', () => {
    for (const nonsense of [undefined, null, 7, 'ready', {}, { kind: 'run' }, { kind: 'arrange', value: 'chance' }])
      assert.equal(messageFrom(nonsense), undefined);
  });
});
