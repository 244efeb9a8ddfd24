import type { Confidence, Trust } from './finding.ts';
import type { TaintKind } from './flow/taintKind.ts';

/**
 * What a library means, as data. One file a package in `rules/models/`.
 *
 * A *name path* names an API value inside its package:
 *
 * - `exec`, `promises.readFile`: what the package exports. `default` is the package's own value, whether it is reached by
 *   `import x from`, `require` or `import * as`; so `default()` is what `express()` returns and `default.Router` is `Router`.
 * - `Pool#query`: the member `query` of an instance of `Pool`. `new Pool()` and a declared type `Pool` are instances.
 * - `createPool()`: what a call returns; `Pool#connect()`: a promise counts as the value that it is resolved with.
 *
 * Packages are named without the `node:` prefix. Globals (of the language, of Node.js, of the DOM) are the package `global`.
 * From outside the model, a name path starts with the package: `child_process.exec`, `pg.Pool#query`, `global.document.write`.
 */
export interface LibraryModel {
  /** Module specifiers that mean this library; the first one is its name. */
  readonly package: string | readonly string[];
  /** Other specifiers that mean a part of it: `{ 'fs/promises': 'promises' }`. */
  readonly submodules?: Readonly<Record<string, string>>;
  /** Modules with this in their specifier have its types, since a tool generates them: `/+types/` of React Router. */
  readonly generatedIn?: string;
  /** Values that are instances of a type: `{ type: 'Router', is: ['Router()', 'default()'] }`. */
  readonly types?: readonly TypeModel[];
  /** Functions that the library calls with values it makes: route handlers, event listeners. */
  readonly handlers?: readonly HandlerModel[];
  readonly sources?: readonly SourceModel[];
  readonly sinks?: readonly SinkModel[];
  readonly sanitizers?: readonly SanitizerModel[];
  readonly guards?: readonly GuardModel[];
  readonly propagators?: readonly PropagatorModel[];
  readonly entryPoints?: readonly EntryPointModel[];
  /** How its routers are put together. */
  readonly routing?: readonly RoutingModel[];
  /** What its calls add to a threat model. */
  readonly elements?: readonly ElementModel[];
  /** Which of its functions protect what comes after them. */
  readonly controls?: readonly ControlModel[];
  readonly resolvers?: readonly ResolverModel[];
  /** What parameters and fields are that carry a decorator. */
  readonly decorators?: readonly DecoratorModel[];
  /** Exports that the tools of a framework bring into scope, so that no import names them: `defineEventHandler` of Nuxt. */
  readonly globals?: readonly string[];
  readonly schemas?: SchemaLibraryModel;
  readonly requestChecks?: readonly RequestCheckModel[];
  readonly callers?: readonly CallerModel[];
  readonly composers?: readonly ComposerModel[];
  /** Members of these types act on a receiver of unknown type too: the methods of strings, arrays and promises. */
  readonly anyReceiver?: readonly string[];
}

export interface TypeModel {
  readonly type: string;
  /** Name paths (of this package, or with the package in front) whose value is an instance. */
  readonly is?: readonly string[];
  /**
   * What one function of the program puts on such a value, another one finds there: a request that passes through
   * middleware.
   */
  readonly isShared?: boolean;
  /** Types whose members it has too, with the package in front when it is another: `events.EventEmitter`. */
  readonly extends?: readonly string[];
  /** Names of declared types without an import that mean it: `HTMLElement`. */
  readonly declaredAs?: readonly string[];
}

/** Where a framework looks for a function of the program: a file by its path, an export by its name. */
export interface ExportModel {
  /**
   * Paths without their ending: `pages/api/**`. `**` stands for any folders, `*` for any part of one name; they may start in
   * any folder. A route's path starts behind the first name.
   */
  readonly files: readonly string[];
  /** Names of exports, `*` for all; `default` is also what `module.exports` is set to. */
  readonly names: readonly string[];
}

