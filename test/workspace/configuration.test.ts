import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Ajv, type ValidateFunction } from 'ajv';
import { parse } from 'jsonc-parser';
import { kindsOf } from '../../engine/flow/taintKind.ts';
import { settingsFor } from '../../workspace/configuration.ts';
import { ConfigurationError } from '../../workspace/configurationError.ts';
import { configurationFiles } from '../../workspace/configurationFiles.ts';
import { diskSnapshot } from '../../workspace/diskSnapshot.ts';
import { folderWith, removeTemporaryFolders } from './temporaryFolder.ts';

const KNOWN = new Set(['sql-injection', 'weak-hash']);

/** The configuration for a folder of a workspace with these files. */
function load(files: Readonly<Record<string, string>>, folder = '') {
  return configurationFiles(diskSnapshot(folderWith(files)), (id) => KNOWN.has(id)).for(folder);
}

/** The configuration of one file, by its text. */
const loadText = (text: string) => load({ 'portside.config.json': text });
const loadValue = (value: unknown) => loadText(JSON.stringify(value));

async function failure(loading: Promise<unknown>): Promise<ConfigurationError> {
  const error = await loading.then(
    () => assert.fail('it was taken'),
    (error: unknown) => error,
  );
  assert.ok(error instanceof ConfigurationError, `${error}`);
  return error;
}

after(removeTemporaryFolders);

describe('the configuration of a folder', () => {
  it('is the default where there is no file', async () => {
    const { profile, trust, failOn, files, baseline } = await load({});
    assert.deepEqual(
      { profile, failOn, files, baseline },
      {
        profile: 'recommended',
        failOn: 'low',
        files: [],
        baseline: 'portside.baseline',
      },
    );
    assert.equal(trust.local, false);
    assert.equal(trust.remote, true);
  });

  it('is that of the nearest file upwards, and of no other', async () => {
    const files = {
      'portside.config.json': '{ "profile": "audit", "failOn": "high" }',
      'packages/a/portside.config.json': '{ "failOn": "never" }',
    };
    const near = await load(files, 'packages/a/src');
    assert.deepEqual(near.files, ['packages/a/portside.config.json']);
    assert.equal(near.folder, 'packages/a');
    assert.equal(near.failOn, 'never');
    assert.equal(near.profile, 'recommended');
    assert.equal((await load(files, 'packages/b')).failOn, 'high');
  });

  it('reads JSON with comments and trailing commas', async () => {
    assert.equal((await loadText('{\n  // why\n  "profile": "audit", /* so */\n}')).profile, 'audit');
  });

  it('reads a file with a byte order mark', async () => {
    assert.equal((await loadText('\ufeff{ "profile": "audit" }')).profile, 'audit');
  });

  it('lays a file over what it extends', async () => {
    const configuration = await load(
      {
        'packages/a/portside.config.json': JSON.stringify({
          extends: ['../../config/base.json', './strict.json'],
          rules: { 'sql-injection': 'low' },
          exclude: ['own/**'],
        }),
        'packages/a/strict.json': JSON.stringify({ failOn: 'critical', rules: { 'weak-hash': 'off' } }),
        'config/base.json': JSON.stringify({
          profile: 'audit',
          failOn: 'medium',
          rules: { 'sql-injection': 'off', 'weak-hash': 'high' },
          exclude: ['base/**', '!build'],
          trust: { local: true },
          baseline: './known.baseline',
        }),
      },
      'packages/a',
    );
    assert.deepEqual(configuration.files, [
      'packages/a/portside.config.json',
      'packages/a/strict.json',
      'config/base.json',
    ]);
    assert.equal(configuration.profile, 'audit');
    assert.equal(configuration.failOn, 'critical');
    assert.deepEqual(configuration.rules, { 'sql-injection': 'low', 'weak-hash': 'off' });
    assert.deepEqual(configuration.exclude, ['base/**', 'own/**']);
    assert.deepEqual(configuration.takeBack, ['build']);
    assert.equal(configuration.trust.local, true);
    // A path starts from the file that has it.
    assert.equal(configuration.baseline, 'config/known.baseline');
  });

  it('gives its rows to the engine as one model a package', async () => {
    const { models } = await loadValue({
      sources: [{ package: 'our-http', from: ['input()'], trust: 'remote' }],
      sinks: [{ package: 'our-db', rule: 'sql-injection', call: ['Db#run'], argument: { from: 1 } }],
      sanitizers: [{ package: 'our-db', call: ['quote'], clears: ['sql-value'] }],
    });
    assert.deepEqual(models, [
      {
        package: 'our-http',
        sources: [
          {
            from: ['input()'],
            trust: 'remote',
            label: '`input()`',
            declaration: 'portside.config.json sources[0]',
          },
        ],
        sinks: [],
        sanitizers: [],
        propagators: [],
      },
      {
        package: 'our-db',
        sources: [],
        sinks: [
          {
            rule: 'sql-injection',
            call: ['Db#run'],
            argument: { from: 1 },
            declaration: 'portside.config.json sinks[0]',
          },
        ],
        sanitizers: [{ call: ['quote'], clears: ['sql-value'], declaration: 'portside.config.json sanitizers[0]' }],
        propagators: [],
      },
    ]);
  });

  it('names the workspace’s own functions by file', async () => {
    const written = {
      sanitizers: [
        { call: ['src/lib/clean.ts#cleanName', './lib/sql.escapeName', '@acme/http.Request#tenant'], clears: 'all' },
        { package: '../shared/index.ts', call: ['Cleaner#clean'], clears: 'all' },
      ],
      sources: [{ from: ['./tenants#current()', './user.service.ts#tenant'], trust: 'remote' }],
    };
    const { models, declarations } = await load(
      { 'packages/a/portside.config.json': JSON.stringify(written) },
      'packages/a',
    );
    const named = models.flatMap((model) =>
      [...(model.sanitizers ?? []).map(({ call }) => call), ...(model.sources ?? []).map(({ from }) => from)].map(
        (names) => [model.package, ...(names ?? [])],
      ),
    );
    assert.deepEqual(named.sort(), [
      ['./packages/a/lib/sql', 'escapeName'],
      ['./packages/a/src/lib/clean', 'cleanName'],
      ['./packages/a/tenants', '#current()'],
      ['./packages/a/user.service', 'tenant'],
      ['./packages/shared', 'Cleaner#clean'],
      ['@acme/http', 'Request#tenant'],
    ]);
    assert.deepEqual(
      declarations.map(({ id, names }) => [id, names.length]),
      [
        ['packages/a/portside.config.json sources[0]', 2],
        ['packages/a/portside.config.json sanitizers[0]', 3],
        ['packages/a/portside.config.json sanitizers[1]', 1],
      ],
    );
  });
});

