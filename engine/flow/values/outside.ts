import type { ApiEntity, ApiTrie } from '../../semantics/entities.ts';
import { type PassedParts, partOf } from '../passedParts.ts';
import type { SchemaValue } from '../schemas/schemaValue.ts';
import { type Shape, withoutMakers } from '../schemas/shape.ts';
import type { HeldValue, Place, Seed, SymbolRef } from '../summary.ts';
import {
  type CallSite,
  type ClassInfo,
  commonSelf,
  type FunctionInfo,
  hasOwnThis,
  NOTHING,
  SELF,
} from '../valueFlowGraph.ts';
import type { Foreign, ForeignSink } from './foreign.ts';
import type { Item } from './resolvedValues.ts';
import { givesAway } from './survey.ts';
import type { ValueFacts } from './valueFacts.ts';

/** What code elsewhere can reach of a module. */
export interface Exposed {
  readonly functions: readonly FunctionInfo[];
  readonly classes: readonly ClassInfo[];
}

/** Tells what a schema lets through. */
type ShapeOf = (schema: SchemaValue) => Shape;

/** What is done with an API value is looked for so deep: `app.route().get`. */
const MAX_SPOKEN_DEPTH = 3;

export const NOTHING_EXPOSED: Exposed = { functions: [], classes: [] };

/** A call of something that code elsewhere gives: a callback, a method of an injected service. */
export interface GivenCall {
  readonly call: CallSite;
  /** The function that it is given to, or the class in whose instances it is kept. */
  readonly owner: FunctionInfo | ClassInfo;
  readonly callee: Place;
}

/** A node that is a module, or what a module exports under some name. */
export interface ImportedObject {
  readonly node: number;
  readonly module: string;
  readonly names: readonly string[];
}

/** What a module gives to an argument of another module's function. */
export interface SentSeed extends Seed {
  readonly module: string;
}

/** Where a module meets others. */
export interface Outside {
  readonly exposed: Exposed;
  readonly givenCalls: readonly GivenCall[];
  readonly sinks: readonly ForeignSink[];
  readonly seeds: readonly SentSeed[];
  /** Nothing is asked but whether data comes in. */
  readonly isSurvey: boolean;
  /** In a survey: an API value that data can be got from is given away. */
  readonly givesAway: boolean;
  /** Nodes that are, or hold, what other modules export. */
  readonly imports: readonly ImportedObject[];
  /** What a node is, to other modules. */
  heldAt(node: number): readonly HeldValue[];
}

/** Tells a module what those that call its functions give them. */
export function sow(facts: ValueFacts, seeds: readonly Seed[]): void {
  for (const { function: id, parameter, names, entity, isGuessed } of seeds) {
    const fn = facts.graph.functions[id];
    const node = parameter === SELF ? fn?.self : fn?.parameters[parameter];
    if (node) facts.addEntity(node, entity, isGuessed, true, facts.paths.of(names));
  }
}

/** Finds what code elsewhere can reach: what is exported, what that returns and makes. Marks what it is given, unless in a survey. */
export function expose(facts: ValueFacts, isSurvey: boolean): Exposed {
  const functions = new Set<FunctionInfo>();
  const classes = new Set<ClassInfo>();
  const own = new Set(facts.graph.functions);
  const classOf = new Map(facts.graph.classes.map((cls) => [cls.instance, cls]));
  for (let count = -1; count !== functions.size + classes.size; ) {
    count = functions.size + classes.size;
    const nodes = [facts.graph.exports];
    for (const cls of classes) nodes.push(cls.instance);
    for (const fn of functions) {
      nodes.push(fn.returns);
      if (hasOwnThis(fn, facts.graph)) nodes.push(fn.self);
    }
    for (const node of nodes) {
      for (const { item } of facts.heldAt(node)) {
        if (item.kind === 'function' && own.has(item.fn)) {
          functions.add(item.fn);
          // Who has a method of an instance has the instance.
          const cls = classOf.get(commonSelf(item.fn, facts.graph));
          if (cls) classes.add(cls);
        }
        if (item.kind !== 'class' || !item.cls.ast) continue;
        classes.add(item.cls);
        if (item.cls.construct) functions.add(item.cls.construct);
      }
    }
    if (isSurvey) continue;
    for (const fn of functions) {
      fn.parameters.forEach((node, index) => {
        facts.addGiven(node, fn, { at: 'parameter', index, names: [] });
      });
    }
    for (const cls of classes) facts.addGiven(cls.instance, cls, { at: 'self', names: [] });
    facts.propagate();
  }
  return { functions: [...functions], classes: [...classes] };
}

/**
 * Gathers where a module meets others, when all its values are known.
 * @param path the module's path, by which others name its functions and classes
 */
