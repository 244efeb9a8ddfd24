import { ANY } from '../accessPath.ts';
import { capturesOf, kindsClearedByCapture } from '../patternGuard.ts';
import { ALL_BITS, type CallSite, NOTHING } from '../valueFlowGraph.ts';
import type { Calls } from './calls.ts';

/**
 * `text.match(/^item-(\d+)$/)`: the match is a list of the groups' texts, each of which is what its group lets it be.
 * @param text the node of the text that is searched
 * @returns false when the pattern is not known
 */
export function addMatch(calls: Calls, call: CallSite, text: number): boolean {
  const pattern = patternOf(calls, call);
  if (!pattern) return false;
  const { facts } = calls;
  const add = (holder: number, name: string, cleared: number) => {
    const part = facts.graph.addNode(call.ast, call.owner, 'value');
    facts.edge(text, part, 'text', '', ALL_BITS & ~cleared);
    facts.edge(part, holder, 'store', name);
  };
  const isList = call.method === 'match' && pattern.flags.includes('g');
  let match = call.result;
  if (call.method === 'matchAll') {
    match = facts.graph.addNode(call.ast, call.owner, 'value');
    facts.edge(match, call.result, 'store', ANY);
  }
  add(match, isList ? ANY : '0', kindsClearedByCapture(pattern.regex, pattern.flags));
  if (isList) return true;
  const groups = facts.graph.addNode(call.ast, call.owner, 'value');
  facts.edge(groups, match, 'store', 'groups');
  capturesOf(pattern.regex).forEach(({ pattern: inner, name }, index) => {
    const cleared = kindsClearedByCapture(inner, pattern.flags);
    add(match, String(index + 1), cleared);
    if (name !== undefined) add(groups, name, cleared);
  });
  add(match, 'input', 0);
  return true;
}

function patternOf(calls: Calls, call: CallSite): { readonly regex: string; readonly flags: string } | undefined {
  const { ast } = call;
  const callee = ast.type === 'CallExpression' && ast.callee.type === 'MemberExpression' ? ast.callee : undefined;
  const node = call.method?.startsWith('match')
    ? call.argumentNodes[0]
    : call.method === 'exec'
      ? callee?.object
      : undefined;
  const constant = call.result === NOTHING ? undefined : calls.constants.constantOf(node);
  return typeof constant === 'object' && constant !== null ? constant : undefined;
}
