/**
 * The one reader of rule pages: `portside explain`, the editor's hover and the tests read a page through it, so that an
 * example that is shown is an example that was tested.
 */

/** A fenced block of code. */
export interface PageBlock {
  /** What stands after the fence's marks, first word: `ts`, `env`. It is the ending of the example's file. */
  readonly language: string;
  /** The other words after the fence's marks: `half-typed`. */
  readonly flags: readonly string[];
  /** The code between the fences, without the last line's end. */
  readonly code: string;
  /** Line of the opening fence, from 1. */
  readonly line: number;
}

/** A heading of the second level with what follows it. */
export interface PageSection {
  readonly heading: string;
  /** The Markdown below the heading, blocks included. */
  readonly body: string;
  readonly blocks: readonly PageBlock[];
  readonly line: number;
}

export interface RulePage {
  /** The heading of the first level; empty when there is none. */
  readonly title: string;
  /** What stands between the title and the first section. */
  readonly introduction: string;
  readonly sections: readonly PageSection[];
}

const FENCE = /^(`{3,}|~{3,})[ \t]*([^`]*)$/;

/** Reads a rule's page. Any text gives a page; an open fence ends with the text. */
export function readRulePage(markdown: string): RulePage {
  const lines = markdown.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  let title = '';
  let body: string[] = [];
  const introduction = body;
  const sections: { heading: string; body: string[]; blocks: PageBlock[]; line: number }[] = [];
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] ?? '';
    const fence = FENCE.exec(line);
    if (fence) {
      const close = closingFence(lines, index, fence[1] ?? '');
      body.push(...lines.slice(index, close + 1));
      const [language = '', ...flags] = (fence[2] ?? '').trim().split(/\s+/);
      sections
        .at(-1)
        ?.blocks.push({ language, flags, code: lines.slice(index + 1, close).join('\n'), line: index + 1 });
      index = close;
    } else if (line.startsWith('# ') && title === '' && sections.length === 0) {
      title = line.slice(2).trim();
    } else if (line.startsWith('## ')) {
      body = [];
      sections.push({ heading: line.slice(3).trim(), body, blocks: [], line: index + 1 });
    } else {
      body.push(line);
    }
  }
  return {
    title,
    introduction: introduction.join('\n').trim(),
    sections: sections.map((section) => ({ ...section, body: section.body.join('\n').trim() })),
  };
}

/** Index of the line that closes the fence at `open`, or of the line after the last. */
function closingFence(lines: readonly string[], open: number, marks: string): number {
  for (let index = open + 1; index < lines.length; index++) {
    const line = (lines[index] ?? '').trimEnd();
    if (line.length >= marks.length && line === (marks[0] ?? '').repeat(line.length)) return index;
  }
  return lines.length;
}

/** The sections with this heading, in order. */
export function sectionsNamed(page: RulePage, heading: string): readonly PageSection[] {
  return page.sections.filter((section) => section.heading === heading);
}
