import type { Node } from '../../syntax/nodes.ts';
import { foreignSchema } from '../schemas/schemaValue.ts';
import {
  type ClassSummary,
  exportedAs,
  type FunctionSummary,
  type GivenPart,
  type HeldValue,
  type Linker,
  type Place,
  type ReceivedData,
  type SummaryCall,
  type SummarySource,
  type SymbolRef,
  stateName,
} from '../summary.ts';
import { isChosen, type TaintBits } from '../taintKind.ts';
import { type CallSite, type ClassInfo, type FunctionInfo, NOTHING, SELF } from '../valueFlowGraph.ts';
import type { Calls, ForeignModules } from './calls.ts';
import { type Item, refKey } from './resolvedValues.ts';
import type { ValueFacts } from './valueFacts.ts';

/** A value of another module holds data of so many sources; what holds more holds everything. */
const MAX_SOURCES_AT_NODE = 8;

/** A sink in another module that data of this one can reach. */
export interface ForeignSink {
  readonly node: number;
  readonly bits: TaintBits;
  readonly doubt: number;
  readonly sink: SymbolRef;
  readonly trace: SymbolRef;
}

/** A function of another module, as it stands in this graph: its parameters and result, and its summary in place of a body. */
export interface ForeignFunction {
  readonly ref: SymbolRef;
  readonly fn: FunctionInfo;
}

/**
 * The functions and classes of other modules, as far as this one meets them. Each becomes a function of this graph whose
 * body is its summary, so that calls, callbacks, `bind` and all the rest treat it as any other.
 */
export class Foreign implements ForeignModules {
  readonly sinks: ForeignSink[] = [];
  /** Nodes that are a module, each with its path. */
  readonly modules: { readonly node: number; readonly path: string }[] = [];
  readonly functions: ForeignFunction[] = [];
  readonly #linker: Linker;
  readonly #calls: Calls;
  readonly #facts: ValueFacts;
  readonly #functionOf = new Map<string, FunctionInfo>();
  readonly #classOf = new Map<string, ClassInfo>();
  readonly #bodiless = new Map<FunctionInfo, FunctionSummary>();
  readonly #sourcesAt = new Map<number, number>();
  readonly #heldBy = new Map<string, number>();
  readonly #summaryOf = new Map<ClassInfo, { readonly ref: SymbolRef; readonly summary: ClassSummary }>();

  constructor(calls: Calls, linker: Linker) {
    this.#calls = calls;
    this.#facts = calls.facts;
    this.#linker = linker;
  }

  pathOf(specifier: string): string | undefined {
    return this.#linker.resolve(specifier);
  }

  /** Makes a node the module that a specifier means. Gives false when that is not analysed. */
  importModule(node: number, specifier: string): boolean {
    const path = this.#linker.resolve(specifier);
    if (path === undefined) return false;
    this.#addModule(node, [], path);
    this.modules.push({ node, path });
    return true;
  }

  /** What a module's member is: added to a node that reads it. */
  loadFrom(path: string, name: string, node: number, seen: ReadonlySet<string> = new Set()): void {
    const summary = this.#linker.summaryOf(path);
    if (!summary || seen.has(path)) return;
    this.hold(node, exportedAs(summary, name));
    const visited = new Set([...seen, path]);
    for (const { names, value } of summary.exports)
      if (names.length === 0 && value.kind === 'module') this.loadFrom(value.path, name, node, visited);
  }

  /** Adds what a value holds to a node. */
  hold(node: number, held: readonly HeldValue[]): void {
    for (const { names, value } of held) {
      if (value.kind === 'module') {
        this.#addModule(node, names, value.path);
        continue;
      }
      const path = this.#facts.paths.of(names);
      if (value.kind === 'entity') this.#facts.addEntity(node, value.entity, value.isGuessed, false, path);
      else if (value.kind === 'schema') {
        const schema = foreignSchema(value.library, value.shape);
        this.#facts.add(node, path, this.#facts.item({ kind: 'schema', schema }, value, false));
      } else if (value.kind === 'checks') this.#facts.add(node, path, this.#facts.item(value, value, false));
      else {
        const item = this.#itemOf(value);
        if (item) this.#facts.add(node, path, item);
      }
    }
  }

