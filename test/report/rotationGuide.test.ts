import assert from 'node:assert/strict';
import { type LeakPlaces, rotationGuide } from '../../report/rotationGuide.ts';

const SECRET = {
  title: 'A Sentry user auth token',
  maskedValue: 'sntryu_abcd••••••',
  path: 'src/a`b.ts',
  line: 3,
  revoke: 'Delete it under User settings.',
  ruleId: 'hardcoded-secret-provider',
};
const NOWHERE: LeakPlaces = { inHead: [], branches: [], commits: [], isCut: false };

describe('the guide for a secret that has leaked', () => {
  it('starts with its provider, names the variable, and is the same bytes each time', () => {
    const guide = rotationGuide(SECRET, NOWHERE, 'SENTRY_TOKEN');
    assert.match(guide, /1\. \*\*Make it worthless first\.\*\* Delete it under User settings\./);
    assert.match(guide, /set `SENTRY_TOKEN` to it/);
    assert.equal(guide, rotationGuide(SECRET, NOWHERE, 'SENTRY_TOKEN'));
  });

  it('says that no commit holds it only when all were looked at', () => {
    assert.match(rotationGuide(SECRET, NOWHERE), /No commit holds it\.\n/);
    assert.doesNotMatch(rotationGuide(SECRET, NOWHERE), /keep it\. Writing the history/);
    const cut = rotationGuide(SECRET, { ...NOWHERE, isCut: true });
    assert.match(cut, /portside scan --history/);
    assert.match(cut, /Writing the history anew only tidies up/);
    assert.match(rotationGuide(SECRET, undefined), /No commit could be asked/);
  });

  it('names places, and marks them so that no name breaks out', () => {
    const commit = { id: 'a'.repeat(40), authoredAt: '2026-01-02T03:04:05+00:00', author: 'A `B`' };
    const places = { inHead: ['x.ts'], branches: ['main'], commits: [commit], isCut: false };
    const guide = rotationGuide(SECRET, places);
    assert.match(
      guide,
      /- in the last commit: `x\.ts`\n- at the end of `main`\n- first added by `aaaaaaaaaa`, 2026-01-02, `` A `B` ``/,
    );
    assert.match(guide, /at `` src\/a`b\.ts:3 ``/);
  });
});