describe('the settings of a file', () => {
  const settings = async (value: unknown, path: string, overruling = {}) =>
    settingsFor(await loadValue(value), path, overruling);

  it('take the last override that matches', async () => {
    const value = {
      rules: { 'sql-injection': 'high', 'weak-hash': ['medium'] },
      overrides: [
        { files: ['scripts/**'], profile: 'audit', rules: { 'sql-injection': 'off' }, trust: { local: true } },
        { files: ['*.old.ts'], rules: { 'sql-injection': 'low' }, failOn: 'never' },
      ],
    };
    const script = await settings(value, 'scripts/a.ts');
    assert.deepEqual(script.rules, { 'sql-injection': 'off', 'weak-hash': 'medium' });
    assert.equal(script.minConfidence, 'low');
    assert.ok(script.trust.includes('local'));
    const old = await settings(value, 'scripts/a.old.ts');
    assert.equal(old.rules['sql-injection'], 'low');
    assert.equal(old.failOn, 'never');
    const other = await settings(value, 'src/a.ts');
    assert.equal(other.rules['sql-injection'], 'high');
    assert.equal(other.minConfidence, 'medium');
    assert.ok(!other.trust.includes('local'));
  });

  it('give way to the command line', async () => {
    const value = { profile: 'recommended', overrides: [{ files: ['*'], profile: 'recommended', failOn: 'low' }] };
    const overruled = await settings(value, 'a.ts', { profile: 'audit', failOn: 'critical', tests: true });
    assert.deepEqual(
      { profile: overruled.profile, failOn: overruled.failOn, tests: overruled.tests },
      { profile: 'audit', failOn: 'critical', tests: true },
    );
  });
});

