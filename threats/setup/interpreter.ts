/**
 * Follows the code that sets a program up, as far as its values are known without running it: which object is which router,
 * which function is given to it, under which path. Nothing runs; unknown values are no values, both branches of a condition
 * count, loops go through lists that are written down. Work is bounded by counts.
 */
import type {
  ApiKnowledge,
  CallStep,
  FunctionSurface,
  ModuleSurface,
  Ref,
  Step,
} from '../../engine/surface/surface.ts';
import { callBuiltin } from './builtins.ts';
import { registerCall } from './register.ts';
import type {
  Argument,
  ClassValue,
  Everywhere,
  Frame,
  FunctionValue,
  Host,
  LibraryValue,
  ListValue,
  ObjectValue,
  Router,
  Value,
} from './values.ts';

const MAX_STEPS = 400_000;
const MAX_CALL_DEPTH = 14;
const MAX_VALUES = 12;
const MAX_EVALUATION_DEPTH = 60;
const MAX_LOOP = 400;

/** A text that is put together can be so many. */
const MAX_TEXTS = 4;

/** What a call gives that calls what gives it, and so on. */
const MAX_GUESS_DEPTH = 6;

const NONE: readonly Value[] = [];

export class Interpreter implements Host {
  readonly api: ApiKnowledge;
  readonly surfaces: ReadonlyMap<string, ModuleSurface>;
  readonly routers: Router[] = [];
  /** Routers by the object that is known to be none of ours: a parameter that nobody gives. */
  readonly #pseudo = new Map<string, LibraryValue>();
  readonly #modules = new Map<string, Frame>();
  readonly #exported = new Map<string, ObjectValue>();
  /** What `module.exports` was set to. */
  readonly #assigned = new Map<string, readonly Value[]>();
  readonly #frames = new Map<string, Frame>();
  readonly #runs = new Map<string, number>();
  readonly #instances = new Map<string, ObjectValue>();
  readonly #stack: string[] = [];
  #steps = 0;
  #depth = 0;
  /** Middleware and prefixes for all routes of a framework. */
  readonly everywhere: Everywhere[] = [];

  constructor(surfaces: ReadonlyMap<string, ModuleSurface>, api: ApiKnowledge) {
    this.surfaces = surfaces;
    this.api = api;
  }

  /** Runs all modules, each after those that it imports, and then the functions that register something and did not run. */
  runAll(): void {
    const paths = [...this.surfaces.keys()].sort();
    const imported = new Set([...this.surfaces.values()].flatMap(({ imports }) => imports));
    // What nobody imports comes first: it says in which order the others run.
    for (const path of paths) if (!imported.has(path)) this.moduleFrame(path);
    for (const path of paths) this.moduleFrame(path);
    for (const path of paths) {
      const surface = this.surfaces.get(path)!;
      for (const fn of surface.functions.values()) {
        if (fn.id === 0 || this.#runs.has(keyOf(surface, fn)) || !this.#registers(fn)) continue;
        this.invoke(this.functionValue(surface, fn), undefined, undefined);
      }
    }
  }

  /** True when a function registers something by itself. */
  #registers(fn: FunctionSurface): boolean {
    return callsIn(fn.steps).some((step) =>
      step.api.some((name) => this.api.routes(name).length > 0 || this.api.routing(name).length > 0),
    );
  }

  filesIn(folder: string): readonly string[] {
    return [...this.surfaces.keys()].filter((path) => path.startsWith(`${folder}/`)).sort();
  }

  exportsOf(path: string): readonly string[] {
    return (this.surfaces.get(path)?.exports ?? []).map(([name]) => name);
  }

  /** A function as its own module knows it. */
  functionValue(module: ModuleSurface, fn: FunctionSurface): FunctionValue {
    const frame = fn.parent === undefined ? undefined : this.frameOf(module, fn.parent);
    return { kind: 'function', module, fn, frame, self: undefined };
  }

  /** The first run of a function, or what is known of it without one. */
  frameOf(module: ModuleSurface, id: number): Frame | undefined {
    if (id === 0) return this.moduleFrame(module.path);
    const known = this.#frames.get(`${module.path}#${id}`);
    if (known) return known;
    const fn = module.functions.get(id);
    if (!fn) return undefined;
    const frame = this.frame(module, fn, fn.parent === undefined ? undefined : this.frameOf(module, fn.parent));
    this.#frames.set(`${module.path}#${id}`, frame);
    return frame;
  }

