import type { Trust } from '../finding.ts';
import { ALL_KINDS, bitsOf, exactBitsOf, type TaintBits } from '../flow/taintKind.ts';
import type {
  CallerModel,
  ComposerModel,
  DecoratorModel,
  EntryPointModel,
  GuardModel,
  HandlerModel,
  LibraryModel,
  PropagatorModel,
  RequestCheckModel,
  ResolverModel,
  SanitizerModel,
  SchemaCheck,
  SchemaForm,
  SchemaLibraryModel,
  SinkModel,
  SourceModel,
} from '../model.ts';
import { type FilePattern, filePattern, routePattern } from './filePattern.ts';
import { localModule } from './localModules.ts';

/** A sink with the bits it asks for. */
export interface CompiledSink {
  readonly model: SinkModel;
  readonly bits: TaintBits;
  /** Name path of the API value, for explanations and fingerprints. */
  readonly entity: string;
}

export interface CompiledSanitizer {
  readonly model: SanitizerModel;
  readonly clears: TaintBits;
}

/** Nothing is said of most values in most ways: these are one for all. */
const NONE: readonly never[] = [];
const NO_MEMBERS: ReadonlyMap<string, ApiEntity> = new Map();

/** What is said of an entity, one after the other. */
type Said = { [K in keyof ApiEntity]: ApiEntity[K] extends readonly unknown[] ? K : never }[keyof ApiEntity];

/** An API value: a node of the trie of all name paths. Members, results and instances are further nodes. */
export class ApiEntity {
  readonly id: number;
  /** Name path with the package in front. */
  readonly name: string;
  readonly package: string;
  members: ReadonlyMap<string, ApiEntity> = NO_MEMBERS;
  /** What a call returns. */
  result: ApiEntity | undefined;
  /** What `new` makes; also the type of that name. */
  instance: ApiEntity | undefined;
  /** Types that it is an instance of, or that its type extends: their members are its members. */
  types: readonly ApiEntity[] = NONE;
  sources: readonly SourceModel[] = NONE;
  sinks: readonly CompiledSink[] = NONE;
  writeSinks: readonly CompiledSink[] = NONE;
  keySinks: readonly CompiledSink[] = NONE;
  sanitizers: readonly CompiledSanitizer[] = NONE;
  guards: readonly GuardModel[] = NONE;
  propagators: readonly PropagatorModel[] = NONE;
  writePropagators: readonly PropagatorModel[] = NONE;
  /** Kinds that its value no longer has, as a property that is read. */
  readClears: TaintBits = 0;
  handlers: readonly CompiledHandler[] = NONE;
  /** Handlers that are methods with this decorator. */
  decorated: readonly CompiledHandler[] = NONE;
  /** What parameters and fields with this decorator are. */
  decorators: readonly CompiledDecorator[] = NONE;
  entryPoints: readonly EntryPointModel[] = NONE;
  resolvers: readonly ResolverModel[] = NONE;
  /** What schema a call makes, and which one the value is. */
  schemaMakers: readonly MadeSchema[] = NONE;
  schemaValues: readonly MadeSchema[] = NONE;
  schemaChecks: readonly SchemaCheck[] = NONE;
  requestChecks: readonly RequestCheckModel[] = NONE;
  callers: readonly CallerModel[] = NONE;
  composers: readonly ComposerModel[] = NONE;
  /** Values of this type are one object to all functions of the program. */
  isShared = false;

  constructor(id: number, name: string, packageName: string) {
    this.id = id;
    this.name = name;
    this.package = packageName;
  }

  /** True when a configuration says what comes out of a call of it, whatever its body looks like. */
  get isDeclared(): boolean {
    return (
      this.sanitizers.some(({ model }) => model.declaration !== undefined) ||
      this.propagators.some(({ declaration }) => declaration !== undefined)
    );
  }

  /** True when a model says what a call of it does. */
  get isModelled(): boolean {
    return (
      this.sinks.length > 0 ||
      this.sanitizers.length > 0 ||
      this.guards.length > 0 ||
      this.propagators.length > 0 ||
      this.handlers.length > 0 ||
      this.resolvers.length > 0 ||
      this.schemaMakers.length > 0 ||
      this.schemaChecks.length > 0 ||
      this.requestChecks.length > 0 ||
      this.callers.length > 0 ||
      this.composers.length > 0 ||
      this.result !== undefined
    );
  }
}