  declare(node: number, specifier: string, names: readonly string[]): void {
    const path = this.#linker.resolve(specifier);
    if (path === undefined || node === NOTHING) return;
    const { graph } = this.#facts;
    const module = graph.functions[0]!;
    const type = graph.addNode(module.ast, module, 'value');
    const made: CallSite = {
      id: graph.calls.length,
      ast: module.ast,
      callee: type,
      receiver: NOTHING,
      method: undefined,
      arguments: [],
      argumentNodes: [],
      spread: -1,
      result: node,
      isNew: true,
      isTag: false,
      owner: graph.owner[node]!,
    };
    this.#calls.resolved.add(made.id);
    this.#calls.addCall(made);
    const [first = 'default', ...rest] = names;
    let at = type;
    for (const name of rest.toReversed()) {
      const holder = graph.addNode(module.ast, module, 'value');
      this.#facts.edge(holder, at, 'load', name);
      at = holder;
    }
    this.loadFrom(path, first, at);
  }

  /** What happens with each instance of a class of another module. */
  instantiate(cls: ClassInfo, instance: number): void {
    const known = this.#summaryOf.get(cls);
    if (!known || instance === NOTHING || !this.#facts.once(`instance ${instance} ${refKey(known.ref)}`)) return;
    const { ref, summary } = known;
    if (this.#facts.once(`class ${refKey(ref)}`)) this.hold(cls.instance, summary.instance);
    const body = new Body(this.#calls, this, ref.module, this.#facts.graph.functions[0]!, [], instance, NOTHING);
    body.add({ ...summary, flows: [] });
  }

  #addModule(node: number, names: readonly string[], path: string): void {
    const item: Item = { kind: 'module', path };
    this.#facts.add(node, this.#facts.paths.of(names), this.#facts.item(item, `module ${path}`, false));
    const summary = this.#linker.summaryOf(path);
    if (!summary || names.length > 0) return;
    // What a module is as a whole, `module.exports = run`; its members are looked up where they are read.
    this.hold(
      node,
      summary.exports.filter((held) => held.names.length === 0 && held.value.kind !== 'module'),
    );
    for (const source of summary.sources) this.#addExported(node, path, source, summary.isCommonJs);
  }

  #addExported(node: number, module: string, source: SummarySource, isCommonJs: boolean): void {
    this.addSource(node, module, source, source.to.names);
    if (isCommonJs) this.addSource(node, module, source, ['default', ...source.to.names]);
  }

  /** The node of what another module holds. */
  heldBy(path: string): number {
    const known = this.#heldBy.get(path);
    if (known !== undefined) return known;
    const { graph } = this.#facts;
    const node = graph.addNode(graph.ast[0]!, graph.functions[0]!, 'value');
    this.#heldBy.set(path, node);
    this.modules.push({ node, path });
    return node;
  }

  /** Data that other modules put into what this one holds. */
  receive({ from, names, ...data }: ReceivedData): void {
    const { exports, state } = this.#facts.graph;
    const [first = '', ...rest] = names;
    for (const { name, node } of state)
      if (first === stateName(name) || first === name) this.addSource(node, from, data, rest);
    if (!first.startsWith(stateName(''))) this.addSource(exports, from, data, names);
  }

  /** Data of a source in another module is at a node, in the part that the names lead to. */
  addSource(node: number, module: string, source: Omit<SummarySource, 'to'>, names: readonly string[]): void {
    const { model, entity, isGuessed, bits, doubt, trace } = source;
    // Of several sources of one trust in one place, one is shown.
    if (!this.#facts.once(`data ${node} ${names.join('.')} ${model.trust}`)) return;
    if (isChosen(bits)) this.#facts.graph.hasChoices = true;
    const count = this.#sourcesAt.get(node) ?? 0;
    if (count >= MAX_SOURCES_AT_NODE) return;
    this.#sourcesAt.set(node, count + 1);
    this.#facts.sources.push({ node, model, entity, isGuessed, foreign: { names, bits, doubt, module, trace } });
  }

  #itemOf(value: Exclude<HeldValue['value'], { kind: 'entity' | 'module' | 'schema' | 'checks' }>): number | undefined {
    if (value.kind === 'function') {
      const fn = this.functionOf(value.ref);
      return fn && this.#facts.functionItem(fn, []);
    }
    const cls = this.#classAt(value.ref);
    return cls && this.#facts.item({ kind: 'class', cls }, cls, false);
  }

  /** The function of this graph that stands for one of another module; undefined when nothing is known of it. */
  functionOf(ref: SymbolRef): FunctionInfo | undefined {
    const key = refKey(ref);
    const known = this.#functionOf.get(key);
    if (known) return known;
    const summary = this.#linker.summaryOf(ref.module)?.functions.get(ref.id);
    if (!summary) return undefined;
    const fn = this.#makeFunction(ref, summary);
    this.#functionOf.set(key, fn);
    this.functions.push({ ref, fn });
    this.#bodiless.set(fn, summary);
    return fn;
  }

  /** Gives a function of another module its body, now that it is called: most of what is imported never is. */
  complete(fn: FunctionInfo): void {
    const summary = this.#bodiless.get(fn);
    if (!summary || !fn.foreign) return;
    this.#bodiless.delete(fn);
    const { graph } = this.#facts;
    fn.passed = summary.passed?.map((part) => ({ ...part, node: graph.addNode(graph.ast[0]!, fn, 'value') }));
    new Body(this.#calls, this, fn.foreign.module, fn, fn.parameters, fn.self, fn.returns).add(summary);
    this.hold(fn.returns, summary.returns);
    if (summary.self) this.hold(fn.self, summary.self);
  }

  #makeFunction(
    ref: SymbolRef,
    { name, parameters, rest, givenSchemas, middlewareSchemas, neverReturns, proofs }: FunctionSummary,
  ): FunctionInfo {
    const { graph } = this.#facts;
    const module = graph.functions[0]!;
    const fn: FunctionInfo = {
      // Functions of other modules are numbered downwards, apart from the module's own.
      id: -1 - this.functions.length,
      ast: module.ast,
      parent: module,
      value: NOTHING,
      parameters: [],
      all: NOTHING,
      rest,
      returns: NOTHING,
      self: NOTHING,
      thrown: NOTHING,
      sent: NOTHING,
      name,
      foreign: ref,
      givenSchemas,
      middlewareSchemas,
      neverReturns,
      proofs,
    };
    fn.returns = graph.addNode(module.ast, fn, 'value');
    fn.self = graph.addNode(module.ast, fn, 'value');
    graph.returnFunction.set(fn.returns, fn);
    graph.parameterFunction.set(fn.self, { fn, index: SELF });
    parameters.forEach((label, index) => {
      const node = graph.addNode(module.ast, fn, 'value', label);
      fn.parameters.push(node);
      graph.parameterFunction.set(node, { fn, index });
    });
    return fn;
  }

  #classAt(ref: SymbolRef): ClassInfo | undefined {
    const key = refKey(ref);
    const known = this.#classOf.get(key);
    if (known) return known;
    const summary = this.#linker.summaryOf(ref.module)?.classes.get(ref.id);
    if (!summary) return undefined;
    const { graph } = this.#facts;
    const module = graph.functions[0]!;
    const instance = graph.addNode(module.ast, module, 'value');
    const construct =
      summary.construct === undefined ? undefined : this.functionOf({ module: ref.module, id: summary.construct });
    const cls: ClassInfo = {
      ast: undefined,
      value: NOTHING,
      instance,
      construct,
      superclass: NOTHING,
      inherited: NOTHING,
      members: [],
      statics: [],
      foreign: ref,
    };
    this.#classOf.set(key, cls);
    this.#summaryOf.set(cls, { ref, summary });
    return cls;
  }
}

