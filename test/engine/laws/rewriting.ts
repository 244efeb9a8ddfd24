/** Texts of generated programs, written in other words that mean the same. */
import { seededRandom } from '../seededRandom.ts';
import { STATEMENT, withoutMarks } from './generatedProgram.ts';

/** Writes a text with marked places of statements anew. The seed decides how. */
export type Rewriting = (text: string, seed: number) => string;

const NAMES = ['value', 'x', 'entry', 'given', 'häuser', '$', '_', 'aLongerName', 'req', 'res', 'row'];

/** Gives locals new names. */
export const renameLocals: Rewriting = (text, seed) => {
  const random = seededRandom(seed);
  const names = new Map<string, string>();
  const renamed = text.replace(/\blocal\d+\b/g, (local) => {
    const name = names.get(local) ?? `${choose(random, NAMES)}${names.size}`;
    names.set(local, name);
    return name;
  });
  return withoutMarks(renamed);
};

const BLANKS = [' ', ' ', '  ', '\t', '\n', '\n  ', ' /* so */ ', '\n// so it is\n  '];
const INSIDE = ['', '', ' ', '\n  ', '/* so */'];

/** Puts other white space and comments between tokens, and leaves out semicolons that lines end with. */
export const reformat: Rewriting = (text, seed) => {
  const random = seededRandom(seed);
  const formatted = withoutMarks(text).replace(
    // Texts, and what may not be parted from what follows, stay as they are.
    /('[^'\n]*'|`[^`]*`|\breturn |\bimport |\) =>)|( )|(;\n)|([(,{[])/g,
    (whole, fixed, blank, end) => {
      if (fixed !== undefined) return whole;
      if (blank !== undefined) return choose(random, BLANKS);
      if (end !== undefined) return choose(random, [';\n', '\n', ';\n\n', ' ;\n', ';;\n']);
      return whole + choose(random, INSIDE);
    },
  );
  return random() < 0.3 ? formatted.replaceAll('\n', '\r\n') : formatted;
};

const COMMENTS = [
  '// The next line does what it says.',
  '/* a\n * comment of\n * some lines */',
  '/** @see other */',
  '// }',
  '// `',
];

/** Puts comments between statements. */
export const addComments: Rewriting = (text, seed) => {
  const random = seededRandom(seed);
  return text.replaceAll(`${STATEMENT}\n`, () => (random() < 0.5 ? '' : `${choose(random, COMMENTS)}\n`));
};

/** Each is given a number, so that no name is declared twice. */
const UNRELATED: readonly ((id: number) => string)[] = [
  (id) => `const other${id} = ${id} * 2;`,
  (id) => `let other${id} = 'text'; other${id} += '!';`,
  () => `console.debug('here');`,
  (id) => `function other${id}(text) { return text.length + ${id}; }`,
  (id) => `for (let at${id} = 0; at${id} < 3; at${id}++) { Math.max(at${id}, 1); }`,
  (id) => `if (Math.max(1, ${id}) > 9) { Date.now(); } else { performance.now(); }`,
  (id) => `const { length: length${id} } = [1, 2, ${id}];`,
  (id) => `class Other${id} { at = ${id}; next() { return this.at++; } }`,
  (id) => `try { JSON.parse('{}'); } catch (error${id}) { console.debug('no'); }`,
];

/** Puts statements between others that have nothing to do with them. */
export const addStatements: Rewriting = (text, seed) => {
  const random = seededRandom(seed);
  let id = 0;
  return text.replaceAll(`${STATEMENT}\n`, () => (random() < 0.6 ? '' : `${choose(random, UNRELATED)(id++)}\n`));
};

function choose<T>(random: () => number, choices: readonly T[]): T {
  return choices[Math.floor(random() * choices.length)]!;
}