/** A function of the program that a library calls. Of `to`, `exports`, `decorators` and `directive`, any says that it is one. */
export interface HandlerModel {
  /**
   * Name paths of the functions that take the handler, of the properties that it is written to (`Window#onmessage`), or of
   * the methods that a subclass brings.
   */
  readonly to?: readonly string[];
  /** Which argument is the handler: a position, or any function among the arguments (and in arrays there). Default `any`. */
  readonly argument?: number | 'any';
  /** The handler stands in this property of the argument (or export): `handler`, `Query.*`. */
  readonly option?: string;
  /** It is what a file of that path exports. */
  readonly exports?: ExportModel;
  /**
   * Names of a first parameter, or of what is taken out of it, by which the function that an unknown call makes an export of
   * is taken for the handler, with less confidence: `export const GET = withSession(async (request) => …)`.
   */
  readonly wrapped?: readonly string[];
  /** It is a method with one of these decorators, called or not. */
  readonly decorators?: readonly string[];
  /** It stands under this directive: `use server` at the top of the function, or of the file that exports it. */
  readonly directive?: string;
  /** Only when the first argument of the call, or of the decorator, is one of these texts: the name of an event. */
  readonly event?: readonly string[];
  /** Only when this holds for the call. */
  readonly when?: CallCondition;
  readonly unless?: CallCondition;
  /** Where it stands, or what it is called, is no proof: it is such a handler with less confidence. */
  readonly isGuess?: boolean;
  /** Only for functions that declare so many parameters. */
  readonly arity?: readonly number[];
  /**
   * The parameter by which it hands on to the handler after it, -1 when there is none: nobody after a handler that does not
   * take it finds what it put on a shared object. By default, any handler hands on.
   */
  readonly next?: number;
  /** What each parameter is: a type of this package, a type with its package, or '' for nothing known. */
  readonly parameters: readonly string[];
  /** What each further parameter is. */
  readonly rest?: string;
  /** Parts of its parameters that the library checks first, by schemas that stand beside it. */
  readonly checks?: readonly HandlerCheck[];
  /** What it gives back is an argument of this function: the string that a hapi handler returns is one of `h.response`. */
  readonly returns?: string;
  /**
   * Parameter names by which a function that nobody registers in sight is taken for such a handler, with less confidence:
   * one list a parameter, in which `{a b}` is one that `a` and `b` are taken out of and `{}` one that anything is. All listed
   * parameters must be there and match. With `exports`, only in files of those paths.
   */
  readonly shape?: readonly (readonly string[])[];
  /** Declared function types whose values are such handlers: `RequestHandler`. */
  readonly declaredAs?: readonly string[];
}

/** `get('/:id', { schema: { params } }, (request) => …)`: `request.params` is what the schema says. */
export interface HandlerCheck {
  readonly parameter: number;
  /** The parameter's property that is checked; '' when it is the parameter, by the first of such schemas. */
  readonly part: string;
  /** The schema stands in this argument of the call, under this path; without one, it is an object there. */
  readonly in?: { readonly argument: number; readonly path?: string };
  /** It is the argument of a call of this method before, in the same chain: `input` in `procedure.input(schema).query(…)`. */
  readonly before?: readonly string[];
  /** A schema that is data in another language. */
  readonly dialect?: 'json-schema';
}

/** A function that makes a middleware which checks parts of the request, for the handlers that stand after it. */
export interface RequestCheckModel {
  readonly call: readonly string[];
  /** The argument that holds a schema for each part of the request, by the part's name: `{ body: schema }`. */
  readonly parts?: number;
  /** What it gives is a schema of one field, which argument 0 names, in these parts of the request. */
  readonly fieldIn?: readonly string[];
  /**
   * It checks what argument 0 names by the schema in argument 1, and a handler is given that by a method with the same
   * argument: `validator('json', schema)`, `context.req.valid('json')`. `as` is the API value that the method gives.
   */
  readonly givenBy?: { readonly method: string; readonly as: string };
  /** It only notes what is wrong: somebody has to ask for that, by one of these functions, with the package in front. */
  readonly askedBy?: readonly string[];
}

/** What a decorated parameter (or field) is: `@Body() user` of NestJS. */
export interface DecoratorModel {
  /** Name paths; `@Body`, `@Body()` and `@Body('name')` are all `Body`. */
  readonly decorator: readonly string[];
  /** Its type. */
  readonly is: string;
  /** Its arguments may be objects or classes whose method of this name is given the value first: NestJS' pipes. */
  readonly through?: string;
  /**
   * The library sees to it that a number is a number where the declared type says so. `maybe`: when it is set up to, so that
   * what is declared as a number is dangerous with little confidence.
   */
  readonly checksType?: boolean | 'maybe';
}

/** A row of a configuration carries an id, by which is told how often it was met. */
export interface Declared {
  readonly declaration?: string;
}