/** The nodes that stand for the body of a function of another module. */
class Body {
  readonly #calls: Calls;
  readonly #facts: ValueFacts;
  readonly #foreign: Foreign;
  readonly #module: string;
  readonly #fn: FunctionInfo;
  readonly #parameters: readonly number[];
  readonly #self: number;
  readonly #returns: number;
  readonly #inner: CallSite[] = [];
  readonly #parts = new Map<string, number>();

  constructor(
    calls: Calls,
    foreign: Foreign,
    module: string,
    fn: FunctionInfo,
    parameters: readonly number[],
    self: number,
    returns: number,
  ) {
    this.#calls = calls;
    this.#facts = calls.facts;
    this.#foreign = foreign;
    this.#module = module;
    this.#fn = fn;
    this.#parameters = parameters;
    this.#self = self;
    this.#returns = returns;
  }

  add(summary: Pick<FunctionSummary, 'flows' | 'sinks' | 'sources' | 'calls'> & { readonly name: string | undefined }) {
    for (const call of summary.calls) this.#addCall(call);
    for (const { from, to, bits, doubt, trace } of summary.flows) {
      const origin = this.#partOf(from);
      const way = this.#node('call', summary.name);
      this.#facts.graph.passages.set(way, { module: this.#module, id: trace });
      const kind = from.openness === 'open' ? 'copy' : from.openness;
      if (isChosen(bits)) this.#facts.graph.hasChoices = true;
      this.#facts.edge(origin, way, kind, '', bits, doubt);
      this.#store(way, to);
    }
    for (const { from, sink, bits, doubt, trace } of summary.sinks) {
      const node = this.#partOf(from);
      if (node === NOTHING) continue;
      this.#foreign.sinks.push({ node, bits, doubt, sink, trace: { module: this.#module, id: trace } });
    }
    for (const source of summary.sources) {
      const end = this.#end(source.to);
      if (end !== NOTHING) this.#foreign.addSource(end, this.#module, source, source.to.names);
    }
  }

