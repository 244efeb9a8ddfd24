import { displayWidth, visibleText } from './visibleText.ts';

/** Columns of one line, from 1, half-open. */
export interface Columns {
  readonly start: number;
  readonly end: number;
}

/** One line of code made ready for a terminal, and where its marked part stands in it. */
export interface CodeFrame {
  readonly code: string;
  /** Cells before the marked part, and cells that it takes (at least one). */
  readonly before: number;
  readonly marked: number;
}

const CUT = '...';
/** Always the same, so that not even the length of a secret is told. */
const MASK = '********';

/**
 * A line of code with its marked part in sight: indentation removed, tabs as two spaces, what is invisible as escapes, long
 * lines cut around the mark, and the columns in `masked` hidden.
 */
export function codeFrame(line: string, marked: Columns, width: number, masked: readonly Columns[] = []): CodeFrame {
  const start = clamp(marked.start - 1, line.length);
  const end = Math.max(start, clamp(marked.end - 1, line.length));
  const indentation = /^\s*/.exec(line.slice(0, start))?.[0].length ?? 0;
  const first = firstShown(line, start, indentation, width);

  let code = first > indentation ? CUT : '';
  let cells = code.length;
  let before = start <= first ? cells : undefined;
  let after: number | undefined;
  for (let at = first; at < line.length; ) {
    const piece = pieceAt(line, at, masked);
    const shownWidth = displayWidth(piece.shown);
    if (cells + shownWidth > width) {
      code += CUT;
      break;
    }
    if (before === undefined && at >= start) before = cells;
    if (after === undefined && at >= end) after = cells;
    code += piece.shown;
    cells += shownWidth;
    at = piece.end;
  }
  const from = before ?? cells;
  return { code, before: from, marked: Math.max(1, (after ?? cells) - from) };
}

/** The offset from which a line is shown: with all that fits when it fits, else with a third of the width before the mark. */
function firstShown(line: string, start: number, indentation: number, width: number): number {
  if (line.length - indentation <= width || start - indentation <= width / 2) return indentation;
  const first = Math.min(start - Math.floor(width / 3), line.length - width + CUT.length);
  return boundary(line, Math.max(indentation, first));
}

/** What is shown for the character (or the masked part) at an offset, and where the next one starts. */
function pieceAt(line: string, at: number, masked: readonly Columns[]): { shown: string; end: number } {
  const mask = masked.find((columns) => at >= columns.start - 1 && at < columns.end - 1);
  if (mask) return { shown: MASK, end: Math.min(mask.end - 1, line.length) };
  const character = String.fromCodePoint(line.codePointAt(at) ?? 0);
  return { shown: character === '\t' ? '  ' : visibleText(character), end: at + character.length };
}

/** The offset, moved out of the middle of a surrogate pair. */
function boundary(line: string, offset: number): number {
  const code = line.charCodeAt(offset);
  return code >= 0xdc00 && code <= 0xdfff ? offset - 1 : offset;
}

function clamp(offset: number, length: number): number {
  return Math.max(0, Math.min(offset, length));
}