export interface SourceModel extends Declared {
  readonly trust: Trust;
  /** Name paths whose value comes from outside: `Request#query`, `Request#get()`. */
  readonly from: readonly string[];
  /** `any`: objects can arrive; `text`: only strings, or arrays of them; `number`. Default `any`. */
  readonly shape?: 'any' | 'text' | 'number';
  /** The value is the program's own container; what comes from outside are its members. */
  readonly members?: boolean;
  /** Only these kinds of danger, when the shape does not say it all. */
  readonly kinds?: readonly TaintKind[];
  /** How surely a stranger is behind it. Default `high`; `low` shows it to reviewers only. */
  readonly confidence?: Confidence;
  /** What a reader calls it: "the query string". */
  readonly label: string;
}

/** Something that must hold for a call (or write) to count. All given parts must hold. */
export interface CallCondition {
  /** A property of an options object among the arguments. */
  readonly option?: {
    /** Its name, or those on the way to it: `headers.Content-Type`. */
    readonly name: string;
    /** Which argument holds the options; `any` looks at all object arguments. */
    readonly argument: number | 'any';
    /** `set`: present, whatever its value. `truthy`: present and not known to be falsy. */
    readonly is: 'set' | 'absent' | 'truthy' | 'falsy' | readonly (string | number | boolean)[];
  };
  /** This argument is a constant of this list. Text is compared without case. */
  readonly constant?: { readonly argument: number; readonly in: readonly (string | number | boolean)[] };
  /** The constant pieces of this argument hold this text: `%s`. */
  readonly says?: { readonly argument: number; readonly text: string };
  /** The argument is there. */
  readonly has?: number;
  /** The constant pieces of the sink's text look like this language; `rooted`: a slash stands in front of it. */
  readonly textLooksLike?: 'sql' | 'html' | 'http' | 'cypher' | 'rooted';
  /** The sink's value is known to be an object (or array), a number, a boolean or text by its expression. */
  readonly valueIs?: readonly ('object' | 'number' | 'boolean' | 'text')[];
}

export interface SinkModel extends Declared {
  /** The rule that speaks when tainted data arrives here. */
  readonly rule: string;
  /** Functions, methods or constructors (`new` needs no mark) of which an argument is dangerous. */
  readonly call?: readonly string[];
  /** Which argument: a position, `last`, `any`, or all from a position on (`{ from: 1 }`). Default 0. */
  readonly argument?: number | 'last' | 'any' | { readonly from: number };
  /** Tag functions of template literals whose holes are dangerous. */
  readonly tag?: readonly string[];
  /** Properties of which a write is dangerous: `Element#innerHTML`. */
  readonly write?: readonly string[];
  /** Objects whose properties must not be named from outside: the name in `process.env[name] = value` is dangerous. */
  readonly keysOf?: readonly string[];
  /** What is done with a value that a name from outside chose: `table[name][key] = value`, `table[name]()`, `if (table[name])`. */
  readonly chosen?: 'written' | 'called' | 'tested';
  /** The number that a loop counts to is dangerous. */
  readonly isLoopBound?: boolean;
  /** The text that a pattern is matched against is dangerous, when the pattern can take so long on text that does not match. */
  readonly backtracks?: 'exponential' | 'polynomial';
  /** JSX attributes of intrinsic elements. */
  readonly attribute?: readonly string[];
  /** Only on these elements. */
  readonly elements?: readonly string[];
  /**
   * The danger stands in this property of the argument (or attribute), or in these: `text`, `a.b`; `*` for an array's
   * elements and for names that the data chooses; `<name>` for any name but that of an operator (`$gt`).
   */
  readonly path?: string | readonly string[];
  /** An object from outside that holds such a property is no danger here, or that of another sink. */
  readonly isExact?: boolean;
  readonly when?: CallCondition;
  readonly unless?: CallCondition;
  /** The kinds asked for here, when they differ from the rule's. */
  readonly kinds?: readonly TaintKind[];
  /** How sure a finding can be here at most, when that is less than the rule says: what all but old versions prevent. */
  readonly confidence?: Confidence;
  /**
   * The last name of the path alone is proof enough (`innerHTML`), with less confidence, when the receiver is unknown. With
   * words, only when one of them is in a name in front of it: `db.users`, `userModel`; `Type` is any name that begins with a
   * capital letter.
   */
  readonly unmistakable?: boolean | readonly string[];
}