export function outsideOf(
  path: string,
  facts: ValueFacts,
  exposed: Exposed,
  foreign: Foreign,
  shapeOf: ShapeOf,
  passed: ReadonlyMap<FunctionInfo, PassedParts>,
  isSurvey: boolean,
): Outside {
  const heldAt = (node: number) => heldBy(path, facts, shapeOf, node);
  return {
    exposed,
    isSurvey,
    givesAway: isSurvey && givesAway(facts, exposed.functions, exposed.classes),
    givenCalls: isSurvey || exposed.functions.length === 0 ? [] : findGivenCalls(facts),
    sinks: foreign.sinks,
    imports: importedObjects(facts, foreign),
    seeds: foreign.functions.flatMap(({ ref, fn }) => seedsOf(facts, ref, fn, passed.get(fn))),
    heldAt,
  };
}

function importedObjects({ graph }: ValueFacts, { modules }: Foreign): ImportedObject[] {
  if (modules.length === 0) return [];
  const pathOf = new Map(modules.map(({ node, path }) => [node, path]));
  const found: ImportedObject[] = modules.map(({ node, path }) => ({ node, module: path, names: [] }));
  for (const [node, { object, name }] of graph.readFrom) {
    const module = pathOf.get(object);
    if (module !== undefined) found.push({ node, module, names: [name] });
  }
  return found;
}

function findGivenCalls(facts: ValueFacts): GivenCall[] {
  const found: GivenCall[] = [];
  for (const call of facts.graph.calls) {
    for (const { names, item } of facts.heldAt(call.callee)) {
      if (names.length === 0 && item.kind === 'given') found.push({ call, owner: item.owner, callee: item.place });
    }
  }
  return found;
}

/** API values that are given to a function of another module. One that is a source is data, and goes by the summary. */
function seedsOf(
  facts: ValueFacts,
  { module, id }: SymbolRef,
  fn: FunctionInfo,
  passed: PassedParts | undefined,
): SentSeed[] {
  const parts = [...(passed?.keys() ?? [])].map(partOf);
  const nodes: [number, number][] = fn.parameters.map((node, index) => [index, node]);
  if (fn.self !== NOTHING) nodes.push([SELF, fn.self]);
  const found: SentSeed[] = [];
  for (const [parameter, node] of nodes) {
    const own = parts.filter((each) => each.parameter === parameter).map((each) => each.names);
    for (const { names, item } of facts.heldAt(node)) {
      if (item.kind !== 'entity' || !isTelling(facts.trie, item.entity)) continue;
      const { entity, isGuessed } = item;
      const isPassed = own.length > 0 && names.length === 0;
      found.push({ module, function: id, parameter, names, entity, isGuessed, ...(isPassed && { passed: own }) });
    }
  }
  return found;
}

/** True for values that a module knows more by than by data: a model speaks of what is done with them. */
function isTelling(trie: ApiTrie, entity: ApiEntity): boolean {
  if (entity.id < 0 || entity.package === 'global' || trie.sourcesOf(entity).length > 0) return false;
  return speaksOf(trie, entity, MAX_SPOKEN_DEPTH);
}

/** True when something is a source, a sink or a handler of an API value, of its members or of what it gives. */
function speaksOf(trie: ApiTrie, entity: ApiEntity, depth: number): boolean {
  if (entity.isShared || entity.sinks.length + entity.writeSinks.length + entity.handlers.length > 0) return true;
  if (trie.sourcesOf(entity).length > 0) return true;
  if (depth === 0) return false;
  const inner = [...entity.members.values(), ...entity.types];
  if (entity.result) inner.push(entity.result);
  if (entity.instance) inner.push(entity.instance);
  return inner.some((each) => speaksOf(trie, each, depth - 1));
}

function heldBy(path: string, facts: ValueFacts, shapeOf: ShapeOf, node: number): HeldValue[] {
  const found: HeldValue[] = [];
  for (const { names, item } of facts.heldAt(node)) {
    const value = sharedValue(path, facts, shapeOf, item);
    if (value) found.push({ names, value });
  }
  return found;
}

function sharedValue(
  path: string,
  { graph }: ValueFacts,
  shapeOf: ShapeOf,
  item: Item,
): HeldValue['value'] | undefined {
  switch (item.kind) {
    case 'entity':
      return item.entity.id < 0 ? undefined : { kind: 'entity', entity: item.entity, isGuessed: item.isGuessed };
    case 'module':
      return { kind: 'module', path: item.path };
    case 'schema':
      return { kind: 'schema', library: item.schema.library, shape: withoutMakers(shapeOf(item.schema)) };
    case 'checks':
      return {
        kind: 'checks',
        checks: item.checks.map(({ names, shape }) => ({ names, shape: withoutMakers(shape) })),
      };
    case 'function':
      return { kind: 'function', ref: item.fn.foreign ?? { module: path, id: item.fn.id } };
    case 'class':
      return { kind: 'class', ref: item.cls.foreign ?? { module: path, id: graph.classes.indexOf(item.cls) } };
    default:
      return undefined;
  }
}
