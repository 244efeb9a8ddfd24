import assert from 'node:assert/strict';
import { type Backtracking, backtrackingOf } from '../../../engine/flow/backtracking.ts';

const EXPECTED: readonly (readonly [Backtracking | undefined, readonly RegExp[]])[] = [
  [
    'exponential',
    [
      /^(a+)+$/,
      /^(\w+\s?)*$/,
      /(a|a)*b/,
      /(a|aa)+$/,
      /^(\d+|\s+)*$/,
      /(x+x+)+y/,
      /(.*)*x/,
      /^(?:[A-Z]|[a-z]{1,2})+!$/i,
      /^(([a-z])+.)+[A-Z]([a-z])+$/,
      /^(?:a{2,})+$/,
      /^(?:a{1,2}b?)*$/,
    ],
  ],
  ['polynomial', [/\s+$/, /^\s+|\s+$/g, /^.*,.*;$/, /^\d+\d+x$/, /<[^>]+>/, /a.*b/]],
  [
    undefined,
    [
      /(a+)+/,
      /^(\w+\s)*$/,
      /^(?:[a-z]+-)*[a-z]+$/,
      /^"(?:[^"\\]|\\.)*"$/,
      /^#([\da-f]{3}){1,2}$/i,
      /^(?:\w{1,3}-)*$/,
      /^[a-z]([a-z-]{0,61}[a-z])?(\.[a-z]([a-z-]{0,61}[a-z])?)*$/,
      /^[\w.+-]+@[\w-]+$/,
      /^\s*\d+\s*$/,
      /^(?=a*)b+$/,
      /\s+$/y,
      /[.*+?^${}()|[\]\\]/g,
      /(a)\1/,
    ],
  ],
];

describe('how a pattern can go back', () => {
  for (const [expected, patterns] of EXPECTED) {
    for (const { flags, source } of patterns)
      it(`is ${expected ?? 'no danger'}: /${source}/${flags}`, () =>
        assert.equal(backtrackingOf(source, flags), expected));
  }

  it('is not looked into when the pattern is long or no pattern', () => {
    for (const source of ['(a+)+$'.repeat(200), '(a+', '[a', 'a)', '('.repeat(5000)])
      assert.equal(backtrackingOf(source, ''), undefined);
  });
});
