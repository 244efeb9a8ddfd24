import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { TextDocuments } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Edit } from '../engine/finding.ts';

/** A document in the editor, with what was edited since somebody last looked. */
export interface OpenDocument {
  readonly uri: string;
  /** Absolute path; for a document without a file, the one that it would have. */
  readonly file: string;
  text: TextDocument;
  /** In order, each in offsets of the text that the ones before it left. */
  edits: Edit[];
}

export type OpenDocuments = TextDocuments<OpenDocument>;

/** How a document that was never saved would be named. */
const ENDINGS: Readonly<Record<string, string>> = {
  javascript: '.js',
  javascriptreact: '.jsx',
  typescript: '.ts',
  typescriptreact: '.tsx',
  json: '.json',
  jsonc: '.jsonc',
  json5: '.json5',
  yaml: '.yaml',
  dotenv: '.env',
  properties: '.properties',
  ini: '.ini',
  dockerfile: '.dockerfile',
  dockercompose: '.yaml',
  toml: '.toml',
  xml: '.xml',
  shellscript: '.sh',
  sql: '.sql',
  terraform: '.tf',
  markdown: '.md',
};

/**
 * Follows the editor's documents.
 * @param unsavedFolder where a document without a file would be
 */
export function createOpenDocuments(unsavedFolder: () => string): OpenDocuments {
  return new TextDocuments<OpenDocument>({
    create(uri, languageId, version, content) {
      const text = TextDocument.create(uri, languageId, version, content);
      return { uri, file: fileOf(uri) ?? join(unsavedFolder(), unsavedName(uri, languageId)), text, edits: [] };
    },
    update(document, changes, version) {
      for (const change of changes) {
        const whole = { start: 0, end: document.text.getText().length };
        const range =
          'range' in change
            ? { start: document.text.offsetAt(change.range.start), end: document.text.offsetAt(change.range.end) }
            : whole;
        document.edits.push(shrink(document.text.getText(), { ...range, text: change.text }));
        document.text = TextDocument.update(document.text, [change], version);
      }
      return document;
    },
  });
}

/** The edit without what it leaves as it was: a client may send the whole text for one letter. */
function shrink(before: string, { start, end, text }: Edit): Edit {
  let from = 0;
  const most = Math.min(end - start, text.length);
  while (from < most && before[start + from] === text[from]) from++;
  let to = 0;
  while (to < most - from && before[end - 1 - to] === text[text.length - 1 - to]) to++;
  return { start: start + from, end: end - to, text: text.slice(from, text.length - to) };
}

function unsavedName(uri: string, languageId: string): string {
  const name = /[^/:]+$/.exec(decodeURIComponent(uri))?.[0] ?? 'untitled';
  return `${name.replace(/[^\w.-]/g, '-')}${ENDINGS[languageId] ?? ''}`;
}

/** The file that a URI names; undefined when it names none. */
export function fileOf(uri: string): string | undefined {
  if (!uri.startsWith('file:')) return undefined;
  try {
    // VS Code writes drive letters small, Node writes them as it finds them.
    return fileURLToPath(uri).replace(/^[a-z]:/, (drive) => drive.toUpperCase());
  } catch {
    return undefined;
  }
}

/** The `file:` URI of an absolute path. */
export function uriOf(file: string): string {
  return pathToFileURL(file).href;
}
