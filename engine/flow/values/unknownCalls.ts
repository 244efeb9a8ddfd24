import type { ApiEntity } from '../../semantics/entities.ts';
import { nameOf } from '../../syntax/nodes.ts';
import { ALL_BITS, type CallSite, NOTHING } from '../valueFlowGraph.ts';
import { sanitize } from './arrivals.ts';
import type { Calls } from './calls.ts';
import { LOSES_SHAPE, propagate } from './propagators.ts';

/** A method with such a name looks something up or acts on it: its result is not made of its arguments. */
const ANSWERS =
  /^(?:find|get|fetch|load|query|select|read|count|exist|lookup|search|list|save|create|insert|update|upsert|delete|remove|destroy|has|is|can|should|verify|compare|check|authenticate|login|sign|hash|encrypt|decrypt|digest|test|equals?)(?![a-z])/;

/** A hook of React or Vue answers by what it keeps or fetches: https://react.dev/learn/reusing-logic-with-custom-hooks. */
const HOOK = /^use[A-Z]/;

/** A function with such a name promises to clean what it is given. Nobody here can see whether it does. */
const CLEANS =
  /^(?:saniti[sz]e|escape|clean|encode|purify|strip|quote|safe|to(?:Safe|Int|Number|Slug)|slugify|valid|assert|normali[sz]eId)/i;

/** A function with such a name makes its result of what it is given, however long that takes. */
const MAKES =
  /^(?:parse|decode|decrypt|read|json|text|body|form|build|make|render|transform|convert|merge|join|concat|wrap|with|to(?=[A-Z]))/;

/** True when what a call gives is waited for. What takes time comes from elsewhere, whatever it was asked for. */
function isWaitedFor({ ast }: CallSite): boolean {
  const { parent } = ast;
  if (parent?.type === 'AwaitExpression') return true;
  return (
    parent?.type === 'MemberExpression' &&
    parent.object === ast &&
    /^(?:then|catch|finally)$/.test(nameOf(parent) ?? '')
  );
}

/** Treats unresolved methods by their name. Gives whether there were any. */
export function applyMethodNames(calls: Calls): boolean {
  const { propagators, sanitizers } = calls.facts.trie.methodsByName;
  let changed = false;
  for (const call of calls.facts.graph.calls) {
    if (call.method === undefined || call.isUnderstood || calls.resolved.has(call.id)) continue;
    const found = propagators.get(call.method);
    const cleaning = sanitizers.get(call.method);
    if (!found && !cleaning) continue;
    // What a library gives later is a promise like any other.
    if (!/^(?:then|catch|finally)$/.test(call.method) && isLibraryValue(calls, call.receiver)) continue;
    calls.resolved.add(call.id);
    changed = true;
    propagate(calls, call, found ?? []);
    sanitize(calls, call, cleaning ?? []);
  }
  return changed;
}

/** Data passes through a call of unknown code, with less confidence. */
export function applyUnknownCalls(calls: Calls): void {
  for (const call of calls.facts.graph.calls) {
    if (call.isUnderstood || calls.resolved.has(call.id)) continue;
    const name = call.method ?? calls.facts.graph.label[call.result] ?? '';
    const known = calls.calleesOf.get(call.id);
    if (known?.some(({ entity }) => calls.facts.trie.sourcesOf(entity).length > 0 || givesOthersData(calls, entity)))
      continue;
    const isAnswer = ANSWERS.test(name) || HOOK.test(name) || (isWaitedFor(call) && !MAKES.test(name));
    const doubt = isAnswer || CLEANS.test(name) ? 2 : 1;
    if (call.ast.type === 'JSXElement') continue;
    for (const argument of call.arguments) calls.facts.edge(argument, call.result, 'text', '', LOSES_SHAPE, doubt);
    if (call.receiver !== NOTHING && !isLibraryValue(calls, call.receiver))
      calls.facts.edge(call.receiver, call.result, 'text', '', ALL_BITS, doubt);
  }
  calls.facts.propagate();
}

/** True for a function of which a model says that a part of its result comes from elsewhere: `useQuery().data`. */
function givesOthersData({ facts }: Calls, { result }: ApiEntity): boolean {
  if (!result) return false;
  const parts = [result, ...result.members.values()];
  return parts.some((part) => [part, ...part.members.values()].some((each) => facts.trie.sourcesOf(each).length > 0));
}

/** True when a value belongs to a package that is not the language itself: a method's name alone says nothing there. */
function isLibraryValue(calls: Calls, node: number): boolean {
  const entities = calls.facts.entitiesAt(node).map(({ entity }) => entity);
  // What may be data from outside is text or bytes, whatever else its place can hold.
  if (entities.some((entity) => calls.facts.trie.sourcesOf(entity).length > 0)) return false;
  return entities.some((entity) => entity.package !== 'global');
}
