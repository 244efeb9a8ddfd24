import type { Language } from '../source/sourceFile.ts';
import { commentsOf } from './comments.ts';
import { nestsDeeperThan } from './nesting.ts';
import type { TSESTree } from './nodes.ts';
import type { Parser } from './parse.ts';
import { linkParents } from './walk.ts';

/** The part of oxc-parser that is used. The module is passed in: it is native code that is not everywhere. */
export interface OxcModule {
  parseSync(
    filename: string,
    text: string,
    options: {
      readonly lang: 'js' | 'jsx' | 'ts' | 'tsx';
      readonly astType: 'ts';
      readonly range: true;
      readonly preserveParens: false;
      readonly experimentalRawTransfer?: boolean;
    },
  ): { readonly program: unknown; readonly errors: readonly unknown[] };
  /** True where the tree can be read from the parser's own memory. */
  rawTransferSupported?(): boolean;
}

const LANGUAGES = new Map<Language, 'js' | 'jsx' | 'ts' | 'tsx'>([
  ['javascript', 'js'],
  ['javascriptreact', 'jsx'],
  ['typescript', 'ts'],
  ['typescriptreact', 'tsx'],
]);

/** Text with a lone surrogate, which the parser would replace. */
const LONE_SURROGATE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;

/**
 * The parser is recursive and in native code: what its stack does not hold ends the process. With the smallest stack of a
 * platform (1 MB) it has been seen to stand 500 levels of any construct.
 */
const DEEPEST = 400;

/**
 * Reading a tree from the parser's own memory saves 50 ms a million characters, and takes 100 ms to set up: with a buffer of
 * gigabytes, which makes V8 collect at once. So the first texts come as JSON.
 */
const FEW = 1_000_000;

/**
 * The fast parser: the same tree at a fraction of the cost, for valid text. Whatever it complains about, or writes
 * differently from the reference (lone surrogates), or what is nested deeply, is read by the reference parser.
 * @param few from so many characters on trees are read from the parser's memory
 */
export function createOxcParser(oxc: OxcModule, reference: Parser, few = FEW): Parser {
  let left = few;
  return (text, language) => {
    left -= text.length;
    const raw = left < 0 && oxc.rawTransferSupported?.() === true;
    const lang = LANGUAGES.get(language) ?? 'js';
    try {
      if (LONE_SURROGATE.test(text) || nestsDeeperThan(text, DEEPEST)) return reference(text, language);
      const { program, errors } = oxc.parseSync(`file.${lang}`, text, {
        lang,
        astType: 'ts',
        range: true,
        preserveParens: false,
        ...(raw && { experimentalRawTransfer: true }),
      });
      if (errors.length > 0) return reference(text, language);
      const root = program as TSESTree.Program;
      root.range = [0, text.length];
      const nodes = linkParents(root);
      for (const node of nodes) decodeEntities(node);
      return { program: root, nodes, comments: commentsOf(text, nodes), errors: [] };
    } catch {
      return reference(text, language);
    }
  };
}

/** The entities of JSX that can matter to a rule; it knows those of XHTML only, so `javascript&colon;` is no scheme there. */
const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
};

/** JSX text is kept as written by this parser and decoded by the reference; `&#106;avascript:` must not slip through. */
function decodeEntities(node: TSESTree.Node): void {
  const isText = node.type === 'JSXText' || (node.type === 'Literal' && node.parent?.type === 'JSXAttribute');
  if (!isText || typeof node.value !== 'string' || !node.value.includes('&')) return;
  (node as { value: string }).value = node.value.replace(
    /&(?:#(\d+)|#x([\da-f]+)|(\w+));/gi,
    (whole, decimal?: string, hex?: string, name?: string) => {
      if (decimal) return String.fromCodePoint(Number(decimal));
      if (hex) return String.fromCodePoint(Number.parseInt(hex, 16));
      return ENTITIES[name ?? ''] ?? whole;
    },
  );
}
