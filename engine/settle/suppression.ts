import { positionAt, type SourceFile } from '../source/sourceFile.ts';
import type { Node } from '../syntax/nodes.ts';
import type { SyntaxTree } from '../syntax/parse.ts';

/** A comment that silences rules: `portside-ignore <id>[, <id>] -- <reason> [until YYYY-MM-DD]`. */
export interface Suppression {
  readonly ruleIds: readonly string[];
  readonly reason: string;
  /** Last day on which it counts. */
  readonly until: string | undefined;
  readonly start: number;
  readonly end: number;
  /** Lines (from 1) on which it counts; undefined for the whole file. */
  readonly lines: { readonly first: number; readonly last: number } | undefined;
}

const DIRECTIVE = /portside-ignore(-file)?(?![\w-])[ \t]*([^\r\n]*)/g;

/** Marks that start a comment in the languages without a tree of ours. */
const COMMENT_START = /(?:#|\/\/|\/\*|<!--|;|--)[ \t]*$/;

/**
 * Reads the suppressions of a file. In scripts a directive counts only inside a comment; elsewhere, behind a mark that
 * starts one. A trailing comment means its line; one that stands alone, the next statement (or the next line of code).
 */
export function readSuppressions(file: SourceFile, tree: SyntaxTree | undefined): Suppression[] {
  if (!file.text.includes('portside-ignore')) return [];
  const found: Suppression[] = [];
  for (const match of file.text.matchAll(DIRECTIVE)) {
    const start = match.index;
    const lineStart = file.text.lastIndexOf('\n', start - 1) + 1;
    const comment = tree?.comments.find((each) => each.start < start && start < each.end);
    const before = file.text.slice(lineStart, start);
    if (tree ? !comment : !COMMENT_START.test(before)) continue;
    const end = comment ? Math.min(comment.end, start + match[0].length) : start + match[0].length;
    const { ruleIds, reason, until } = readDirective(
      file.text.slice(start, end).replace(/^portside-ignore(?:-file)?/, ''),
    );
    const commentStart = comment?.start ?? lineStart + before.search(/(?:#|\/\/|\/\*|<!--|;|--)[ \t]*$/);
    const isAlone = /^[\s{]*$/.test(file.text.slice(lineStart, commentStart));
    const { line } = positionAt(file, start);
    const after = comment?.end ?? start + match[0].length;
    const lines = match[1] ? undefined : isAlone ? nextStatement(file, tree, after, line) : { first: line, last: line };
    found.push({ ruleIds, reason, until, start, end, lines });
  }
  return found;
}

function readDirective(text: string): Pick<Suppression, 'ruleIds' | 'reason' | 'until'> {
  const content = text.replace(/(?:\*\/|-->)\s*\}?\s*$/, '').trim();
  const dash = /(?:^|\s)--(?=\s|$)/.exec(content);
  const ids = dash ? content.slice(0, dash.index) : content;
  const rest = dash ? content.slice(dash.index + dash[0].length).trim() : '';
  const until = /\s*\buntil\s+(\d{4}-\d{2}-\d{2})\s*$/.exec(rest);
  return {
    ruleIds: ids.split(/[\s,]+/).filter((id) => id !== ''),
    reason: until ? rest.slice(0, until.index).trim() : rest,
    until: until?.[1],
  };
}

/** The lines of the statement that starts next. A statement with a body of its own means only its head. */
function nextStatement(
  file: SourceFile,
  tree: SyntaxTree | undefined,
  after: number,
  line: number,
): { first: number; last: number } {
  const skipped =
    /^(?:\s|\*\/|-->|\}|\/\/[^\n]*|#[^\n]*\n)*/.exec(file.text.slice(after, after + 2000))?.[0].length ?? 0;
  const from = after + skipped;
  const first = Math.max(positionAt(file, from).line, line);
  const statement = tree?.nodes.find(
    (node) => node.range[0] === from && (node.type.endsWith('Statement') || node.type.endsWith('Declaration')),
  );
  const end = statement ? headEnd(statement) : from;
  return { first, last: Math.max(first, positionAt(file, end).line) };
}

function headEnd(statement: Node): number {
  let end = statement.range[1];
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    const { type, range, body } = node as { type?: string; range?: [number, number]; body?: unknown };
    if ((type === 'BlockStatement' || type === 'ClassBody') && range) end = Math.min(end, range[0]);
    else if (body) visit(Array.isArray(body) ? undefined : body);
  };
  visit(statement);
  return end;
}
