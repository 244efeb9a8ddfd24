import { flowRule, type Node, type RuleContext, type SinkMatch, unwrap } from '../../../../engine/rule.ts';

// https://cwe.mitre.org/data/definitions/88.html
export default flowRule({
  id: 'argument-injection',
  title: 'An argument from outside can be an option of the program',
  severity: 'high',
  confidence: 'medium',
  cwe: [88],
  owasp: ['A03:2021', 'A05:2025'],
  kinds: ['argument'],
  from: ['remote', 'browser', 'model'],
  message: ({ source }) =>
    `${source} becomes an argument of a program that has options to write files or to start others. What begins with \`-\` is taken for one. Put \`--\` in front of it, or refuse what begins so.`,
  isSafe: isNoOption,
});

/** Behind `--`, behind an option that takes a value, and behind a fixed beginning no option can stand. */
function isNoOption({ value, flow }: SinkMatch, context: RuleContext): boolean {
  const list = unwrap(context.resolve(value));
  if (list.type !== 'ArrayExpression') return true;
  const open = list.elements.flatMap((each, place) => (each && context.constantOf(each) === undefined ? [place] : []));
  const told = open.filter((place) => flow.steps.some(({ location }) => contains(list.elements[place]!, location)));
  return (told.length > 0 ? told : open).every((place) => isValue(list.elements, place, context));
}

function isValue(elements: readonly (Node | null)[], place: number, context: RuleContext): boolean {
  const [first] = context.stringOf(elements[place]) ?? [];
  if (typeof first === 'string' && first !== '' && !first.startsWith('-')) return true;
  const before = elements.slice(0, place).map((each) => context.constantOf(each));
  return before.includes('--') || isOptionWithValue(before.at(-1));
}

/** `-m`, `--message`: what follows is its value. */
function isOptionWithValue(argument: unknown): boolean {
  return (
    typeof argument === 'string' &&
    /^(?:-[a-zA-Z]|--(?:message|author|branch|depth|config|data|header|user|name))$/.test(argument)
  );
}

function contains(node: Node, range: { readonly start: number; readonly end: number }): boolean {
  return node.range[0] <= range.start && range.end <= node.range[1];
}
