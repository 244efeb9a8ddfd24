import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { openScanCache } from '../../workspace/cache/scanCache.ts';
import { scan } from '../../workspace/scan.ts';
import { CLEAN, type Terminal, terminal } from './terminal.ts';

describe('portside cache', () => {
  let at: Terminal;
  beforeEach(() => {
    at = terminal();
  });
  afterEach(() => at.remove());

  it('says where it is, and clears it', async () => {
    at.write({ 'src/a.js': CLEAN });
    const env = { XDG_CACHE_HOME: join(at.folder, 'caches'), LOCALAPPDATA: join(at.folder, 'caches') };
    const { code, out } = await at.portside(['cache', 'where'], { env });
    const folder = out.trimEnd();
    assert.equal(code, 0);
    assert.match(folder, /portside/);
    const root = join(at.folder, 'src');
    const cache = openScanCache(join(at.folder, 'caches', 'portside'), root, 'a key');
    await scan({ root, paths: [''], cache });
    cache?.close();
    if (process.platform !== 'linux') return;
    assert.ok(existsSync(folder));
    const cleared = await at.portside(['cache', 'clear'], { env });
    assert.match(cleared.out, /^Removed what was kept of 1 project: 0\.\d MB\.\n$/);
    assert.match((await at.portside(['cache', 'clear'], { env })).out, /of 0 projects/);
  });

  it('takes nothing else', async () => {
    const { code, err } = await at.portside(['cache', 'clean']);
    assert.equal(code, 2);
    assert.match(err, /cache takes where or clear, not "clean"; did you mean clear\?/);
  });
});
