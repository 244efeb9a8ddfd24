import type { Node } from '../../syntax/nodes.ts';
import { ANY } from '../accessPath.ts';
import { ALL_BITS, type CallSite, type FunctionInfo, isWithin, NOTHING } from '../valueFlowGraph.ts';
import type { FunctionItem, Invocation, Item } from './resolvedValues.ts';
import type { ValueFacts } from './valueFacts.ts';

/** Calls of which one derives from the other more often than this are called where they stand. */
const MAX_LIFTS = 3;

/** A call is lifted to so many places; one that has more callers is called where it stands for the rest of them. */
const MAX_LIFTED_OF_CALL = 100;

/** A call through a parameter: what is called is the parameter, or what these properties of it hold. */
interface LiftPoint {
  readonly call: CallSite;
  readonly names: readonly string[];
}

/** A parameter that is called, or a part of it. */
interface CalledParameter {
  readonly node: number;
  readonly fn: FunctionInfo;
  readonly index: number;
  /** The nodes that are the parameter, or a property of it, with the properties' names. */
  readonly parts: ReadonlyMap<number, readonly string[]>;
  readonly points: LiftPoint[];
  /** What was given for it so far, each once: by the invocation's number and the property's name. */
  readonly given: Map<string, { readonly invocation: Invocation; readonly names: readonly string[] }>;
}

/** What lifting needs of the calls of a module. */
interface KnownCalls {
  readonly facts: ValueFacts;
  readonly invocations: readonly Invocation[];
  readonly byCallee: ReadonlyMap<number, readonly CallSite[]>;
  readonly resolved: Set<number>;
  derive(key: string, at: CallSite, changes: Partial<CallSite>): CallSite | undefined;
  register(call: CallSite): void;
}

/**
 * Calls what a function is given where it is given. Two callers that give different callbacks, or get functions that
 * captured different values, never meet each other's data.
 */
export class Lifting {
  readonly #calls: KnownCalls;
  readonly #calledParameters = new Map<number, CalledParameter | undefined>();
  readonly #parametersOfPart = new Map<number, CalledParameter[]>();
  /** For a lifted call: the one that is written, and how often it was lifted until here. */
  readonly #lifts = new Map<number, { readonly root: number; readonly depth: number }>();
  /** How many calls were lifted from each that is written. */
  readonly #liftedOf = new Map<number, number>();

  constructor(calls: KnownCalls) {
    this.#calls = calls;
  }

  /** A call was added that may go through a parameter. */
  register(call: CallSite): void {
    for (const parameter of this.#parametersOfPart.get(call.callee) ?? []) {
      if (!this.isLifted(call)) break;
      const names = parameter.parts.get(call.callee)!;
      parameter.points.push({ call, names });
      for (const { invocation, names: given } of [...parameter.given.values()])
        if (covers(given, names)) this.#lift(parameter, { call, names }, invocation);
    }
  }

  /** True when what came in by a parameter is called where the parameter was given, not here. */
  isLifted(call: CallSite): boolean {
    return (this.#lifts.get(call.id)?.depth ?? 0) < MAX_LIFTS;
  }

  #rootOf(call: CallSite): number {
    return this.#lifts.get(call.id)?.root ?? call.id;
  }

