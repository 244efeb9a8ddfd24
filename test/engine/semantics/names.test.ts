import assert from 'node:assert/strict';
import { endsWithPhrase, hasPhrase, namesIn, wordsOf } from '../../../engine/semantics/names.ts';
import { createTypescriptParser } from '../../../engine/syntax/typescriptParser.ts';

const parse = createTypescriptParser();
const expression = (text: string) => {
  const statement = parse(`(${text});`, 'typescript').program.body[0];
  assert.ok(statement?.type === 'ExpressionStatement');
  return statement.expression;
};

describe('names', () => {
  it('are words in lower case, however they are written', () => {
    assert.deepEqual(wordsOf('hashPassword'), ['hash', 'password']);
    assert.deepEqual(wordsOf('HASH_PASSWORD'), ['hash', 'password']);
    assert.deepEqual(wordsOf('x-api-key'), ['x', 'api', 'key']);
    assert.deepEqual(wordsOf('parseJWTToken2'), ['parse', 'jwt', 'token2']);
    assert.deepEqual(wordsOf(''), []);
  });

  it('have phrases of whole words, anywhere or at the end', () => {
    assert.ok(hasPhrase(['my', 'api', 'key', 'file'], ['api key']));
    assert.ok(!hasPhrase(['my', 'api', 'keys'], ['api key']));
    assert.ok(endsWithPhrase(['user', 'password'], ['password']));
    assert.ok(!endsWithPhrase(['password', 'length'], ['password']));
  });

  it('are found in the values that an expression is made of', () => {
    assert.deepEqual(namesIn(expression('salt + user.password.trim()')), ['salt', 'password', 'trim']);
    assert.deepEqual(namesIn(expression('`${a}:${b!.c as string}`')), ['a', 'c']);
    assert.deepEqual(namesIn(expression('Buffer.from(await token)')), ['Buffer', 'from', 'token']);
    assert.deepEqual(namesIn(expression('headers["x-token"] ?? rest[index]')), ['x-token', 'rest']);
  });

  it('are not those of what is only asked', () => {
    assert.deepEqual(namesIn(expression('password.length')), []);
    assert.deepEqual(namesIn(expression('typeof password')), []);
    assert.deepEqual(namesIn(expression('password ? a : b')), ['a', 'b']);
  });
});