/** A schema, in the words of the library that it belongs to. */
export interface MadeSchema {
  readonly library: SchemaLibraryModel;
  readonly form: SchemaForm;
}

export interface CompiledHandler {
  readonly model: HandlerModel;
  readonly package: string;
  /** The type of each parameter, undefined where nothing is known. */
  readonly parameters: readonly (ApiEntity | undefined)[];
  /** The type of all further parameters. */
  readonly rest: ApiEntity | undefined;
  /** The function that is given what the handler gives back. */
  readonly returns: ApiEntity | undefined;
  /** Tells whether the files that export such handlers are at that path. */
  readonly isFile: ((path: string) => boolean) | undefined;
}

export interface CompiledDecorator {
  readonly model: DecoratorModel;
  readonly type: ApiEntity;
}

/** A route that is what a file exports. */
export interface ExportedEntryPoint {
  readonly model: EntryPointModel;
  readonly package: string;
  /** The route's path, when the file exports one. */
  readonly routeOf: FilePattern;
}

/** What a method does whose receiver is unknown, by its name alone. */
export interface MethodsByName {
  readonly propagators: ReadonlyMap<string, readonly PropagatorModel[]>;
  readonly sanitizers: ReadonlyMap<string, readonly CompiledSanitizer[]>;
  readonly callSinks: ReadonlyMap<string, readonly CompiledSink[]>;
  readonly writeSinks: ReadonlyMap<string, readonly CompiledSink[]>;
}

/** The number of all packages that no model speaks of: nothing is known of them that could tell them apart. */
const UNKNOWN = -1;

/** The member that stands for all elements. */
const ANY = '*';

/** Whose data comes by values that are handed on. */
const GIVEN: ReadonlySet<Trust> = new Set(['remote', 'stored', 'model']);

const GLOBAL_OBJECTS = new Set(['window', 'globalThis', 'self', 'global', 'frames']);

/**
 * All name paths of all models and rules, as one trie. What a scanned file imports leaves no trace in it: answers do not
 * depend on the files before, and a server does not grow.
 */
export class ApiTrie {
  readonly #roots = new Map<string, ApiEntity>();
  #count = 0;
  /** The schemas of libraries, in the models' order. */
  readonly schemaLibraries: SchemaLibraryModel[] = [];
  readonly #declaredTypes = new Map<string, ApiEntity>();
  readonly #packageNames = new Set<string>();
  readonly #named = new Map<string, ApiEntity>();
  readonly #sources = new Map<ApiEntity, readonly SourceModel[]>();
  readonly #leading = new Map<ApiEntity, boolean>();
  readonly #globals = new Map<string, ApiEntity>();
  /** Packages whose types tools generate, by the folder's name. */
  readonly #generated = new Map<string, ApiEntity>();
  /** Handler models that a function's own parameter names can suggest. */
  readonly shapedHandlers: CompiledHandler[] = [];
  /** Handler models that a declared type names. */
  readonly declaredHandlers: CompiledHandler[] = [];
  /** Handler models that name files and their exports. */
  readonly exportedHandlers: CompiledHandler[] = [];
  /** Handler models that a directive announces. */
  readonly directedHandlers: CompiledHandler[] = [];
  readonly exportedEntryPoints: ExportedEntryPoint[] = [];
  readonly directedEntryPoints: { readonly model: EntryPointModel; readonly package: string }[] = [];
  /** Names of properties whose value loses kinds when it is read. */
  readonly encodedNames = new Set<string>();
  /** JSX attributes that are sinks, by name. */
  readonly attributeSinks = new Map<string, CompiledSink[]>();
  readonly tagSinks = new Map<ApiEntity, CompiledSink[]>();
  /** Sinks for values that a name from outside chose. */
  readonly chosenSinks: CompiledSink[] = [];
  /** Sinks for the number that a loop counts to. */
  readonly loopSinks: CompiledSink[] = [];
  /** Sinks for the text that a pattern is matched against. */
  readonly patternSinks: CompiledSink[] = [];
  /** A configuration added rows. */
  readonly hasDeclarations: boolean;
  methodsByName: MethodsByName = {
    propagators: new Map(),
    sanitizers: new Map(),
    callSinks: new Map(),
    writeSinks: new Map(),
  };

