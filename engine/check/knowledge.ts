import { exactBitsOf, type TaintBits } from '../flow/taintKind.ts';
import type { LibraryModel } from '../model.ts';
import type { CallLike, FlowRule, Handler, PatternRule, Rule, SecretRule } from '../rule.ts';
import { type CompiledSecrets, compileSecrets } from '../secrets/detect.ts';
import { ApiTrie } from '../semantics/entities.ts';

export interface RuleHandler<H = Handler> {
  readonly rule: PatternRule;
  readonly handler: H;
}

/** Rules and models, compiled once for many files. */
export interface Knowledge {
  readonly rules: ReadonlyMap<string, Rule>;
  readonly flowRules: ReadonlyMap<string, FlowRule>;
  /** The rules that may speak in a rule's place, by its id. */
  readonly speakersFor: ReadonlyMap<string, readonly FlowRule[]>;
  /** Handlers of pattern rules, by node type. */
  readonly byNodeType: ReadonlyMap<string, readonly RuleHandler[]>;
  /** Handlers of pattern rules, by the name path of the callee. */
  readonly byCallee: ReadonlyMap<string, readonly RuleHandler<Handler<CallLike>>[]>;
  readonly trie: ApiTrie;
  readonly secrets: CompiledSecrets;
}

/**
 * Compiles rules and models.
 * @throws Error naming rule or package when two rules have one id, or a model names an unknown rule
 */
export function compileKnowledge(rules: readonly Rule[], models: readonly LibraryModel[]): Knowledge {
  const byId = new Map<string, Rule>();
  const flowRules = new Map<string, FlowRule>();
  const speakersFor = new Map<string, FlowRule[]>();
  const ruleBits = new Map<string, TaintBits>();
  const byNodeType = new Map<string, RuleHandler[]>();
  const byCallee = new Map<string, RuleHandler<Handler<CallLike>>[]>();
  const secretRules: SecretRule[] = [];
  for (const rule of rules) {
    if (byId.has(rule.id)) throw new Error(`two rules have the id ${rule.id}`);
    byId.set(rule.id, rule);
    if (rule.kind === 'flow') {
      flowRules.set(rule.id, rule);
      ruleBits.set(rule.id, exactBitsOf(rule.kinds));
      for (const id of rule.speaksFor?.rules ?? []) add(speakersFor, id, rule);
    } else if (rule.kind === 'secret') secretRules.push(rule);
    else {
      for (const [type, handler] of Object.entries(rule.on ?? {}))
        add(byNodeType, type, { rule, handler: handler as Handler });
      for (const [name, handler] of Object.entries(rule.calls ?? {})) add(byCallee, name, { rule, handler });
    }
  }
  const asked = rules.flatMap((rule) => (rule.kind === 'pattern' ? (rule.entities ?? []) : []));
  const trie = new ApiTrie(models, ruleBits, [...byCallee.keys(), ...asked]);
  // A rule may name a value by an alias of its package; the trie knows one name for it.
  const canonical = new Map<string, RuleHandler<Handler<CallLike>>[]>();
  for (const [name, handlers] of byCallee) for (const each of handlers) add(canonical, trie.named(name).name, each);
  return {
    rules: byId,
    flowRules,
    speakersFor,
    byNodeType,
    byCallee: canonical,
    trie,
    secrets: compileSecrets(secretRules),
  };
}

function add<V>(map: Map<string, V[]>, key: string, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
