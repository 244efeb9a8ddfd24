import { endsWithPhrase, wordsOf } from '../semantics/names.ts';

/** Names of what a database or a server makes itself or keeps as a number, a date or a flag. */
const OWN = [
  ...[
    'id',
    'ids',
    'uuid',
    'guid',
    'ulid',
    'oid',
    'rowid',
    'count',
    'counts',
    'total',
    'sum',
    'avg',
    'average',
    'length',
  ],
  ...['size', 'bytes', 'index', 'offset', 'limit', 'rank', 'score', 'amount', 'price', 'quantity', 'qty', 'balance'],
  ...['age', 'year', 'width', 'height', 'latitude', 'longitude', 'timestamp', 'date', 'time', 'created', 'updated'],
  // https://www.postgresql.org/docs/current/information-schema.html
  ...['table name', 'table schema', 'column name', 'schema name', 'constraint name', 'index name', 'data type'],
  ...['at', 'enabled', 'disabled', 'active', 'deleted', 'verified', 'affected rows', 'changes', 'duration', 'percent'],
];

/** A name that starts with one of these is that of a flag or a number: `isAdmin`, `has_children`, `numReplies`. */
const STARTS = new Set(['is', 'has', 'can', 'num', 'max', 'min', 'should']);

/**
 * True when a field of a row, a document or a reply holds nobody's words, as far as its name tells: an identifier, a number,
 * a date, a flag. Who fills such a field is the program, whatever strangers wrote into the others.
 */
export function isOwnField(name: string): boolean {
  const words = wordsOf(name);
  return endsWithPhrase(words, OWN) || (words.length > 1 && STARTS.has(words[0]!));
}
