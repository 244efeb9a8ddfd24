import assert from 'node:assert/strict';
import { isOwnField } from '../../../engine/flow/storedFields.ts';

describe('a field that was stored', () => {
  it('is an identifier, a number, a date or a flag by its name', () => {
    for (const name of ['id', '_id', 'userId', 'user_id', 'ID', 'uuid', 'count', 'comment_count', 'affectedRows'])
      assert.ok(isOwnField(name), name);
    for (const name of ['createdAt', 'created_at', 'birthDate', 'isAdmin', 'has_children', 'numReplies', 'fileSize'])
      assert.ok(isOwnField(name), name);
  });

  it('is anything else by other names', () => {
    for (const name of ['name', 'title', 'html', 'idea', 'identity', 'discount_code', 'island', 'is', 'data', '0'])
      assert.ok(!isOwnField(name), name);
  });
});
