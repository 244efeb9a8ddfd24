import type { TSESTree } from './nodes.ts';
import type { SyntaxTree } from './parse.ts';

/**
 * What half-typed text swallows: an element, a comment, a text or an import that somebody has begun goes on to the end of
 * the file, or to the next sign that ends it. Each of these takes what was begun out of the text, to the end of its line,
 * and keeps the length, so that all else stays where it is.
 */
export type Mending = (text: string, tree: SyntaxTree) => string | undefined;

/** Puts blanks in the place of what stands from one offset to another, line ends excepted. */
function blanked(text: string, start: number, end: number): string {
  return `${text.slice(0, start)}${text.slice(start, end).replace(/[^\r\n]/g, ' ')}${text.slice(end)}`;
}

function lineEnd(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end < 0 ? text.length : end;
}

/** An element whose end is missing takes all that follows for its text. */
const openElement: Mending = (text, { errors }) => {
  const starts = errors.flatMap(({ message, offset }) => {
    if (/^JSX element .* has no corresponding closing tag/.test(message)) return [text.lastIndexOf('<', offset)];
    return /^JSX fragment has no corresponding closing tag/.test(message) ? [text.indexOf('<', offset)] : [];
  });
  // The innermost one: what is around it may be whole.
  const start = Math.max(...starts);
  return starts.length === 0 || start < 0 ? undefined : blanked(text, start, lineEnd(text, start));
};

/** A text of an attribute may have several lines, and one without an end has all of them, up to the next quote. */
const openAttribute: Mending = (text, { errors: [error], nodes }) => {
  const attribute =
    error &&
    nodes.findLast(
      (node) =>
        node.type === 'JSXAttribute' &&
        node.value?.type === 'Literal' &&
        node.range[0] <= error.offset &&
        text.slice(...node.value.range).includes('\n'),
    );
  // The tag that it stands in is half-typed.
  const start = attribute?.parent?.range[0];
  return start === undefined ? undefined : blanked(text, start, lineEnd(text, attribute!.range[0]));
};

/** A comment without an end is one of its line. */
const openComment: Mending = (text, { errors }) => {
  if (!errors.some(({ message }) => message === "'*/' expected.")) return undefined;
  const start = text.indexOf('/*', text.lastIndexOf('*/') + 2);
  return start < 0 ? undefined : `${text.slice(0, start)}//${text.slice(start + 2)}`;
};

/** A list of names, or the name of a module, is looked for in the next statement. */
const openImport: Mending = (text, tree) => {
  const open = openImportIn(tree);
  const [error] = tree.errors;
  const broken = tree.program.body.find(
    (each) =>
      /^(?:Import|ExportNamed|ExportAll)Declaration$/.test(each.type) &&
      error !== undefined &&
      each.range[0] <= error.offset &&
      error.offset <= each.range[1] + 1,
  );
  const start = (open ?? broken)?.range[0];
  return start === undefined ? undefined : blanked(text, start, lineEnd(text, start));
};

/** An import or export of a module whose name is none, which TypeScript's parser has nothing against. */
export function openImportIn({ program }: SyntaxTree): TSESTree.ProgramStatement | undefined {
  return program.body.find(
    (each) =>
      (each.type === 'ImportDeclaration' ||
        each.type === 'ExportNamedDeclaration' ||
        each.type === 'ExportAllDeclaration') &&
      each.source &&
      each.source.type !== 'Literal',
  );
}

/** A decorator takes the next statement for what it decorates, or for its arguments. */
const openDecorator: Mending = (text, { program }) => {
  const start = program.body.find(({ type }) => (type as string) === 'TSMissingDeclaration')?.range[0];
  return start === undefined ? undefined : blanked(text, start, lineEnd(text, start));
};

/** The type of a member is looked for in the next statement. */
const openType: Mending = (text, { errors: [error], program }) => {
  const type = program.body.find(
    (each) =>
      error !== undefined &&
      /^TS(?:Interface|TypeAlias)Declaration$/.test(each.type) &&
      each.range[0] < error.offset &&
      error.offset <= each.range[1] + 1,
  );
  if (!type || !error) return undefined;
  const before = text.slice(type.range[0], text.lastIndexOf('\n', error.offset) + 1).trimEnd();
  return before === '' ? undefined : blanked(text, type.range[0], type.range[0] + before.length);
};

/** A template without an end ends where the next one begins, whose text is then read as code. */
const openTemplate: Mending = (text, { errors, nodes }) => {
  const [error] = errors;
  // Where the last one has no end, the odd one is looked for.
  if (errors.some(({ message }) => message === 'Unterminated template literal.')) return undefined;
  const start =
    error &&
    nodes.findLast(
      (node) =>
        node.type === 'TemplateLiteral' && node.range[0] < error.offset && text.slice(...node.range).includes('\n'),
    )?.range[0];
  return start === undefined ? undefined : blanked(text, start, lineEnd(text, start));
};

export const MENDINGS: readonly Mending[] = [
  openComment,
  openImport,
  openAttribute,
  openElement,
  openDecorator,
  openType,
  openTemplate,
];
