/** A file of a patch, and the lines that it adds. */
export interface PatchedFile {
  /** From the folder where git was asked; undefined for a file that is gone, or that git takes for binary. */
  readonly path: string | undefined;
  /** Git's name of the new content, when the patch tells it. */
  readonly blob: string | undefined;
  readonly ranges: readonly { readonly from: number; readonly to: number }[];
  /** Git shows no lines of it. */
  readonly isBinary: boolean;
}

export interface PatchHandlers {
  file(file: PatchedFile): void;
  /** A line that begins with NUL and stands between patches: what `git log` was asked to print of a commit. */
  heading?(text: string): void;
  /** A line that is added to a file, without its mark and its end; of one over the limit, nothing but that. */
  addedLine?(line: Buffer | 'too-long', path: string): void;
  /** A line that stays, where the patch shows lines round its changes. One over the limit is left out. */
  keptLine?(line: Buffer, path: string): void;
}

export interface PatchReader {
  take(chunk: Buffer): void;
  end(): void;
}

/** Of a longer line nothing is kept: memory stays bounded whatever a repository holds. */
const LONGEST_LINE = 1024 * 1024;

/**
 * Reads patches as they come, of one parent or, as merges have them, of several. They are read by their
 * counts: text of a file can look like a header.
 * Facts: https://git-scm.com/docs/diff-format#generate_patch_text_with_p and #_combined_diff_format
 */
export function patchReader(handlers: PatchHandlers): PatchReader {
  let pieces: Buffer[] = [];
  let length = 0;

  let file: { path?: string; blob?: string; ranges: { from: number; to: number }[]; isBinary: boolean } | undefined;
  // The hunk that is being read: lines that are left of each parent and of the result, and the result's next line.
  let parents: number[] = [];
  let result = 0;
  let next = 0;

  function endFile(): void {
    if (file) handlers.file({ path: file.path, blob: file.blob, ranges: file.ranges, isBinary: file.isBinary });
    file = undefined;
  }

  function hunkLine(line: Buffer, isLong: boolean): void {
    // `\ No newline at end of file` is no line of the file.
    if (line[0] === BACKSLASH) return;
    // With `diff.suppressBlankEmpty` an empty line that stays has no marks.
    const marks = line.length === 0 ? Buffer.alloc(parents.length, SPACE) : line.subarray(0, parents.length);
    const isGone = marks.includes(MINUS);
    parents = parents.map((left, at) => (marks[at] === (isGone ? MINUS : SPACE) ? left - 1 : left));
    if (isGone) return;
    if (marks.every((mark) => mark === PLUS)) {
      const last = file?.ranges.at(-1);
      if (last?.to === next - 1) last.to = next;
      else file?.ranges.push({ from: next, to: next });
      handlers.addedLine?.(isLong ? 'too-long' : line.subarray(parents.length), file?.path ?? '');
    } else if (!isLong) {
      handlers.keptLine?.(line.subarray(parents.length), file?.path ?? '');
    }
    result--;
    next++;
  }

  function headerLine(line: Buffer): void {
    if (line[0] === 0) {
      endFile();
      handlers.heading?.(line.toString('utf8'));
    } else if (startsWith(line, 'diff --')) {
      endFile();
      file = { ranges: [], isBinary: false };
    } else if (!file) return;
    else if (startsWith(line, 'index ')) {
      const blob = /\.\.([0-9a-f]+)/.exec(line.toString('latin1'))?.[1];
      if (blob !== undefined) file.blob = blob;
    } else if (startsWith(line, '+++ b/') || startsWith(line, '+++ "b/')) {
      file.path = nameIn(line.subarray(4)).slice(2);
    } else if (startsWith(line, 'Binary files ')) {
      file.isBinary = true;
      const name = /^Binary files .* and ("?b\/.*) differ$/s.exec(line.toString('latin1'))?.[1];
      if (name !== undefined) file.path = nameIn(Buffer.from(name, 'latin1')).slice(2);
    } else if (startsWith(line, '@@')) {
      const [, marks = '', ranges = ''] = /^(@@+) (.*?) @@/.exec(line.toString('latin1')) ?? [];
      const counts = ranges.split(' ').map((range) => /^[-+](\d+)(?:,(\d+))?$/.exec(range));
      if (marks === '' || counts.length !== marks.length) return;
      // Of a file that a merge takes away, git prints -1 without its sign.
      const countOf = (range: RegExpExecArray | null | undefined) =>
        Number.isSafeInteger(Number(range?.[2])) || range?.[2] === undefined ? Number(range?.[2] ?? '1') : 0;
      parents = counts.slice(0, -1).map(countOf);
      const added = counts.at(-1);
      result = countOf(added);
      next = Number(added?.[1] ?? '0');
    }
  }

  function line(content: Buffer, isLong: boolean): void {
    const isInHunk = result > 0 || parents.some((left) => left > 0);
    // What has no mark ends a hunk, whatever was counted.
    if (isInHunk && (content.length === 0 || MARKS.has(content[0]!))) hunkLine(content, isLong);
    else {
      parents = [];
      result = 0;
      headerLine(content);
    }
  }

  return {
    take(chunk) {
      for (let at = 0; at < chunk.length; ) {
        const found = chunk.indexOf(LINE_FEED, at);
        const piece = chunk.subarray(at, found < 0 ? chunk.length : found);
        if (length <= LONGEST_LINE) pieces.push(piece);
        length += piece.length;
        if (found < 0) return;
        line(pieces.length === 1 ? piece : Buffer.concat(pieces), length > LONGEST_LINE);
        pieces = [];
        length = 0;
        at = found + 1;
      }
    },
    end() {
      if (length > 0) line(Buffer.concat(pieces), length > LONGEST_LINE);
      endFile();
    },
  };
}

const LINE_FEED = 10;
const SPACE = 32;
const PLUS = 43;
const MINUS = 45;
const BACKSLASH = 92;
const MARKS: ReadonlySet<number> = new Set([SPACE, PLUS, MINUS, BACKSLASH]);
const QUOTE = 34;

const startsWith = (line: Buffer, text: string) => line.toString('latin1', 0, text.length) === text;

const ESCAPES: Readonly<Record<string, number>> = { a: 7, b: 8, t: 9, n: 10, v: 11, f: 12, r: 13, '"': 34, '\\': 92 };

/** A name of a patch: in quotes with C's escapes when it is unusual, followed by a tab when it has spaces. */
function nameIn(name: Buffer): string {
  if (name[0] !== QUOTE) return name.toString('utf8').replace(/\t$/, '');
  const quoted = name.toString('latin1');
  const bytes: number[] = [];
  for (let at = 1; at < quoted.length && quoted[at] !== '"'; at++) {
    if (quoted[at] !== '\\') {
      bytes.push(quoted.charCodeAt(at));
      continue;
    }
    at++;
    const octal = /^[0-7]{3}/.exec(quoted.slice(at, at + 3));
    if (octal) at += 2;
    bytes.push(octal ? Number.parseInt(octal[0], 8) : (ESCAPES[quoted[at] ?? ''] ?? quoted.charCodeAt(at)));
  }
  return Buffer.from(bytes).toString('utf8');
}
