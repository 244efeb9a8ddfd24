import { parse, type TSESTree } from '@typescript-eslint/typescript-estree';
import type { Parser } from '../../engine/syntax/parse.ts';

/** Stands in until the engine's own parser is there. */
export const parser: Parser = (text, language) => {
  try {
    const program = parse(text, { range: true, loc: true, comment: true, jsx: language.endsWith('react') });
    return { program: program as TSESTree.Program, comments: [], errors: [] };
  } catch (error) {
    const empty = parse('', { range: true, loc: true });
    return { program: empty as TSESTree.Program, comments: [], errors: [{ message: String(error), offset: 0 }] };
  }
};