  /**
   * Compiles models.
   * @param models one a package; several may speak of the same package
   * @param ruleBits the kinds that each rule asks for, by rule id
   * @param names name paths that rules ask for by themselves
   * @throws Error naming the package when a model names an unknown rule or an ill-formed name path
   */
  constructor(models: readonly LibraryModel[], ruleBits: ReadonlyMap<string, TaintBits>, names: Iterable<string>) {
    for (const model of models) {
      for (const name of packagesOf(model)) this.#packageNames.add(name);
    }
    const owned = packagesOfTheirOwn(models);
    for (const model of models) {
      const [first, ...others] = packagesOf(model);
      const root = this.#root(first!);
      for (const other of others) if (!owned.has(other)) this.#roots.set(other, root);
      if (model.generatedIn !== undefined) this.#generated.set(model.generatedIn, root);
      for (const [specifier, path] of Object.entries(model.submodules ?? {})) {
        this.#roots.set(specifier, this.#find(root, path));
      }
    }
    this.hasDeclarations = models.some(({ sources = [], sinks = [], sanitizers = [], propagators = [] }) =>
      [...sources, ...sinks, ...sanitizers, ...propagators].some(({ declaration }) => declaration !== undefined),
    );
    // Backwards, so that a type that is known without its package is that of the first one.
    for (const model of models) for (const root of this.#rootsOf(model).toReversed()) this.#compileTypes(model, root);
    for (const model of models) {
      for (const root of this.#rootsOf(model)) this.#compileModel(model, root, ruleBits);
      this.#compileUnnamed(model, ruleBits);
    }
    for (const name of names) this.named(name);
    this.#compileMethodsByName(models);
    // A file that a pattern names is no file among many.
    this.exportedEntryPoints.sort((a, b) => Number(isOneOfMany(a.model)) - Number(isOneOfMany(b.model)));
  }

  /** The entity of a package or submodule, by its specifier with or without `node:`. One that no model speaks of is empty. */
  module(specifier: string): ApiEntity {
    const name = specifier.startsWith('node:') ? specifier.slice(5) : specifier;
    const known = this.#roots.get(name);
    if (known) return known;
    // `lodash/escape`, `validator/lib/isUUID`: a file of a package that exports what its last name says.
    const packageName = /^(?:@[^/]+\/)?[^/]+(?=\/)/.exec(name)?.[0];
    const last = name.slice(name.lastIndexOf('/') + 1).replace(/\.[cm]?js$/, '');
    const root = packageName === undefined ? undefined : this.#roots.get(packageName);
    const member = last === 'index' ? root : root?.members.get(last);
    if (!member) for (const [start, made] of this.#generated) if (name.includes(start)) return made;
    return member ?? new ApiEntity(UNKNOWN, name, name);
  }

  /** The entity of a file of the program that a configuration speaks of, by its path from the root. */
  local(path: string): ApiEntity | undefined {
    return this.#roots.get(localModule(path));
  }

  /** The entity of a global name, if any model or rule speaks of it. */
  global(name: string): ApiEntity | undefined {
    const root = this.#root('global');
    return GLOBAL_OBJECTS.has(name) ? root : (root.members.get(name) ?? this.#globals.get(name));
  }

  /** The type of that name for declared types without an import: `HTMLElement`. */
  declaredType(name: string): ApiEntity | undefined {
    return this.#declaredTypes.get(name);
  }

  /** The entity with this full name path; made when it does not exist. */
  named(name: string): ApiEntity {
    let entity = this.#named.get(name);
    if (!entity) {
      const packageName = this.packageOf(name);
      entity = this.#find(this.#root(packageName), name.slice(packageName.length));
      this.#named.set(name, entity);
    }
    return entity;
  }

  /** The entity of a package that has this full name, if there is one. */
  find(packageName: string, name: string): ApiEntity | undefined {
    let at = this.#roots.get(packageName);
    for (const step of stepsOf(name.slice(packageName.length)))
      at = step === '#' ? at?.instance : step === '()' ? at?.result : at?.members.get(step);
    return at;
  }

  /** The entity with this full name path, if a model speaks of it. */
  known(name: string): ApiEntity | undefined {
    const known = this.#named.get(name);
    if (known) return known;
    const packageName = this.packageOf(name);
    let at = this.#roots.get(packageName);
    for (const [step] of name.slice(packageName.length).matchAll(/#|\(\)|[^.#()]+/g)) {
      if (!at) return undefined;
      at = step === '#' ? at.instance : step === '()' ? at.result : at.members.get(step);
    }
    return at;
  }

  /** The full name path of one that a model of a package writes. */
  fullName(packageName: string, path: string): string {
    const isFull = this.#startsWithPackage(path) && path !== 'default';
    const owner = isFull ? this.packageOf(path) : packageName;
    let name = this.#roots.get(owner)?.name ?? owner;
    const steps = (isFull ? path.slice(owner.length) : path).match(/#|\(\)|[^.#()]+/g) ?? [];
    steps.forEach((step, index) => {
      if (step === '#' || step === '()') name += step;
      else if (step !== 'default' || index > 0) name += name.endsWith('#') ? step : `.${step}`;
    });
    return name;
  }

  /** The types of a value, those that these extend included. */
  typesOf(entity: ApiEntity): ReadonlySet<ApiEntity> {
    return withTypes(entity);
  }

  /** The members of that name that a value has, by itself and by its types. */
  membersOf(entity: ApiEntity, name: string): readonly ApiEntity[] {
    if (entity.package === 'global' && entity.name === 'global' && GLOBAL_OBJECTS.has(name)) return [entity];
    if (name === 'default' && isExport(entity)) return [entity];
    const own = memberOf(entity, name);
    if (entity.types.length === 0) return own ? [own] : NONE;
    const found: ApiEntity[] = own ? [own] : [];
    for (const type of withTypes(entity)) {
      const member = memberOf(type, name);
      if (member && !found.includes(member)) found.push(member);
    }
    return found;
  }

  /** What is said of a value as a source, by itself and by its types. */
  sourcesOf(entity: ApiEntity): readonly SourceModel[] {
    if (entity.types.length === 0) return entity.sources;
    let sources = this.#sources.get(entity);
    if (!sources) {
      sources = [...new Set([entity, ...withTypes(entity)].flatMap((each) => each.sources))];
      this.#sources.set(entity, sources);
    }
    return sources;
  }

  /**
   * True when data of others, that no name of the language gives, can be got from a value: from what it holds, gives, makes
   * and hands to handlers.
   */
  leadsToData(entity: ApiEntity): boolean {
    let leads = this.#leading.get(entity);
    if (leads === undefined) {
      const reached = new Map([[entity, 0]]);
      // What a browser has leads to all that it has.
      const depth = entity.package === 'global' ? 2 : Number.POSITIVE_INFINITY;
      leads = false;
      for (const [each, distance] of reached) {
        leads ||= each.sources.some(({ confidence, trust }) => GIVEN.has(trust) && confidence !== 'low');
        if (leads) break;
        for (const next of distance < depth ? derivedFrom(each) : [])
          if (!reached.has(next)) reached.set(next, distance + 1);
      }
      this.#leading.set(entity, leads);
    }
    return leads;
  }

  /** A value like another one, of which nothing is known under these names. */
  without(entity: ApiEntity, names: ReadonlySet<string>): ApiEntity {
    const copy = new ApiEntity(UNKNOWN, entity.name, entity.package);
    for (const each of [entity, ...withTypes(entity)]) {
      for (const [name, member] of each.members)
        if (!names.has(name) && !copy.members.has(name)) addMember(copy, name, member);
    }
    return copy;
  }

  #root(packageName: string): ApiEntity {
    let root = this.#roots.get(packageName);
    if (!root) {
      root = this.#make(packageName, packageName);
      this.#roots.set(packageName, root);
    }
    return root;
  }

  #make(name: string, packageName: string): ApiEntity {
    return new ApiEntity(this.#count++, name, packageName);
  }

  /** The longest beginning of a name path that is a package with a model; else what looks like one. */
  packageOf(name: string): string {
    for (let end = name.length; end > 0; end--) {
      const isEnd = end === name.length || isBorder(name.charCodeAt(end));
      if (isEnd && this.#packageNames.has(name.slice(0, end))) return name.slice(0, end);
    }
    return /^(?:@[^/]+\/)?[^.#(]+/.exec(name)?.[0] ?? name;
  }

  #find(root: ApiEntity, path: string): ApiEntity {
    let at = root;
    for (const step of stepsOf(path)) {
      if (step === '#') at = at.instance ??= this.#make(`${at.name}#`, at.package);
      else if (step === '()') at = at.result ??= this.#make(`${at.name}()`, at.package);
      else if (step !== 'default' || at !== root) at = this.#member(at, step);
    }
    return at;
  }

  #member(entity: ApiEntity, name: string): ApiEntity {
    let member = entity.members.get(name);
    if (!member) {
      member = this.#make(entity.name.endsWith('#') ? entity.name + name : `${entity.name}.${name}`, entity.package);
      addMember(entity, name, member);
    }
    return member;
  }

  /** The instance side of a type, named within the package or with another one in front. */
  #type(root: ApiEntity, name: string): ApiEntity {
    const holder =
      name.includes('.') && this.#packageNames.has(this.packageOf(name)) ? this.named(name) : this.#find(root, name);
    holder.instance ??= this.#make(`${holder.name}#`, holder.package);
    return holder.instance;
  }

  #path(root: ApiEntity, path: string): ApiEntity {
    return this.#startsWithPackage(path) && path !== 'default' ? this.named(path) : this.#find(root, path);
  }

  /** `events.EventEmitter` speaks of a package only when a model has that name; `promises.readFile` does not. */
  #startsWithPackage(path: string): boolean {
    if (!path.includes('.')) return false;
    const name = this.packageOf(path);
    return path.length > name.length && path[name.length] === '.' && this.#packageNames.has(name);
  }

  /** One for packages that are the same to all models, one for each that another model speaks of, too. */
  #rootsOf(model: LibraryModel): readonly ApiEntity[] {
    return [...new Set(packagesOf(model).map((name) => this.#root(name)))];
  }

  #compileTypes(model: LibraryModel, root: ApiEntity): void {
    for (const { type, is, isShared, extends: bases, declaredAs } of model.types ?? []) {
      const instance = this.#type(root, type);
      if (isShared) instance.isShared = true;
      for (const path of is ?? []) {
        const value = this.#path(root, path);
        if (value !== instance) add(value, 'types', instance);
      }
      for (const base of bases ?? []) add(instance, 'types', this.#type(root, base));
      for (const name of declaredAs ?? []) this.#declaredTypes.set(name, instance);
      if (root.name === 'global') this.#declaredTypes.set(type, instance);
    }
  }

  #compileModel(model: LibraryModel, root: ApiEntity, ruleBits: ReadonlyMap<string, TaintBits>): void {
    const packageName = root.name;
    const all = (paths: readonly string[] | undefined) => (paths ?? []).map((path) => this.#path(root, path));
    for (const source of model.sources ?? []) for (const entity of all(source.from)) add(entity, 'sources', source);
    for (const sink of model.sinks ?? []) {
      const asked = ruleBits.get(sink.rule);
      if (asked === undefined) throw new Error(`the model of ${packageName} names the unknown rule ${sink.rule}`);
      const bits = sink.kinds ? exactBitsOf(sink.kinds) : asked;
      for (const entity of all(sink.call)) add(entity, 'sinks', { model: sink, bits, entity: entity.name });
      for (const entity of all(sink.write)) add(entity, 'writeSinks', { model: sink, bits, entity: entity.name });
      for (const entity of all(sink.keysOf)) add(entity, 'keySinks', { model: sink, bits, entity: entity.name });
      for (const entity of all(sink.tag)) {
        const sinks = this.tagSinks.get(entity) ?? [];
        sinks.push({ model: sink, bits, entity: entity.name });
        this.tagSinks.set(entity, sinks);
      }
    }
    for (const sanitizer of model.sanitizers ?? []) {
      const clears = sanitizer.clears === 'all' ? ALL_KINDS : bitsOf(sanitizer.clears);
      for (const entity of all(sanitizer.call)) add(entity, 'sanitizers', { model: sanitizer, clears });
      for (const entity of all(sanitizer.read)) {
        entity.readClears |= clears;
        this.encodedNames.add(lastName(entity.name));
      }
    }
    for (const guard of model.guards ?? []) for (const entity of all(guard.call)) add(entity, 'guards', guard);
    for (const propagator of model.propagators ?? []) {
      for (const entity of all(propagator.call)) add(entity, 'propagators', propagator);
      for (const entity of all(propagator.write)) add(entity, 'writePropagators', propagator);
    }
    for (const resolver of model.resolvers ?? [])
      for (const entity of all(resolver.call)) add(entity, 'resolvers', resolver);
    for (const caller of model.callers ?? []) for (const entity of all(caller.call)) add(entity, 'callers', caller);
    for (const composer of model.composers ?? [])
      for (const entity of all(composer.call)) add(entity, 'composers', composer);
    if (model.schemas) this.#compileSchemas(model.schemas, all);
    for (const check of model.requestChecks ?? []) {
      for (const entity of all(check.call)) add(entity, 'requestChecks', check);
      for (const name of [...(check.askedBy ?? []), ...(check.givenBy ? [check.givenBy.as] : [])]) this.named(name);
    }
    for (const entry of model.entryPoints ?? []) {
      for (const entity of all([...(entry.call ?? []), ...(entry.decorators ?? [])])) add(entity, 'entryPoints', entry);
      all([...(entry.prefix ?? []), ...(entry.middleware ?? [])]);
    }
    for (const decorator of model.decorators ?? []) {
      const type = this.#type(root, decorator.is);
      for (const entity of all(decorator.decorator)) add(entity, 'decorators', { model: decorator, type });
    }
    for (const handler of model.handlers ?? []) {
      const compiled = this.#compiledHandler(root, handler);
      for (const path of handler.to ?? []) add(this.#path(root, path), 'handlers', compiled);
      for (const path of handler.decorators ?? []) add(this.#path(root, path), 'decorated', compiled);
    }
  }

  /** What a model says without the name of a package: its first one stands for it. */
  #compileUnnamed(model: LibraryModel, ruleBits: ReadonlyMap<string, TaintBits>): void {
    const root = this.#root(packagesOf(model)[0]!);
    for (const sink of model.sinks ?? []) {
      const bits = sink.kinds ? exactBitsOf(sink.kinds) : ruleBits.get(sink.rule)!;
      if (sink.isLoopBound) this.loopSinks.push({ model: sink, bits, entity: 'loop' });
      if (sink.backtracks) this.patternSinks.push({ model: sink, bits, entity: sink.backtracks });
      if (sink.chosen) this.chosenSinks.push({ model: sink, bits, entity: sink.chosen });
      for (const attribute of sink.attribute ?? []) {
        const same = this.attributeSinks.get(attribute) ?? [];
        same.push({ model: sink, bits, entity: attribute });
        this.attributeSinks.set(attribute, same);
      }
    }
    for (const name of model.globals ?? []) this.#globals.set(name, this.#find(root, name));
    for (const entry of model.entryPoints ?? []) {
      const known = { model: entry, package: root.name };
      if (entry.directive !== undefined) this.directedEntryPoints.push(known);
      if (entry.exports) this.exportedEntryPoints.push({ ...known, routeOf: routePattern(entry.exports.files) });
    }
    for (const handler of model.handlers ?? []) {
      const { shape, declaredAs, exports, directive } = handler;
      if (!shape && !declaredAs && !exports && directive === undefined) continue;
      const compiled = this.#compiledHandler(root, handler);
      if (shape) this.shapedHandlers.push(compiled);
      if (declaredAs) this.declaredHandlers.push(compiled);
      if (exports) this.exportedHandlers.push(compiled);
      if (directive !== undefined) this.directedHandlers.push(compiled);
    }
  }

  #compiledHandler(root: ApiEntity, model: HandlerModel): CompiledHandler {
    const typeOf = (type: string | undefined) => (type ? this.#type(root, type) : undefined);
    const files = model.exports?.files.map(filePattern);
    return {
      model,
      package: root.name,
      parameters: model.parameters.map(typeOf),
      rest: typeOf(model.rest),
      returns: model.returns === undefined ? undefined : this.#path(root, model.returns),
      isFile: files && ((path) => files.some((match) => match(path) !== undefined)),
    };
  }

  #compileSchemas(
    library: SchemaLibraryModel,
    all: (paths: readonly string[] | undefined) => readonly ApiEntity[],
  ): void {
    this.schemaLibraries.push(library);
    for (const { call, value, ...form } of library.makers) {
      for (const entity of all(call)) add(entity, 'schemaMakers', { library, form });
      for (const entity of all(value)) add(entity, 'schemaValues', { library, form });
    }
    for (const { call, ...check } of library.checks ?? [])
      for (const entity of all(call)) add(entity, 'schemaChecks', check);
  }

  #compileMethodsByName(models: readonly LibraryModel[]): void {
    const propagators = new Map<string, PropagatorModel[]>();
    const sanitizers = new Map<string, CompiledSanitizer[]>();
    const callSinks = new Map<string, CompiledSink[]>();
    const writeSinks = new Map<string, CompiledSink[]>();
    for (const [model, root] of models.flatMap((each) => this.#rootsOf(each).map((own) => [each, own] as const))) {
      for (const type of model.anyReceiver ?? []) {
        for (const [name, member] of this.#type(root, type).members) {
          append(propagators, name, member.propagators);
          append(sanitizers, name, member.sanitizers);
        }
      }
      for (const sink of model.sinks ?? []) {
        if (!sink.unmistakable) continue;
        for (const path of sink.call ?? []) {
          append(
            callSinks,
            lastName(path),
            this.#path(root, path).sinks.filter((compiled) => compiled.model === sink),
          );
        }
        for (const path of sink.write ?? []) {
          append(
            writeSinks,
            lastName(path),
            this.#path(root, path).writeSinks.filter((compiled) => compiled.model === sink),
          );
        }
      }
    }
    this.methodsByName = { propagators, sanitizers, callSinks, writeSinks };
  }
}

/** Says something of an entity. */
function add<K extends Said>(entity: ApiEntity, what: K, said: ApiEntity[K][number]): void {
  const known = entity[what] as ApiEntity[K][number][];
  if (known.length === 0) (entity as Record<K, readonly unknown[]>)[what] = [said];
  else known.push(said);
}

function addMember(entity: ApiEntity, name: string, member: ApiEntity): void {
  if (entity.members.size === 0) entity.members = new Map([[name, member]]);
  else (entity.members as Map<string, ApiEntity>).set(name, member);
}

/** The steps of a name path: names, `#`, `()`. */
function stepsOf(path: string): string[] {
  const steps: string[] = [];
  for (let at = 0; at < path.length; ) {
    const start = at;
    while (at < path.length && !isBorder(path.charCodeAt(at))) at++;
    if (at > start) steps.push(path.slice(start, at));
    else {
      if (path[at] === '#') steps.push('#');
      if (path.startsWith('()', at)) steps.push('()');
      at++;
    }
  }
  return steps;
}

/** `.`, `#`, `(`, `)` */
function isBorder(code: number): boolean {
  return code === 46 || code === 35 || code === 40 || code === 41;
}

/** True for files of any name. */
function isOneOfMany({ exports }: EntryPointModel): boolean {
  return exports?.files.some((file) => file.slice(file.lastIndexOf('/')).includes('*')) ?? false;
}

/** True for a package and what it exports: as a module of its own, it is its own default export. */
function isExport({ name }: ApiEntity): boolean {
  return !/[#(]/.test(name);
}

/** The member of that name; an element of a list for a number, and of a table, which has no other members, for any name. */
function memberOf(entity: ApiEntity, name: string): ApiEntity | undefined {
  const member = entity.members.get(name);
  if (member) return member;
  return entity.members.size === 1 || /^\d+$/.test(name) ? entity.members.get(ANY) : undefined;
}

/** What can be had of a value. */
function derivedFrom({ decorated, decorators, handlers, instance, members, result, types }: ApiEntity): ApiEntity[] {
  const given = [...handlers, ...decorated].flatMap(({ parameters, rest }) => [...parameters, rest]);
  const known = [...members.values(), ...types, result, instance, ...given, ...decorators.map(({ type }) => type)];
  return known.filter((each) => each !== undefined);
}

/** All types of a value, the types that these extend included. */
function withTypes(entity: ApiEntity): ReadonlySet<ApiEntity> {
  const all = new Set<ApiEntity>(entity.types);
  for (const type of all) for (const base of type.types) all.add(base);
  return all;
}

function append<T>(map: Map<string, T[]>, key: string, values: readonly T[]): void {
  if (values.length === 0) return;
  const list = map.get(key) ?? [];
  for (const value of values) if (!list.includes(value)) list.push(value);
  map.set(key, list);
}

function lastName(path: string): string {
  return /[^.#()]+$/.exec(path)?.[0] ?? path;
}

/**
 * Packages that one model lists among others, and another model knows by itself or among different ones: what the one
 * says of all of them holds for each, but they are not the same.
 */
function packagesOfTheirOwn(models: readonly LibraryModel[]): ReadonlySet<string> {
  const firsts = new Map<string, string>();
  const own = new Set<string>();
  for (const model of models) {
    const [first = '', ...others] = packagesOf(model);
    for (const name of [first, ...others]) {
      const known = firsts.get(name) ?? first;
      if (known !== first) own.add(name);
      firsts.set(name, first);
    }
  }
  return own;
}

function packagesOf(model: LibraryModel): readonly string[] {
  return typeof model.package === 'string' ? [model.package] : model.package;
}