describe('a broken configuration', () => {
  it('is reported with file, line and key', async () => {
    const error = await failure(loadText('{\n  "profile": "audit",\n  "rulez": {}\n}'));
    assert.equal(error.file, 'portside.config.json');
    assert.equal(error.key, 'rulez');
    assert.equal(error.line, 3);
    assert.match(error.message, /^portside\.config\.json:3: rulez: unknown key; there are .*\brules\b/);
  });

  const cases: readonly [what: string, value: unknown, key: string, problem: RegExp][] = [
    ['an unknown rule', { rules: { 'sql-injektion': 'high' } }, 'rules.sql-injektion', /unknown rule "sql-injektion"/],
    ['an unknown severity', { rules: { 'weak-hash': 'severe' } }, 'rules.weak-hash', /must be .*"off"/],
    [
      'options that a rule has not',
      { rules: { 'weak-hash': ['low', { x: 1 }] } },
      'rules.weak-hash[1]',
      /no option "x"/,
    ],
    ['an unknown key of an override', { overrides: [{ files: ['*'], rule: {} }] }, 'overrides[0].rule', /unknown key/],
    ['an override without files', { overrides: [{ rules: {} }] }, 'overrides[0]', /needs the key "files"/],
    ['a wrong type', { include: 'src' }, 'include', /must be an array/],
    ['a value of no type that is taken', { tests: 3 }, 'tests', /must be a boolean or an object$/],
    ['an empty glob', { exclude: [''] }, 'exclude[0]', /must not be empty/],
    ['an unknown trust', { trust: { everybody: true } }, 'trust.everybody', /unknown key/],
    [
      'a name that nobody has',
      { sanitizers: [{ call: ['cleanName'], clears: 'all' }] },
      'sanitizers[0].call[0]',
      /does not say whose it is/,
    ],
    [
      'a file outside',
      { sources: [{ from: ['../../secret.ts#read()'], trust: 'remote' }] },
      'sources[0].from[0]',
      /leads out of the workspace/,
    ],
    ['a package to extend', { extends: 'some-package' }, 'extends', /starts with \.\/ or \.\.\//],
    ['a file that is not there', { extends: './none.json' }, 'extends', /none\.json is not there/],
    ['a way out of the workspace', { extends: ['./a/../../b.json'] }, 'extends[0]', /leads out of the workspace/],
    ['a baseline outside', { baseline: '../known' }, 'baseline', /leads out of the workspace/],
    [
      'a sink for an unknown rule',
      { sinks: [{ package: 'a', rule: 'x', call: ['b'] }] },
      'sinks[0].rule',
      /unknown rule "x"/,
    ],
    ['a sink without a place', { sinks: [{ package: 'a', rule: 'weak-hash' }] }, 'sinks[0]', /needs one of the keys/],
    [
      'an unknown kind',
      { sanitizers: [{ package: 'a', call: ['b'], clears: ['sql'] }] },
      'sanitizers[0].clears[0]',
      /must be "shell-command", /,
    ],
    [
      'a negative position',
      { sinks: [{ package: 'a', rule: 'weak-hash', call: ['b'], argument: -1 }] },
      'sinks[0].argument',
      /must be 0 or more/,
    ],
    ['a list at the top', [], '', /must be an object/],
  ];
  for (const [what, value, key, problem] of cases) {
    it(`says so of ${what}`, async () => {
      const error = await failure(loadValue(value));
      assert.equal(error.key, key);
      assert.match(error.problem, problem);
    });
  }

  it('says so of broken JSON, an empty file, a key that stands twice and endless nesting', async () => {
    const broken = await failure(loadText('{\n  "profile": audit\n}'));
    assert.match(broken.message, /^portside\.config\.json:2: is no valid JSON/);
    assert.match((await failure(loadText(''))).message, /portside\.config\.json:1/);
    assert.match((await failure(loadText('{"tests": true, "tests": false}'))).message, /tests: stands here twice/);
    assert.match((await failure(loadText(`{"include":${'['.repeat(100_000)}`))).message, /portside\.config\.json:1/);
    assert.equal((await failure(loadText('{"__proto__": {"profile": "audit"}}'))).key, '__proto__');
  });

  it('says so of a file that is no text, or no file', async () => {
    assert.match((await failure(loadText('a\0b'))).message, /portside\.config\.json:1: is no text/);
    assert.match(
      (await failure(load({ 'portside.config.json/a': '' }))).message,
      /portside\.config\.json:1: is no file/,
    );
  });

  it('names the circle of files that extend each other', async () => {
    const error = await failure(
      load({
        'portside.config.json': '{ "extends": "./a.json" }',
        'a.json': '{ "extends": "./b.json" }',
        'b.json': '{ "extends": ["./a.json"] }',
      }),
    );
    assert.equal(error.file, 'b.json');
    assert.match(
      error.problem,
      /goes in a circle: portside\.config\.json extends a\.json extends b\.json extends a\.json/,
    );
  });

  it('names the extended file in which the fault is', async () => {
    const error = await failure(load({ 'portside.config.json': '{ "extends": "./a.json" }', 'a.json': '{ "x": 1 }' }));
    assert.equal(error.file, 'a.json');
    assert.equal(error.key, 'x');
  });
});

describe('the shipped schema', () => {
  const file = new URL('../../schema/portside.config.schema.json', import.meta.url);
  const schema = JSON.parse(readFileSync(file, 'utf8'));
  const validate: ValidateFunction = new Ajv({ strict: true, allowUnionTypes: true, strictTuples: false }).compile(
    schema,
  );

  /** What the two say must be one thing. */
  const documents: readonly string[] = [
    '{}',
    '{ "$schema": "./x.json", "profile": "audit", "failOn": "never", "tests": { "show": true, "files": ["*.check.ts"] } }',
    '{ "tests": { "shown": true } }',
    '{ "tests": "yes" }',
    '{ "profile": "strict" }',
    '{ "failOn": "off" }',
    '{ "rules": { "weak-hash": ["low", {}] } }',
    '{ "rules": { "weak-hash": [] } }',
    '{ "rules": { "weak-hash": ["low", {}, 1] } }',
    '{ "rules": { "weak-hash": [{}] } }',
    '{ "rules": { "weak-hash": 2 } }',
    '{ "overrides": [{ "files": ["*"], "include": ["a"] }] }',
    '{ "extends": [] }',
    '{ "extends": "/etc/passwd" }',
    '{ "extends": ["./a", "b"] }',
    '{ "baseline": "known" }',
    '{ "trust": { "local": 1 } }',
    '{ "sources": [{ "package": "a", "from": ["b"], "trust": "remote", "shape": "text", "kinds": ["path"], "label": "c" }] }',
    '{ "sources": [{ "package": "a", "from": [], "trust": "remote" }] }',
    '{ "sources": [{ "from": ["b"] }] }',
    '{ "sinks": [{ "package": "a", "rule": "weak-hash", "call": ["b"], "argument": "last", "path": "c", "unless": { "option": { "name": "o", "argument": "any", "is": [true, 1, "x"] } } }] }',
    '{ "sinks": [{ "package": "a", "rule": "weak-hash", "call": ["b"], "argument": "first" }] }',
    '{ "sinks": [{ "package": "a", "rule": "weak-hash", "call": ["b"], "argument": 1.5 }] }',
    '{ "sinks": [{ "package": "a", "rule": "weak-hash", "call": ["b"], "when": {} }] }',
    '{ "sinks": [{ "package": "a", "rule": "weak-hash", "call": ["b"], "when": { "has": 1, "valueIs": ["object"], "textLooksLike": "sql" } }] }',
    '{ "sanitizers": [{ "package": "a", "call": ["b"], "clears": "all", "argument": "receiver" }] }',
    '{ "sanitizers": [{ "package": "a", "call": ["b"], "clears": "some" }] }',
    '{ "propagators": [{ "package": "a", "call": ["b"], "from": { "argument": { "from": 1 } }, "to": ["return", { "callback": 0, "parameter": 1 }], "as": "value", "deep": true }] }',
    '{ "propagators": [{ "package": "a", "call": ["b"], "from": "argument", "to": "return" }] }',
    '{ "propagators": [{ "package": "a", "call": ["b"], "from": { "argument": 0, "callback": 1 }, "to": [] }] }',
    '[]',
    'null',
    `{ "exclude": ["${'x'.repeat(501)}"] }`,
  ];
  for (const text of documents) {
    it(`says of ${text.slice(0, 70)} what the loader says`, async () => {
      // Whether a path is there is for the loader alone.
      const loaded = await loadText(text).then(
        () => true,
        (error: Error) => /is not there|leads out/.test(error.message),
      );
      assert.equal(loaded, validate(parse(text)), JSON.stringify(validate.errors));
    });
  }

  it('uses no word that the loader does not know', () => {
    const words = new Set(
      (
        '$schema title $ref type enum const anyOf pattern minLength maxLength minimum items minItems maxItems properties ' +
        'additionalProperties required minProperties definitions description default'
      ).split(' '),
    );
    const check = (value: unknown, isSchema: boolean): void => {
      if (typeof value !== 'object' || value === null) return;
      for (const [key, below] of Object.entries(value)) {
        if (Array.isArray(value)) check(below, isSchema);
        else {
          if (isSchema) assert.ok(words.has(key), key);
          // The keys of these are names of properties and definitions.
          check(below, !(isSchema && (key === 'properties' || key === 'definitions')));
        }
      }
    };
    check(schema, true);
  });

  it('knows the kinds of the engine, but for what only the engine makes', () => {
    assert.deepEqual(
      schema.definitions.taintKinds.items.enum,
      kindsOf(-1).filter((kind) => kind !== 'chosen-object'),
    );
  });

  it('says of every key what it is for', () => {
    const described = (value: { description?: string; $ref?: string }) =>
      value.description ?? schema.definitions[value.$ref?.replace('#/definitions/', '') ?? ''].description;
    for (const [key, value] of Object.entries<object>(schema.properties)) assert.ok(described(value), key);
  });
});
