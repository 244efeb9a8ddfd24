import { positionAt, type SourceFile } from '../source/sourceFile.ts';
import type { Node } from '../syntax/nodes.ts';
import type { Comment, SyntaxTree } from '../syntax/parse.ts';
import { forEachChild } from '../syntax/walk.ts';

/** A comment that silences rules: `portside-ignore <id>[, <id>] -- <reason> [until YYYY-MM-DD]`. */
export interface Suppression {
  readonly ruleIds: readonly string[];
  readonly reason: string;
  /** Last day on which it counts. */
  readonly until: string | undefined;
  readonly start: number;
  readonly end: number;
  /** Lines (from 1) on which it counts; `file` for all of them; `misplaced` for a `portside-ignore-file` below the top. */
  readonly lines: { readonly first: number; readonly last: number } | 'file' | 'misplaced';
}

const DIRECTIVE = /portside-ignore(-file)?(?![\w-])[ \t]*([^\r\n]*)/g;

/** Marks that start a comment, right before a directive. */
const COMMENT_START = /(?:#|\/\/|\/\*|<!--|;|--)[ \t*!/]*$/;

/** A longer directive is cut: what people read fits. */
const LONGEST = 2_000;

/** How far before a directive its mark is looked for. */
const REACH = 200;

/**
 * Reads the suppressions of a file. In scripts a directive counts only at the start of a comment; elsewhere, behind a mark
 * that starts one. A trailing comment means its line; one that stands alone, the next statement (or the next line of code).
 * @param tree the tree of a script, undefined for other documents
 */
export function readSuppressions(file: SourceFile, tree: SyntaxTree | undefined): Suppression[] {
  if (!file.text.includes('portside-ignore')) return [];
  const code = tree ? new CodeLines(file, tree) : undefined;
  const found: Suppression[] = [];
  for (const match of file.text.matchAll(DIRECTIVE)) {
    const start = match.index;
    const { line } = positionAt(file, start);
    const lineStart = file.lineStarts[line - 1] ?? 0;
    const before = file.text.slice(Math.max(lineStart, start - REACH), start);
    const lineEnd = start + match[0].length;
    const comment = code ? commentAt(code.tree.comments, start) : plainComment(before, start, lineEnd);
    if (!comment || !(COMMENT_START.test(before) || (comment.block && /^[\s*!]*$/.test(before)))) continue;
    const end = Math.min(comment.end, lineEnd);
    found.push({
      ...readDirective(file.text.slice(start, Math.min(end, start + LONGEST))),
      start,
      end,
      lines:
        match[1] !== undefined
          ? isAtTop(file, comment.start, tree)
            ? 'file'
            : 'misplaced'
          : !isBlank(file.text, lineStart, comment.start)
            ? { first: line, last: line }
            : code
              ? code.after(comment)
              : lineAfter(file, line),
    });
  }
  return found;
}

function readDirective(text: string): Pick<Suppression, 'ruleIds' | 'reason' | 'until'> {
  const content = text
    .replace(/^portside-ignore(?:-file)?/, '')
    .replace(/(?:\*\/|-->)\s*\}?\s*$/, '')
    .trim();
  const dash = /(?:^|\s)--(?=\s|$)/.exec(content);
  const ids = dash ? content.slice(0, dash.index) : content;
  const rest = dash ? content.slice(dash.index + dash[0].length).trim() : '';
  const until = /(?:^|\s)until\s+(\d{4}-\d{2}-\d{2})$/.exec(rest);
  return {
    ruleIds: [...new Set(ids.split(/[\s,]+/).filter((id) => id !== ''))],
    reason: until ? rest.slice(0, until.index).trim() : rest,
    until: until?.[1],
  };
}

/** The comment around an offset, of comments in order of text. */
function commentAt(comments: readonly Comment[], offset: number): Comment | undefined {
  let low = 0;
  let high = comments.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (comments[middle]!.end <= offset) low = middle + 1;
    else high = middle;
  }
  const comment = comments[low];
  return comment && comment.start < offset ? comment : undefined;
}

