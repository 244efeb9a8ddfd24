import assert from 'node:assert/strict';
import { providerPages } from '../../report/providerPage.ts';
import { rules } from '../../rules/registry.ts';

describe('the page of a provider', () => {
  it('says what its tokens open, how they are revoked, and how they are known', () => {
    const [page = '', ...others] = providerPages(rules, 'stripe');
    assert.match(page, /# Tokens of Stripe/);
    assert.match(page, /opens payments, refunds/);
    assert.match(page, /Roll it under Developers/);
    assert.match(page, /\| A Stripe secret key \| `sk_live_` \| critical \|/);
    assert.match(page, /\| A Stripe test key \| `sk_test_` \| low: a sandbox \|/);
    assert.match(page, /\| A Stripe publishable key \| `pk_live_` \| public by design, not reported \|/);
    assert.equal(others.length, 1, 'senders of webhooks name Stripe too');
  });

  it('is there for every provider, by any word of its name', () => {
    for (const rule of rules) {
      for (const detector of rule.kind === 'secret' ? rule.detectors : []) {
        if (!('provider' in detector)) continue;
        const page = providerPages(rules, detector.provider).join('\n');
        for (const fact of [detector.title, detector.opens, detector.revoke]) assert.ok(page.includes(fact), fact);
      }
    }
    assert.match(providerPages(rules, 'facebook').join(), /Meta app secret/);
  });

  it('is not there for others', () => {
    assert.deepEqual(providerPages(rules, 'no-such-provider'), []);
    assert.deepEqual(providerPages(rules, '-'), []);
  });
});
