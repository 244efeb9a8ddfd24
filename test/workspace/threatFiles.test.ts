import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { parse } from 'yaml';
import { fileFor, NO_ANSWERS } from '../../threats/answers.ts';
import { formatLock } from '../../threats/lock.ts';
import { ConfigurationError } from '../../workspace/configurationError.ts';
import { diskSnapshot } from '../../workspace/diskSnapshot.ts';
import { commitSnapshot } from '../../workspace/gitSnapshot.ts';
import {
  aliasChange,
  answerChange,
  groupAnswerChange,
  headerChange,
  lockChange,
  readThreatFiles,
  saveChange,
} from '../../workspace/threatFiles.ts';
import { folderWith, removeTemporaryFolders, repositoryWith, write } from './temporaryFolder.ts';

const read = (files: Readonly<Record<string, string>>) => readThreatFiles(diskSnapshot(folderWith(files)));

async function failure(files: Readonly<Record<string, string>>): Promise<string> {
  const error = await read(files).then(
    () => assert.fail('it was taken'),
    (error: unknown) => error,
  );
  assert.ok(error instanceof ConfigurationError, `${error}`);
  return error.message;
}

const ORDER = 'entry:express:POST:/orders/:id';
const HEADER = 'service: shop\ndata: [contact]\nimpact: high\nexposure: the internet\nowners: [team]\nlevel: 2\n';
const ANSWER = `element: ${ORDER}\nanswers:\n  - q: RATE\n    state: yes\n    because: the gateway limits\n`;

async function headerOf() {
  const { header } = await read({ '.portside/threat-model.yaml': HEADER });
  assert.ok(header);
  return header;
}

after(removeTemporaryFolders);

