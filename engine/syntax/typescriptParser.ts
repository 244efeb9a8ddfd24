import { parse, type TSESTreeOptions } from '@typescript-eslint/typescript-estree';
import ts from 'typescript';
import type { Language } from '../source/sourceFile.ts';
import { commentsOf } from './comments.ts';
import { MENDINGS, openImportIn } from './halfTyped.ts';
import type { TSESTree } from './nodes.ts';
import type { Parser, SyntaxTree } from './parse.ts';
import { linkParents } from './walk.ts';

/** `parseDiagnostics` is internal to TypeScript, which keeps it on every source file it parses. */
type ParsedSourceFile = ts.SourceFile & { parseDiagnostics: ts.Diagnostic[] };

const SCRIPT_KIND: Partial<Record<Language, ts.ScriptKind>> = {
  javascript: ts.ScriptKind.JS,
  javascriptreact: ts.ScriptKind.JSX,
  typescript: ts.ScriptKind.TS,
  typescriptreact: ts.ScriptKind.TSX,
};

/**
 * The reference parser: TypeScript reads, typescript-estree converts. Half-typed text gives a tree as well: the
 * diagnostics are taken off the source file, so that the converter does not stop at them.
 */
export function createTypescriptParser(): Parser {
  return (text, language) => {
    const first = attempt(text, language);
    if (first && complaintsOf(first) === 0) return first;
    const mended = mend(text, language, first);
    return (
      closeTemplate(mended.text, language, endStatement(mended.text, language, mended.tree)) ?? first ?? emptyTree(text)
    );
  };
}

/** Of what is begun and has no end, so much is taken out. */
const MOST_MENDINGS = 3;

/** Takes out what was begun and swallows what follows it, when there is less to complain of without it. */
function mend(
  text: string,
  language: Language,
  first: SyntaxTree | undefined,
): { readonly text: string; readonly tree: SyntaxTree | undefined } {
  let best = { text, tree: first };
  for (const mending of MENDINGS) {
    for (let round = 0; round < MOST_MENDINGS && best.tree; round++) {
      const changed = mending(best.text, best.tree);
      const tree = changed === undefined ? undefined : attempt(changed, language);
      if (changed === undefined || !tree || !isBetter(tree, best.tree)) break;
      best = { text: changed, tree: { ...tree, errors: errorsOf(tree, best.tree) } };
      if (complaintsOf(tree) === 0) return best;
    }
  }
  return best;
}

function isBetter(tree: SyntaxTree, than: SyntaxTree): boolean {
  const fewer = complaintsOf(than) - complaintsOf(tree);
  return fewer > 0 || (fewer === 0 && tree.nodes.length > than.nodes.length);
}

function complaintsOf(tree: SyntaxTree): number {
  return tree.errors.length + (openImportIn(tree) ? 1 : 0);
}

/** Text that was mended is still wrong where it was. */
function errorsOf(mended: SyntaxTree, before: SyntaxTree): SyntaxTree['errors'] {
  if (mended.errors.length > 0) return mended.errors;
  const offset = openImportIn(before)?.range[0] ?? 0;
  return before.errors.length > 0 ? before.errors : [{ message: 'The name of a module is expected.', offset }];
}

function attempt(text: string, language: Language): SyntaxTree | undefined {
  const jsx = language.endsWith('react');
  const name = jsx ? 'file.tsx' : 'file.ts';
  try {
    const source = ts.createSourceFile(
      name,
      text,
      { languageVersion: ts.ScriptTarget.Latest, jsDocParsingMode: ts.JSDocParsingMode.ParseNone },
      true,
      SCRIPT_KIND[language] ?? ts.ScriptKind.JS,
    ) as ParsedSourceFile;
    const errors = source.parseDiagnostics.map((diagnostic) => ({
      message: ts.flattenDiagnosticMessageText(diagnostic.messageText, ' '),
      offset: diagnostic.start ?? 0,
    }));
    source.parseDiagnostics = [];
    const options: TSESTreeOptions = {
      range: true,
      loc: true,
      allowInvalidAST: true,
      jsx,
      filePath: name,
      loggerFn: false,
    };
    const program = parse(source as unknown as string, options) as TSESTree.Program;
    // Parsers do not agree on whether comments at either end belong to the program.
    program.range = [0, text.length];
    const nodes = linkParents(program);
    return { program, nodes, comments: commentsOf(text, nodes), errors };
  } catch {
    return undefined;
  }
}

/** The end of a line where something must follow, and on the next line the word that begins another statement. */
const DANGLING =
  /(\?\.|(?<![.\d])\.|:|\bas)(?=[ \t]*\r?\n\s*(?:if|for|while|do|try|switch|return|throw|const|let|var|function|class|import|export|break|continue)\b)/g;

/** A half-typed member or type takes the next statement's first word for its own: `req.` before `if (…) {`. It ends there. */
function endStatement(text: string, language: Language, first: SyntaxTree | undefined): SyntaxTree | undefined {
  const [error] = first?.errors ?? [];
  if (!first || !error) return first;
  const last = [...text.slice(0, error.offset).matchAll(DANGLING)].at(-1);
  if (!last) return first;
  const end = last.index + last[0].length;
  const tree = attempt(`${text.slice(0, last.index)}${';'.padStart(last[0].length)}${text.slice(end)}`, language);
  if (!tree || tree.errors.length > first.errors.length) return first;
  return { ...tree, errors: tree.errors.length > 0 ? tree.errors : first.errors };
}

/**
 * A lone backtick turns all later templates inside out, and the last of them has no end. It stands before the first
 * complaint: of the two backticks there, the one is blanked without which the parser complains less and reads more.
 */
function closeTemplate(text: string, language: Language, first: SyntaxTree | undefined): SyntaxTree | undefined {
  let best = first;
  let current = text;
  for (let round = 0; round < 2 && (!best || best.errors.some(isUnterminated)); round++) {
    const offset = best?.errors[0]?.offset ?? current.length;
    const tick = current.lastIndexOf('`', offset);
    const candidates = [tick, tick > 0 ? current.lastIndexOf('`', tick - 1) : -1].flatMap((at) => {
      const changed = at < 0 ? undefined : `${current.slice(0, at)} ${current.slice(at + 1)}`;
      const tree = changed === undefined ? undefined : attempt(changed, language);
      return changed !== undefined && tree ? [{ at, changed, tree }] : [];
    });
    candidates.sort((a, b) => a.tree.errors.length - b.tree.errors.length || b.tree.nodes.length - a.tree.nodes.length);
    const [better] = candidates;
    if (!better || (best && better.tree.errors.length >= best.errors.length)) break;
    const { errors } = better.tree;
    current = better.changed;
    best = { ...better.tree, errors: errors.length > 0 ? errors : [{ message: UNTERMINATED, offset: better.at }] };
    if (errors.length === 0) break;
  }
  return best;
}

const UNTERMINATED = 'Unterminated template literal.';

function isUnterminated({ message }: { readonly message: string }): boolean {
  return message === UNTERMINATED;
}

/** The parser recovers from everything but the end of its stack. */
function emptyTree(text: string): SyntaxTree {
  const loc = { start: { line: 1, column: 0 }, end: { line: 1, column: 0 } };
  const program = { type: 'Program' as const, body: [], range: [0, text.length], loc, sourceType: 'module' };
  const root = program as unknown as TSESTree.Program;
  return {
    program: root,
    nodes: [root],
    comments: [],
    errors: [{ message: 'The text is nested too deeply to be read.', offset: 0 }],
    isUnread: true,
  };
}
