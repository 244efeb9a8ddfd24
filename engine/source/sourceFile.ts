import type { Location } from '../finding.ts';

/** How a document's text is read. `text` has no structure: only secrets are looked for in it. */
export type Language =
  | 'javascript'
  | 'javascriptreact'
  | 'typescript'
  | 'typescriptreact'
  | 'json'
  | 'json5'
  | 'yaml'
  | 'env'
  | 'ini'
  | 'toml'
  | 'xml'
  | 'shell'
  | 'dockerfile'
  | 'sql'
  | 'hcl'
  | 'markdown'
  | 'notebook'
  | 'netrc'
  | 'pgpass'
  | 'text';

/** A part of a file that is read as one language: the whole of it, or a script in a component. */
export interface Document {
  readonly language: Language;
  readonly start: number;
  readonly end: number;
}

/** A file's text with its documents and lines. Offsets are UTF-16 code units; a byte order mark is not part of the text. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
  readonly documents: readonly Document[];
  /** Offset at which each line starts; the first is 0. */
  readonly lineStarts: readonly number[];
}

/** A file as far as places in it are concerned. */
export interface TextLayout extends Pick<SourceFile, 'path' | 'lineStarts'> {
  readonly text: { readonly length: number };
}

const LANGUAGE_BY_ENDING: ReadonlyMap<string, Language> = new Map([
  ['.js', 'javascriptreact'],
  ['.mjs', 'javascript'],
  ['.cjs', 'javascript'],
  ['.jsx', 'javascriptreact'],
  ['.ts', 'typescript'],
  ['.mts', 'typescript'],
  ['.cts', 'typescript'],
  ['.tsx', 'typescriptreact'],
  ['.json', 'json'],
  ['.jsonc', 'json'],
  ['.json5', 'json5'],
  ['.webmanifest', 'json'],
  ['.tfstate', 'json'],
  ['.har', 'json'],
  ['.yaml', 'yaml'],
  ['.yml', 'yaml'],
  ['.env', 'env'],
  ['.npmrc', 'ini'],
  ['.ini', 'ini'],
  ['.cfg', 'ini'],
  ['.cnf', 'ini'],
  ['.pypirc', 'ini'],
  ['.s3cfg', 'ini'],
  ['.boto', 'ini'],
  ['.netrc', 'netrc'],
  ['.pgpass', 'pgpass'],
  ['.properties', 'ini'],
  ['.toml', 'toml'],
  ['.xml', 'xml'],
  ['.config', 'xml'],
  ['.plist', 'xml'],
  ['.csproj', 'xml'],
  ['.props', 'xml'],
  ['.pubxml', 'xml'],
  ['.sh', 'shell'],
  ['.bash', 'shell'],
  ['.zsh', 'shell'],
  ['.envrc', 'shell'],
  ['.dockerfile', 'dockerfile'],
  ['.sql', 'sql'],
  ['.tf', 'hcl'],
  ['.tfvars', 'hcl'],
  ['.hcl', 'hcl'],
  ['.md', 'markdown'],
  ['.mdx', 'markdown'],
  ['.markdown', 'markdown'],
  ['.ipynb', 'notebook'],
]);

/** The language that a file's name tells; `text` when none. */
export function languageOf(path: string): Language {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  if (name === '.env' || name.startsWith('.env.')) return 'env';
  const byEnding = LANGUAGE_BY_ENDING.get(name.slice(name.lastIndexOf('.')));
  // `Dockerfile.production` ends with what it is for, `dockerfile.ts` with what it is.
  if (!byEnding && /^(?:dockerfile|containerfile)(?:\.|$)/.test(name)) return 'dockerfile';
  if (name === '_netrc') return 'netrc';
  if (name === '.ftpconfig') return 'json';
  // https://kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig/
  if (name === 'kubeconfig' || /\.kube\/config$/i.test(path)) return 'yaml';
  if (/^\.(?:ba|z|k)?sh(?:rc|_history|_profile|env)$|^\.(?:z?profile|bash_aliases)$/.test(name)) return 'shell';
  // https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-files.html
  if (/\.aws\/(?:credentials|config)$/i.test(path)) return 'ini';
  return byEnding ?? 'text';
}

/** True for the languages that the JavaScript parsers read. */
export function isScript(language: Language): boolean {
  return language.startsWith('javascript') || language.startsWith('typescript');
}

/** Divides a file into documents and finds its lines (`\n`, `\r\n` and a lone `\r` end one). */
export function sourceFile(path: string, text: string, language: Language = languageOf(path)): SourceFile {
  let lineStarts: readonly number[] | undefined;
  return {
    path,
    text,
    documents: [{ language, start: 0, end: text.length }],
    // In most files nothing is found that has a line.
    get lineStarts() {
      lineStarts ??= lineStartsOf(text);
      return lineStarts;
    },
  };
}

function lineStartsOf(text: string): number[] {
  const starts = [0];
  if (!text.includes('\r')) {
    // What searches for one character is many times as fast as a loop.
    for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
    return starts;
  }
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 10 || (code === 13 && text.charCodeAt(at + 1) !== 10)) starts.push(at + 1);
  }
  return starts;
}

/** Line and column of an offset, both from 1. Offsets outside the text are moved to its nearest end. */
export function positionAt(
  file: Pick<TextLayout, 'text' | 'lineStarts'>,
  offset: number,
): { line: number; column: number } {
  const at = Math.max(0, Math.min(offset, file.text.length));
  let low = 0;
  let high = file.lineStarts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((file.lineStarts[middle] ?? 0) <= at) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: at - (file.lineStarts[low] ?? 0) + 1 };
}

/** The location of a range in a file. */
export function locate(file: TextLayout, start: number, end: number): Location {
  const from = positionAt(file, start);
  const to = positionAt(file, end);
  return {
    path: file.path,
    start,
    end,
    startLine: from.line,
    startColumn: from.column,
    endLine: to.line,
    endColumn: to.column,
  };
}