/** The comment of a document without a tree: from its mark to the end of the line. */
function plainComment(
  before: string,
  start: number,
  end: number,
): Pick<Comment, 'block' | 'start' | 'end'> | undefined {
  const mark = COMMENT_START.exec(before);
  return mark ? { block: false, start: start - before.length + mark.index, end } : undefined;
}

/** True when nothing but white space, and the brace before a comment in JSX, stands there. */
function isBlank(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (!/[\s{]/.test(text.charAt(at))) return false;
  return true;
}

/** `portside-ignore-file` counts before the first code: after comments, directives and a line that names the interpreter. */
function isAtTop(file: SourceFile, offset: number, tree: SyntaxTree | undefined): boolean {
  if (tree) {
    const first = tree.program.body.find((each) => each.type !== 'ExpressionStatement' || each.directive == null);
    return !first || offset < first.range[0];
  }
  for (let line = 0; line < file.lineStarts.length && file.lineStarts[line]! < offset; line++) {
    const text = file.text.slice(file.lineStarts[line], Math.min(offset, file.lineStarts[line + 1] ?? offset));
    if (!/^\s*(?:$|#|;|\/\/|\/\*|\*|<!--|--|\{\s*$)/.test(text)) return false;
  }
  return true;
}

/** The next line of a document without a tree that is no comment. */
function lineAfter(file: SourceFile, line: number): { first: number; last: number } {
  for (let next = line; next < file.lineStarts.length; next++) {
    const text = file.text.slice(file.lineStarts[next], file.lineStarts[next + 1]);
    if (!/^\s*(?:$|#|;|\/\/|<!--)/.test(text)) return { first: next + 1, last: next + 1 };
  }
  return { first: line, last: line };
}

/** Finds the code that follows a comment. */
class CodeLines {
  readonly tree: SyntaxTree;
  readonly #file: SourceFile;
  /** The widest node that starts at an offset. */
  #nodeAt: Map<number, Node> | undefined;

  constructor(file: SourceFile, tree: SyntaxTree) {
    this.#file = file;
    this.tree = tree;
  }

  /** The lines of the statement (element, property, member) that comes next. One with a body of its own means its head. */
  after(comment: Pick<Comment, 'start' | 'end'>): { first: number; last: number } {
    const { text } = this.#file;
    let at = comment.end;
    if (
      /\{\s*$/.test(text.slice(Math.max(0, comment.start - REACH), comment.start)) &&
      /^\s*\}/.test(text.slice(at, at + REACH))
    )
      at = text.indexOf('}', at) + 1;
    for (;;) {
      while (at < text.length && /\s/.test(text.charAt(at))) at++;
      const next = commentAt(this.tree.comments, at + 1);
      if (next?.start !== at) break;
      at = next.end;
    }
    const { line } = positionAt(this.#file, comment.end);
    if (at >= text.length) return { first: line, last: line };
    this.#nodeAt ??= widestNodes(this.tree.nodes);
    const node = this.#nodeAt.get(at);
    const first = positionAt(this.#file, at).line;
    return { first, last: node ? Math.max(first, positionAt(this.#file, headEnd(node) - 1).line) : first };
  }
}

function widestNodes(nodes: readonly Node[]): Map<number, Node> {
  const widest = new Map<number, Node>();
  for (const node of nodes) if (node.type !== 'Program' && !widest.has(node.range[0])) widest.set(node.range[0], node);
  return widest;
}

/** Where the head of a node ends: at the first body of a function, class or block in it, or with the node. */
function headEnd(node: Node): number {
  let end = node.range[1];
  const pending: Node[] = [node];
  for (let each = pending.pop(); each; each = pending.pop()) {
    if (each.range[0] >= end) continue;
    if (each.type === 'BlockStatement' || each.type === 'ClassBody' || each.type === 'TSModuleBlock')
      end = each.range[0] + 1;
    else if (each.type === 'JSXElement') {
      end = Math.min(end, each === node ? each.openingElement.range[1] : end);
      pending.push(each.openingElement);
    } else if (each.type === 'SwitchStatement' && each === node) {
      end = each.discriminant.range[1];
      pending.push(each.discriminant);
    } else forEachChild(each, (child) => pending.push(child));
  }
  return end;
}
