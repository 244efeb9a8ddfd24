/** Code inside of other documents: the fences of Markdown, the scripts of pages and components. */
import { type Document, type Language, languageOf } from '../../source/sourceFile.ts';

const FENCE = /^[ \t]{0,12}(`{3,20}|~{3,20})[ \t]{0,8}([\w+.-]{0,30})/;

const LANGUAGES: Readonly<Record<string, Language>> = {
  bash: 'shell',
  sh: 'shell',
  shell: 'shell',
  zsh: 'shell',
  console: 'shell',
  dotenv: 'env',
  env: 'env',
  dockerfile: 'dockerfile',
  docker: 'dockerfile',
  ts: 'typescript',
  typescript: 'typescript',
  js: 'javascript',
  javascript: 'javascript',
};

/** The blocks of code of a Markdown text, each with the language that its fence names (https://spec.commonmark.org/0.31.2/#fenced-code-blocks). */
export function fencesIn(text: string): Document[] {
  const found: Document[] = [];
  let open: { mark: string; language: Language; start: number } | undefined;
  for (let at = 0; at < text.length; ) {
    const newline = text.indexOf('\n', at);
    const end = newline === -1 ? text.length : newline;
    const fence = FENCE.exec(text.slice(at, Math.min(end, at + 80)));
    if (fence && !open) {
      const name = (fence[2] ?? '').toLowerCase();
      open = { mark: fence[1] ?? '', language: LANGUAGES[name] ?? languageOf(`x.${name}`), start: end + 1 };
    } else if (fence && open && (fence[1] ?? '').startsWith(open.mark) && fence[2] === '') {
      found.push({ language: open.language, start: Math.min(open.start, at), end: at });
      open = undefined;
    }
    at = end + 1;
  }
  return found;
}

/** The scripts of a page or a component: what stands between `<script …>` and `</script>`. */
export function scriptsIn(text: string): Document[] {
  const found: Document[] = [];
  for (let at = indexOfTag(text, '<script', 0); at !== -1; at = indexOfTag(text, '<script', at)) {
    const start = text.indexOf('>', at) + 1;
    if (start === 0) break;
    const close = indexOfTag(text, '</script', start);
    const end = close === -1 ? text.length : close;
    found.push({ language: 'javascript', start, end });
    at = end;
  }
  return found;
}

/** HTML's names are the same in both cases; pages mix them by the tag and not by the letter. */
function indexOfTag(text: string, tag: string, from: number): number {
  const lower = text.indexOf(tag, from);
  const upper = text.indexOf(tag.toUpperCase(), from);
  return lower === -1 || upper === -1 ? Math.max(lower, upper) : Math.min(lower, upper);
}