export interface SanitizerModel extends Declared {
  /** Functions whose result no longer has these kinds. */
  readonly call?: readonly string[];
  /** Properties whose value no longer has these kinds: `URL#pathname`, which the parser writes percent-encoded. */
  readonly read?: readonly string[];
  readonly clears: readonly TaintKind[] | 'all';
  /** The data that is cleaned: a position or the receiver. Default 0. All other arguments do not reach the result. */
  readonly argument?: number | 'receiver';
  readonly when?: CallCondition;
  readonly unless?: CallCondition;
  /** Not when this holds for the call that made the receiver: `new Renderer({ html: true })`. */
  readonly unlessMade?: CallCondition;
}

export interface GuardModel {
  /** Predicates: where they hold, the value no longer has these kinds. */
  readonly call: readonly string[];
  readonly argument?: number | 'receiver';
  readonly clears: readonly TaintKind[] | 'all';
  /** True when the call throws on bad values, so that what follows it is guarded. */
  readonly throws?: boolean;
}

/**
 * An end of a propagation. `callback` speaks of a function among the arguments, or in the property `option` of one.
 * A path is a name, or several with dots between them: `*.1`; a name that starts with `@` is a place that no property
 * is, for the values of a map, and with `@@` one that lies beside the value, for what a promise was rejected with. `$0` in it stands for the constant that argument 0 is, or for any name.
 */
export type FlowEnd =
  | 'receiver'
  | 'return'
  | { readonly argument: number | 'any' | { readonly from: number }; readonly path?: string }
  | { readonly receiverPath: string }
  | { readonly returnPath: string }
  | {
      readonly callback: number | 'any';
      readonly option?: string;
      readonly parameter: number | { readonly from: number };
    }
  | { readonly callbackReturn: number | 'any' };

export interface PropagatorModel extends Declared {
  readonly call?: readonly string[];
  /** Properties of which a write does this to its object: `URL#hostname`. The value is argument 0. */
  readonly write?: readonly string[];
  readonly from: FlowEnd | readonly FlowEnd[];
  readonly to: FlowEnd | readonly FlowEnd[];
  /**
   * `value`: the very same value, with what it is (promisify, Promise.resolve). `members`: another object with the same
   * properties. `text` (default): its data only.
   */
  readonly as?: 'value' | 'members' | 'text';
  /** Data anywhere inside the object arrives, as with `JSON.stringify`. */
  readonly deep?: boolean;
  /** Kinds that the data no longer has where it arrives. */
  readonly clears?: readonly TaintKind[];
  /** What data lost when it was read as a property (`SanitizerModel.read`) comes back: percent-encoding is undone. */
  readonly decodes?: boolean;
  /** Text is read as objects again: what a sender wrote can be of any shape. */
  readonly parses?: boolean;
  readonly when?: CallCondition;
  readonly unless?: CallCondition;
}

/** Where a function appears whose argument becomes another value: the `resolve` of a promise, the setter of a state. */
export interface ResolverModel {
  readonly call: readonly string[];
  readonly is: FlowEnd;
  readonly to: FlowEnd;
}

/**
 * The words of a library that checks data by schemas. A schema is put together by calls; what comes out of a check of it
 * is, field by field, what the schema says.
 */
export interface SchemaLibraryModel {
  /** Functions that make a schema, and values that are one. */
  readonly makers: readonly (SchemaForm & { readonly call?: readonly string[]; readonly value?: readonly string[] })[];
  /** Methods of its schemas, by name. One that is not named here gives a schema of the same values. */
  readonly methods?: Readonly<Record<string, SchemaForm | SchemaCheck>>;
  /** Functions that check data by a schema among their arguments. */
  readonly checks?: readonly (SchemaCheck & { readonly call: readonly string[] })[];
  /** What it means when a schema itself is called with data. */
  readonly called?: SchemaCheck;
}

/**
 * Where another schema stands: in an argument, in each from one on, in what a function there returns, or, for `base`,
 * in front of the method.
 */
export type SchemaPlace = 'base' | number | { readonly from: number } | { readonly returned: number };

/**
 * What the values of a schema are. A form that changes a schema changes the one that the method is called on, or `of`
 * another place. Exactly one of the other parts stands in it.
 */