describe('the files of a threat model', () => {
  it('need not be there', async () => {
    const { header, lock, answers, questions } = await read({});
    assert.deepEqual([header, lock, answers], [undefined, undefined, NO_ANSWERS]);
    assert.ok(questions.length > 40);
  });

  it('are read, wherever below their folder they lie', async () => {
    const { header, answers, questions } = await read({
      '.portside/threat-model.yaml': HEADER,
      '.portside/elements/entry/post-orders.yaml': ANSWER,
      '.portside/elements/notes.txt': 'ours',
      '.portside/groups/admin.yml': 'group: admin\nelements: ["entry:**"]\n',
      '.portside/questions/pay.yaml': 'questions:\n  - { id: PAY-1, asks: Is it?, of: [entry], who: person }\n',
    });
    assert.deepEqual(header, {
      service: 'shop',
      data: ['contact'],
      impact: 'high',
      exposure: 'the internet',
      owners: ['team'],
      level: 2,
    });
    assert.deepEqual(answers.elements, [
      {
        file: '.portside/elements/entry/post-orders.yaml',
        element: ORDER,
        answers: [{ q: 'RATE', state: 'yes', because: 'the gateway limits' }],
      },
    ]);
    assert.deepEqual(answers.groups, [{ file: '.portside/groups/admin.yml', group: 'admin', elements: ['entry:**'] }]);
    assert.equal(questions.at(-1)?.id, 'PAY-1');
  });

  it('are read from a commit as from the disk', async () => {
    const root = repositoryWith({ '.portside/elements/a.yaml': ANSWER });
    write(root, { '.portside/elements/a.yaml': ANSWER.replace('yes', 'no') });
    const snapshot = await commitSnapshot(root, 'HEAD');
    const { answers } = await readThreatFiles(snapshot);
    await snapshot.close();
    assert.equal(answers.elements[0]?.answers?.[0]?.state, 'yes');
  });

  const wrong: readonly (readonly [string, string, RegExp])[] = [
    ['.portside/threat-model.yaml', 'service: shop\n', /^\.portside\/threat-model\.yaml:1: needs the key "data"/],
    ['.portside/threat-model.yaml', HEADER.replace('high', 'huge'), /:3: impact: must be "low", "medium", "high" or/],
    ['.portside/threat-model.yaml', '', /threat-model\.yaml:1: is empty/],
    ['.portside/elements/a.yaml', 'element: [\n', /elements\/a\.yaml:\d: is no valid YAML: /],
    ['.portside/elements/a.yaml', `${ANSWER}    sate: no\n`, /:6: answers\[0\]\.sate: unknown key; there are q, state/],
    ['.portside/elements/a.yaml', ANSWER.replace('yes', 'maybe'), /:4: answers\[0\]\.state: must be "yes", "no", /],
    ['.portside/elements/a.yaml', `${ANSWER}    until: soon\n`, /:6: answers\[0\]\.until: must be a day such as/],
    ['.portside/elements/a.yaml', `${ANSWER}    for: 12345678\n`, /:6: answers\[0\]\.for: must be a string/],
    [
      '.portside/elements/a.yaml',
      ANSWER.replace('yes', 'accepted'),
      /:3: answers\[0\]: an accepted risk needs the key "until"/,
    ],
    [
      '.portside/elements/a.yaml',
      `${ANSWER}  - q: RATE\n    state: no\n    because: b\n`,
      /:6: answers\[1\]\.q: RATE is answered twice/,
    ],
    ['.portside/elements/a.yaml', 'element: &a x\nowner: *a\n', /has an alias or a tag/],
    ['.portside/elements/a.yaml', `element: ${'['.repeat(20_000)}`, /is nested too deeply|is no valid YAML/],
    ['.portside/groups/a.yaml', 'group: g\n', /groups\/a\.yaml:1: needs the key "elements"/],
    [
      '.portside/questions/a.yaml',
      'questions:\n  - { id: RATE, asks: Is it?, of: [entry], who: person }\n',
      /:2: questions\[0\]\.id: there is a question "RATE" already/,
    ],
    [
      '.portside/questions/a.yaml',
      'questions:\n  - id: A\n    asks: Is it?\n    who: person\n    of:\n      - entry\n      - entri\n',
      /:7: questions\[0\]\.of\[1\]: there is no kind "entri"/,
    ],
    [
      '.portside/questions/a.yaml',
      'kinds:\n  entry: { of: [entry] }\n',
      /:2: kinds\.entry: "entry" is a kind that ships/,
    ],
    [
      '.portside/questions/a.yaml',
      'questions:\n  - { id: A-1, asks: Is it?, of: [entry], who: person, asvs: { V8: 1 } }\n',
      /:2: questions\[0\]\.asvs: "V8" is no requirement such as 8\.2\.1/,
    ],
    [
      '.portside/questions/a.yaml',
      'questions:\n  - { id: A-1, asks: Is it?, of: [entry], who: evidence, provedBy: [csrf] }\n',
      /:2: questions\[0\]\.provedBy\[0\]: "csrf" is not among its controls/,
    ],
    [
      '.portside/elements/a.yaml',
      `${ANSWER}<<<<<<< HEAD\n  - q: A\n=======\n  - q: B\n>>>>>>> theirs\n`,
      /a\.yaml:6: has the marks of a merge that nobody has resolved/,
    ],
  ];
  for (const [file, text, message] of wrong) {
    it(`that cannot be used are named with the cause: ${String(message)}`, async () => {
      assert.match(await failure({ [file]: text }), message);
    });
  }

  it('are named where they are links, since what these lead to is in no commit', async () => {
    for (const link of ['.portside/elements/a.yaml', '.portside/threat-model.yaml', '.portside/groups', '.portside']) {
      const root = folderWith({ 'elsewhere/a.yaml': ANSWER });
      mkdirSync(join(root, link, '..'), { recursive: true });
      symlinkSync(join(root, 'elsewhere'), join(root, link));
      await assert.rejects(
        readThreatFiles(diskSnapshot(root)),
        new RegExp(`^ConfigurationError: ${link}:1: is a symbolic link`),
      );
      if (link !== '.portside') continue;
      await assert.rejects(saveChange(root, headerChange(await headerOf())), /is a symbolic link/);
      assert.deepEqual(readdirSync(join(root, 'elsewhere')), ['a.yaml']);
    }
  });

  const locks: readonly (readonly [string, RegExp])[] = [
    ['{\n<<<<<<< ours\n', /^\.portside\/model\.lock\.json:2: is no valid JSON; `portside threats check --write` makes/],
    ['{\n<<<<<<< ours\n=======\n>>>>>>> theirs\n}', /:2: has the marks of a merge that nobody has resolved; `portside/],
    ['{ "questionSet": 1, "a": { "hash": "h" } }', /lock\.json:1: a: needs the key "zone"/],
  ];
  for (const [text, message] of locks) {
    it(`have a lock that costs nothing but itself: ${String(message)}`, async () => {
      const { lock, lockProblem, answers } = await read({
        '.portside/model.lock.json': text,
        '.portside/elements/a.yaml': ANSWER,
      });
      assert.equal(lock, undefined);
      assert.match(lockProblem?.message ?? '', message);
      assert.equal(answers.elements.length, 1);
    });
  }

  it('name both files of a group', async () => {
    const group = 'group: g\nelements: ["entry:**"]\n';
    const message = await failure({ '.portside/groups/a.yaml': group, '.portside/groups/b.yaml': group });
    assert.match(message, /groups\/b\.yaml:1: group: \.portside\/groups\/a\.yaml is of a group with this name, too/);
  });

  it('name both files of an element', async () => {
    const message = await failure({ '.portside/elements/a.yaml': ANSWER, '.portside/elements/b.yaml': ANSWER });
    assert.match(
      message,
      /^\.portside\/elements\/b\.yaml:1: element: \.portside\/elements\/a\.yaml is of this element, too/,
    );
  });
});

describe('a team’s own questions', () => {
  it('are asked of kinds of their own', async () => {
    const { questions } = await read({
      '.portside/questions/kinds.yaml':
        'kinds:\n  payment: { of: [entry], when: { ids: ["entry:*:*:/pay/**"] } }\n  secret-route: { of: [entry, admin] }\n',
      '.portside/questions/pay.yaml':
        'questions:\n  - id: PAY-LIMIT\n    asks: Is there a limit?\n    of: [payment, call]\n    who: person\n    when: { methods: [POST] }\n    cwe: [841]\n    asvs: { 2.3.5: 3 }\n',
    });
    assert.deepEqual(questions.at(-1), {
      id: 'PAY-LIMIT',
      asks: 'Is there a limit?',
      who: 'person',
      of: ['entry'],
      when: { ids: ['entry:*:*:/pay/**'], methods: ['POST'] },
      alsoOf: [{ of: ['call'], when: { methods: ['POST'] } }],
      stride: [],
      api: [],
      controls: [],
      cwe: [841],
      asvs: [{ id: '2.3.5', level: 3 }],
      top10: ['A06'],
      file: '.portside/questions/pay.yaml',
    });
  });
});

describe('writing the files of a threat model', () => {
  it('starts the file of an element with its first answer, and edits it with the next', async () => {
    const root = folderWith({ [fileFor('entry:express:POST:/orders-id')]: 'element: entry:express:POST:/orders-id\n' });
    const snapshot = diskSnapshot(root);
    const answer = (q: string) => ({ q, state: 'yes', because: 'b', for: 'abcdef12' }) as const;
    for (const q of ['RATE', 'MFA']) {
      const { answers } = await readThreatFiles(snapshot);
      await saveChange(root, await answerChange(snapshot, answers, ORDER, answer(q)));
    }
    // The name that it would have is taken by another.
    const text = readFileSync(join(root, '.portside/elements/entry/post-orders-id-2.yaml'), 'utf8');
    assert.deepEqual(parse(text), { element: ORDER, answers: [answer('RATE'), answer('MFA')] });
    const { answers } = await readThreatFiles(snapshot);
    await saveChange(root, (await aliasChange(snapshot, answers, ORDER, 'entry:express:POST:/o'))!);
    const renamed = (await readThreatFiles(snapshot)).answers.elements.find(({ element }) => element.endsWith('/o'));
    assert.deepEqual(renamed?.aliases, [ORDER]);
    assert.equal(await aliasChange(snapshot, answers, 'entry:express:POST:/none', ORDER), undefined);
  });

  it('leaves a file the mark at its start that it had', async () => {
    const root = folderWith({ '.portside/elements/a.yaml': `\ufeff# ours\r\n${ANSWER.replaceAll('\n', '\r\n')}` });
    const snapshot = diskSnapshot(root);
    const { answers } = await readThreatFiles(snapshot);
    await saveChange(root, await answerChange(snapshot, answers, ORDER, { q: 'MFA', state: 'yes', because: 'b' }));
    const text = readFileSync(join(root, '.portside/elements/a.yaml'), 'utf8');
    assert.ok(text.startsWith('\ufeff# ours\r\nelement'));
    assert.equal(text.match(/\n/g)?.length, text.match(/\r\n/g)?.length);
    assert.equal((await readThreatFiles(snapshot)).answers.elements[0]?.answers?.length, 2);
  });

  it('writes groups, headers and locks that it reads', async () => {
    const root = folderWith({});
    const snapshot = diskSnapshot(root);
    const header = {
      service: 'shop: the "best"',
      data: ['contact', 'payment'],
      impact: 'high',
      exposure: 'the internet',
      owners: [],
      level: 1,
    } as const;
    const lock = { questionSet: 1, elements: new Map() };
    const group = { group: 'all routes', elements: ['entry:**'] };
    const answer = { q: 'RATE', state: 'yes', because: 'b', for: { [ORDER]: 'abcdef12' } } as const;
    await saveChange(root, headerChange(header));
    await saveChange(root, lockChange(lock));
    await saveChange(root, await groupAnswerChange(snapshot, NO_ANSWERS, group, answer));
    const files = await readThreatFiles(snapshot);
    assert.deepEqual(files.header, header);
    assert.deepEqual(files.lock, lock);
    assert.deepEqual(files.answers.groups, [{ ...group, answers: [answer], file: '.portside/groups/all-routes.yaml' }]);
    assert.equal(
      readFileSync(join(root, '.portside/threat-model.yaml'), 'utf8'),
      `# What the threat model starts from: it decides which questions are asked, and what weighs more.

service: 'shop: the "best"'
data: [contact, payment]
impact: high
exposure: the internet
owners: []
level: 1
`,
    );
  });
});

describe('the schemas of the threat model', () => {
  const schemaNamed = (name: string) =>
    JSON.parse(readFileSync(new URL(`../../schema/${name}.schema.json`, import.meta.url), 'utf8'));
  const ajv = () => new Ajv({ strict: true, allowUnionTypes: true, strictTuples: false });

  it('are schemas, and take what is written', () => {
    const lock = formatLock({ questionSet: 1, elements: new Map() });
    assert.ok(ajv().validate(schemaNamed('model.lock'), JSON.parse(lock)));
    assert.ok(ajv().validate(schemaNamed('threat-model'), parse(HEADER)));
    assert.ok(ajv().validate(schemaNamed('element-answers'), parse(ANSWER)));
    assert.ok(ajv().validate(schemaNamed('group-answers'), { group: 'g', elements: ['**'] }));
    assert.ok(ajv().validate(schemaNamed('questions'), { kinds: { a: { of: ['entry'] } } }));
    assert.ok(!ajv().validate(schemaNamed('element-answers'), parse(ANSWER.replace('yes', 'maybe'))));
  });
});