  frame(
    module: ModuleSurface,
    fn: FunctionSurface,
    parent: Frame | undefined,
    args?: readonly Argument[],
    self?: Value,
    isRun = false,
    fieldsOf?: number,
  ): Frame {
    return {
      module,
      fn,
      parent,
      arguments: args,
      self,
      isRun,
      ...(fieldsOf !== undefined && { fieldsOf }),
      results: new Map(),
      objects: new Map(),
      lists: new Map(),
      each: new Map(),
      returned: [],
    };
  }

  moduleFrame(path: string): Frame | undefined {
    const known = this.#modules.get(path);
    if (known) return known;
    const module = this.surfaces.get(path);
    const fn = module?.functions.get(0);
    if (!module || !fn) return undefined;
    const frame = this.frame(module, fn, undefined, [], undefined, true);
    this.#modules.set(path, frame);
    for (const imported of module.imports) this.moduleFrame(imported);
    this.#run(fn.steps, frame);
    return frame;
  }

  /** Runs a function and gives what it returns. */
  invoke(value: FunctionValue, args: readonly Argument[] | undefined, self: Value | undefined): readonly Value[] {
    const { module, fn } = value;
    const key = keyOf(module, fn);
    if (this.#stack.length >= MAX_CALL_DEPTH || this.#stack.includes(key) || this.#steps > MAX_STEPS) return NONE;
    this.#stack.push(key);
    const given = args && value.bound ? [...value.bound, ...args] : args;
    const frame = this.frame(module, fn, value.frame, given, value.self ?? self, true);
    this.#runs.set(key, (this.#runs.get(key) ?? 0) + 1);
    if (!this.#frames.has(key) || !this.#frames.get(key)!.isRun) this.#frames.set(key, frame);
    this.#run(fn.steps, frame);
    this.#stack.pop();
    return frame.returned;
  }

  #run(steps: readonly Step[], frame: Frame): void {
    for (const step of steps) {
      if (++this.#steps > MAX_STEPS) return;
      switch (step.kind) {
        case 'call':
          frame.results.set(step.id, this.call(step, frame));
          break;
        case 'write':
          this.#write(step.object, step.name, step.value, frame);
          break;
        case 'return':
          for (const value of this.eval(step.value, frame))
            if (frame.returned.length < MAX_VALUES && !frame.returned.includes(value)) frame.returned.push(value);
          break;
        case 'loop':
          this.#loop(step, frame);
      }
    }
  }

  #loop({ id, over, isKeys, body }: Extract<Step, { kind: 'loop' }>, frame: Frame): void {
    const items: (readonly Value[])[] = [];
    for (const value of this.eval(over, frame)) {
      if (value.kind === 'list' && !isKeys) items.push(...value.items.map(({ values }) => values));
      else if (value.kind === 'object' && isKeys)
        for (const name of value.properties.keys()) items.push([{ kind: 'text', text: name }]);
    }
    if (items.length === 0) items.push(NONE);
    for (const item of items.slice(0, MAX_LOOP)) {
      frame.each.set(id, item);
      for (const step of callsIn(body)) frame.results.delete(step.id);
      frame.objects.clear();
      this.#run(body, frame);
    }
    frame.each.delete(id);
  }

  #write(object: Ref, name: Ref, value: Ref, frame: Frame): void {
    if (name.kind === 'unknown') {
      this.eval(object, frame);
      if (object.kind === 'module') this.moduleFrame(object.path);
      return;
    }
    const values = this.eval(value, frame);
    const names = this.eval(name, frame).flatMap((each) => (each.kind === 'text' ? [each.text] : []));
    if (object.kind === 'moduleObject') {
      if (names.includes('exports')) this.#assigned.set(frame.module.path, values);
      return;
    }
    for (const target of this.eval(object, frame)) {
      if (target.kind === 'object') for (const each of names) target.properties.set(each, values);
      else if (target.kind === 'function' || target.kind === 'library' || target.kind === 'class')
        for (const each of names) this.#propertiesOf(target).set(each, values);
    }
  }