  /** A value goes into a function or comes out of one. */
  crossed(edge: number, to: number, path: number, index: number, item: Item): number {
    const invocation = this.#calls.invocations[this.#calls.facts.graph.edgeInvocation[edge]!];
    if (!invocation) return index;
    if (this.#calls.facts.graph.edgeKind[edge] === 'exit')
      return item.kind === 'function' ? this.#madeItem(invocation, index, item) : index;
    const { paths } = this.#calls.facts;
    if (path < 0 || paths.depthOf(path) > 1 || !isCallback(item)) return index;
    const names = paths.namesOf(path);
    const parameter = this.#calledParameter(to);
    if (!parameter || (invocation.arguments[parameter.index] ?? NOTHING) === NOTHING) return index;
    const key = names.length === 0 ? String(invocation.id) : `${invocation.id} ${names[0]}`;
    if (!parameter.given.has(key)) {
      const points = parameter.points.filter((point) => covers(names, point.names));
      if (points.some(({ call }) => (this.#liftedOf.get(this.#rootOf(call)) ?? 0) >= MAX_LIFTED_OF_CALL)) return index;
      parameter.given.set(key, { invocation, names });
      for (const point of points) this.#lift(parameter, point, invocation);
    }
    return this.#calls.facts.liftedItem(index);
  }

  /** A function that comes out of the call of a function around it is the one which that call made. */
  #madeItem(invocation: Invocation, index: number, { fn, madeBy }: FunctionItem): number {
    if (fn === invocation.fn || !isWithin(fn, invocation.fn)) return index;
    const makers = [...madeBy.filter((each) => each.fn !== invocation.fn), invocation];
    for (const outer of invocation.madeBy) if (!makers.some((each) => each.fn === outer.fn)) makers.push(outer);
    return this.#calls.facts.functionItem(fn, makers);
  }

  /** The calls of a parameter, or of a property of it, in its function and the functions in there. */
  #calledParameter(node: number): CalledParameter | undefined {
    if (this.#calledParameters.has(node)) return this.#calledParameters.get(node);
    const { graph, liftNodes } = this.#calls.facts;
    const declared = graph.parameterFunction.get(node);
    const found = declared && declared.index >= 0 && declared.fn.rest !== declared.index ? declared : undefined;
    let parameter: CalledParameter | undefined;
    if (found) {
      const parts = new Map<number, readonly string[]>([[node, []]]);
      for (const [part, names] of parts) {
        for (let edge = graph.firstEdge(part); edge >= 0; edge = graph.nextEdge(edge)) {
          const to = graph.edgeTo[edge]!;
          const kind = graph.edgeKind[edge]!;
          const isSame = kind === 'copy' && /^(?:guard|merge|value)$/.test(graph.role[to]!);
          if (parts.has(to) || !isWithin(graph.owner[to]!, found.fn)) continue;
          if (isSame) parts.set(to, names);
          else if (kind === 'load' && names.length === 0) parts.set(to, [graph.edgeName[edge]!]);
        }
      }
      const points: LiftPoint[] = [];
      for (const [part, names] of parts)
        for (const call of this.#calls.byCallee.get(part) ?? []) if (this.isLifted(call)) points.push({ call, names });
      parameter = { node, ...found, parts, points, given: new Map() };
      for (const part of parts.keys()) {
        liftNodes.add(part);
        const known = this.#parametersOfPart.get(part);
        if (known) known.push(parameter);
        else this.#parametersOfPart.set(part, [parameter]);
      }
    }
    this.#calledParameters.set(node, parameter);
    return parameter;
  }

  /**
   * A function calls what it was given: for each of its callers, that is a call at the caller, with what the function
   * gives as arguments, and whose result goes back into the function. So one caller's function never meets the data of
   * another caller.
   */
  #lift({ fn, index }: CalledParameter, { call, names }: LiftPoint, invocation: Invocation): void {
    const { graph } = this.#calls.facts;
    if (!graph.parameterFunction.has(call.result)) graph.parameterFunction.set(call.result, { fn, index: -1 });
    this.#calls.resolved.add(call.id);
    const at = invocation.call.owner;
    const exit = (from: number, to: number) => this.#calls.facts.edge(from, to, 'exit', '', ALL_BITS, 0, invocation.id);
    const given = invocation.arguments[index]!;
    const own = this.#parametersOfPart.get(given)?.find((each) => each.fn === fn && each.index === index);
    if (own && names.length === 0) {
      // A function that calls itself and hands on what it was given: the call in there is the call here.
      for (const argument of call.arguments) exit(argument, argument);
      this.#calls.facts.edge(call.result, call.result, 'enter', '', ALL_BITS, 0, invocation.id);
      return;
    }
    const key = `lift ${call.id} ${invocation.id} ${names.join('.')}`;
    const node = (ast: Node) => graph.addNode(ast, at, 'value');
    let callee = given;
    let receiver = NOTHING;
    for (const name of names) {
      receiver = callee;
      callee = node(call.ast);
      this.#calls.facts.edge(receiver, callee, 'load', name);
    }
    const lifted = this.#calls.derive(key, call, {
      callee,
      receiver,
      arguments: call.arguments.map((argument, position) =>
        argument === NOTHING ? NOTHING : node(call.argumentNodes[position] ?? call.ast),
      ),
      result: graph.addNode(call.ast, at, 'call', graph.label[call.result]),
      owner: at,
    });
    if (!lifted) return;
    const root = this.#rootOf(call);
    this.#liftedOf.set(root, (this.#liftedOf.get(root) ?? 0) + 1);
    this.#lifts.set(lifted.id, { root, depth: (this.#lifts.get(call.id)?.depth ?? 0) + 1 });
    for (const [position, argument] of call.arguments.entries()) exit(argument, lifted.arguments[position]!);
    this.#calls.facts.edge(lifted.result, call.result, 'enter', '', ALL_BITS, 0, invocation.id);
    this.#calls.register(lifted);
  }
}

/** True for values that can be called: functions, classes, API functions. */
export function isCallback(item: Item): boolean {
  return item.kind === 'entity' ? item.entity.isModelled : !/^(?:schema|checks|module|given)$/.test(item.kind);
}

/** True when a value in the property `given` of an argument is (or can be) what the property `names` holds. */
function covers(given: readonly string[], names: readonly string[]): boolean {
  return (
    given.length === names.length && given.every((name, at) => name === names[at] || name === ANY || names[at] === ANY)
  );
}
