import { CreateFile, TextDocumentEdit, type TextEdit, type WorkspaceEdit } from 'vscode-languageserver/node';
import type { Edit } from '../engine/finding.ts';
import type { Abilities } from './abilities.ts';
import type { SuppressionComment } from './suppressionComment.ts';

/** Edits of one document as the client takes them. @param version null for a document that is not open */
export function editOf(
  uri: string,
  version: number | null,
  edits: readonly TextEdit[],
  { documentChanges }: Abilities,
): WorkspaceEdit {
  return documentChanges
    ? { documentChanges: [TextDocumentEdit.create({ uri, version }, [...edits])] }
    : { changes: { [uri]: [...edits] } };
}

/** What differs between two texts, as one edit. */
export function differenceOf(before: string, after: string): Edit {
  let start = 0;
  const most = Math.min(before.length, after.length);
  while (start < most && before[start] === after[start]) start++;
  let same = 0;
  while (same < most - start && before[before.length - 1 - same] === after[after.length - 1 - same]) same++;
  return { start, end: before.length - same, text: after.slice(start, after.length - same) };
}

/** A new file with this text; undefined when the client can't make files. */
export function creationOf(
  uri: string,
  text: string,
  { documentChanges, createFiles }: Abilities,
): WorkspaceEdit | undefined {
  if (!documentChanges || !createFiles) return undefined;
  const insertion = { range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, newText: text };
  return {
    documentChanges: [
      CreateFile.create(uri, { ignoreIfExists: true }),
      TextDocumentEdit.create({ uri, version: null }, [insertion]),
    ],
  };
}

/** What stands for the reason until a person has written one. */
const REASON = 'say why this is safe';

/** Inserts the comment, with the reason selected for editing where the client can do that. */
export function suppressionEditOf(
  uri: string,
  version: number,
  position: TextEdit['range']['start'],
  { before, after }: SuppressionComment,
  abilities: Abilities,
): WorkspaceEdit {
  const range = { start: position, end: position };
  if (!abilities.documentChanges || !abilities.snippetEdits) {
    return editOf(uri, version, [{ range, newText: `${before}${REASON}${after}` }], abilities);
  }
  const value = `${escapeSnippet(before)}\${1:${REASON}}${escapeSnippet(after)}`;
  const snippet = { kind: 'snippet' as const, value };
  return { documentChanges: [{ textDocument: { uri, version }, edits: [{ range, snippet }] }] };
}

/** https://microsoft.github.io/language-server-protocol/specifications/lsp/3.18/specification/#snippet_syntax */
function escapeSnippet(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&');
}
