/**
 * What a module looks like to somebody who asks what a program is made of: which of its functions call what, with what, in
 * which order. Plain data without syntax: an expression is a `Ref`, and what it stands for is found out by those who know
 * all modules.
 */
import type { Location } from '../finding.ts';
import type { ControlModel, ElementModel, EntryPointModel, RoutingModel } from '../model.ts';

/** What an expression stands for. */
export type Ref =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'constant'; readonly value: number | boolean | null }
  /** Text that is put together; what is no text leaves a hole. */
  | { readonly kind: 'join'; readonly parts: readonly Ref[] }
  | { readonly kind: 'function'; readonly id: number }
  | { readonly kind: 'class'; readonly id: number }
  /** What a call gives, by its number in the module. */
  | { readonly kind: 'made'; readonly call: number }
  /** A module of the program, or a package. */
  | { readonly kind: 'module'; readonly path: string }
  | { readonly kind: 'library'; readonly specifier: string }
  | { readonly kind: 'global'; readonly name: string }
  | { readonly kind: 'parameter'; readonly function: number; readonly index: number }
  /** All further arguments. */
  | { readonly kind: 'rest'; readonly function: number; readonly from: number }
  /** What a loop goes through, one after the other. */
  | { readonly kind: 'each'; readonly loop: number }
  | { readonly kind: 'member'; readonly of: Ref; readonly name: string }
  | { readonly kind: 'chosen'; readonly of: Ref; readonly by: Ref }
  | {
      readonly kind: 'list';
      readonly id: number;
      readonly items: readonly Ref[];
      /** The items as written; none of a long list, which is data. */
      readonly written: readonly Written[];
    }
  | { readonly kind: 'spread'; readonly of: Ref }
  | { readonly kind: 'object'; readonly id: number }
  /** What `this` is in a function. */
  | { readonly kind: 'self'; readonly function: number }
  /** The same as the class that its class extends knows it. */
  | { readonly kind: 'super'; readonly function: number }
  /** What the module exports, as CommonJS knows it. */
  | { readonly kind: 'exports' }
  /** The `module` of CommonJS. */
  | { readonly kind: 'moduleObject' }
  /** One of these. */
  | { readonly kind: 'some'; readonly of: readonly Ref[] };

export const UNKNOWN: Ref = { kind: 'unknown' };

/** Something that a function does, in the order in which it happens. */
export type Step = CallStep | WriteStep | LoopStep | ReturnStep;

export interface CallStep {
  readonly kind: 'call';
  /** Its number in the module. */
  readonly id: number;
  readonly callee: Ref;
  readonly arguments: readonly Ref[];
  /** The arguments as written, and where they stand. */
  readonly written: readonly Written[];
  /** The call as written. */
  readonly text: string;
  /** API values that the callee is, as far as the module and those that call it tell. */
  readonly api: readonly string[];
  /** Functions of the program that are called, as the flow of values tells. */
  readonly targets: readonly SymbolName[];
  readonly isNew: boolean;
  /** A template's tag, and the text of a template. */
  readonly isTag: boolean;
  /** The name of the constant that holds what the whole expression gives. */
  readonly declares?: string;
  /** A condition decides whether it is made, other than that the program runs in production. */
  readonly isConditional: boolean;
  /** Some way through its function leaves that before, other than by sending the caller away. */
  readonly isAfterExit: boolean;
  /** Its promise is waited for, or handed on. */
  readonly isAwaited: boolean;
  readonly location: Location;
}

export interface Written {
  readonly text: string;
  readonly location: Location;
}

/** A function by its module and number. */
export interface SymbolName {
  readonly module: string;
  readonly id: number;
}

export interface WriteStep {
  readonly kind: 'write';
  readonly object: Ref;
  readonly name: Ref;
  readonly value: Ref;
}

export interface LoopStep {
  readonly kind: 'loop';
  readonly id: number;
  readonly over: Ref;
  /** It goes through the names of an object. */
  readonly isKeys: boolean;
  readonly body: readonly Step[];
}

export interface ReturnStep {
  readonly kind: 'return';
  readonly value: Ref;
}

export interface ParameterSurface {
  readonly name: string | undefined;
  /** The class or type that it is declared to be, and the names of the types that are given to it. */
  readonly type: Ref | undefined;
  readonly typeArguments: readonly string[];
}

/** How a function sends a caller away. */
export interface Refusal {
  /** The HTTP status; `redirect`: to another page. */
  readonly with: number | 'redirect';
  /** What it asked before: words of the condition's names. Empty when it refuses everybody. */
  readonly asks: readonly string[];
  /** Words of what the names in the condition were given. */
  readonly from: readonly string[];
  /** It is only for those who bring something: `if (isMaster && !isKnown(ip))`. */
  readonly isNarrow: boolean;
  /** Every way through the function comes to the condition. */
  readonly isAlways: boolean;
  /** Nothing of the function runs after it. */
  readonly ends: boolean;
  /** Nothing of its callers does either. */
  readonly isThrown: boolean;
  readonly location: Location;
}

/** A condition on which a guard lets pass: `if (!roles) return true`, `if (user.isAdmin) return true`. */
export interface Permit {
  /** The variables that it asks, and the words of all names in it. */
  readonly names: readonly string[];
  readonly words: readonly string[];
  /** It does so since something is missing. */
  readonly isMissing: boolean;
}