export interface SchemaForm {
  /** The schema that is changed; of a method the one before it, of a function none. */
  readonly of?: SchemaPlace;
  /** Values by themselves: `none` can do no harm, such as a truth value. */
  readonly kinds?: 'any' | 'text' | 'number' | 'none';
  /** Text of this format: `uuid`, `email`, `date-time`. */
  readonly format?: string;
  /** Text that matches the pattern in this argument; of an object, its fields of such names, by the schema after it. */
  readonly pattern?: number;
  /** Values for which the function in this argument says yes. */
  readonly refine?: number;
  /** What the function in this argument makes of a value. */
  readonly transform?: number;
  /** An object with the fields of an object in this argument. */
  readonly object?: number;
  /**
   * What happens to names that it does not know. Of a form without `object`, of the schema that is changed; with `extend`,
   * when that knows no names yet.
   */
  readonly others?: 'dropped' | 'refused' | 'kept' | SchemaPlace;
  readonly list?: SchemaPlace;
  readonly tuple?: SchemaPlace;
  readonly record?: SchemaPlace;
  /** Of one of these. */
  readonly some?: SchemaPlace | readonly SchemaPlace[];
  /** Of all of these. What is no schema of them is passed over, but for the first. */
  readonly all?: SchemaPlace | readonly SchemaPlace[];
  readonly same?: SchemaPlace;
  /** The fields of the schema and those of an object, or of a schema, in this argument. */
  readonly extend?: number;
  /** Only, or all but, the fields that a list or the keys of an object in this argument name. */
  readonly pick?: SchemaPlace;
  readonly omit?: SchemaPlace;
  /** The argument, or what stands in the places, is data in another language of schemas. */
  readonly dialect?: 'json-schema' | 'type-text';
  /** Where an object of options adds to it: `{ format: 'uuid', pattern: '^a$', additionalProperties: false }`. */
  readonly options?: number;
}

export interface SchemaCheck {
  /** The argument that is checked. */
  readonly data: number;
  /** The argument that is the schema, of a function. */
  readonly schema?: number;
  /** The schema is data in another language of schemas. */
  readonly dialect?: 'json-schema' | 'type-text';
  /** It checks only where the file also calls one of these, with the package in front. */
  readonly validatedBy?: readonly string[];
  /** It turns data into another form and lets everything pass. */
  readonly onlyConverts?: boolean;
  /** Where what was checked appears: the result (which is the default), a property of it, or nowhere. */
  readonly gives?: 'return' | 'nothing' | { readonly part: string };
  /** How it shows that the data it was given is good: by returning at all, by saying yes, by a part of its result. */
  readonly proves?: SchemaProof | readonly SchemaProof[];
  /** What happens to names that no schema knows, whatever it says itself; the first whose condition holds. */
  readonly others?: readonly { readonly are: 'dropped' | 'refused' | 'kept'; readonly when?: CallCondition }[];
}

export type SchemaProof = 'returning' | 'yes' | { readonly part: string; readonly is: 'set' | 'unset' };

/** A function that calls the one it is given, or gives one that will: `Reflect.apply`, `partial`. */
export interface CallerModel {
  readonly call: readonly string[];
  /** Which argument is the function. */
  readonly callee: number;
  /** Which argument is its `this`. */
  readonly receiver?: number;
  /** What it is called with: all arguments from a position on, or the elements of one of them. */
  readonly with: { readonly from: number } | { readonly list: number };
  readonly isNew?: boolean;
  /**
   * It is not called yet: the result is the function with these arguments in front or at the end, or one that takes its
   * arguments in as many calls as one likes (`piecemeal`).
   */
  readonly binds?: 'front' | 'end' | 'piecemeal';
}

/** A function that calls several ones, each with what the one before gave: `flow`, `pipe`, `compose`. */
export interface ComposerModel {
  readonly call: readonly string[];
  /** The first of the functions; one list there holds them all. */
  readonly from: number;
  /** Which argument goes through them. Without one, the result is the function that will do so. */
  readonly value?: number;
  /** The last of them is called first. */
  readonly isBackwards?: boolean;
}

export interface EntryPointModel {
  /** Functions that register a route. */
  readonly call?: readonly string[];
  /** The HTTP method, or the kind of entry: `ANY`, `WS`, `MIDDLEWARE`. `*`: the name of the export says it. */
  readonly method: string;
  /** Which argument is the path; the functions after it are middleware, the last one is the handler. Default 0. */
  readonly path?: number;
  /** The route is an object, in this argument, with these properties: `route({ method, url, handler })`. */
  readonly object?: {
    readonly argument: number;
    readonly method?: string;
    readonly path?: string;
    readonly handler: string;
  };
  /**
   * Properties of the object that say how callers are signed in: the name of a strategy, `{ strategy, mode }`, or `false`.
   */
  readonly signsIn?: readonly string[];
  /** Properties of an options object before the handler that hold middleware: `preHandler`. */
  readonly hooks?: readonly string[];
  /** Decorators of methods; their first argument is the path. */
  readonly decorators?: readonly string[];
  /** Decorators of the class whose first argument stands in front of the path. */
  readonly prefix?: readonly string[];
  /** Decorators of method or class whose arguments are middleware. */
  readonly middleware?: readonly string[];
  /** What a file of that path exports; with `call`, only what one of these functions makes. */
  readonly exports?: ExportModel;
  /** Functions under this directive; their name is the path. */
  readonly directive?: string;
}

