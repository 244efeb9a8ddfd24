import assert from 'node:assert/strict';
import { kindsClearedByPattern } from '../../../engine/flow/patternGuard.ts';
import { kindsOf, type TaintKind } from '../../../engine/flow/taintKind.ts';
import { seededRandom } from '../seededRandom.ts';

const cleared = (pattern: RegExp): TaintKind[] => kindsOf(kindsClearedByPattern(pattern.source, pattern.flags));
const clears = (pattern: RegExp, ...kinds: TaintKind[]) => {
  const found = cleared(pattern);
  return kinds.every((kind) => found.includes(kind));
};

describe('a pattern', () => {
  it('says nothing unless it is bound to both ends', () => {
    for (const pattern of [
      /[a-z]+/,
      /^[a-z]+/,
      /[a-z]+$/,
      /^[a-z]+$|x/,
      /x|^[a-z]+$/,
      /^a|b$/,
      /^[a-z]+\$/,
      /\^[a-z]+$/,
      /^[a-z]+$/m,
      /(^[a-z]+)?$/,
      /^[a-z]+($)?/,
      /(?:^[a-z]+$)*/,
      /^[a-z]+|[a-z]+$/,
      /[\^][a-z]+$/,
      /^[a-z]+[$]/,
      /(?=^[a-z]+$).*/,
      /(?:)/,
    ])
      assert.deepEqual(cleared(pattern), [], String(pattern));
  });

  it('may be bound in each of its alternatives, or in a group', () => {
    for (const pattern of [/^[a-z]+$|^\d+$/, /^(?:[a-z]+|\d+)$/, /(^[a-z]+$)/, /^(?:[a-z]+$|\d+$)/, /(?:^)[a-z]+(?:$)/])
      assert.ok(clears(pattern, 'shell-command', 'sql-value', 'path'), String(pattern));
  });

  it('says the same whether or not it remembers where it was', () => {
    // With `g` or `y`, `^` still holds at the start alone: a test that succeeds has seen all of the text.
    assert.deepEqual(cleared(/^[a-z]+$/g), cleared(/^[a-z]+$/));
    assert.deepEqual(cleared(/^[a-z]+$/y), cleared(/^[a-z]+$/));
  });

  it('of letters clears what needs signs', () => {
    assert.deepEqual(cleared(/^[a-z]+$/i), [
      'shell-command',
      'argument',
      'code',
      'sql-value',
      'sql-identifier',
      'path',
      'html-text',
      'html-attribute',
      'url-scheme',
      'url-host',
      'url-path',
      'header',
      'log',
      'regex',
      'object-key',
      'template',
      'ldap',
      'xpath',
      'xml',
      'chosen-object',
    ]);
  });

  it('of letters does not choose the program, the shape or the size', () => {
    for (const kind of ['program', 'object-shape', 'size'] as const) assert.ok(!clears(/^[a-z]+$/, kind), kind);
  });

  it('without an underscore has no `__proto__`, without a dot no `constructor.prototype`', () => {
    assert.ok(clears(/^[a-z-]+$/, 'object-key'));
    assert.ok(!clears(/^\w+$/, 'object-key'));
    assert.ok(!clears(/^[a-z.]+$/, 'object-key'));
  });

  it('that lists words clears all but the shape', () => {
    const all = cleared(/^(?:asc|desc)$/i);
    assert.ok(all.includes('program') && all.includes('object-key') && all.includes('argument'));
    assert.ok(!all.includes('object-shape'));
    assert.deepEqual(cleared(/^https?:\/\/a\.example\/$/), all);
    assert.deepEqual(cleared(/^a$|^-rf \/;$/), all);
    for (const pattern of [/^a+$/, /^[ab]$/, /^(?:a|.)$/, /^\w$/, /^a{2,}$/])
      assert.ok(!clears(pattern, 'program'), String(pattern));
  });

  it('lets through the kinds that its characters can make', () => {
    for (const [pattern, kind] of [
      [/^[a-z;]+$/, 'shell-command'],
      [/^[a-z ]+$/, 'shell-command'],
      [/^[^;]+$/, 'shell-command'],
      [/^\w+(?:\n\w+)*$/, 'shell-command'],
      [/^[a-z']+$/, 'sql-value'],
      [/^-?[a-z]+$/, 'argument'],
      [/^[-a-z]+$/, 'argument'],
      [/^[a-z(]+$/, 'code'],
      [/^[a-z<]+$/, 'html-text'],
      [/^[a-z"]+$/, 'html-attribute'],
      [/^[a-z:]+$/, 'url-scheme'],
      [/^[a-z.]+$/, 'url-host'],
      [/^[a-z/]+$/, 'url-path'],
      [/^[^\n]*$/, 'header'],
      [/^.*$/s, 'header'],
      [/^\s*$/, 'log'],
      [/^[a-z*]+$/, 'regex'],
      [/^[a-z{]+$/, 'template'],
    ] as const)
      assert.ok(!clears(pattern, kind), `${pattern} ${kind}`);
  });

  it('clears a kind that what it forbids would be needed for', () => {
    for (const [pattern, kind] of [
      [/^.*$/, 'header'],
      [/^[^\r\n]*$/, 'log'],
      [/^[^<>&]*$/, 'html-text'],
      [/^[^-][^;]*$/, 'argument'],
      [/^[a-z][a-z-]*$/, 'argument'],
      [/^\S+$/, 'header'],
      [/^[^:]+$/, 'url-scheme'],
      [/^[\p{L}\p{N} -]+$/u, 'html-text'],
    ] as const)
      assert.ok(clears(pattern, kind), `${pattern} ${kind}`);
  });

  it('reads classes as the language does', () => {
    for (const pattern of [
      /^[!-\x7e]$/,
      /^[!-~]$/,
      /^[ -/]$/,
      /^[\s\S]$/,
      /^[^]$/,
      /^[\w\W]$/,
      /^[\D]$/,
      /^[\x3b]$/,
      /^[\u003b]$/,
      /^[\u{3b}]$/u,
      /^\x3b$/,
      /^\u003ba*$/,
      /^[\0-\x7f]$/,
      /^\p{P}$/u,
      /^\P{L}$/u,
      /^[^a-z\]]$/,
      /^[\]-a;]$/,
      /^[a;\]]$/,
      /^[\cJ;]$/,
      /^[a\-;]$/,
      /^(?<name>;|a)+$/,
      /^(?<!x)[;&]>+$/,
      /^(?<=;|>)[;]+$/,
      /^[a-z&&;]+$/,
    ])
      assert.ok(!clears(pattern, 'shell-command') || clears(pattern, 'object-key'), String(pattern));
    for (const pattern of [/^[\w-]+$/, /^[a-\d]+$/, /^[\d-a]+$/, /^[a\-z]+$/, /^[A-Za-z0-9_-]{1,64}$/, /^\p{L}+$/u])
      assert.ok(clears(pattern, 'shell-command', 'sql-value'), String(pattern));
    assert.ok(!clears(/^[a-\d]+$/, 'argument'));
    assert.ok(!clears(/^[\d-a]+$/, 'argument'));
    assert.ok(clears(/^[]$/, 'code'));
  });

  it('forbids by looking ahead and behind, and allows nothing by it', () => {
    assert.ok(clears(/^(?!.*;)[\w-]+$/, 'shell-command'));
    assert.ok(clears(/^(?=[;<]|a)[a-z]+$/, 'shell-command', 'html-text'));
    assert.ok(clears(/^[a-z]+(?<!;)$/, 'shell-command'));
    assert.ok(!clears(/^(?!;)[\w;]+$/, 'shell-command'));
  });

  it('says nothing in what it cannot read', () => {
    for (const [source, flags] of [
      ['^(?i:[a-z]+)$', ''],
      ['^[[a-z]--[b]]+$', 'v'],
      ['^[a-z$', ''],
      ['^(a$', ''],
      ['^a)$', ''],
      [`^${'('.repeat(5000)}a${')'.repeat(5000)}$`, ''],
    ] as const)
      assert.equal(kindsClearedByPattern(source, flags), 0, source.slice(0, 30));
  });

  it('is read in time that its length allows', () => {
    const long = `^(?:${Array.from({ length: 20_000 }, (_, index) => `word${index}`).join('|')})$`;
    assert.ok(kindsClearedByPattern(long, '') !== 0);
  });
});

describe('a path that matches a pattern', () => {
  it('goes nowhere without a separator at its start and two dots in a row', () => {
    for (const pattern of [
      /^[a-z]+\.txt$/,
      /^\w+$/,
      /^[a-z]+(?:\.[a-z]+)*$/,
      /^\w+(?:\/\w+)*$/,
      /^\.?[a-z]+$/,
      /^[a-z]+\.$/,
      /^(?:a\.b)+$/,
      /^\d{4}-\d{2}\.log$/,
      /^[\w-]+\.(?:png|jpe?g)$/,
      /^[a-z]+[/\\][a-z]+$/,
    ])
      assert.ok(clears(pattern, 'path'), String(pattern));
  });

  it('goes up where two dots can meet', () => {
    for (const pattern of [
      /^[\w.]+$/,
      /^\.+$/,
      /^\.{2}$/,
      /^\.{1,2}$/,
      /^\.?\.[a-z]*$/,
      /^(?:\.)+[a-z]?$/,
      /^(?:\.)*\w?$/,
      /^(\w*\.)*\w*$/,
      /^\.\w*\.$/,
      /^\.(?:a|\.)\w$/,
      /^\.[.a]\w$/,
      /^.+$/,
      /^\.(?:)\.\w*$/,
      /^(?:a|\.)(?:b|\.)\w*$/,
      /^(\.)\1\w*$/,
      /^\.(?=x)\.\w*$/,
      /^(?:\.\w*){2}$/,
      /^[^/]+$/,
      /^\x2e\u002e\w*$/,
      /^(?<dot>\.)\k<dot>\w*$/,
    ])
      assert.ok(!clears(pattern, 'path'), String(pattern));
  });

  it('starts at the root where a separator can come first', () => {
    for (const pattern of [/^\/[a-z]+$/, /^[/a-z]+$/, /^\\[a-z]+$/, /^(?:\/|a)b+$/, /^a?\/b+$/, /^[a-z]:\/\w+$/])
      assert.ok(!clears(pattern, 'path'), String(pattern));
  });
});

/** Kinds by what a text must hold to be one of them, in words of their own. */
const DANGER: Partial<Record<TaintKind, (text: string) => boolean>> = {
  'shell-command': (text) => /[;|&$<>()`\\"'\n\r *?{}[\]!#~\t]/.test(text),
  argument: (text) => text.startsWith('-'),
  'sql-value': (text) => /['"`\\;()*/=<>, ]/.test(text),
  path: (text) => text.includes('..') || /^[/\\]/.test(text) || /^[A-Za-z]:[/\\]/.test(text),
  'html-text': (text) => /[<&]/.test(text),
  'html-attribute': (text) => /["'<>&]/.test(text),
  'url-scheme': (text) => text.includes(':'),
  'url-host': (text) => /[/\\:@?#.]/.test(text),
  header: (text) => /[\r\n]/.test(text),
  regex: (text) => /[()[\]{}*+?.|^$\\]/.test(text),
};

describe('no text that a pattern lets through', () => {
  const random = seededRandom(7);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const CHARACTERS = [...'ab1.-/\\:;<"\' $(&%*\n\r_='];
  const ATOMS = [
    'a',
    'b',
    '\\.',
    '\\/',
    '-',
    ';',
    '\\w',
    '\\d',
    '\\s',
    '\\S',
    '\\W',
    '.',
    '[a-b]',
    '[^;]',
    '[^.]',
    '[\\w.-]',
    '[.-/]',
    '[\\w-.]',
    '\\x2e',
    '[^\\n\\r]',
    '[ -/]',
    '(?:a|\\.)',
    '(?:\\.|)',
    '(b\\.)',
    '(?:-|a)',
    '(?=a)',
    '(?!\\.)',
    '\\b',
    '\\1',
  ];
  const QUANTIFIERS = ['', '', '', '?', '*', '+', '{2}', '{0,2}', '{1,}', '*?'];

  it('is of a kind that the pattern is said to clear', () => {
    let matches = 0;
    for (let round = 0; round < 3_000; round++) {
      const body = Array.from({ length: 1 + Math.floor(random() * 4) }, () => {
        const atom = pick(ATOMS);
        return /^\(\?[=!]|^\\b/.test(atom) ? atom : atom + pick(QUANTIFIERS);
      }).join('');
      const pattern = new RegExp(pick([`^${body}$`, `^(?:${body}|${pick(ATOMS)})$`, `^${body}$|^${pick(ATOMS)}$`]));
      const kinds = cleared(pattern);
      for (let attempt = 0; attempt < 30; attempt++) {
        const text = Array.from({ length: Math.floor(random() * 6) }, () => pick(CHARACTERS)).join('');
        if (!pattern.test(text)) continue;
        matches++;
        // A pattern that only lists words lets through what its author wrote.
        if (kinds.includes('object-key')) continue;
        for (const kind of kinds)
          assert.ok(!DANGER[kind]?.(text), `${pattern} lets ${JSON.stringify(text)} be ${kind}`);
      }
    }
    assert.ok(matches > 3_000, `enough texts were let through: ${matches}`);
  });
});
