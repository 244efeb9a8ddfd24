/** What expressions of a program are, when the code that sets it up is followed from the outside. */
import type { Location } from '../../engine/finding.ts';
import type { ApiKnowledge, CallStep, FunctionSurface, ModuleSurface, Written } from '../../engine/surface/surface.ts';

export type Value =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'constant'; readonly value: number | boolean | null }
  | FunctionValue
  | ClassValue
  | ObjectValue
  | ListValue
  | LibraryValue
  | { readonly kind: 'module'; readonly path: string }
  /** A method that the language gives to all values of a kind. */
  | { readonly kind: 'method'; readonly of: Value; readonly name: string };

export interface FunctionValue {
  readonly kind: 'function';
  readonly module: ModuleSurface;
  readonly fn: FunctionSurface;
  /** Where it was made, with what its outer functions were given. */
  readonly frame: Frame | undefined;
  readonly self: Value | undefined;
  /** Arguments that `bind` has put in front. */
  readonly bound?: readonly Argument[];
}

export interface ClassValue {
  readonly kind: 'class';
  readonly module: ModuleSurface;
  readonly id: number;
  readonly frame: Frame | undefined;
}

export interface ObjectValue {
  readonly kind: 'object';
  readonly properties: Map<string, readonly Value[]>;
  /** Properties that name something, as written. */
  readonly written?: Map<string, Written>;
  /** What it inherits from. */
  readonly cls?: ClassValue;
  /** What it is of a library by its class. */
  base?: LibraryValue;
}

export interface ListValue {
  readonly kind: 'list';
  readonly items: Argument[];
}

export interface LibraryValue {
  readonly kind: 'library';
  /** Name paths, all that it can be. */
  readonly names: readonly string[];
  /** The call that made it. */
  readonly made?: Made;
  /** What it was read from, under which name. */
  readonly receiver?: Value;
  readonly property?: string;
  /** What the function gives that it was made with. */
  readonly returned?: readonly Value[];
  router?: Router;
  readonly typeArguments?: readonly string[];
  /** The package, where it is one. */
  readonly specifier?: string;
  /** What the program calls it. */
  readonly label?: string;
}

export interface Made {
  readonly step: CallStep;
  readonly arguments: readonly Argument[];
  readonly callee: LibraryValue;
}

export interface Argument {
  readonly values: readonly Value[];
  /** As it stands in the code; undefined when it was put together. */
  readonly written: Written | undefined;
}

/** A run of a function, or what is known of one that did not run. */
export interface Frame {
  readonly module: ModuleSurface;
  readonly fn: FunctionSurface;
  readonly parent: Frame | undefined;
  /** Undefined when nobody is known to call it. */
  readonly arguments: readonly Argument[] | undefined;
  readonly self: Value | undefined;
  /** The class whose fields are made in it. */
  readonly fieldsOf?: number;
  readonly results: Map<number, readonly Value[]>;
  readonly objects: Map<number, ObjectValue>;
  readonly lists: Map<number, ListValue>;
  readonly each: Map<number, readonly Value[]>;
  readonly returned: Value[];
  /** It was run, step by step. */
  readonly isRun: boolean;
}

/** Middleware and prefixes that hold for all routes of a framework. */
export interface Everywhere {
  readonly framework: string;
  /** Of one application of several: the classes of its root modules. */
  readonly of?: readonly Value[];
  readonly prefix: string;
  readonly handlers: readonly Argument[];
  /** Routes that the prefix leaves out. */
  readonly excluded?: readonly Value[];
}

/** What those that know calls ask of what follows them. */
export interface Host {
  readonly api: ApiKnowledge;
  readonly everywhere: Everywhere[];
  invoke(value: FunctionValue, args: readonly Argument[] | undefined, self: Value | undefined): readonly Value[];
  construct(cls: ClassValue, made: ObjectValue, args: readonly Argument[] | undefined): void;
  instanceOf(cls: ClassValue): readonly Value[];
  member(value: Value, name: string): readonly Value[];
  libraryResult(step: CallStep, frame: Frame, callee: LibraryValue, args: readonly Argument[]): LibraryValue;
  /** What a module exports under a name. */
  exported(path: string, name: string, seen: Set<string>): readonly Value[];
  /** The names under which a module exports something itself. */
  exportsOf(path: string): readonly string[];
  /** The modules in a folder and below, in order. */
  filesIn(folder: string): readonly string[];
  newRouter(isPathless?: boolean): Router;
  routerOf(value: LibraryValue): Router;
}

/** A function among middleware, or a handler. */
export interface Handler {
  readonly text: string;
  readonly location: Location;
  readonly values: readonly Value[];
  /** A framework's own sign-in: it lets nobody pass, or those too who bring nothing. */
  readonly signsIn?: 'all' | 'some';
  /** Something decides whether it runs: a condition around its registration, a path that it may not have. */
  readonly isConditional?: boolean;
}

export interface RouteEvent {
  readonly kind: 'route';
  readonly framework: string;
  readonly method: string;
  readonly path: string;
  readonly middleware: readonly Handler[];
  readonly handler: Handler;
  readonly location: Location;
  readonly via: string;
  /** Calls in the chain that made it: they check its input. */
  readonly checks?: readonly LibraryValue[];
  /** How its callers are signed in; `nobody` where they are not. */
  readonly signIn?: Handler | 'nobody';
}

export type RouterEvent =
  | RouteEvent
  | { readonly kind: 'use'; readonly path: string; readonly handlers: readonly Handler[]; readonly via: string }
  | {
      readonly kind: 'mount';
      readonly path: string;
      readonly router: Router;
      /** Middleware of this place alone. */
      readonly handlers: readonly Handler[];
    }
  /** Runs before all handlers of the router, wherever they are registered. */
  | { readonly kind: 'before'; readonly handlers: readonly Handler[]; readonly via: string };

export interface Router {
  readonly number: number;
  prefix: string;
  readonly events: RouterEvent[];
  isMounted: boolean;
  /** Where it was made, when that is known. */
  origin: Location | undefined;
  /** Its routes have no path of their own. */
  readonly isPathless: boolean;
  /** How callers are signed in of all routes of the server that say nothing of it themselves. */
  signIn?: Handler;
  /** Its routes are called by name, whatever the path at which they are served. */
  isByName?: boolean;
}

/** A way in, with all that is known of its handler. */
export interface FoundRoute {
  readonly framework: string;
  readonly method: string;
  readonly path: string;
  readonly middleware: readonly Handler[];
  readonly handler: Handler;
  readonly location: Location;
  readonly via: string;
  readonly checks?: RouteEvent['checks'];
  /** Names of the metadata that decorators have put on it. */
  readonly marks?: ReadonlySet<string>;
}
