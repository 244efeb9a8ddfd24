import assert from 'node:assert/strict';
import { kindsOf } from '../../../engine/flow/taintKind.ts';
import { fixesHost, isHostPattern, kindsClearedByUrlPattern } from '../../../engine/flow/urlPattern.ts';
import { seededRandom } from '../seededRandom.ts';

/** `host`, `scheme` or `nothing`: what the beginning of a pattern decides. */
function decides({ source, flags }: RegExp): string {
  const kinds = kindsOf(kindsClearedByUrlPattern(source, flags));
  return kinds.includes('url-host') ? 'host' : kinds.includes('url-scheme') ? 'scheme' : 'nothing';
}

describe('the beginning of a pattern decides of a URL', () => {
  for (const [decided, patterns] of [
    [
      'host',
      [
        /^https:\/\/a\.example\//,
        /^https?:\/\/a\.example\//,
        /^https:\/\/a\.example(?:\/|$)/,
        /^https:\/\/a\.example(\/|\?|#)/,
        /^https:\/\/a\.example$/,
        /^https:\/\/(?:a|b)\.example\//,
        /^(?:https:\/\/a\.example|http:\/\/b\.example)\//,
        /^\/[a-z]/,
        /^\/[^/\\]/,
        /^\/(?![/\\])/,
        /^\/(?!\/|\\)/,
        /^\/$/,
        /^\/\w+$/,
        /^users\//,
        /^\.\//,
        /^\?/,
        /^#/,
        /^https:\/\/a\.example\/|^\/a/,
        /^HTTPS:\/\/A\.example\//i,
        /^https:\/\/a\.example\//g,
      ],
    ],
    [
      'scheme',
      [
        /^https:\/\//,
        /^https?:\/\//,
        /^https?:/,
        /^mailto:/,
        /^\//,
        /^\/[a-z]?/,
        /^\/\/?/,
        /^\/(?!\/)/,
        /^\/[^/]/,
        /^(?:https?:|mailto:)/,
        /^https:\/\/a\.example/,
        /^https:\/\/a\.example\/?/,
        /^https:\/\/a.example\//,
        /^https:\/\/[a-z]+\.example\//,
        /^https:\/\/.*\.example\//,
        /^\/|^https:/,
        /^https:\/\/a\.example\/|^https:/,
      ],
    ],
    [
      'nothing',
      [
        /https:\/\/a\.example\//,
        /^/,
        /^.*/,
        /^https:\/\/a\.example\/|.*/,
        /^https:\/\/a\.example\/|^javascript:/,
        /^https:\/\/a\.example\//m,
        /^javascript:/,
        /^[a-z]+:\/\//,
        /^(?:https?:)?/,
        /^(?:https:\/\/a\.example\/)?/,
        /^(?:https:\/\/a\.example\/)*/,
        /^\/?[a-z]/,
        /^h?ttps/,
        /^[^/]/,
        /^\s*https:\/\/a\.example\//,
        /^(?=https:\/\/a\.example\/)/,
        /^(?!javascript:)/,
        /a|^https:\/\/a\.example\//,
        /^data:/,
        /^(?:https:|javascript:)/,
        /^[/h]/,
      ],
    ],
  ] as const) {
    for (const pattern of patterns) {
      it(`${decided}: ${pattern}`, () => assert.equal(decides(pattern), decided));
    }
  }

  it('not by a part that may be missing', () => assert.equal(decides(/^https:\/\/a\.example\/{0}/), 'scheme'));
});

describe('no URL that a pattern lets through', () => {
  const random = seededRandom(11);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const PIECES = [
    'https:',
    'http',
    's?',
    ':',
    '\\/\\/',
    '\\/',
    'a\\.example',
    'a.example',
    '(?:\\/|$)',
    '[/a]',
    '[a-z]',
    '[^/]',
    '(?![/\\\\])',
    '(?!\\/)',
    '\\/?',
    '.*',
    '\\w',
    'x',
    '\\.',
    '(?:https?:)?',
    '(?:a\\.example)?',
    '\\/{0,1}',
    '\\s*',
    '\\?',
    '[^/\\\\]',
    '(?:https:\\/\\/a\\.example|x)',
    'a{2}',
    'javascript:',
  ];
  const TEXTS = [
    'https:',
    'http:',
    'javascript:',
    '//',
    '/',
    '\\',
    'a.example',
    'aXexample',
    'evil.test',
    'a',
    'x',
    '.',
    '?',
    '\t',
    ' ',
    '@',
    ':',
  ];
  const OWN = 'https://own.test/';

  it('goes to another host, or is a script, when the pattern is said to decide that', () => {
    let matches = 0;
    for (let round = 0; round < 6_000; round++) {
      const part = () => `^${Array.from({ length: 1 + Math.floor(random() * 4) }, () => pick(PIECES)).join('')}`;
      const pattern = new RegExp(random() < 0.3 ? `${part()}|${part()}` : part());
      const decided = decides(pattern);
      if (decided === 'nothing') continue;
      const isScriptMeant = pattern.source.includes('javascript:');
      for (let attempt = 0; attempt < 60; attempt++) {
        const text = Array.from({ length: 1 + Math.floor(random() * 6) }, () => pick(TEXTS)).join('');
        if (!pattern.test(text) || !URL.canParse(text, OWN)) continue;
        matches++;
        const url = new URL(text, OWN);
        const about = `${pattern} (${decided}) lets ${JSON.stringify(text)} through`;
        if (!isScriptMeant) assert.notEqual(url.protocol, 'javascript:', about);
        if (decided === 'host')
          assert.ok(
            ['own.test', 'a.example', 'x'].includes(url.host) || pattern.source.includes(url.host),
            `${about} to ${url.host}`,
          );
      }
    }
    assert.ok(matches > 2_000, `enough URLs were let through: ${matches}`);
  });
});

describe('a constant beginning fixes the host', () => {
  it('when it holds a scheme, a host and its end', () => {
    for (const text of [
      'https://a.example/',
      'http://a/b',
      'https://a.example?x=',
      'wss://a#',
      'HTTPS://A.example/',
      'https://a:80/',
    ])
      assert.equal(fixesHost(text), true, text);
    for (const text of [
      'https://a.example',
      'https://',
      '//a.example/',
      '/a',
      'a.example/',
      '',
      'https:/a/',
      'https://a.example\\',
      'https:///a',
    ])
      assert.equal(fixesHost(text), false, text);
  });
});

describe('the end of a pattern names the host', () => {
  it('when a dot or the beginning stands before it', () => {
    for (const pattern of [
      /^a\.example$/,
      /\.a\.example$/,
      /(^|\.)a\.example$/,
      /^(?:[a-z]+\.)*a\.example$/,
      /^.+\.a\.example$/i,
    ])
      assert.equal(isHostPattern(pattern.source, pattern.flags), true, String(pattern));
    for (const pattern of [
      /a\.example$/,
      /\.a\.example/,
      /\.a.example$/,
      /\.a\.example$|b/,
      /\.a\.example$/m,
      /-a\.example$/,
    ])
      assert.equal(isHostPattern(pattern.source, pattern.flags), false, String(pattern));
  });
});
