import assert from 'node:assert/strict';
import { type LibraryModel, libraryModel } from '../../../engine/model.ts';
import { ApiTrie } from '../../../engine/semantics/entities.ts';

const trieOf = (models: readonly LibraryModel[], names: readonly string[] = []) =>
  new ApiTrie(models, new Map([['leak', 1]]), names);

const web = libraryModel({
  package: ['web', 'web-core'],
  submodules: { 'web/deep': 'deep' },
  types: [
    { type: 'Server', is: ['default()', 'Server()'], extends: ['events.Emitter'] },
    { type: 'Request', declaredAs: ['Asked'] },
    { type: 'Router', is: ['Server#router()'] },
  ],
  handlers: [{ to: ['Server#get'], parameters: ['Request', ''], declaredAs: ['Handler'], shape: [['req']] }],
  sources: [{ trust: 'remote', from: ['Request#query', 'deep.read()'], label: 'the query' }],
  sinks: [
    { rule: 'leak', call: ['Server#send', 'events.Emitter#emit'] },
    { rule: 'leak', call: ['run'], unmistakable: true },
    { rule: 'leak', write: ['Request#body'] },
  ],
});
const events = libraryModel({ package: 'events', types: [{ type: 'Emitter' }] });
const language = libraryModel({
  package: 'global',
  types: [{ type: 'Text' }],
  anyReceiver: ['Text'],
  propagators: [{ call: ['Text#trim'], from: 'receiver', to: 'return' }],
  sinks: [{ rule: 'leak', call: ['alert'] }],
});

describe('name paths', () => {
  const trie = trieOf([web, events, language], ['other.thing', 'web.Server#close']);

  it('name exports, members, results and instances', () => {
    assert.equal(trie.named('web.run').name, 'web.run');
    assert.equal(trie.named('web.Server#get').name, 'web.Server#get');
    assert.equal(trie.named('web.deep.read()').name, 'web.deep.read()');
    assert.equal(trie.named('web.run'), trie.module('web').members.get('run'));
    assert.equal(trie.named('web.Server#get'), trie.named('web.Server').instance?.members.get('get'));
    assert.equal(trie.named('web.deep.read()'), trie.named('web.deep.read').result);
  });

  it('of default are the package itself', () => {
    assert.equal(trie.named('web.default'), trie.module('web'));
    assert.equal(trie.named('web.default.run'), trie.named('web.run'));
    assert.equal(trie.named('web.default()'), trie.module('web').result);
  });

  it('are the same for all names of a package, its parts, and with the prefix of Node', () => {
    assert.equal(trie.module('web-core'), trie.module('web'));
    assert.equal(trie.module('web/deep'), trie.named('web.deep'));
    assert.equal(trie.module('node:events'), trie.module('events'));
    assert.equal(trie.named('web-core.run'), trie.named('web.run'));
  });

  it('of packages that no model knows are made on demand', () => {
    assert.equal(trie.named('other.thing').name, 'other.thing');
    assert.equal(trie.module('unknown').name, 'unknown');
    assert.equal(trie.named('@scope/pack.Thing#do').package, '@scope/pack');
  });

  it('find members by the type of an instance, and by what that extends', () => {
    const server = trie.module('web').result!;
    assert.deepEqual(
      trie.membersOf(server, 'get').map(({ name }) => name),
      ['web.Server#get'],
    );
    assert.deepEqual(
      trie.membersOf(server, 'emit').map(({ name }) => name),
      ['events.Emitter#emit'],
    );
    assert.deepEqual(trie.membersOf(server, 'nothing'), []);
  });

  it('find nothing by the names of the language own objects', () => {
    for (const name of ['constructor', 'toString', '__proto__', 'hasOwnProperty']) {
      assert.deepEqual(trie.membersOf(trie.module('web'), name), []);
      assert.equal(trie.global(name), undefined);
      assert.equal(trie.declaredType(name), undefined);
    }
  });

  it('carry what models say', () => {
    assert.deepEqual(
      trie.named('web.Request#query').sources.map(({ label }) => label),
      ['the query'],
    );
    assert.deepEqual(
      trie.named('web.Server#send').sinks.map(({ entity, bits }) => [entity, bits]),
      [['web.Server#send', 1]],
    );
    assert.equal(trie.named('web.Request#body').writeSinks.length, 1);
    assert.equal(trie.named('web.Server#get').handlers[0]?.parameters[0], trie.named('web.Request').instance);
    assert.equal(trie.named('web.Server#get').handlers[0]?.parameters[1], undefined);
  });

  it('of globals are reached through the global object', () => {
    assert.equal(trie.global('alert')?.name, 'global.alert');
    assert.equal(trie.global('window'), trie.module('global'));
    assert.deepEqual(trie.membersOf(trie.global('window')!, 'globalThis'), [trie.module('global')]);
    assert.equal(trie.global('nothing'), undefined);
  });

  it('are known by declared types without an import', () => {
    assert.equal(trie.declaredType('Asked'), trie.named('web.Request').instance);
    assert.equal(trie.declaredType('Text'), trie.named('global.Text').instance);
    assert.equal(trie.declaredType('Request'), undefined);
  });

  it('speak by the name of a method alone where a model says so', () => {
    assert.equal(trie.methodsByName.propagators.get('trim')?.length, 1);
    assert.equal(trie.methodsByName.callSinks.get('run')?.length, 1);
    assert.equal(trie.methodsByName.callSinks.get('send'), undefined);
  });

  it('name a rule that is there', () => {
    const wrong = libraryModel({ package: 'wrong', sinks: [{ rule: 'nothing', call: ['run'] }] });
    assert.throws(() => trieOf([wrong]), /wrong.*nothing/);
  });
});