  /** A call of what the function was given. */
  #addCall({ callee, arguments: args }: SummaryCall): void {
    const call: CallSite = {
      id: this.#facts.graph.calls.length,
      ast: this.#fn.ast,
      callee: this.#node('value'),
      receiver: this.#partOf({ place: withoutLast(callee), openness: 'open' }),
      method: undefined,
      arguments: args.map(() => this.#node('value')),
      argumentNodes: args.map(() => undefined),
      spread: -1,
      result: this.#node('value'),
      isNew: false,
      isTag: false,
      owner: this.#fn,
    };
    this.#inner.push(call);
    // What it may be beside a function that is known, was said where the call stands.
    this.#calls.resolved.add(call.id);
    args.forEach((held, index) => {
      this.#foreign.hold(call.arguments[index]!, held);
    });
    this.#calls.addCall(call);
    this.#facts.edge(this.#partOf({ place: callee, openness: 'open' }), call.callee, 'copy');
  }

  #node(role: 'value' | 'call', label?: string): number {
    return this.#facts.graph.addNode(this.#fn.ast as Node, this.#fn, role, label);
  }

  /** The node at which a place begins. */
  #end(place: Place): number {
    switch (place.at) {
      case 'self':
        return this.#self;
      case 'return':
        return this.#returns;
      case 'module':
        return this.#foreign.heldBy(place.module);
      case 'passed':
        return this.#fn.passed?.[place.part]?.node ?? NOTHING;
      case 'parameter':
        return this.#parameters[place.index] ?? NOTHING;
      case 'argument':
        return this.#inner[place.call]?.arguments[place.index] ?? NOTHING;
      case 'result':
        return this.#inner[place.call]?.result ?? NOTHING;
    }
  }

  /** The node of a part of what the function is given. */
  #partOf({ place }: GivenPart): number {
    let node = this.#end(place);
    for (const name of node === NOTHING ? [] : place.names) {
      const key = `${node} ${name}`;
      let part = this.#parts.get(key);
      if (part === undefined) {
        part = this.#node('value');
        this.#parts.set(key, part);
        // What it is was said where the function stands; it is no source here as well.
        this.#facts.silent.add(part);
        this.#facts.edge(node, part, 'load', name);
      }
      node = part;
    }
    return node;
  }

  #store(value: number, to: Place): void {
    let node = value;
    for (const name of to.names.slice(1).reverse()) {
      const holder = this.#node('value');
      this.#facts.edge(node, holder, 'store', name);
      node = holder;
    }
    const [first] = to.names;
    const end = this.#end(to);
    if (first === undefined) this.#facts.edge(node, end, 'copy');
    else this.#facts.edge(node, end, 'store', first);
  }
}

/** The object whose member a callee is. */
function withoutLast(place: Place): Place {
  return { ...place, names: place.names.slice(0, -1) };
}
