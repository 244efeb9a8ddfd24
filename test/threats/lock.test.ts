import assert from 'node:assert/strict';
import type { ThreatModel } from '../../threats/element.ts';
import { formatLock, lockFrom, lockOf } from '../../threats/lock.ts';
import { assess } from '../../threats/states.ts';
import { control, element, entry, model, place, question } from './models.ts';

const questions = [question('AUTHN', { controls: ['authentication'] })];
const lock = (whole: ThreatModel) =>
  lockOf(
    whole,
    assess({ model: whole, findings: [], questions, answersOf: () => new Map(), today: '2026-01-01', level: 1 }).items,
    3,
  );

const route = entry('POST /orders', {
  controls: [control('authentication', 'requireAuth')],
  data: ['payment', 'contact'],
  parts: { middleware: ['helmet', 'requireAuth'], reaches: ['store:pg:orders', 'call:http:api.stripe.com'] },
});
const flows = [
  {
    from: 'entry:express:POST:/orders',
    to: 'call:http:api.stripe.com',
    protocol: 'https',
    data: ['payment'],
    crosses: ['app', 'third-party'],
    evidence: [place()],
    findings: [],
  },
] as const;

describe('the lock', () => {
  it('reads like this', () => {
    assert.equal(
      formatLock(lock(model([route, element('call:http:api.stripe.com', { parts: { code: '' } })], flows))),
      `{
  "call:http:api.stripe.com": {
    "hash": "2222222222222222",
    "zone": "app",
    "crosses": ["app → third-party"]
  },
  "entry:express:POST:/orders": {
    "hash": "1111111111111111",
    "zone": "internet",
    "code": "c0de",
    "handler": "handle",
    "middleware": ["helmet", "requireAuth"],
    "reaches": ["call:http:api.stripe.com", "store:pg:orders"],
    "crosses": ["app → third-party"],
    "data": ["contact", "payment"],
    "proved": ["AUTHN"]
  },
  "questionSet": 3
}
`,
    );
  });

  it('has no place in it: moving code changes no byte', () => {
    const moved = { ...route, location: place('src/elsewhere.ts', 900) };
    assert.equal(formatLock(lock(model([moved]))), formatLock(lock(model([route]))));
  });

  it('is read as it was written', () => {
    const written = lock(model([route, element('call:http:api.stripe.com')], flows));
    assert.deepEqual(lockFrom(JSON.parse(formatLock(written))), written);
    assert.equal(formatLock(lockFrom(JSON.parse(formatLock(written)))), formatLock(written));
    assert.equal(formatLock(lock(model([]))), '{\n  "questionSet": 3\n}\n');
  });

  it('of one more element changes no line of another', () => {
    const lines = (whole: ThreatModel) => formatLock(lock(whole)).split('\n');
    const before = lines(model([route]));
    const after = new Set(lines(model([route, element('store:pg:z', { hash: '3333333333333333' })])));
    assert.ok(before.every((line) => after.has(line)));
  });
});