export interface FunctionSurface {
  readonly id: number;
  readonly name: string | undefined;
  readonly parent: number | undefined;
  readonly parameters: readonly ParameterSurface[];
  readonly steps: readonly Step[];
  /** Hash of its code without the names of locals and without format. */
  readonly hash: string;
  readonly location: Location;
  readonly refusals: readonly Refusal[];
  readonly isAsync: boolean;
  /** It lets pass: it calls the last of its parameters, as middleware does. */
  readonly passes: boolean;
  /** Words of what may be missing when it lets pass: `if (!token) return next()`. */
  readonly passesWithout: readonly string[];
  /** Parts of paths at which it lets pass unasked: `/health` of `if (req.path === '/health') return next()`; '' for any. */
  readonly passesAt: readonly string[];
  /** Of a guard that answers true or false: the conditions on which it answers true. */
  readonly permits: readonly Permit[];
  /** Names of environment variables that it reads. */
  readonly environment: readonly NamedPlace[];
  /** Classes of personal data that names in it speak of. */
  readonly data: readonly string[];
}

export interface NamedPlace {
  readonly name: string;
  readonly location: Location;
}

export interface ClassSurface {
  readonly id: number;
  readonly name: string | undefined;
  readonly superclass: Ref | undefined;
  readonly construct: number | undefined;
  /** Methods by name, with the numbers of their functions. */
  readonly methods: readonly (readonly [string, number])[];
  /** Fields with their values. */
  readonly fields: readonly (readonly [string, Ref])[];
  readonly statics: readonly (readonly [string, Ref])[];
  /** The function in which it stands. */
  readonly owner: number;
  /** Parameters of the constructor that become fields. */
  readonly fromParameters: readonly (readonly [string, number])[];
  /** The declared types of fields. */
  readonly types: readonly (readonly [string, Ref])[];
  readonly decorators: readonly DecoratorSurface[];
}

export interface DecoratorSurface {
  readonly decorator: Ref;
  readonly arguments: readonly Ref[];
  readonly written: readonly Written[];
}

export interface ObjectSurface {
  readonly owner: number;
  readonly properties: readonly (readonly [string, Ref])[];
  /** Properties that name something, as written. */
  readonly written: readonly (readonly [string, Written])[];
  readonly spreads: readonly Ref[];
}

/** A route that is one by where it stands: a decorated method, an export of a file, a function under a directive. */
export interface PlacedRoute {
  readonly framework: string;
  readonly method: string;
  readonly path: string;
  readonly middleware: readonly (Written & { readonly value: Ref })[];
  readonly handler: string;
  readonly value: Ref;
  readonly location: Location;
  /** All that decorates it, and its class. */
  readonly marks: readonly Ref[];
  readonly by: 'decorator' | 'file' | 'directive';
}

/** A schema or declared type with fields of people. */
export interface DataSurface {
  readonly name: string;
  readonly classes: readonly string[];
  readonly location: Location;
}

export interface ScriptSurface {
  readonly source: string;
  readonly hasIntegrity: boolean;
  readonly location: Location;
}

/** A file of the folder that is no module. */
export interface DocumentSurface {
  readonly path: string;
  readonly workflow?: WorkflowSurface;
  /** Scripts of other hosts that a page loads. */
  readonly scripts?: readonly ScriptSurface[];
  /** Names of settings of a file for the environment. */
  readonly environment?: readonly NamedPlace[];
  readonly manifest?: ManifestSurface;
}

/** A workflow of GitHub Actions: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax */
export interface WorkflowSurface {
  readonly triggers: readonly NamedPlace[];
  readonly permissions: PermissionsSurface | undefined;
  readonly jobs: readonly JobSurface[];
}

export interface PermissionsSurface {
  /** `contents: read`, or `write-all`. */
  readonly grants: readonly string[];
  readonly location: Location;
}

export interface JobSurface {
  readonly name: string;
  readonly location: Location;
  readonly permissions: PermissionsSurface | undefined;
  /** Actions, reusable workflows and images, as written. */
  readonly uses: readonly NamedPlace[];
  readonly secrets: readonly NamedPlace[];
  /** Commands in which text of an event stands: `${{ github.event.issue.title }}`. */
  readonly eventText: readonly NamedPlace[];
  /** Hash of all of it. */
  readonly hash: string;
}

export interface ManifestSurface {
  readonly name: string | undefined;
  /** The lock file beside it, or above it. */
  readonly lock: string | undefined;
  /** Scripts that run when it is installed. */
  readonly installScripts: readonly string[];
  readonly dependencies: number;
  readonly location: Location;
}

export interface ModuleSurface {
  readonly path: string;
  readonly inTest: boolean;
  /** Exports that are declared: name and value. */
  readonly exports: readonly (readonly [string, Ref])[];
  /** The modules that are run before it: what it imports, in order. */
  readonly imports: readonly string[];
  /** Modules of which all exports are exported. */
  readonly passesOn: readonly Ref[];
  /** By number; 0 is the module itself. */
  readonly functions: ReadonlyMap<number, FunctionSurface>;
  readonly classes: readonly ClassSurface[];
  readonly objects: readonly ObjectSurface[];
  readonly routes: readonly PlacedRoute[];
  readonly data: readonly DataSurface[];
  readonly scripts: readonly ScriptSurface[];
}

/** What models say of API values, by name path. */
export interface ApiKnowledge {
  /** The name of a package, whichever of its names is used. */
  library(specifier: string): string;
  global(name: string): string;
  /** Whether any model speaks of a value. */
  isKnown(name: string): boolean;
  /** The names of a value's property. */
  member(name: string, property: string): readonly string[];
  /** The types that a value has. */
  types(name: string): readonly string[];
  routes(name: string): readonly EntryPointModel[];
  routing(name: string): readonly RoutingModel[];
  elements(name: string): readonly NamedElement[];
  controls(name: string): readonly ControlModel[];
  /** Ids of the rules whose sinks it is. */
  sinks(name: string): readonly string[];
}

/** A row with the package that it stands in. */
export interface NamedElement {
  readonly model: ElementModel;
  readonly package: string;
}
