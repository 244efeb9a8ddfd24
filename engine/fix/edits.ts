import type { Edit, Range } from '../finding.ts';
import type { Node } from '../syntax/nodes.ts';

/** White space and commas are looked for so far around an element. */
const REACH = 200;

/** Puts `text` in the place of the node. */
export function replace(node: Node, text: string): Edit {
  return { start: node.range[0], end: node.range[1], text };
}

/** Puts `text` right before the node. */
export function insertBefore(node: Node, text: string): Edit {
  return { start: node.range[0], end: node.range[0], text };
}

/** Puts `text` right after the node. */
export function insertAfter(node: Node, text: string): Edit {
  return { start: node.range[1], end: node.range[1], text };
}

/**
 * Takes an element of a list (property, argument, array element) out together with its comma and the white space before
 * the next one; the last one with the white space, and the comma, before it.
 */
export function remove(node: Node, source: string): Edit {
  let [start, end] = node.range;
  const before = source.slice(Math.max(0, start - REACH), start);
  const after = /^\s*(,)?\s*/.exec(source.slice(end, end + REACH))!;
  const isLast = /[)\]}]/.test(source.charAt(end + after[0].length));
  if (after[1] === undefined) start -= /(?:,\s*)?$/.exec(before)![0].length;
  else if (isLast) {
    start -= /\s*$/.exec(before)![0].length;
    end += after[0].indexOf(',') + 1;
  } else end += after[0].length;
  return { start, end, text: '' };
}

/**
 * The text after all edits.
 * @throws RangeError when edits overlap or leave the text.
 */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const sorted = [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
  let result = '';
  let at = 0;
  for (const edit of sorted) {
    if (!(edit.start >= at && edit.end >= edit.start && edit.end <= text.length)) throw new RangeError('edits overlap');
    result += text.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return result + text.slice(at);
}

/** Where a range of the old text stands after the edits, or undefined when an edit touches it. */
export function shiftRange(range: Range, edits: readonly Edit[]): Range | undefined {
  let shift = 0;
  for (const edit of edits) {
    if (edit.end <= range.start) shift += edit.text.length - (edit.end - edit.start);
    else if (edit.start < range.end) return undefined;
  }
  return { start: range.start + shift, end: range.end + shift };
}
