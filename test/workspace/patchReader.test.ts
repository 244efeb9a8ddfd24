import assert from 'node:assert/strict';
import { type PatchedFile, patchReader } from '../../workspace/patchReader.ts';

/** What is read of a patch that comes in pieces of a length: headings, files with their ranges, added lines. */
function read(patch: string, length = Number.POSITIVE_INFINITY): string[] {
  const told: string[] = [];
  const reader = patchReader({
    heading: (text) => void told.push(`heading ${text.slice(1)}`),
    addedLine: (line) => void told.push(`+${typeof line === 'string' ? line : line.toString('utf8')}`),
    file: ({ path, blob, ranges, isBinary }: PatchedFile) =>
      void told.push(
        `${path} ${blob?.slice(0, 2)} ${isBinary ? 'binary' : ranges.map(({ from, to }) => `${from}-${to}`).join(' ')}`,
      ),
  });
  const bytes = Buffer.from(patch);
  for (let at = 0; at < bytes.length; at += length) reader.take(bytes.subarray(at, at + length));
  reader.end();
  return told;
}

const PATCH = `\0one
diff --git a/a.ts b/a.ts
index 1111..2222 100644
--- a/a.ts
+++ b/a.ts
@@ -1 +1,2 @@ head
-+++ b/x.ts
+\0grün
+diff --git a/y b/y
@@ -9,0 +11 @@
+z
\\ No newline at end of file
diff --git a/gone.ts b/gone.ts
deleted file mode 100644
index 3333..0000
\0two
diff --git a/b c.bin b/b c.bin
index 4444..5555
Binary files a/b c.bin and b/b c.bin differ
`;

describe('a reader of patches', () => {
  it('tells files, ranges and added lines, by the counts and not by what the text looks like', () => {
    const told = [
      'heading one',
      '+\0grün',
      '+diff --git a/y b/y',
      '+z',
      'a.ts 22 1-2 11-11',
      'undefined 00 ',
      'heading two',
      'b c.bin 55 binary',
    ];
    assert.deepEqual(read(PATCH), told);
    for (const length of [1, 2, 7, 64]) assert.deepEqual(read(PATCH, length), told);
  });

  it('takes of a merge the lines that no parent has', () => {
    const patch = `diff --cc a.ts
index 1111,2222..3333
--- a/a.ts
+++ b/a.ts
@@@ -1,2 -1,2 +1,4 @@@
 -ours
- theirs
++both
 +of ours
++more
  old

`
      .replace('+1,4 @@@', '+1,5 @@@')
      .replace('-1,2 -1,2', '-1,3 -1,3');
    assert.deepEqual(read(patch), ['+both', '+more', 'a.ts 33 1-1 3-3']);
  });

  it('finds its way again after a hunk whose counts are wrong', () => {
    // As git 2.39 prints a file that a merge takes away.
    const patch = `diff --cc a.ts
index 1111,2222..0000
deleted file mode 100644,100644
@@@ -1,3 -1,4 +1,18446744073709551615 @@@
 -one
--two
\0next
diff --git a/b.ts b/b.ts
index 1111..2222
--- a/b.ts
+++ b/b.ts
@@ -0,0 +1,9 @@
+b
diff --git a/c.ts b/c.ts
`;
    assert.deepEqual(read(patch), ['undefined 00 ', 'heading next', '+b', 'b.ts 22 1-1', 'undefined undefined ']);
  });

  it('keeps nothing of an endless line', () => {
    const endless = 'x'.repeat(3_000_000);
    const patch = `diff --git a/a b/a\nindex 1..2\n+++ b/a\n@@ -0,0 +1,2 @@\n+${endless}\n+y\n`;
    assert.deepEqual(read(patch, 65_536), ['+too-long', '+y', 'a 2 1-2']);
  });
});
