import assert from 'node:assert/strict';
import { parse } from 'yaml';
import { aliasesOf, answersOf, fileFor, groupFileFor } from '../../threats/answers.ts';
import { withAnswer, withGroupAnswer, withNewId } from '../../threats/answerText.ts';
import { entry } from './models.ts';

const ORDER = entry('POST /orders/:id');

const FILE = `# Ours
element: entry:express:POST:/orders/:id   # the id
owner:   team-checkout

answers:
# about ids
- q: AUTHZ-OBJECT   # why
  state: "yes"   # sure
  because: >
    long text
    in lines
  for: abc

  # second
- q: RATE
  # until the gateway comes
  state: accepted
  because: 'later'
  until: 2026-01-01   # new year
  # trailing
`;

/** The lines that an edit took away and added. */
function difference(before: string, after: string): string[] {
  const [old, now] = [before.split('\n'), after.split('\n')];
  return [
    ...old.filter((line) => !now.includes(line)).map((line) => `-${line}`),
    ...now.filter((line) => !old.includes(line)).map((line) => `+${line}`),
  ];
}

describe('an answer in the text of its file', () => {
  it('starts a new file', () => {
    const answer = { q: 'AUTHZ-OBJECT', state: 'yes', because: 'Scoped: by user', for: '1234567890123456' } as const;
    assert.equal(
      withAnswer(undefined, ORDER.id, answer),
      `element: entry:express:POST:/orders/:id
answers:
  - q: AUTHZ-OBJECT
    state: yes
    because: "Scoped: by user"
    for: "1234567890123456"
`,
    );
  });

  it('takes the place of the one that was there, and changes no other byte', () => {
    const answer = { q: 'RATE', state: 'yes', because: 'The gateway is here', for: 'h2', findings: [] } as const;
    const text = withAnswer(FILE, ORDER.id, answer);
    assert.deepEqual(difference(FILE, text), [
      '-  state: accepted',
      "-  because: 'later'",
      '-  until: 2026-01-01   # new year',
      '+  state: yes',
      "+  because: 'The gateway is here'",
      '+  for: h2',
    ]);
    assert.ok(text.includes('  # trailing\n'));
    assert.ok(text.indexOf('for: h2') < text.indexOf('# trailing'));
  });

  it('takes the place of a text over lines, and keeps the comments behind values', () => {
    const text = withAnswer(FILE, ORDER.id, { q: 'AUTHZ-OBJECT', state: 'no', because: 'It is not', for: 'abc' });
    assert.deepEqual(difference(FILE, text), [
      '-  state: "yes"   # sure',
      '-  because: >',
      '-    long text',
      '-    in lines',
      '+  state: "no"   # sure',
      '+  because: It is not',
    ]);
    assert.equal(parse(text).answers[0].because, 'It is not');
  });

  it('to another question comes last, as far from the margin as the others', () => {
    const answer = {
      q: 'MFA',
      state: 'accepted',
      because: 'two\nlines',
      until: '2027-01-01',
      findings: ['f1'],
    } as const;
    const text = withAnswer(FILE, ORDER.id, answer);
    assert.ok(text.startsWith(FILE.slice(0, FILE.indexOf('  # trailing'))));
    assert.ok(text.endsWith('  # trailing\n'));
    assert.deepEqual(parse(text).answers[2], answer);
    const indented = withAnswer(withAnswer(undefined, 'a', { q: 'A', state: 'yes', because: 'a' }), 'a', {
      q: 'B',
      state: 'no',
      because: 'b',
    });
    assert.match(indented, /^ {2}- q: A\n {4}state: yes\n {4}because: a\n {2}- q: B\n {4}state: no\n/m);
  });

  it('has its place in files of every form', () => {
    const answer = { q: 'A', state: 'yes', because: 'a' } as const;
    const forms: readonly (readonly [string, number])[] = [
      ['element: e\n', 1],
      ['element: e', 1],
      ['element: e\nanswers: []\n', 1],
      ['element: e\nanswers:\n', 1],
      ['element: e\nanswers: [{ q: A, state: no, because: b }] # c\n', 1],
      ['element: e\nanswers:\n  - { q: A, state: no, because: b }\n', 1],
      ['element: e\nanswers:\n  - q: B\n    state: no\n    because: b', 2],
      ['element: e\r\nanswers:\r\n  - q: A\r\n    state: no\r\n    because: b\r\n', 1],
      ['answers:\n  - q: B\n    state: no\n    because: b\nelement: e\n', 2],
    ];
    for (const [text, count] of forms) {
      const { element, answers } = parse(withAnswer(text, 'e', answer));
      assert.equal(element, 'e');
      assert.equal(answers.length, count, text);
      assert.deepEqual(answers.at(-1), answer);
    }
    assert.ok(!/[^\r]\n/.test(withAnswer(forms[7]![0], 'e', { ...answer, by: 'me' })));
  });

  it('given twice is there once', () => {
    const answer = { q: 'RATE', state: 'yes', because: 'b', for: 'h' } as const;
    const once = withAnswer(FILE, ORDER.id, answer);
    assert.equal(withAnswer(once, ORDER.id, answer), once);
  });

  it('of a group starts its file, with the hash of each member', () => {
    const group = { group: 'admin', elements: ['entry:*:*:/admin/**'], behind: ['requireAdmin'] };
    const text = withGroupAnswer(undefined, group, {
      q: 'RATE',
      state: 'yes',
      because: 'b',
      for: { 'entry:express:GET:/admin/a': 'h1' },
    });
    assert.deepEqual(parse(text), {
      ...group,
      answers: [{ q: 'RATE', state: 'yes', because: 'b', for: { 'entry:express:GET:/admin/a': 'h1' } }],
    });
    const again = withGroupAnswer(text, group, { q: 'RATE', state: 'yes', because: 'b', for: { x: 'h2' } });
    assert.deepEqual(parse(again).answers, [{ q: 'RATE', state: 'yes', because: 'b', for: { x: 'h2' } }]);
  });

  it('goes with its element to a new id', () => {
    const text = withNewId(FILE, 'entry:express:POST:/purchases/:id');
    assert.deepEqual(difference(FILE, text), [
      '-element: entry:express:POST:/orders/:id   # the id',
      '+element: entry:express:POST:/purchases/:id   # the id',
      '+aliases:',
      '+  - entry:express:POST:/orders/:id',
    ]);
    assert.deepEqual(parse(withNewId(text, 'entry:express:POST:/p')).aliases, [
      'entry:express:POST:/purchases/:id',
      'entry:express:POST:/orders/:id',
    ]);
  });
});

