import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const program = pathToFileURL(join(import.meta.dirname, '..', '..', 'cli', 'keptCode.ts')).href;

describe('code that is kept', () => {
  let folder: string;
  let bundle: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'portside-code-'));
    bundle = join(folder, 'bundle.cjs');
    writeFileSync(bundle, said('one'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const said = (word: string) =>
    `const { basename } = require('node:path'); exports.a = 1; console.log('${word}', basename(__filename), module.exports.a)`;
  const kept = () => join(folder, 'kept');
  /** What the bundle says, and whether kept code was good for it. */
  const run = (into = kept(), ...flags: string[]) => {
    const code = `import { runKept } from ${JSON.stringify(program)};
console.log(runKept(${JSON.stringify(bundle)}, ${JSON.stringify(into)}))`;
    const { stdout, stderr } = spawnSync(process.execPath, [...flags, '--input-type=module', '--eval', code], {
      encoding: 'utf8',
    });
    assert.equal(stderr, '');
    return stdout.trim().split('\n');
  };
  const keptFile = () => {
    const files = readdirSync(kept());
    assert.equal(files.length, 1);
    return join(kept(), files[0] ?? '');
  };

  it('is used by the next run, which says the same', () => {
    assert.deepEqual(run(), ['one bundle.cjs 1', 'false']);
    assert.deepEqual(run(), ['one bundle.cjs 1', 'true']);
    assert.deepEqual(run(), ['one bundle.cjs 1', 'true']);
  });

  it('is not used for another program, be it as long', () => {
    run();
    writeFileSync(bundle, said('two'));
    assert.deepEqual(run(), ['two bundle.cjs 1', 'false']);
    assert.deepEqual(run(), ['two bundle.cjs 1', 'true']);
    assert.ok(keptFile());
  });

  it('is made anew when it is damaged, or of other flags', () => {
    run();
    const whole = readFileSync(keptFile());
    for (const damaged of [whole.subarray(0, 100), whole.subarray(0, 3), Buffer.from(whole).fill(7, 200, 210)]) {
      writeFileSync(keptFile(), damaged);
      assert.deepEqual(run(), ['one bundle.cjs 1', 'false']);
      assert.deepEqual(run(), ['one bundle.cjs 1', 'true']);
    }
    assert.deepEqual(run(kept(), '--no-opt'), ['one bundle.cjs 1', 'false']);
  });

  it('is done without where it cannot be written', () => {
    assert.deepEqual(run(join(bundle, 'kept')), ['one bundle.cjs 1', 'false']);
    assert.deepEqual(run(join(bundle, 'kept')), ['one bundle.cjs 1', 'false']);
  });
});
