import { createRequire } from 'node:module';
import { createOxcParser, type OxcModule } from '../engine/syntax/oxcParser.ts';
import type { Parser } from '../engine/syntax/parse.ts';

const require = createRequire(import.meta.filename);
const isBundled = !import.meta.filename.endsWith('.ts');

/**
 * The parser of this machine: the fast one for valid text where its native code is installed, else the reference parser,
 * which gives the same trees. Each is loaded for the first text that it reads: native code takes 20 ms, TypeScript a third
 * of a second.
 */
export function loadParser(): Parser {
  const reference = lazily(loadReference);
  return lazily(() => {
    const oxc = loadOxc();
    return oxc ? createOxcParser(oxc, reference) : reference;
  });
}

function lazily(load: () => Parser): Parser {
  let parser: Parser | undefined;
  return (text, language) => {
    parser ??= load();
    return parser(text, language);
  };
}

function loadReference(): Parser {
  const path = isBundled ? './parser.cjs' : '../engine/syntax/typescriptParser.ts';
  const { createTypescriptParser } = require(path) as typeof import('../engine/syntax/typescriptParser.ts');
  return createTypescriptParser();
}

/** Native code: an optional dependency of the command line. The extension is one package for all platforms and has none. */
function loadOxc(): OxcModule | undefined {
  try {
    return require('oxc-parser') as OxcModule;
  } catch {
    return undefined;
  }
}