  /** Properties that were put on functions, classes and values of libraries. */
  readonly #extra = new WeakMap<object, Map<string, readonly Value[]>>();
  #propertiesOf(value: FunctionValue | LibraryValue | ClassValue): Map<string, readonly Value[]> {
    // A function is the same one wherever it is read.
    const key = value.kind === 'function' ? value.fn : value.kind === 'class' ? value.module.classes[value.id]! : value;
    const known = this.#extra.get(key) ?? new Map();
    this.#extra.set(key, known);
    return known;
  }

  /** What an expression can be. */
  eval(ref: Ref, frame: Frame): readonly Value[] {
    if (this.#depth > MAX_EVALUATION_DEPTH) return NONE;
    this.#depth++;
    try {
      return this.#eval(ref, frame);
    } finally {
      this.#depth--;
    }
  }

  #eval(ref: Ref, frame: Frame): readonly Value[] {
    switch (ref.kind) {
      case 'text':
        return [{ kind: 'text', text: ref.text }];
      case 'constant':
        return [{ kind: 'constant', value: ref.value }];
      case 'join': {
        let isKnown = false;
        let texts = [''];
        for (const part of ref.parts) {
          const ends = this.eval(part, frame).flatMap((value) => textOfPart(value) ?? []);
          isKnown ||= ends.some(({ isText }) => isText);
          const wanted = ends.length > 0 ? [...new Set(ends.map(({ text }) => text))] : ['{…}'];
          // Each of some texts, where there are few; else the first.
          const few = texts.length * wanted.length <= MAX_TEXTS ? wanted : wanted.slice(0, 1);
          texts = texts.flatMap((start) => few.map((end) => start + end));
        }
        return isKnown ? texts.map((text) => ({ kind: 'text', text })) : NONE;
      }
      case 'function': {
        const fn = frame.module.functions.get(ref.id);
        if (!fn) return NONE;
        return [{ kind: 'function', module: frame.module, fn, frame: around(frame, fn.parent), self: undefined }];
      }
      case 'class':
        return [
          {
            kind: 'class',
            module: frame.module,
            id: ref.id,
            frame: around(frame, frame.module.classes[ref.id]?.owner),
          },
        ];
      case 'made':
        return this.#made(ref.call, frame);
      case 'module':
        return this.required(ref.path);
      case 'library':
        return [
          {
            kind: 'library',
            names: [this.api.library(ref.specifier)],
            specifier: ref.specifier.replace(/^node:/, ''),
          },
        ];
      case 'global':
        return [{ kind: 'library', names: [this.api.global(ref.name)] }];
      case 'parameter': {
        const at = frameOfFunction(frame, ref.function);
        return at ? this.#parameter(at, ref.index) : NONE;
      }
      case 'rest': {
        const at = frameOfFunction(frame, ref.function);
        if (!at?.arguments) return NONE;
        const known = at.lists.get(-1 - ref.from);
        if (known) return [known];
        const list: ListValue = { kind: 'list', items: at.arguments.slice(ref.from) };
        at.lists.set(-1 - ref.from, list);
        return [list];
      }
      case 'each': {
        for (let at: Frame | undefined = frame; at; at = at.parent) {
          const item = at.each.get(ref.loop);
          if (item) return item;
        }
        return NONE;
      }
      case 'member':
        if (ref.of.kind === 'module') return this.exported(ref.of.path, ref.name, new Set());
        if (ref.of.kind === 'moduleObject')
          return ref.name === 'exports' ? this.#wholeExports(frame.module.path) : NONE;
        return limited(this.eval(ref.of, frame).flatMap((value) => this.member(value, ref.name)));
      case 'chosen': {
        const names = this.eval(ref.by, frame).flatMap((each) =>
          each.kind === 'text' ? [each.text] : each.kind === 'constant' ? [String(each.value)] : [],
        );
        return limited(
          this.eval(ref.of, frame).flatMap((value) =>
            names.length > 0 ? names.flatMap((name) => this.member(value, name)) : NONE,
          ),
        );
      }
      case 'list': {
        const known = frame.lists.get(ref.id);
        if (known && !hasLoop(frame)) return [known];
        const items: Argument[] = [];
        ref.items.forEach((item, index) => {
          const written = isOwn(item) ? ref.written[index] : undefined;
          if (item.kind !== 'spread') items.push({ values: this.eval(item, frame), written });
          else for (const each of this.eval(item.of, frame)) if (each.kind === 'list') items.push(...each.items);
        });
        const list: ListValue = { kind: 'list', items };
        frame.lists.set(ref.id, list);
        return [list];
      }
      case 'object':
        return [this.#object(ref.id, frame)];
      case 'self': {
        if (ref.function < 0) {
          for (let at: Frame | undefined = frame; at; at = at.parent)
            if (at.fieldsOf === -1 - ref.function) return at.self ? [at.self] : NONE;
          return NONE;
        }
        const at = frameOfFunction(frame, ref.function);
        if (at?.self) return [at.self];
        const cls = at && this.#classOfMethod(at);
        return cls ? this.instanceOf(cls) : NONE;
      }
      case 'super': {
        const at = frameOfFunction(frame, ref.function);
        const own = at && this.#classOfMethod(at);
        const cls = own && this.#superclassOf(own);
        if (!cls) return NONE;
        const [self] = at.self ? [at.self] : this.instanceOf(own);
        return self?.kind === 'object' ? [{ kind: 'object', properties: self.properties, cls }] : NONE;
      }
      case 'exports':
        return [this.#exportsOf(frame.module.path)];
      case 'some':
        return limited(ref.of.flatMap((each) => this.eval(each, frame)));
      default:
        return NONE;
    }
  }

  #classOfMethod({ module, fn, parent }: Frame): ClassValue | undefined {
    const cls = module.classes.find(
      ({ methods, construct }) => construct === fn.id || methods.some(([, id]) => id === fn.id),
    );
    return cls && { kind: 'class', module, id: cls.id, frame: parent };
  }

  /** What a module exports, as one object that can be written to. */
  #exportsOf(path: string): ObjectValue {
    const known = this.#exported.get(path) ?? { kind: 'object', properties: new Map() };
    this.#exported.set(path, known);
    return known;
  }

  #wholeExports(path: string): readonly Value[] {
    return this.#assigned.get(path) ?? [this.#exportsOf(path)];
  }

  #object(id: number, frame: Frame): ObjectValue {
    const surface = frame.module.objects[id];
    const home = (surface && around(frame, surface.owner)) ?? frame;
    const known = home.objects.get(id);
    if (known) return known;
    const made: ObjectValue = { kind: 'object', properties: new Map(), written: new Map(surface?.written) };
    home.objects.set(id, made);
    for (const spread of surface?.spreads ?? [])
      for (const value of this.eval(spread, frame))
        if (value.kind === 'object') for (const [name, each] of value.properties) made.properties.set(name, each);
    for (const [name, ref] of surface?.properties ?? []) made.properties.set(name, this.eval(ref, frame));
    return made;
  }

  #parameter(frame: Frame, index: number): readonly Value[] {
    const given = frame.arguments?.[index];
    if (given && given.values.length > 0) return given.values;
    const type = frame.fn.parameters[index]?.type;
    return type ? this.ofType(type, frame, frame.fn.parameters[index]!.typeArguments) : NONE;
  }

  /** What a value is by its declared type. */
  ofType(type: Ref, frame: Frame, typeArguments: readonly string[]): readonly Value[] {
    return this.eval(type, this.moduleFrame(frame.module.path) ?? frame).flatMap((value): readonly Value[] => {
      if (value.kind === 'class') return this.instanceOf(value);
      if (value.kind !== 'library') return [];
      return [{ kind: 'library', names: value.names.map((name) => `${name}#`), typeArguments }];
    });
  }

  /** The object that stands for all instances of a class that others make. */
  instanceOf(cls: ClassValue): readonly Value[] {
    const key = `${cls.module.path}#${cls.id}`;
    const known = this.#instances.get(key);
    if (known) return [known];
    const made: ObjectValue = { kind: 'object', properties: new Map(), cls };
    this.#instances.set(key, made);
    this.construct(cls, made, undefined);
    return [made];
  }

  construct(cls: ClassValue, made: ObjectValue, args: readonly Argument[] | undefined): void {
    const surface = cls.module.classes[cls.id];
    const owner = cls.module.functions.get(surface?.owner ?? 0);
    if (!surface || !owner || this.#steps > MAX_STEPS) return;
    const home = cls.frame ?? this.frameOf(cls.module, owner.id);
    const given = this.#givenToSuper(cls, made, args, home);
    for (const base of surface.superclass && home ? this.eval(surface.superclass, home) : []) {
      if (base.kind === 'class' && this.#stack.length < MAX_CALL_DEPTH) this.construct(base, made, given);
      else if (base.kind === 'library') made.base = { kind: 'library', names: base.names.map((name) => `${name}#`) };
    }
    const fields = this.frame(cls.module, owner, home, undefined, made, true, cls.id);
    for (const [name, ref] of surface.types)
      if (!made.properties.has(name)) made.properties.set(name, this.ofType(ref, fields, []));
    for (const [name, ref] of surface.fields) made.properties.set(name, this.eval(ref, fields));
    if (surface.construct === undefined) return;
    const fn = cls.module.functions.get(surface.construct);
    if (!fn) return;
    const frame = this.frame(cls.module, fn, home, args, made);
    for (const [name, index] of surface.fromParameters) made.properties.set(name, this.#parameter(frame, index));
    this.invoke({ kind: 'function', module: cls.module, fn, frame: home, self: made }, args, made);
  }

  /** The methods that a class has from the classes above it, as its instances know them. */
  inheritedMethods(module: ModuleSurface, id: number): FunctionValue[] {
    const cls: ClassValue = { kind: 'class', module, id, frame: undefined };
    const above = this.#superclassOf(cls);
    if (!above) return [];
    const own = new Set(module.classes[id]?.methods.map(([name]) => name));
    const [instance] = this.instanceOf(cls);
    const found: FunctionValue[] = [];
    for (
      let at: ClassValue | undefined = above, depth = 0;
      at && depth < MAX_CALL_DEPTH;
      at = this.#superclassOf(at), depth++
    )
      for (const [name] of at.module.classes[at.id]?.methods ?? []) {
        if (own.has(name) || !instance) continue;
        own.add(name);
        found.push(...this.member(instance, name).filter((value) => value.kind === 'function'));
      }
    return found;
  }

  readonly #selves = new WeakMap<object, number>();
  #lastSelf = 0;

  /** What tells a function from others; a method that an object has from a class above its own is one for each of them. */
  identityOf({ module, fn, self }: FunctionValue): string {
    const key = keyOf(module, fn);
    const cls = self?.kind === 'object' ? self.cls : undefined;
    if (!cls || !self || cls.module.classes[cls.id]?.methods.some(([, id]) => id === fn.id && cls.module === module))
      return key;
    const number = this.#selves.get(self) ?? ++this.#lastSelf;
    this.#selves.set(self, number);
    return `${key}@${number}`;
  }

  /** What the constructor of a class hands on to that above it; without one of its own, all that it is given. */
  #givenToSuper(
    { module, id }: ClassValue,
    made: ObjectValue,
    args: readonly Argument[] | undefined,
    home: Frame | undefined,
  ): readonly Argument[] | undefined {
    const construct = module.classes[id]?.construct;
    const fn = construct === undefined ? undefined : module.functions.get(construct);
    const step = fn && callsIn(fn.steps).find(({ callee }) => callee.kind === 'super');
    return step ? this.argumentsOf(step, this.frame(module, fn, home, args, made)) : args;
  }

  /** The property of a value. */
  member(value: Value, name: string): readonly Value[] {
    switch (value.kind) {
      case 'object': {
        const own = value.properties.get(name);
        if (own && own.length > 0) return own;
        for (let cls = value.cls; cls; cls = this.#superclassOf(cls)) {
          const found = cls.module.classes[cls.id]?.methods.find(([each]) => each === name)?.[1];
          const fn = found === undefined ? undefined : cls.module.functions.get(found);
          if (fn) {
            const frame = cls.frame ?? (fn.parent === undefined ? undefined : this.frameOf(cls.module, fn.parent));
            return [{ kind: 'function', module: cls.module, fn, frame, self: value }];
          }
        }
        if (value.base) return this.member(value.base, name).map((each) => ({ ...each, receiver: value }) as Value);
        return own ?? NONE;
      }
      case 'module':
        return this.exported(value.path, name, new Set());
      case 'library': {
        const extra = this.#extra.get(value)?.get(name);
        if (extra && extra.length > 0) return extra;
        const [from] = value.returned ?? [];
        const all = [...value.names, ...(from?.kind === 'library' ? from.names : [])];
        const names = [...new Set(all.flatMap((each) => this.api.member(each, name)))];
        return [{ kind: 'library', names, receiver: from ?? value, property: name }];
      }
      case 'class': {
        const found = value.module.classes[value.id]?.statics.find(([each]) => each === name)?.[1];
        const home = value.frame ?? this.frameOf(value.module, 0);
        if (found && home) return this.eval(found, home).map((each) => withSelf(each, value));
        return this.#extra.get(value.module.classes[value.id]!)?.get(name) ?? NONE;
      }
      case 'function': {
        const extra = this.#extra.get(value.fn)?.get(name);
        return extra ?? [{ kind: 'method', of: value, name }];
      }
      case 'list':
        return /^\d+$/.test(name) ? (value.items[Number(name)]?.values ?? NONE) : [{ kind: 'method', of: value, name }];
      case 'text':
        return [{ kind: 'method', of: value, name }];
      default:
        return NONE;
    }
  }

  #superclassOf(cls: ClassValue): ClassValue | undefined {
    const ref = cls.module.classes[cls.id]?.superclass;
    const home = cls.frame ?? this.frameOf(cls.module, 0);
    const found = ref && home ? this.eval(ref, home).find((value) => value.kind === 'class') : undefined;
    return found?.kind === 'class' && !(found.module === cls.module && found.id === cls.id) ? found : undefined;
  }

  /** What a module exports under a name. */
  exported(path: string, name: string, seen: Set<string>): readonly Value[] {
    const module = this.surfaces.get(path);
    const frame = this.moduleFrame(path);
    if (!module || !frame || seen.has(path)) return NONE;
    seen.add(path);
    const declared = module.exports.filter(([each]) => each === name);
    if (declared.length > 0) return limited(declared.flatMap(([, ref]) => this.eval(ref, frame)));
    const assigned = this.#assigned.get(path);
    if (assigned) return name === 'default' ? assigned : assigned.flatMap((value) => this.member(value, name));
    const written = this.#exportsOf(path).properties.get(name);
    if (written) return written;
    for (const other of module.passesOn)
      if (other.kind === 'module') {
        const found = this.exported(other.path, name, seen);
        if (found.length > 0) return found;
      }
    if (name === 'default' && module.exports.length === 0) return [this.#exportsOf(path)];
    return NONE;
  }

  /** The module itself, as `require` gives it. */
  required(path: string): readonly Value[] {
    const module = this.surfaces.get(path);
    this.moduleFrame(path);
    const assigned = this.#assigned.get(path);
    if (assigned) return assigned;
    return module && module.exports.length === 0 ? [this.#exportsOf(path)] : [{ kind: 'module', path }];
  }

  /** What a call gives, also one that did not run. */
  #made(call: number, frame: Frame): readonly Value[] {
    const known = ownersIn(frame.module).get(call);
    if (!known) return NONE;
    const home = frameOfFunction(frame, known.fn.id) ?? this.frameOf(frame.module, known.fn.id);
    if (!home) return NONE;
    const result = home.results.get(call);
    if (result) return result;
    if (home.isRun) return NONE;
    home.results.set(call, NONE);
    const found = this.#guess(known.step, home);
    home.results.set(call, found);
    return found;
  }

  /** What a call would give, without what it does. */
  #guess(step: CallStep, frame: Frame): readonly Value[] {
    if (this.#depth > MAX_EVALUATION_DEPTH / 2 || this.#guesses >= MAX_GUESS_DEPTH) return NONE;
    this.#guesses++;
    const found: Value[] = [];
    for (const callee of this.callees(step, frame)) {
      if (callee.kind === 'library') found.push(this.libraryResult(step, frame, callee));
      else if (callee.kind === 'class') found.push(...this.instanceOf(callee));
      else if (callee.kind === 'function') found.push(...this.#guessedReturns(callee, step, frame));
      else if (callee.kind === 'method') found.push(...callBuiltin(this, callee, [], frame, true));
    }
    this.#guesses--;
    return limited(found);
  }

  #guesses = 0;
  readonly #guessed = new Map<Frame | undefined, Map<FunctionSurface, readonly Value[]>>();

  /** What a function gives back; what it is given counts only where somebody asks for the call itself. */
  #guessedReturns(callee: FunctionValue, step: CallStep, frame: Frame): readonly Value[] {
    const returned = returnsIn(callee.fn.steps);
    if (returned.length === 0) return NONE;
    const evaluated = (args: readonly Argument[] | undefined) => {
      const inner = this.frame(callee.module, callee.fn, callee.frame, args, callee.self);
      return limited(returned.flatMap((each) => this.eval(each, inner)));
    };
    if (this.#guesses === 1) return evaluated(this.argumentsOf(step, frame));
    const byFunction = this.#guessed.get(callee.frame) ?? new Map<FunctionSurface, readonly Value[]>();
    this.#guessed.set(callee.frame, byFunction);
    const known = byFunction.get(callee.fn);
    if (known) return known;
    byFunction.set(callee.fn, NONE);
    const values = evaluated(undefined);
    byFunction.set(callee.fn, values);
    return values;
  }

  /** What is called. */
  callees(step: CallStep, frame: Frame): readonly Value[] {
    const found = this.eval(step.callee, frame).flatMap((value) =>
      value.kind === 'module' ? this.exported(value.path, 'default', new Set()) : [value],
    );
    const isKnown = found.some(({ kind }) => kind === 'function' || kind === 'class' || kind === 'method');
    if (isKnown) return found;
    const fromLibrary = found.filter((value) => value.kind === 'library');
    if (step.api.length > 0) {
      const [first] = fromLibrary;
      const names = [...new Set([...fromLibrary.flatMap((value) => value.names), ...step.api])];
      if (first) return [{ ...first, names }];
      const receiver = this.#pseudoReceiver(step, frame);
      const property = step.callee.kind === 'member' ? { property: step.callee.name } : {};
      return [{ kind: 'library', names, ...(receiver && { receiver }), ...property }];
    }
    if (fromLibrary.length > 0) return fromLibrary;
    return step.targets.flatMap(({ module, id }): readonly Value[] => {
      const surface = this.surfaces.get(module);
      const fn = surface?.functions.get(id);
      return surface && fn ? [this.functionValue(surface, fn)] : [];
    });
  }

  /** A value that stands for what a method is called on, where nothing but its type is known. */
  #pseudoReceiver(step: CallStep, frame: Frame): LibraryValue | undefined {
    if (step.callee.kind !== 'member') return undefined;
    const [own] = this.eval(step.callee.of, frame);
    const key = own ? undefined : `${frame.module.path} ${this.#runOf(frame)} ${JSON.stringify(step.callee.of)}`;
    if (own?.kind === 'library') return own;
    if (own?.kind === 'object') {
      own.base ??= { kind: 'library', names: [] };
      return own.base;
    }
    const label = own?.kind === 'class' ? own.module.classes[own.id]?.name : undefined;
    if (own?.kind === 'class') return { kind: 'library', names: [], ...(label !== undefined && { label }) };
    if (key === undefined) return undefined;
    const known = this.#pseudo.get(key) ?? { kind: 'library', names: [] };
    this.#pseudo.set(key, known);
    return known;
  }

  readonly #runNumbers = new Map<Frame, number>();
  #runOf(frame: Frame): number {
    const known = this.#runNumbers.get(frame) ?? this.#runNumbers.size;
    this.#runNumbers.set(frame, known);
    return known;
  }

  argumentsOf(step: CallStep, frame: Frame): readonly Argument[] {
    return step.arguments.flatMap((ref, index): readonly Argument[] => {
      const written = step.written[index];
      if (ref.kind !== 'spread') return [{ values: this.eval(ref, frame), written: isOwn(ref) ? written : undefined }];
      const lists = this.eval(ref.of, frame).filter((value) => value.kind === 'list');
      if (lists.length === 0) return [{ values: NONE, written }];
      return lists.flatMap((list) => (list.kind === 'list' ? list.items : []));
    });
  }

  call(step: CallStep, frame: Frame): readonly Value[] {
    const callees = this.callees(step, frame);
    const args = this.argumentsOf(step, frame);
    if (callees.length === 0) this.runCallbacks(args);
    const found: Value[] = [];
    for (const callee of callees.slice(0, 4)) {
      switch (callee.kind) {
        case 'function':
          if (step.isNew) {
            const made: ObjectValue = { kind: 'object', properties: new Map() };
            this.invoke(callee, args, made);
            found.push(made);
          } else found.push(...this.invoke(callee, args, undefined));
          break;
        case 'class': {
          const made: ObjectValue = { kind: 'object', properties: new Map(), cls: callee };
          // What others are given by its type is the same object.
          const key = `${callee.module.path}#${callee.id}`;
          if (!this.#instances.has(key)) this.#instances.set(key, made);
          if (this.#stack.length < MAX_CALL_DEPTH) this.construct(callee, made, args);
          found.push(made);
          break;
        }
        case 'method':
          found.push(...callBuiltin(this, callee, args, frame, false));
          break;
        case 'library': {
          // `app.get.call(app, path, handler)` calls what it is read from.
          const isCall = callee.property === 'call' && callee.receiver?.kind === 'library';
          const result =
            isCall && callee.receiver?.kind === 'library'
              ? registerCall(this, step, callee.receiver, args.slice(1), frame)
              : registerCall(this, step, callee, args, frame);
          if (result) found.push(...result);
          else {
            const known = callBuiltin(this, callee, args, frame, false);
            const made = known.length > 0 ? known : [this.libraryResult(step, frame, callee, args)];
            this.runCallbacks(args);
            found.push(...made.map((each) => (each.kind === 'library' ? this.#withReturned(each) : each)));
          }
          break;
        }
        default:
      }
    }
    return limited(found);
  }

  /**
   * What unknown code makes of a function may be what that gives, and what it makes of an object may be that:
   * `remember('db', () => new Client())`, `withRetries(axios.create({ … }))`.
   */
  #withReturned(value: LibraryValue): LibraryValue {
    const { made } = value;
    if (!made || made.callee.names.some((name) => this.api.isKnown(name))) return value;
    const returned = made.arguments.flatMap(({ values }) =>
      values.flatMap((each) => {
        const run = each.kind === 'function' ? this.#frames.get(keyOf(each.module, each.fn)) : undefined;
        return run?.returned.filter(({ kind }) => kind === 'library') ?? [];
      }),
    );
    const [first] = made.arguments;
    const wrapped = first?.values.filter(
      (each) => each.kind === 'library' && each.made !== undefined && each.names.some((name) => this.api.isKnown(name)),
    );
    const all = [...returned, ...(wrapped ?? [])];
    return all.length > 0 ? { ...value, returned: all } : value;
  }

  /** Functions that unknown code is given run some time, with unknown data. */
  runCallbacks(args: readonly Argument[]): void {
    for (const { values } of args)
      for (const value of values)
        if (value.kind === 'function' && !this.#runs.has(keyOf(value.module, value.fn)))
          this.invoke(value, undefined, undefined);
  }

  libraryResult(
    step: CallStep,
    frame: Frame,
    callee: LibraryValue,
    args: readonly Argument[] = this.argumentsOf(step, frame),
  ): LibraryValue {
    return {
      kind: 'library',
      names: callee.names.map((name) => (step.isNew ? `${name}#` : `${name}()`)),
      made: { step, arguments: args, callee },
    };
  }

  newRouter(isPathless = false): Router {
    const router: Router = {
      number: this.routers.length,
      prefix: '',
      events: [],
      isMounted: false,
      origin: undefined,
      isPathless,
    };
    this.routers.push(router);
    return router;
  }

  routerOf(value: LibraryValue): Router {
    value.router ??= this.newRouter();
    value.router.origin ??= value.made?.step.location;
    return value.router;
  }
}

/** What a value is as a part of a text. */
function textOfPart(value: Value): { readonly text: string; readonly isText: boolean } | undefined {
  if (value.kind === 'text') return { text: value.text, isText: true };
  if (value.kind === 'constant') return { text: String(value.value), isText: false };
  const variable = value.kind === 'library' ? environmentName(value) : undefined;
  return variable === undefined ? undefined : { text: `{${variable}}`, isText: true };
}

/** The variable of the environment that a value is read from. */
export function environmentName({ names, property }: LibraryValue): string | undefined {
  if (property === undefined) return undefined;
  // `env.DATABASE_URL` of a library that checks the environment.
  const isRead = names.some((name) => /\bprocess\.env\./.test(name)) || /^[A-Z][A-Z\d]*_[A-Z\d_]+$/.test(property);
  return isRead ? property : undefined;
}

/** The function frame in which something is, if it is around. */
function frameOfFunction(frame: Frame, fn: number): Frame | undefined {
  for (let at: Frame | undefined = frame; at; at = at.parent)
    if (at.fn.id === fn && at.fieldsOf === undefined) return at;
  return undefined;
}

function around(frame: Frame, fn: number | undefined): Frame | undefined {
  if (fn === undefined) return frame;
  for (let at: Frame | undefined = frame; at; at = at.parent) if (at.fn.id === fn) return at;
  return undefined;
}

function withSelf(value: Value, self: Value): Value {
  return value.kind === 'function' ? { ...value, self } : value;
}

/** Expressions that say what they are; the others only name what somebody else wrote. */
function isOwn(ref: Ref): boolean {
  return ref.kind !== 'parameter' && ref.kind !== 'each' && ref.kind !== 'rest' && !isPartOfGiven(ref);
}

function isPartOfGiven(ref: Ref): boolean {
  return ref.kind === 'member' && (ref.of.kind === 'parameter' || ref.of.kind === 'each' || isPartOfGiven(ref.of));
}

function hasLoop(frame: Frame): boolean {
  return frame.each.size > 0;
}

function keyOf(module: ModuleSurface, fn: FunctionSurface): string {
  return `${module.path}#${fn.id}`;
}

/** What was found out about surfaces: they stay what they are, also in the next model of the program. */
const calls = new WeakMap<readonly Step[], readonly CallStep[]>();
const owners = new WeakMap<ModuleSurface, ReadonlyMap<number, Owned>>();

interface Owned {
  readonly step: CallStep;
  readonly fn: FunctionSurface;
}

/** The calls of steps, those in loops included. */
export function callsIn(steps: readonly Step[]): readonly CallStep[] {
  let found = calls.get(steps);
  if (!found) {
    found = steps.flatMap((step) => (step.kind === 'call' ? [step] : step.kind === 'loop' ? callsIn(step.body) : []));
    calls.set(steps, found);
  }
  return found;
}

/** The calls of a module by number, with the functions in which they stand. */
function ownersIn(module: ModuleSurface): ReadonlyMap<number, Owned> {
  let found = owners.get(module);
  if (!found) {
    found = new Map(
      [...module.functions.values()].flatMap((fn) => callsIn(fn.steps).map((step) => [step.id, { step, fn }] as const)),
    );
    owners.set(module, found);
  }
  return found;
}

function returnsIn(steps: readonly Step[]): Ref[] {
  return steps.flatMap((step) =>
    step.kind === 'return' ? [step.value] : step.kind === 'loop' ? returnsIn(step.body) : [],
  );
}

function limited(values: readonly Value[]): readonly Value[] {
  return values.length <= MAX_VALUES ? values : values.slice(0, MAX_VALUES);
}
