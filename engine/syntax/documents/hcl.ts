import type { DocumentNode, Entry } from './keyValue.ts';

const DEEPEST = 50;
const BLOCK = /[ \t]{0,80}([\w-]{1,80})((?:[ \t]{1,8}"[^"\r\n]{0,120}"){0,3})[ \t]{0,8}(?:=[ \t]{0,8})?\{/y;
const ASSIGNMENT = /[ \t]{0,80}"?([\w.-]{1,80})"?[ \t]{0,40}[=:][ \t]{0,40}"((?:[^"\\\r\n]|\\.){0,2000})"/y;

/**
 * Reads Terraform's files line by line (https://developer.hashicorp.com/terraform/language/syntax/configuration): blocks
 * with their labels and texts with their names. The default of a variable has the variable's name. Never throws.
 */
export function parseHcl(text: string): DocumentNode {
  const root: Entry[] = [];
  const open: { readonly entries: Entry[]; readonly variable: string | undefined }[] = [
    { entries: root, variable: undefined },
  ];
  for (let at = 0; at < text.length; ) {
    const newline = text.indexOf('\n', at);
    const end = newline === -1 ? text.length : newline;
    const holder = open.at(-1);
    BLOCK.lastIndex = at;
    ASSIGNMENT.lastIndex = at;
    const block = BLOCK.exec(text);
    const assignment = block ? null : ASSIGNMENT.exec(text);
    if (block && holder) {
      const entries: Entry[] = [];
      const labels = (block[2] ?? '').match(/"[^"]{1,120}"/g)?.map((label) => label.slice(1, -1)) ?? [];
      holder.entries.push({ key: [block[1], ...labels].join('.'), value: { kind: 'map', entries } });
      // `name = { … }` on one line ends where it stands.
      const isClosed = text.slice(BLOCK.lastIndex, end).includes('}');
      // Nobody nests settings so deep; what is below is read as if it stood beside.
      if (!isClosed && open.length < DEEPEST)
        open.push({ entries, variable: block[1] === 'variable' ? labels[0] : undefined });
    } else if (assignment && holder) {
      const [, name = '', value = ''] = assignment;
      const stop = ASSIGNMENT.lastIndex - 1;
      const key = name === 'default' && holder.variable !== undefined ? holder.variable : name;
      holder.entries.push({ key, value: { kind: 'scalar', value, start: stop - value.length, end: stop } });
    } else if (open.length > 1 && /^[ \t]{0,80}\}/.test(text.slice(at, Math.min(end, at + 100)))) open.pop();
    at = end + 1;
  }
  return { kind: 'map', entries: root };
}
