import { type Node, patternRule, type Report, replace, suggestion, type TSESTree } from '../../../../engine/rule.ts';

/** Characters that open a run of another direction, and those that close it: https://www.unicode.org/reports/tr9/#Directional_Formatting_Characters. */
const OPENS = new Set([0x202a, 0x202b, 0x202d, 0x202e, 0x2066, 0x2067, 0x2068]);
const CLOSES = new Set([0x202c, 0x2069]);
const ANY = /[\u202a-\u202e\u2066-\u2069]/;

const MESSAGE =
  'An invisible character makes this line read in another order than it runs in, so that a reviewer sees other code than the program. Delete it, or write it as an escape in a text.';

/** The places in a line of the characters whose effect reaches its end. */
function unclosed(line: string): readonly number[] {
  const open: number[] = [];
  for (let at = 0; at < line.length; at++) {
    const code = line.charCodeAt(at);
    if (OPENS.has(code)) open.push(at);
    else if (CLOSES.has(code)) open.pop();
  }
  return open;
}

/** One character of the text, as what stands there. */
function characterAt(at: number, program: TSESTree.Program): Node {
  const { loc } = program;
  return { type: 'Literal', value: '', raw: '', range: [at, at + 1], loc, parent: program } as unknown as Node;
}

export default patternRule({
  id: 'bidi-control-characters',
  title: 'Invisible character that reorders the line',
  severity: 'high',
  confidence: 'high',
  cwe: [1007, 451],
  owasp: ['A08:2021', 'A08:2025'],
  on: {
    Program(program, { text }): Report[] {
      if (!ANY.test(text)) return [];
      const found: Report[] = [];
      let start = 0;
      for (const line of text.split('\n')) {
        for (const at of unclosed(line)) {
          const node = characterAt(start + at, program);
          found.push({ node, message: MESSAGE, fixes: [suggestion('Delete it', replace(node, ''))] });
        }
        start += line.length + 1;
      }
      return found;
    },
  },
});