describe('the file of an element', () => {
  it('has a name that every file system takes', () => {
    assert.equal(fileFor(ORDER.id), '.portside/elements/entry/post-orders-id.yaml');
    assert.equal(
      fileFor('ci:actions:.github/workflows/release.yml#publish'),
      '.portside/elements/ci/github-workflows-release-yml-publish.yaml',
    );
    assert.equal(fileFor('store:x:../..'), '.portside/elements/store/other.yaml');
    assert.equal(fileFor('store:x:CON'), '.portside/elements/store/con-.yaml');
    assert.equal(groupFileFor('Admin routes'), '.portside/groups/admin-routes.yaml');
    assert.ok(fileFor(`store:x:${'a'.repeat(500)}`).length < 120);
  });
});

describe('the answers for an element', () => {
  const answer = (q: string, because: string) => ({ q, state: 'yes', because }) as const;
  const book = {
    elements: [
      { file: 'a.yaml', element: ORDER.id, aliases: ['entry:express:POST:/old'], answers: [answer('OWN', 'own')] },
    ],
    groups: [
      {
        file: 'g.yaml',
        group: 'orders',
        elements: ['entry:*:*:/orders/**'],
        except: ['entry:*:*:/orders/health'],
        behind: ['requireAuth'],
        answers: [
          answer('OWN', 'group'),
          { ...answer('RATE', 'group'), for: { [ORDER.id]: 'h1' } },
          answer('ALL', 'group'),
          { ...answer('SOME', 'group'), except: ['entry:*:POST:**'] },
        ],
      },
    ],
  };
  const guarded = { parts: { middleware: ['requireAuth'] } };
  const answers = (name: string, change = {}) =>
    Object.fromEntries(
      [...answersOf(book)(entry(name, change))].map(([id, { because, group, for: hash }]) => [
        id,
        [because, group, hash],
      ]),
    );

  it('are its own, then those of its groups', () => {
    assert.deepEqual(answers('POST /orders/:id', guarded), {
      OWN: ['own', undefined, undefined],
      RATE: ['group', 'orders', 'h1'],
      ALL: ['group', 'orders', undefined],
    });
  });

  it('of a group end where the middleware does, and do not hold for exceptions', () => {
    assert.deepEqual(Object.keys(answers('POST /orders/:id')), ['OWN']);
    assert.deepEqual(answers('GET /orders/health', guarded), {});
    assert.deepEqual(answers('GET /admin', guarded), {});
  });

  it('of a group are for no code of a member that joined later', () => {
    assert.deepEqual(answers('GET /orders/new', guarded)['RATE'], ['group', 'orders', '']);
  });

  it('of a group are not for what one of them excepts', () => {
    assert.ok('SOME' in answers('GET /orders/:id', guarded));
  });

  it('are found under an id that it had before', () => {
    assert.deepEqual(Object.keys(answers('POST /old')), ['OWN']);
    assert.deepEqual([...aliasesOf(book)], [['entry:express:POST:/old', ORDER.id]]);
  });
});
