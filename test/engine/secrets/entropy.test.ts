import assert from 'node:assert/strict';
import {
  alphabetOf,
  entropyThreshold,
  isPeriodic,
  isRandom,
  longestRun,
  readsLikeWords,
  shannonEntropy,
} from '../../../engine/secrets/entropy.ts';
import { sampleRandom } from '../../support/sampleSecrets.ts';

describe('entropy', () => {
  it('is the number of bits that a character carries', () => {
    assert.equal(shannonEntropy('aaaa'), 0);
    assert.equal(shannonEntropy('abab'), 1);
    assert.equal(shannonEntropy('abcdefgh'), 3);
  });

  it('is judged by the smallest alphabet of the text', () => {
    assert.deepEqual(['2024-01', 'dead-beef', 'DEADBEEF', 'k3y', 'aB'].map(alphabetOf), [
      'decimal',
      'hex',
      'hex',
      'base36',
      'base62',
    ]);
  });

  it('must reach more in longer texts, between measured lengths too', () => {
    assert.equal(entropyThreshold('hex', 32), 3.27);
    assert.equal(entropyThreshold('hex', 36).toFixed(2), '3.34');
    assert.equal(entropyThreshold('base62', 500), 4.91);
    assert.equal(entropyThreshold('base62', 3), 3.33);
  });
});

describe('a random text', () => {
  for (const alphabet of ['hex', 'base36', 'base62', 'base64', 'base64url']) {
    it(`is told for ${alphabet}, nearly always`, () => {
      const samples = Array.from({ length: 300 }, (_, number) => sampleRandom(alphabet, 32, number));
      const missed = samples.filter((sample) => !isRandom(sample, 0.3));
      assert.ok(missed.length <= 9, `${missed.length} of 300 missed: ${missed.slice(0, 3).join(' ')}`);
    });
  }

  for (const text of [
    'short1',
    'userAccessTokenForTheService1',
    'https2ConnectionPoolManager',
    'session_cookie_secret_key_2',
    'replace-with-a-long-random-value-1',
    '1234567890123456789012345',
    'abcdefghijklmnop1234',
    'a1b2a1b2a1b2a1b2a1b2',
    'qwertyuiop1234567890',
    'aaaaaaaaaaaaaaaaaaa1',
    'NoDigitsInThisOneAtAll',
    'has a space x9 k2 q7 z1',
  ]) {
    it(`is not ${text}`, () => assert.ok(!isRandom(text, 0.3)));
  }
});

describe('the signs of a text that a person made', () => {
  it('are runs of neighbours, either way', () => {
    assert.equal(longestRun('xabcdez'), 5);
    assert.equal(longestRun('9876x'), 4);
    assert.equal(longestRun('qwerty'), 6);
    assert.equal(longestRun('aaa'), 3);
    assert.equal(longestRun('acegi'), 1);
    assert.equal(longestRun(''), 0);
  });

  it('are periods', () => {
    assert.ok(isPeriodic('abcabcabcab'));
    assert.ok(!isPeriodic('abcabcabcax'));
    assert.ok(!isPeriodic('ab'));
  });

  it('are words', () => {
    assert.ok(readsLikeWords('correcthorsebatterystaple'));
    assert.ok(readsLikeWords('MyVeryLongClassName'));
    assert.ok(!readsLikeWords('xkqzjvbwmfgh'));
    assert.ok(!readsLikeWords('a1b2c3'));
  });
});
