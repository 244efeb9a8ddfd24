import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { html } from '../../../report/threats/html.ts';
import { element, header, item, items, model, question } from './sample.ts';

describe('the threat model as a page', () => {
  const page = html(model, items, header);

  it('holds the diagram, what is open, decisions and coverage', () => {
    for (const heading of ['Diagram', 'Open', 'Decisions', 'Elements', 'OWASP ASVS 5.0.0 by chapter'])
      assert.match(page, new RegExp(`<h2>${heading}</h2>`));
    assert.match(page, /<svg class="diagram"/);
    assert.match(page, /src\/orders\.js:12/);
  });

  it('fetches nothing and runs nothing', () => {
    assert.doesNotMatch(page, /<script|<link|<img|<iframe|url\((?!#)|\son\w+=|\sstyle=/);
    const outside = page.match(/https?:\/\/[^"'<\s]+/g) ?? [];
    assert.deepEqual([...new Set(outside)], ['http://www.w3.org/2000/svg']);
  });

  it('has a policy that lets in its own style alone', () => {
    const style = /<style>([\s\S]*?)<\/style>/.exec(page)?.[1] ?? '';
    const hash = createHash('sha256').update(style).digest('base64');
    assert.ok(page.includes(`default-src 'none'; style-src 'sha256-${hash}'`));
  });

  it('escapes what users wrote', () => {
    const evil = element({ id: 'store:x:y', name: '</code><script>alert(1)</script>' });
    const asked = question('Q', { asks: '<b>"bold"</b>' });
    const shown = html({ elements: [evil], flows: [] }, [item(evil, asked, 'person', { why: '<i>' })], {
      ...header,
      service: '</title><script>',
    });
    assert.doesNotMatch(shown, /<script|<b>|<i>/);
  });

  it('is the same for the same', () => {
    const turned = { elements: [...model.elements].reverse(), flows: [...model.flows].reverse() };
    assert.equal(html(turned, [...items].reverse(), header), page);
  });
});
