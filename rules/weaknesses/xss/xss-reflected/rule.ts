import {
  addImport,
  automatic,
  type Fix,
  flowRule,
  insertAfter,
  insertBefore,
  type Node,
  type RuleContext,
  type SinkMatch,
} from '../../../../engine/rule.ts';
import { isHarmless } from './harmless.ts';

export default flowRule({
  id: 'xss-reflected',
  title: 'Text from the request comes back as HTML',
  severity: 'high',
  confidence: 'high',
  cwe: [79],
  owasp: ['A03:2021', 'A05:2025'],
  kinds: ['html-text'],
  // What a visitor sends comes back to the same visitor; data of others is another matter.
  from: ['remote'],
  message: (sink, context) =>
    isBeyondEscaping(sink, context)
      ? `${sink.source} is sent back in a script, an address or a bare attribute, where escaping for HTML is not enough, so that a link to this page can run a script in the visitor's session. Take it from a list of known values, or check the scheme.`
      : `${sink.source} is sent back as HTML, so that a link to this page can run a script in the visitor's session. Escape it for HTML, or send JSON or plain text.`,
  fixes: (sink, context) => [...escaped(sink, context)],
  isSafe: isHarmless,
});

/** Escapers of HTML by package, each with the name of its function; undefined when the package is the function. */
const ESCAPERS: readonly (readonly [string, string | undefined])[] = [
  ['escape-html', undefined],
  ['he', 'encode'],
  ['html-entities', 'encode'],
  ['validator', 'escape'],
  ['lodash', 'escape'],
  ['lodash-es', 'escape'],
];

/** Wraps the hole with an escaper that the file imports already. */
function* escaped(sink: SinkMatch, context: RuleContext): Generator<Fix> {
  const escaper = escaperIn(context);
  if (escaper === undefined) return;
  const hole = taintedHole(sink, context);
  if (!hole || !isEscapable(hole.before)) return;
  yield automatic('Escape it for HTML', insertBefore(hole.node, `${escaper}(`), insertAfter(hole.node, ')'));
}

/** The one hole of the text through which the data comes, with the constant text before it. */
function taintedHole({ value, flow }: SinkMatch, context: RuleContext): { node: Node; before: string } | undefined {
  const pieces = context.stringOf(value) ?? [{ node: value }];
  const holes = pieces.flatMap((piece) => (typeof piece === 'string' ? [] : [piece.node]));
  const tainted =
    holes.length === 1 ? holes : holes.filter((hole) => flow.steps.some(({ location }) => contains(hole, location)));
  const [node] = tainted;
  if (!node || tainted.length !== 1) return undefined;
  const index = pieces.findIndex((piece) => typeof piece !== 'string' && piece.node === node);
  const before = pieces
    .slice(0, index)
    .map((piece) => (typeof piece === 'string' ? piece : ''))
    .join('');
  return { node, before };
}

/** True for data that is escaped already and stands where that does not help. */
function isBeyondEscaping(sink: SinkMatch, context: RuleContext): boolean {
  const hole = taintedHole(sink, context);
  return hole !== undefined && !isEscapable(hole.before);
}

/** False inside scripts and styles, and in attributes that are bare or hold a URL or script: there, escaping is not enough. */
function isEscapable(before: string): boolean {
  const lower = before.toLowerCase();
  if (['script', 'style'].some((tag) => lower.lastIndexOf(`<${tag}`) > lower.lastIndexOf(`</${tag}`))) return false;
  const tag = before.slice(before.lastIndexOf('<'));
  if (!tag.startsWith('<') || tag.includes('>')) return true;
  const attribute = /\s([\w:-]+)\s*=\s*(?:"[^"]*|'[^']*)$/.exec(tag);
  return attribute !== null && !/^(?:on\w+|href|src|srcdoc|action|formaction|data|style)$/i.test(attribute[1] ?? '');
}

function contains(node: Node, range: { readonly start: number; readonly end: number }): boolean {
  return node.range[0] <= range.start && range.end <= node.range[1];
}

function escaperIn(context: RuleContext): string | undefined {
  for (const [from, name] of ESCAPERS) {
    if (!context.imports(from)) continue;
    const { local, edits } = addImport(context.program, context.text, name === undefined ? { from } : { from, name });
    if (edits.length === 0) return local;
  }
  return undefined;
}
