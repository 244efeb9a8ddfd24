import assert from 'node:assert/strict';
import { pages } from '../../rules/registry.ts';
import { pageForReaders } from '../../scripts/pageForReaders.mjs';

describe('a page for readers', () => {
  it('says in words what stands where tests put a secret', () => {
    assert.equal(
      pageForReaders("key: '{{secret:aws-secret}}', other: '{{secret:password:2}}', id: '{{random:hex:40}}'"),
      "key: '<aws secret>', other: '<password>', id: '<40 characters of hex>'",
    );
  });

  it('is what every rule ships', () => {
    assert.ok(Object.keys(pages).length > 30);
    for (const [id, page] of Object.entries(pages)) assert.ok(!/\{\{(?:secret|random):/.test(page), id);
  });
});