/**
 * What a call does with the object on which routes are registered. `mount`: routers among the arguments become parts of it,
 * functions are middleware. `nest`: the result is a part of it, at the path. `plugin`: a function among the arguments is
 * called with a part of it. `prefix`: its own path. `made`: the call makes one, whose path an option holds. `same`: the result
 * is the receiver. `before`: functions among the arguments run before all of its handlers, wherever they are registered.
 * `everywhere`: the same for all routes of the framework; with a path, that stands in front of all of them. `entry`: another
 * way in, such as a queue. `resolvers`: the option of that name holds functions by type and field. `folder`: given as a plugin, it loads a folder of
 * them. `procedure`: the result is a route, behind what was given to `use` before in its chain. `tree`: the result holds the
 * routes and trees in an object, each under its name, or those of all arguments. `serves`: the result answers with a tree that
 * an option holds. `signsIn`: how callers of all routes are signed in that say nothing of it themselves.
 */
export interface RoutingModel {
  readonly call: readonly string[];
  readonly does:
    | 'mount'
    | 'nest'
    | 'plugin'
    | 'prefix'
    | 'made'
    | 'same'
    | 'before'
    | 'everywhere'
    | 'entry'
    | 'resolvers'
    | 'folder'
    | 'procedure'
    | 'tree'
    | 'serves'
    | 'signsIn';
  /** Where the path stands: an argument, or an option of one. Default: argument 0 when it is text. */
  readonly path?: number | { readonly argument: number; readonly option: string };
  /** `prefix` of the part that a plugin, or what is mounted, gets. */
  readonly method?: string;
  /** The argument that is the handler or the plugin; default `last`, for plugins 0. */
  readonly handler?: number | 'last';
  /** Only when the first argument is one of these texts. */
  readonly event?: readonly string[];
  /** Routes of the part have no path of their own: `route('/a').get(handler)`. */
  readonly isPathless?: boolean;
}

/** Where the name of an element stands. */
export type ElementName =
  | { readonly argument: number; readonly option?: string }
  /** The argument of the call that made the receiver. */
  | { readonly madeWith: number; readonly option?: string }
  /** The property that the method was read from: `user` of `prisma.user.findMany`. */
  | 'property'
  /** The names of tables in the text of a query. */
  | 'sql'
  /** The host of a URL. */
  | 'host'
  /** The names of types that the receiver's declared type is given: `Repository<User>`. */
  | 'type'
  | { readonly constant: string };

/** A call that speaks for an element of a threat model. Its name paths are those of a `ControlModel`. */
export interface ElementModel {
  readonly kind:
    | 'store'
    | 'call'
    | 'upload'
    | 'download'
    | 'auth'
    | 'session'
    | 'crypto'
    | 'admin'
    | 'secret'
    | 'process';
  readonly call: readonly string[];
  /** The packages that it speaks of, when these are not the model's own. */
  readonly of?: readonly string[];
  /** The first that is known. Without one, the element is called as its framework. */
  readonly name?: ElementName | readonly ElementName[];
  /** What it is called in ids, when that is not the package: `http`. */
  readonly framework?: string;
  /** Over which protocol it is reached. */
  readonly protocol?: string;
  /** The element guards itself: `parameterised` of a query builder. */
  readonly control?: string;
}

/** A function of a library that protects what comes after it, when it is used as middleware or called in a handler. */
export interface ControlModel {
  readonly control: string;
  /** Name paths, or `**.parse` for a method of that name of whatever the package gives, and `**` for any. */
  readonly call: readonly string[];
  readonly of?: readonly string[];
  /** Called in a handler it sends strangers away by itself. */
  readonly throws?: boolean;
  /** Only with this option; `fixed`: its value is written as text, or a list of texts, and not `*`. */
  readonly when?: { readonly option: string; readonly argument: number; readonly is?: 'fixed' };
}

/** Declares what a library means. Returns its argument: the type is the check, names are checked when models are compiled. */
export function libraryModel(model: LibraryModel): LibraryModel {
  return model;
}
