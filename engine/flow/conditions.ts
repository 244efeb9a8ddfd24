import { namesOfTable } from '../semantics/choices.ts';
import { type Constants, initializerOf } from '../semantics/constants.ts';
import type { Binding, Scopes } from '../semantics/scopes.ts';
import { type FunctionNode, isFunction, type Node, nameOf, type TSESTree, unwrap } from '../syntax/nodes.ts';
import { forEachChild } from '../syntax/walk.ts';
import { Answers, answerText, VERDICTS } from './answers.ts';
import { OwnValues } from './ownValues.ts';
import { kindsClearedByPattern } from './patternGuard.ts';
import { namesTo } from './patterns.ts';
import { type Circumstance, isWrittenBetween, RaisedFlags } from './raisedFlags.ts';
import { common, isSameTarget, type PrefixFact, type Refinement, type Refinements } from './refinements.ts';
import { isRepeatable } from './repeatedCalls.ts';
import { kindsClearedByRefusal } from './replacement.ts';
import type { Answer, ParameterProof, TestedPart } from './summary.ts';
import { ALL_KINDS, bitsOf, NUMBER_KINDS, type TaintBits } from './taintKind.ts';
import { fixesHost, isHostPattern, kindsClearedByUrlPattern } from './urlPattern.ts';
import type { PickedElements } from './valueFlowGraph.ts';

/** A part of a parameter of a function. */
interface ParameterPart {
  readonly parameter: number;
  readonly names: readonly string[];
}

/** That a list which was returned is empty. */
const EMPTY: TestedPart = { name: 'length', is: 'unset' };

/** Functions whose name promises to throw on a bad value. Their model tells what they are good for. */
const ASSERTS_VALUE = /^(?:assert|ensure|require|check|validate|verify|parse)/i;

const NONE: Refinements = { whenTrue: [], whenFalse: [] };
const SHAPE = bitsOf(['object-shape']);
const PATH = bitsOf(['path']);
const WAY_UP = bitsOf(['way-up']);
const WHOLE_PATH = bitsOf(['whole-path']);
const HOST = bitsOf(['url-host', 'url-scheme']);
const SCHEME = bitsOf(['url-scheme']);
const SIZE = bitsOf(['size']);
const LONG = bitsOf(['long-text']);
const NOT_NUMBER = ALL_KINDS & ~NUMBER_KINDS;
const NAME = bitsOf(['object-key']);
/** Every object has some names, so that it says nothing of them that there is something. */
const NOT_INHERITED = ALL_KINDS & ~NAME;

/** By `__proto__` a name leads from any object to the prototype of all. */
const PROTOTYPE = /__proto__/;

/** Methods whose number is a place in a text or list. */
const SEARCHES = /index|search/i;

/** Functions that normalise a path: afterwards a prefix says where it lies. */
const NORMALIZERS = new Set(['resolve', 'normalize', 'join', 'realpath', 'realpathSync']);

/** Reads tests for what they prove about the values they mention. Knows JavaScript's own tests; others it leaves pending. */
export class Conditions {
  readonly #constants: Constants;
  readonly #scopes: Scopes;
  readonly #own: OwnValues;
  readonly #flags: RaisedFlags;
  readonly #asking = new Map<FunctionNode, boolean>();
  readonly #answers: Answers;

  constructor(constants: Constants, scopes: Scopes) {
    this.#constants = constants;
    this.#scopes = scopes;
    this.#own = new OwnValues(constants, scopes);
    this.#flags = new RaisedFlags(constants, scopes);
    this.#answers = new Answers(
      {
        of: (test) => this.of(test),
        localCallee: (call) => this.localCallee(call),
        mapped: (proved, fn, call) => this.#mapToArguments(proved, fn, call),
      },
      constants,
    );
  }

  /**
   * What holds on either side of a test.
   * @param depth bounds variables that hold the outcome of tests of variables
   * @param isAwaited the promise of the outcome is waited for: by itself it is always there
   */
  of(node: Node, depth = 0, isAwaited = false): Refinements {
    const test = unwrap(node);
    switch (test.type) {
      case 'UnaryExpression':
        if (test.operator === '!') return flip(this.of(test.argument, depth, isAwaited));
        // `~list.indexOf(x)` is 0 when it is not found.
        return (test.operator === '~' && this.#search(test.argument)) || NONE;
      case 'LogicalExpression': {
        const left = this.of(test.left, depth);
        const right = this.of(test.right, depth);
        if (test.operator === '&&') {
          return { whenTrue: both(left.whenTrue, right.whenTrue), whenFalse: common(left.whenFalse, right.whenFalse) };
        }
        return { whenTrue: common(left.whenTrue, right.whenTrue), whenFalse: both(left.whenFalse, right.whenFalse) };
      }
      case 'BinaryExpression':
        return this.#comparison(test, depth);
      case 'CallExpression':
        return this.#call(test, depth, isAwaited);
      case 'AwaitExpression':
        return this.of(test.argument, depth, true);
      case 'MemberExpression':
        // `TABLE[x]`: where there is something, the key is one of the table's.
        if (test.computed && this.#own.isCollection(test.object))
          return { whenTrue: one(test.property, NOT_INHERITED), whenFalse: [] };
        return this.#raised(test, depth) ?? this.#verdict(test.object, nameOf(test));
      case 'Identifier': {
        // `const ok = allowed.has(x); if (ok) …`
        const binding = this.#scopes.bindingOf.get(test);
        const init = binding && binding.kind === 'const' ? initializerOf(binding) : undefined;
        if (binding?.kind === 'param') return ofParameter(test);
        if (!init) return this.#raised(test, depth) ?? this.#takenVerdict(binding);
        return depth < 3 && unwrap(init).type !== 'Identifier' ? this.of(init, depth + 1, isAwaited) : NONE;
      }
      default:
        return NONE;
    }
  }

  /** What a flag or a list of errors says of the tests that set it: `if (errors.length > 0) return`. */
  #raised(test: Node, depth: number): Refinements | undefined {
    const binding = this.#flags.asked(test);
    if (!binding || depth >= 3) return undefined;
    const init = initializerOf(binding);
    const call = init && unwrap(init);
    const found =
      call?.type === 'CallExpression'
        ? this.#raisedBy(call)
        : { whenTrue: this.#why(binding, true, test, depth), whenFalse: this.#why(binding, false, test, depth) };
    return found && found.whenTrue.length + found.whenFalse.length > 0 ? found : undefined;
  }

  /** `const errors = validate(body)`: what a function says by the list of errors that it returns. */
  #raisedBy(call: TSESTree.CallExpression): Refinements {
    const fn = this.localCallee(call);
    return {
      whenTrue: [],
      whenFalse: fn ? this.#mapToArguments(this.#emptyList(fn), fn, call) : this.#promised(call, { answer: EMPTY }),
    };
  }

  /** What a function proves when the list that it returns is empty. */
  #emptyList(fn: FunctionNode): readonly Refinement[] {
    const last = fn.body?.type === 'BlockStatement' ? fn.body.body.at(-1) : undefined;
    if (last?.type !== 'ReturnStatement' || !last.argument || countReturns(fn.body!) !== 1) return [];
    const list = this.#flags.returned(last.argument);
    return list ? this.#why(list, false, last, 1) : [];
  }

  /** What follows from a flag being set, or not, at a place. */
  #why(binding: Binding, isSet: boolean, place: Node, depth: number): readonly Refinement[] {
    const why = this.#flags.explain({ binding, isSet }, place);
    const outcome = ({ test, holds }: Circumstance) => {
      const { whenTrue, whenFalse } = this.of(test, depth + 1);
      return (holds ? whenTrue : whenFalse).filter(({ target }) => this.#isSince(target, test, place));
    };
    const none = why?.none.flatMap((each) => outcome({ ...each, holds: !each.holds })) ?? [];
    const some = why?.some.map((circumstances) => circumstances.flatMap(outcome)) ?? [];
    return some.length > 0 ? some.reduce(common) : none;
  }

  /** True when a value is still the same that an earlier test spoke of. */
  #isSince(target: Node, from: Node, to: Node): boolean {
    let root = unwrap(target);
    while (root.type === 'MemberExpression' || root.type === 'CallExpression')
      root = unwrap(root.type === 'CallExpression' ? root.callee : root.object);
    return root.type !== 'Identifier' || !isWrittenBetween(root, this.#scopes, from, to);
  }

  /** `const { error } = schema.validate(x)`, `const [error] = validate(x, schema)` */
  #takenVerdict(binding: Binding | undefined): Refinements {
    const declarator = binding?.declaration;
    if (declarator?.type !== 'VariableDeclarator' || !declarator.init || binding!.writes.length !== 1) return NONE;
    const { id } = declarator;
    if (id.type === 'ObjectPattern') return this.#verdict(declarator.init, keyFor(id, binding!.name));
    if (id.type !== 'ArrayPattern') return NONE;
    const index = id.elements.indexOf(binding!.identifier as TSESTree.DestructuringPattern);
    return index < 0 ? NONE : this.#verdict(declarator.init, String(index));
  }

  /** What a check says by a part of its result: `result.success`, `result.error`. Who is asked may be known later. */
  #verdict(result: Node, part: string | undefined): Refinements {
    if (part === undefined || !VERDICTS.test(part)) return NONE;
    return this.#askedForPart(this.#constants.resolve(result), part);
  }

  #askedForPart(made: Node, name: string): Refinements {
    const call = made.type === 'AwaitExpression' ? unwrap(made.argument) : made;
    if (call.type !== 'CallExpression') return NONE;
    const isAwaited = call !== made;
    const fn = this.localCallee(call);
    const asked = (is: TestedPart['is']): readonly Refinement[] => {
      if (fn) return fn.async && !isAwaited ? [] : this.#answered(fn, call, { name, is });
      return this.#promised(call, { answer: { name, is }, isAwaited });
    };
    return { whenTrue: asked('set'), whenFalse: asked('unset') };
  }

  /** What the arguments of a call may be when it answers in a way of which only who is asked knows what it proves. */
  #promised(
    call: TSESTree.CallExpression,
    how: Omit<NonNullable<Refinement['pending']>, 'call' | 'argument'>,
  ): Refinement[] {
    return call.arguments.flatMap((each, index): Refinement[] => {
      const pending = { call, argument: index, ...how };
      const text = this.#parsedUrl(each);
      const parsed =
        text && isTarget(text) ? [{ target: targetOf(text), clears: 0, pending: { ...pending, isParsed: true } }] : [];
      return isTarget(each) ? [{ target: targetOf(each), clears: 0, pending }, ...parsed] : parsed;
    });
  }

  /** What a function of this file proves of the arguments of a call by an answer. */
  #answered(fn: FunctionNode, call: TSESTree.CallExpression, answer: Answer): Refinement[] {
    return this.#mapToArguments(this.#answers.proved(fn, answer) ?? [], fn, call);
  }

  /** What a call proves that stands for itself: of its arguments by returning at all, or by its test as an assertion. */
  ofStatement(call: TSESTree.CallExpression, isAwaited: boolean): readonly Refinement[] {
    const fn = this.localCallee(call);
    if (fn) return fn.async && !isAwaited ? [] : this.#ofReturning(fn, call);
    const asserted = this.#ofAssertion(call);
    const isPromise = ASSERTS_VALUE.test(nameOf(unwrap(call.callee)) ?? '');
    const isElsewhere = this.isElsewhere(call.callee);
    if (!asserted && !isPromise && !isElsewhere) return [];
    const isUnpromised = asserted !== undefined || !isPromise;
    const how = { answer: 'returning', isAwaited, ...(isUnpromised && { isUnpromised }) } as const;
    const tested = asserted || !isElsewhere ? [] : this.#testedBy(call, isAwaited);
    return [...(asserted ?? []), ...this.#promised(call, how), ...tested];
  }

  /** What the tests prove that a function of another file is given, should it throw unless they hold. */
  #testedBy(call: TSESTree.CallExpression, isAwaited: boolean): readonly Refinement[] {
    return call.arguments.filter(isTest).flatMap((argument) => {
      const index = call.arguments.indexOf(argument);
      return putOff(this.of(argument).whenTrue, { call, argument: index, answer: 'returning', isAwaited });
    });
  }

  /** True for a function of another file of the program, as far as its import says: no package is named by a path. */
  isElsewhere(callee: Node): boolean {
    let root = unwrap(callee);
    while (root.type === 'MemberExpression') root = unwrap(root.object);
    return root.type === 'ThisExpression' || /^[.@~#]/.test(this.#moduleOf(root) ?? '');
  }

  #ofReturning(fn: FunctionNode, call: TSESTree.CallExpression): readonly Refinement[] {
    const found = this.#answered(fn, call, 'returning');
    const body = fn.body?.type === 'BlockStatement' ? fn.body.body : [];
    if (this.#asksLibrary(fn) && body.some(throws)) found.push(...this.#promisedBy(call, false).whenTrue);
    return found;
  }

  /** What a function proves of its parameters, for those that call it in other modules. */
  proofsOf(fn: FunctionNode): readonly ParameterProof[] {
    const found = new Map<string, ParameterProof>();
    const parts = [...this.#answers.partsOf(fn)].flatMap((name): Answer[] => [
      { name, is: 'set' },
      { name, is: 'unset' },
    ]);
    for (const by of ['returning', 'yes', 'no', ...parts] as const)
      for (const proved of this.#answers.proved(fn, by) ?? []) this.#addProof(found, fn, by, proved);
    for (const proved of this.#emptyList(fn)) this.#addProof(found, fn, EMPTY, proved);
    return [...found.values()];
  }

  #addProof(found: Map<string, ParameterProof>, fn: FunctionNode, by: Answer, proved: Refinement): void {
    const { clears: cleared, holds } = proved;
    const part = cleared === 0 && !holds ? undefined : this.#partOf(proved.target, fn, true);
    if (!part) return;
    const names = [...part.names, ...(proved.names ?? [])];
    const key = `${part.parameter} ${names.join('.')} ${answerText(by)} ${holds}`;
    const clears = proved.clears | (found.get(key)?.clears ?? 0);
    found.set(key, {
      parameter: part.parameter,
      names,
      clears,
      by,
      ...(holds && { holds }),
      ...(fn.async && { isPromised: true }),
      ...(this.#answers.isLeftOpen(fn, by) && { isLeftOpen: true }),
    });
  }

  /**
   * Which part of which parameter of a function an expression is; undefined when it is none.
   * @param isStrict a parameter that is set anew may be something else
   */
  #partOf(node: Node, fn: FunctionNode, isStrict: boolean, depth = 0): ParameterPart | undefined {
    const at = unwrap(node);
    if (at.type === 'MemberExpression') {
      const name = nameOf(at);
      const whole = name === undefined ? undefined : this.#partOf(at.object, fn, isStrict, depth);
      return whole && { ...whole, names: [...whole.names, name!] };
    }
    const binding = at.type === 'Identifier' ? this.#scopes.bindingOf.get(at) : undefined;
    if (!binding) return undefined;
    const { declaration, identifier, kind, writes } = binding;
    if (kind === 'param' && declaration === fn) {
      const parameter = fn.params.findIndex((each) => namesTo(each, identifier) !== undefined);
      if (parameter < 0 || (isStrict && writes.length > 1)) return undefined;
      return { parameter, names: namesTo(fn.params[parameter]!, identifier)! };
    }
    if (declaration.type !== 'VariableDeclarator' || !declaration.init || writes.length > 1 || depth > 3)
      return undefined;
    const names = namesTo(declaration.id, identifier);
    const whole = names && this.#partOf(declaration.init, fn, isStrict, depth + 1);
    return whole && { ...whole, names: [...whole.names, ...names] };
  }

  /**
   * What a call proves that throws unless its test holds: `assert(test)`, `invariant(test)`, `assert.match(x, /a/)`,
   * `assert.strictEqual(a, b)`. Undefined for other calls. Facts: https://nodejs.org/api/assert.html.
   */
  #ofAssertion(call: TSESTree.CallExpression): readonly Refinement[] | undefined {
    const callee = unwrap(call.callee);
    const name = nameOf(callee) ?? '';
    const [first, second] = call.arguments;
    if (!first) return undefined;
    if (/^(?:assert|invariant|ok)$/.test(name)) return this.of(first).whenTrue;
    const isAssert =
      callee.type === 'MemberExpression' && /^(?:assert|strict)$/.test(nameOf(unwrap(callee.object)) ?? '');
    if (!isAssert || !second) return undefined;
    if (name === 'match') return this.#pattern(second, first);
    const equality = /^(not)?(?:deep)?(?:strict)?equal$/i.exec(name);
    if (!equality) return undefined;
    const { whenTrue, whenFalse } = this.#equals(unwrap(first), unwrap(second), 0);
    return equality[1] ? whenFalse : whenTrue;
  }

  /**
   * The kinds that the elements of a list no longer have, or their properties, for which a callback says yes:
   * `list.filter((x) => allowed.has(x))`, `list.filter((x) => allowed.has(x.name))`.
   */
  ofElements(callback: Node): PickedElements {
    const fn = isFunction(callback) ? callback : this.#named(callback);
    const parts = new Map<string, TaintBits>();
    let clears: TaintBits = 0;
    for (const proved of (fn && this.#answers.proved(fn, 'yes')) ?? []) {
      const part = this.#partOf(proved.target, fn!, true);
      const [name, ...inner] = part?.parameter === 0 ? [...part.names, ...(proved.names ?? [])] : [];
      if (part?.parameter !== 0 || proved.clears === 0 || inner.length > 0) continue;
      if (name === undefined) clears |= proved.clears;
      else parts.set(name, (parts.get(name) ?? 0) | proved.clears);
    }
    return { clears, parts };
  }

  /** The function of this module that a call calls: by a name that is written once, or as a method that can be seen. */
  localCallee(call: TSESTree.CallExpression): FunctionNode | undefined {
    const callee = unwrap(call.callee);
    if (isFunction(callee)) return callee;
    return callee.type === 'MemberExpression' ? this.#method(callee) : this.#named(callee);
  }

  /** The function of this module that a name stands for, when it is written once. */
  #named(name: Node): FunctionNode | undefined {
    if (name.type !== 'Identifier') return undefined;
    const binding = this.#scopes.bindingOf.get(name);
    if (binding?.writes.length !== 1) return undefined;
    if (isFunction(binding.declaration)) return binding.kind === 'function' ? binding.declaration : undefined;
    const init = initializerOf(binding);
    return init && isFunction(init) ? init : undefined;
  }

  /** The method that a member is: of `this`, of a class of the module, of an object that is written down. */
  #method(member: TSESTree.MemberExpression): FunctionNode | undefined {
    const name = nameOf(member);
    if (name === undefined) return undefined;
    const object = this.#constants.resolve(member.object);
    if (object.type === 'ObjectExpression') {
      const value = this.#constants.property(object, name);
      return isFunction(value) ? value : undefined;
    }
    if (object.type === 'ThisExpression') return methodIn(classAround(member), name);
    const maker = object.type === 'NewExpression' ? unwrap(object.callee) : object;
    const declaration = maker.type === 'Identifier' ? this.#scopes.bindingOf.get(maker)?.declaration : maker;
    return declaration?.type === 'ClassDeclaration' || declaration?.type === 'ClassExpression'
      ? methodIn(declaration, name)
      : undefined;
  }

  #comparison(test: TSESTree.BinaryExpression, depth: number): Refinements {
    const { operator } = test;
    const left = unwrap(test.left);
    const right = unwrap(test.right);
    if (operator === 'in')
      return {
        whenTrue: this.#own.isCollection(right)
          ? this.#among(left, right, this.#constants.hasNoPrototype(right) ? ALL_KINDS : NOT_INHERITED)
          : [],
        whenFalse: [],
      };
    if (operator === 'instanceof')
      return { whenTrue: /^(Date|Number)$/.test(nameOf(right) ?? '') ? one(left, NOT_NUMBER) : [], whenFalse: [] };
    const positive = operator === '===' || operator === '==';
    if (positive || operator === '!==' || operator === '!=') {
      const equal = this.#equals(left, right, depth);
      return positive ? equal : flip(equal);
    }
    return also(this.#indexComparison(operator, left, right), this.#bounded(operator, left, right));
  }

  /** What is less than a number of the program's own is bounded by it. */
  #bounded(operator: string, left: Node, right: Node): Refinements {
    const less = operator === '<' || operator === '<=';
    if (!less && operator !== '>' && operator !== '>=') return NONE;
    const bounded = {
      whenTrue: this.#isBound(right) ? [...one(left, SIZE), ...ofLength(left)] : [],
      whenFalse: this.#isBound(left) ? [...one(right, SIZE), ...ofLength(right)] : [],
    };
    return less ? bounded : flip(bounded);
  }

  /** A number that is written down or configured, or that counts what is there. */
  #isBound(node: Node): boolean {
    const at = unwrap(node);
    if (typeof this.#constants.constantOf(at) === 'number') return true;
    return at.type === 'MemberExpression' && /^(?:length|size)$/.test(nameOf(at) ?? '')
      ? true
      : this.#own.isCollection(at);
  }

  /** What holds when two values are equal, and when they are not. */
  #equals(left: Node, right: Node, depth: number): Refinements {
    const found = this.#constants.constantOf(right) === -1 ? this.#search(left) : undefined;
    if (found) return flip(found);
    const asked = this.#askedAgain(left, right, depth) ?? this.#askedAgain(right, left, depth);
    if (asked) return asked;
    return {
      whenTrue: this.#equality(left, right) ?? this.#equality(right, left) ?? [],
      whenFalse:
        this.#otherName(left, right) ??
        this.#otherName(right, left) ??
        this.#otherFirst(left, right) ??
        this.#otherSecond(left, right),
    };
  }

  /** `basename(x) === x`: the text is nothing but a name. */
  #isBasenameOf(subject: Node, other: Node): boolean {
    if (subject.type !== 'CallExpression' || nameOf(subject.callee) !== 'basename') return false;
    const [name] = subject.arguments;
    return name !== undefined && isTarget(name) && isTarget(other) && isSameTarget(targetOf(name), targetOf(other));
  }

  /** The text of which an expression is one character: `x[0]`, `x.charAt(0)`. */
  #textOfCharacter(node: Node, index: number): Node | undefined {
    if (node.type === 'MemberExpression')
      return node.computed && this.#constants.constantOf(node.property) === index ? node.object : undefined;
    if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return undefined;
    const isCharacter = /^(?:charAt|at)$/.test(nameOf(node.callee) ?? '');
    return isCharacter && this.#constants.constantOf(node.arguments[0]) === index ? node.callee.object : undefined;
  }

  /** What it says that a name is not `__proto__`. */
  #otherName(subject: Node, other: Node): readonly Refinement[] | undefined {
    return this.#constants.constantOf(other) === '__proto__' ? one(subject, NAME) : undefined;
  }

  /** What it says that the first folder of a path is not `..`: `path.split(sep)[0] !== '..'`. */
  #otherFirst(subject: Node, other: Node): readonly Refinement[] | undefined {
    if (this.#constants.constantOf(other) !== '..') return undefined;
    const first = this.#constants.resolve(subject);
    if (first.type !== 'MemberExpression' || this.#constants.constantOf(first.property) !== 0) return undefined;
    const list = this.#constants.resolve(first.object);
    const isSplit = list.type === 'CallExpression' && nameOf(list.callee) === 'split' && list.arguments.length === 1;
    const text = isSplit ? calledOn(list) : undefined;
    return text && this.#rejectsBeginning(text, '..');
  }

  /** What it says that the second character is not this one: a path of the page is no host. */
  #otherSecond(subject: Node, other: Node): readonly Refinement[] {
    const constant = this.#constants.constantOf(other);
    const fact = constant === '/' ? 'no-second-slash' : constant === '\\' ? 'no-backslash' : undefined;
    const whole = fact && this.#textOfCharacter(subject, 1);
    return whole ? one(whole, 0, fact) : [];
  }

  /** `check(x) === true`, `check(x) === false`, `x.match(/a/) === null`, `isIP(x) === 0`, `isIP(x) === 4`. */
  #askedAgain(test: Node, answer: Node, depth: number): Refinements | undefined {
    const isLooked = test.type === 'MemberExpression' || test.type === 'Identifier';
    if (test.type !== 'CallExpression' && test.type !== 'AwaitExpression' && !isLooked) return undefined;
    const expected = this.#constants.constantOf(answer);
    if (isLooked) {
      const isNothing = expected === false || expected === null || expected === 0 || isUndefined(answer);
      const said = isNothing || expected === true ? this.of(test, depth) : NONE;
      if (![...said.whenTrue, ...said.whenFalse].some(({ holds }) => holds === undefined)) return undefined;
      return isNothing ? flip(said) : said;
    }
    const isCount = typeof expected === 'number' && expected > 0;
    if (expected === true || (isCount && test.type === 'CallExpression' && !SEARCHES.test(nameOf(test.callee) ?? '')))
      return this.of(test, depth);
    const isFalsy = expected === false || expected === null || expected === 0 || isUndefined(answer);
    if (!isFalsy) return undefined;
    // Where it is searched for, 0 is the first place.
    const method = test.type === 'CallExpression' ? nameOf(test.callee) : undefined;
    return expected === 0 && SEARCHES.test(method ?? '') ? undefined : flip(this.of(test, depth));
  }

  #equality(subject: Node, other: Node): readonly Refinement[] | undefined {
    const constant = this.#constants.constantOf(other);
    if (subject.type === 'UnaryExpression' && subject.operator === 'typeof') {
      if (constant === 'number' || constant === 'boolean' || constant === 'bigint' || constant === 'undefined')
        return one(subject.argument, NOT_NUMBER);
      return constant === 'string' ? one(subject.argument, SHAPE) : undefined;
    }
    if (subject.type === 'CallExpression' && constant !== undefined) {
      const method = nameOf(subject.callee);
      if (constant === 0 && (method === 'indexOf' || method === 'lastIndexOf')) return this.#startsWith(subject);
    }
    const message = this.#messageOf(subject);
    if (message) return message;
    if (this.#isBasenameOf(subject, other)) return one(other, PATH);
    const whole = constant === '/' ? this.#textOfCharacter(subject, 0) : undefined;
    if (whole) return one(whole, SCHEME, 'slash');
    // A value that is the same as one of the program's own.
    const isOwn = constant !== undefined || (isTarget(other) && this.#own.isCollection(other));
    const url = subject.type === 'MemberExpression' || isOwn ? this.#urlPart(subject) : undefined;
    if (url && !this.#isSame(subject, other)) return url;
    return isOwn ? one(subject, ALL_KINDS) : undefined;
  }

  /** What `list.indexOf(x)` or `list.findIndex((each) => each === x)` proves when it is not -1, and when it is. */
  #search(node: Node): Refinements | undefined {
    const call = this.#constants.resolve(node);
    if (call.type !== 'CallExpression' || call.callee.type !== 'MemberExpression') return undefined;
    const [argument] = call.arguments;
    switch (argument && nameOf(call.callee)) {
      case 'indexOf':
        return this.#containment(call, call.callee, 'includes');
      case 'findIndex':
        return { whenTrue: this.#someEquals(unwrap(call.callee.object), argument!), whenFalse: [] };
      default:
        return undefined;
    }
  }

  /** The origin (or the window) of a message was checked: its data comes from who is known. */
  #messageOf(subject: Node): readonly Refinement[] | undefined {
    if (subject.type === 'MemberExpression' && /^(?:origin|source)$/.test(nameOf(subject) ?? '')) {
      const event = unwrap(subject.object);
      const made = this.#constants.resolve(event);
      return event.type === 'Identifier' && made.type === 'Identifier'
        ? [{ target: event, clears: ALL_KINDS, names: ['data'] }]
        : undefined;
    }
    if (subject.type !== 'Identifier' || subject.name !== 'origin') return undefined;
    // `({ origin, data }) => …`
    const pattern = this.#scopes.bindingOf.get(subject)?.identifier.parent?.parent;
    if (pattern?.type !== 'ObjectPattern') return undefined;
    for (const property of pattern.properties) {
      if (property.type === 'Property' && nameOf(property.key) === 'data' && property.value.type === 'Identifier') {
        return [...one(subject, ALL_KINDS), ...one(property.value, ALL_KINDS)];
      }
    }
    return undefined;
  }

  #isSame(a: Node, b: Node): boolean {
    return a.type === b.type && a.range[0] === b.range[0];
  }

  /** `list.indexOf(x) !== -1`, `>= 0`, `> -1` and their opposites. */
  #indexComparison(operator: string, left: Node, right: Node): Refinements {
    const bound = this.#constants.constantOf(right);
    const counted = (bound === 0 && operator === '>') || (bound === 1 && operator === '>=');
    const raised = counted || (bound === 1 && operator === '<') ? this.#raised(left, 0) : undefined;
    if (raised) return counted ? raised : flip(raised);
    const found = this.#search(left);
    if (!found) return NONE;
    if ((operator === '>=' && bound === 0) || (operator === '>' && bound === -1)) return found;
    return (operator === '<' && bound === 0) || (operator === '<=' && bound === -1) ? flip(found) : NONE;
  }

  #call(call: TSESTree.CallExpression, depth: number, isAwaited: boolean): Refinements {
    const fn = this.localCallee(call);
    if (fn) {
      if (fn.async && !isAwaited) return NONE;
      const promised = this.#asksLibrary(fn) ? this.#promisedBy(call, isAwaited) : NONE;
      const answered = { whenTrue: this.#answered(fn, call, 'yes'), whenFalse: this.#answered(fn, call, 'no') };
      return also(answered, promised);
    }
    const callee = unwrap(call.callee);
    const argument = call.arguments[0];
    const method = callee.type === 'MemberExpression' ? nameOf(callee) : undefined;
    if (callee.type === 'MemberExpression' && argument) {
      const object = unwrap(callee.object);
      switch (method) {
        case 'has':
        case 'includes':
        case 'hasOwn':
        case 'hasOwnProperty':
          return this.#containment(call, callee, method);
        case 'call':
          if (nameOf(object) === 'hasOwnProperty' && call.arguments[1])
            return this.#ownName(argument, call.arguments[1]);
          break;
        case 'test':
          return this.#regexOf(object)
            ? { whenTrue: this.#pattern(object, argument), whenFalse: this.#refusesPattern(object, argument) }
            : this.#promisedBy(call, isAwaited);
        case 'match':
        case 'exec': {
          const [subject, pattern] = method === 'match' ? [object, argument] : [argument, object];
          return { whenTrue: this.#pattern(pattern, subject), whenFalse: [] };
        }
        case 'startsWith':
          return { whenTrue: this.#startsWith(call), whenFalse: this.#rejectsPrefix(object, argument) };
        case 'endsWith':
          return { whenTrue: this.#hostSuffix(object, argument), whenFalse: [] };
        case 'isInteger':
        case 'isFinite':
        case 'isSafeInteger':
          if (nameOf(object) === 'Number') return { whenTrue: one(argument, NOT_NUMBER), whenFalse: [] };
          break;
        case 'isNaN':
          // `Number.isNaN(x)` of a text is no answer; of `Number(x)` it is.
          if (nameOf(object) === 'Number')
            return { whenTrue: [], whenFalse: isNumeric(argument) ? one(argument, NOT_NUMBER) : [] };
          break;
        case 'some':
        case 'find':
          return { whenTrue: this.#someEquals(object, argument), whenFalse: [] };
        case 'isAbsolute':
          return { whenTrue: [], whenFalse: one(argument, WHOLE_PATH) };
        case 'every':
          return { whenTrue: one(object, this.ofElements(argument).clears & ~SHAPE), whenFalse: [] };
        case 'isArray':
          return NONE;
      }
    }
    if (callee.type === 'Identifier' && argument && !this.#scopes.bindingOf.has(callee)) {
      if (callee.name === 'isNaN') return { whenTrue: [], whenFalse: one(argument, NOT_NUMBER) };
      if (callee.name === 'isFinite') return { whenTrue: one(argument, NOT_NUMBER), whenFalse: [] };
      if (callee.name === 'Boolean') return this.of(argument, depth);
    }
    return this.#promisedBy(call, isAwaited);
  }

  /** What a call of code that cannot be seen may prove: its model, its name or another file tells later. */
  #promisedBy(call: TSESTree.CallExpression, isAwaited: boolean): Refinements {
    const [yes, no] = REFUSES.test(nameOf(call.callee) ?? '') ? (['no', 'yes'] as const) : (['yes', 'no'] as const);
    const promised = this.#promised(call, { answer: yes, isAwaited });
    for (const [index, argument] of call.arguments.entries()) {
      const made = unwrap(this.#constants.resolve(argument));
      const isRewritten =
        made.type === 'CallExpression' && made !== unwrap(argument) && REWRITES.test(nameOf(made.callee) ?? '');
      for (const each of isRewritten ? made.arguments : [])
        if (isTarget(each))
          promised.push({
            target: targetOf(each),
            clears: 0,
            pending: { call, argument: index, answer: yes, isAwaited },
          });
    }
    const others = this.isElsewhere(call.callee)
      ? this.#promised(call, { answer: no, isAwaited, isUnpromised: true })
      : [];
    return yes === 'yes' ? { whenTrue: promised, whenFalse: others } : { whenTrue: others, whenFalse: promised };
  }

  /** True when a function asks a library or another module, which may know what cannot be seen here. */
  #asksLibrary(fn: FunctionNode): boolean {
    const known = this.#asking.get(fn);
    if (known !== undefined) return known;
    const pending: Node[] = fn.body ? [fn.body] : [];
    let asks = false;
    for (let node = pending.pop(); node && !asks; node = pending.pop()) {
      if (node.type === 'CallExpression') {
        const source = this.#moduleOf(node.callee);
        asks = source !== undefined && !PLAIN_MODULES.test(source);
      }
      forEachChild(node, (child) => pending.push(child));
    }
    this.#asking.set(fn, asks);
    return asks;
  }

  /** The module that a function comes from: of `lookup` or `dns.lookup`, `dns`. */
  #moduleOf(callee: Node, depth = 0): string | undefined {
    let root: Node = unwrap(callee);
    while (root.type === 'MemberExpression') root = unwrap(root.object);
    const binding = root.type === 'Identifier' ? this.#scopes.bindingOf.get(root) : undefined;
    const statement = binding?.declaration.parent;
    if (binding?.kind === 'import')
      return statement?.type === 'ImportDeclaration' ? String(statement.source.value) : '';
    const declaration = binding?.declaration;
    if (binding?.kind === 'param' && isFunction(declaration)) {
      // `(path = posix) => …`
      const parameter = declaration.params.find(
        (each) => each.type === 'AssignmentPattern' && each.left === binding.identifier,
      );
      return parameter?.type === 'AssignmentPattern' ? this.#moduleOf(parameter.right) : undefined;
    }
    let init = declaration?.type === 'VariableDeclarator' && declaration.init ? unwrap(declaration.init) : root;
    if (init.type === 'AwaitExpression') init = unwrap(init.argument);
    while (init.type === 'MemberExpression' || init.type === 'NewExpression')
      init = unwrap(init.type === 'NewExpression' ? init.callee : init.object);
    if (init.type === 'Identifier' && init !== root) return depth < 3 ? this.#moduleOf(init, depth + 1) : undefined;
    const source =
      init.type === 'ImportExpression'
        ? init.source
        : init.type === 'CallExpression' && nameOf(init.callee) === 'require'
          ? init.arguments[0]
          : undefined;
    return source && String(this.#constants.constantOf(source) ?? '');
  }

  #mapToArguments(refinements: readonly Refinement[], fn: FunctionNode, call: TSESTree.CallExpression): Refinement[] {
    const mapped: Refinement[] = [];
    for (const refinement of refinements) {
      const given = this.#givenFor(refinement.target, fn, call);
      if (!given) continue;
      const { argument } = given;
      const names = [...given.names, ...(refinement.names ?? [])];
      if (refinement.holds !== undefined) {
        const said = isTest(argument) && names.length === 0 ? this.of(argument) : NONE;
        mapped.push(...(refinement.holds ? said.whenTrue : said.whenFalse));
        continue;
      }
      if (names.length === 1 && refinement.clears === ALL_KINDS)
        mapped.push(...(this.#ofUrl(names[0], argument) ?? []));
      if (!isTarget(argument)) continue;
      const { names: _, ofNormalized = 0, ...proved } = refinement;
      const isNormalized = ofNormalized !== 0 && this.#isNormalized(argument);
      mapped.push({
        ...proved,
        ...(names.length > 0 && { names }),
        target: targetOf(argument),
        clears: isNormalized ? proved.clears | ofNormalized : proved.clears,
        ...(ofNormalized !== 0 && !isNormalized && { ofNormalized }),
      });
      if (refinement.clears === ALL_KINDS) mapped.push(...(this.#messageOf(unwrap(argument)) ?? []));
    }
    return mapped;
  }

  /** What a call gives for a parameter, or for a part of one: an argument, or a part of it. */
  #givenFor(
    target: Node,
    fn: FunctionNode,
    call: TSESTree.CallExpression,
  ): { readonly argument: Node; readonly names: readonly string[] } | undefined {
    const part = this.#partOf(target, fn, false);
    let argument: Node | undefined = part && call.arguments[part.parameter];
    if (!part || !argument) return undefined;
    let { names } = part;
    for (let [name, ...rest] = names; name !== undefined; [name, ...rest] = names) {
      const value = this.#constants.property(argument, name);
      if (!value) break;
      argument = value;
      names = rest;
    }
    return { argument, names };
  }

  #containment(call: TSESTree.CallExpression, callee: TSESTree.MemberExpression, method: string): Refinements {
    const object = unwrap(callee.object);
    const argument = call.arguments[method === 'hasOwn' ? 1 : 0];
    if (!argument) return NONE;
    if (method === 'hasOwn') return this.#ownName(call.arguments[0]!, argument);
    if (method === 'hasOwnProperty') return this.#ownName(object, argument);
    if (method === 'includes') {
      const part = this.#constants.constantOf(argument);
      if (typeof part === 'string') return { whenTrue: [], whenFalse: withoutPart(object, part) };
    }
    return { whenTrue: this.#membership(call), whenFalse: this.#holdsPrototype(object) ? one(argument, NAME) : [] };
  }

  /**
   * What it proves that an object has a property of its own: all when the program named its properties; else that the
   * name is no inherited one, unless it was the object itself that gave the name.
   */
  #ownName(holder: Node, name: Node): Refinements {
    if (this.#own.isCollection(holder)) return { whenTrue: this.#among(name, holder, ALL_KINDS), whenFalse: [] };
    return { whenTrue: this.isNamedBy(unwrap(name), unwrap(holder)) ? [] : one(name, NAME), whenFalse: [] };
  }

  /** What it proves that a name is one of a table's, of the name and of what it was cut out of: `key.replace(/\d+$/, '') in TABLE`. */
  #among(name: Node, table: Node, clears: TaintBits): readonly Refinement[] {
    const names = namesOfTable(table, this.#constants);
    const found = one(name, clears);
    if (!names) return found;
    const made = this.#constants.resolve(name);
    const isCut =
      made.type === 'CallExpression' &&
      nameOf(made.callee) === 'replace' &&
      this.#constants.constantOf(made.arguments[1]) === '';
    const whole = isCut ? calledOn(made) : undefined;
    return [...found, ...(whole ? one(whole, 0) : [])].map((each) => ({ ...each, among: names }));
  }

  /** True for the name that a loop over an object's own names gives. */
  isNamedBy(name: Node, holder: Node): boolean {
    const binding = name.type === 'Identifier' ? this.#scopes.bindingOf.get(name) : undefined;
    const { declaration } = binding ?? {};
    if (!declaration) return false;
    const loop = declaration.type === 'VariableDeclarator' ? declaration.parent.parent : undefined;
    const list =
      loop?.type === 'ForInStatement' || loop?.type === 'ForOfStatement'
        ? unwrap(loop.right)
        : isFunction(declaration) && declaration.parent.type === 'CallExpression'
          ? calledOn(declaration.parent)
          : undefined;
    const object =
      list?.type === 'CallExpression' &&
      /^(?:keys|entries|ownKeys|getOwnPropertyNames)$/.test(nameOf(list.callee) ?? '')
        ? list.arguments[0]
        : list;
    return object !== undefined && isSameTarget(unwrap(object), holder);
  }

  /** True for a list or set of names that has `__proto__`. */
  #holdsPrototype(object: Node): boolean {
    const at = this.#constants.resolve(object);
    if (at.type === 'NewExpression') return at.arguments[0] !== undefined && this.#holdsPrototype(at.arguments[0]);
    return (
      at.type === 'ArrayExpression' &&
      at.elements.some((each) => each !== null && this.#constants.constantOf(each) === '__proto__')
    );
  }

  /** What remains when text is refused in which a pattern finds something. */
  #refusesPattern(pattern: Node, subject: Node): readonly Refinement[] {
    const regex = this.#regexOf(pattern);
    if (!regex) return [];
    const clears = kindsClearedByRefusal(regex.regex, regex.flags) | (PROTOTYPE.test(regex.regex) ? NAME : 0);
    return clears === 0 ? [] : one(subject, clears);
  }

  /** Being found in a list, a set or a table of the program. Text that contains the value proves nothing. */
  #membership(call: TSESTree.CallExpression): readonly Refinement[] {
    const argument = call.arguments[0];
    const object = call.callee.type === 'MemberExpression' ? unwrap(call.callee.object) : undefined;
    if (!argument || !object || typeof this.#constants.constantOf(object) === 'string') return [];
    const url = this.#urlPart(argument);
    if (url) return url;
    if (!this.#own.isCollection(object)) return [];
    if (isTarget(argument)) return this.#messageOf(argument) ?? one(argument, ALL_KINDS);
    // `files.includes(`${folder}/${name}`)`: what it is made of.
    return this.#constants
      .piecesOf(argument)
      .flatMap((piece) => (typeof piece === 'string' ? [] : one(piece.node, ALL_KINDS)));
  }

  /** The pattern that an expression is or makes: `/a/`, `new RegExp('a')`, or the text that `match` reads as one. */
  #regexOf(node: Node): { readonly regex: string; readonly flags: string } | undefined {
    const made = this.#constants.resolve(node);
    const isMade = made.type === 'NewExpression' && nameOf(made.callee) === 'RegExp';
    const value = this.#constants.constantOf(isMade ? made.arguments[0] : made);
    if (typeof value === 'object') return value ?? undefined;
    const flags = isMade && made.arguments[1] ? this.#constants.constantOf(made.arguments[1]) : '';
    return typeof value === 'string' && typeof flags === 'string' ? { regex: value, flags } : undefined;
  }

  #pattern(pattern: Node, subject: Node): readonly Refinement[] {
    const regex = this.#regexOf(pattern);
    if (!regex) return [];
    const clears = kindsClearedByPattern(regex.regex, regex.flags) | kindsClearedByUrlPattern(regex.regex, regex.flags);
    if (isHostPattern(regex.regex, regex.flags)) {
      const url = this.#urlPart(unwrap(subject));
      if (url) return url;
    }
    if (clears === 0) return [];
    return ((clears & HOST) === HOST && this.#messageOf(unwrap(subject))) || one(subject, clears);
  }

  /** `list.some((each) => x === each || x.endsWith(`.${each}`))`. */
  #someEquals(object: Node, callback: Node): readonly Refinement[] {
    if (!isFunction(callback) || !callback.body || !this.#own.isCollection(object)) return [];
    const body = callback.body.type === 'BlockStatement' ? onlyReturned(callback.body) : callback.body;
    const proved = body ? disjunctsOf(body).map((test) => this.#equalsElement(test, callback)) : [];
    return proved.length > 0 ? proved.reduce(common) : [];
  }

  #equalsElement(test: Node, callback: FunctionNode): readonly Refinement[] {
    if (test.type === 'CallExpression' && test.callee.type === 'MemberExpression') {
      const [suffix] = test.arguments;
      return suffix && nameOf(test.callee) === 'endsWith' ? this.#hostSuffix(test.callee.object, suffix) : [];
    }
    if (test.type !== 'BinaryExpression' || (test.operator !== '===' && test.operator !== '==')) return [];
    const isElement = (node: Node) => {
      let root = unwrap(node);
      while (root.type === 'MemberExpression' && !root.computed) root = unwrap(root.object);
      const declared = this.#scopes.bindingOf.get(root);
      return declared?.kind === 'param' && declared.declaration === callback;
    };
    const subject = isElement(test.left) ? test.right : isElement(test.right) ? test.left : undefined;
    return subject ? (this.#urlPart(unwrap(subject)) ?? one(subject, ALL_KINDS)) : [];
  }

  #startsWith(call: TSESTree.CallExpression): readonly Refinement[] {
    const subject = call.callee.type === 'MemberExpression' ? unwrap(call.callee.object) : undefined;
    const prefix = call.arguments[0];
    if (!subject || !prefix) return [];
    const pieces = this.#constants.piecesOf(prefix);
    const first = pieces[0];
    if (pieces.length === 1 && typeof first === 'string') {
      if (fixesHost(first)) return one(subject, HOST);
      if (first === '/') return one(subject, SCHEME, 'slash');
      if (/^(?!javascript:|data:|vbscript:)[a-z][a-z\d+.-]*:/i.test(first)) return one(subject, SCHEME);
    }
    const last = pieces.at(-1);
    const endsWithSeparator =
      typeof last === 'string' ? /[/\\]$/.test(last) : last !== undefined && this.#isSeparator(last.node);
    if (!endsWithSeparator) return [];
    if (this.#isNormalized(subject)) return one(subject, PATH);
    const isParameter = subject.type === 'Identifier' && this.#scopes.bindingOf.get(subject)?.kind === 'param';
    return isParameter ? [{ target: subject, clears: 0, ofNormalized: PATH }] : [];
  }

  /** `path.sep`, or the `sep` that was imported. */
  #isSeparator(node: Node): boolean {
    if (node.type !== 'Identifier') return nameOf(node) === 'sep';
    const declaration = this.#scopes.bindingOf.get(node)?.declaration;
    if (declaration?.type === 'ImportSpecifier') return nameOf(declaration.imported) === 'sep';
    return node.name === 'sep';
  }

  /** What remains when a prefix is refused: `rel.startsWith('..')` speaks of the path that `rel` was made from. */
  #rejectsPrefix(subject: Node, prefix: Node): readonly Refinement[] {
    const text = this.#constants.constantOf(prefix);
    return typeof text === 'string' ? this.#rejectsBeginning(subject, text) : [];
  }

  #rejectsBeginning(subject: Node, text: string): readonly Refinement[] {
    if (text === '/') return one(subject, WHOLE_PATH);
    if (text === '//') return one(subject, 0, 'no-second-slash');
    if (text === '/\\') return one(subject, 0, 'no-backslash');
    if (text === '_' || text === '__') return one(subject, NAME);
    if (!text.startsWith('..')) return [];
    const made = this.#constants.resolve(subject);
    if (made.type === 'CallExpression' && nameOf(made.callee) === 'relative' && made.arguments[1]) {
      return [...one(made.arguments[1], PATH), ...one(subject, PATH)];
    }
    return this.#isNormalized(subject) && text === '..' ? one(subject, WAY_UP) : [];
  }

  #isNormalized(subject: Node): boolean {
    const written = this.#assignedBefore(subject);
    const made = written ? unwrap(written) : unwrap(this.#constants.resolve(subject));
    const call = made.type === 'AwaitExpression' ? unwrap(made.argument) : made;
    if (call.type !== 'CallExpression' || !NORMALIZERS.has(nameOf(call.callee) ?? '')) return false;
    // A module's function, and no `join` of a list or `normalize` of a text.
    return this.#moduleOf(call.callee) !== undefined;
  }

  /** What a variable was set to last, by a statement of its own before the one that speaks of it, in the same block. */
  #assignedBefore(variable: Node): Node | undefined {
    const binding = variable.type === 'Identifier' ? this.#scopes.bindingOf.get(variable) : undefined;
    if (!binding || binding.writes.length < 2 || binding.writtenByInner) return undefined;
    const last = binding.writes.filter(({ range }) => range[0] < variable.range[0]).at(-1)?.parent;
    const isPlain = last?.type === 'AssignmentExpression' && last.operator === '=';
    if (!isPlain || last.parent.type !== 'ExpressionStatement') return undefined;
    const block = last.parent.parent;
    for (let at: Node | undefined = variable; at && !isFunction(at); at = at.parent)
      if (at === block) return last.right;
    return undefined;
  }

  /**
   * A test of a part of a parsed URL speaks of the URL and of the text it was parsed from: of `url.host`, of
   * `const host = new URL(text).host`, of `const { host } = new URL(text)`.
   */
  #urlPart(subject: Node): readonly Refinement[] | undefined {
    const { part, url } = this.#partOfUrl(subject) ?? {};
    const found = url && this.#ofUrl(part, url);
    return found && [...(subject.type === 'Identifier' ? one(subject, ALL_KINDS) : []), ...found];
  }

  /** What it says of a URL that a part of it is one of the program's own. */
  #ofUrl(part: string | undefined, url: Node): readonly Refinement[] | undefined {
    const clears =
      part === 'host' || part === 'hostname' || part === 'origin' ? HOST : part === 'protocol' ? SCHEME : 0;
    if (clears === 0) return undefined;
    const text = this.#parsedUrl(url);
    if (text === undefined && !this.#isUrl(url)) return undefined;
    // The path of a URL with the right host can still begin with two slashes: by itself it names another host.
    const found: Refinement[] = one(url, clears).map((each) => ({ ...each, except: ['pathname'] }));
    if (text && isTarget(text)) found.push({ target: targetOf(text), clears });
    return found;
  }

  /** True for a parameter that is declared to be a URL. */
  #isUrl(node: Node): boolean {
    const binding = node.type === 'Identifier' ? this.#scopes.bindingOf.get(node) : undefined;
    const type = binding?.kind === 'param' ? binding.identifier.typeAnnotation?.typeAnnotation : undefined;
    return type?.type === 'TSTypeReference' && nameOf(type.typeName) === 'URL';
  }

  #partOfUrl(subject: Node): { readonly part: string | undefined; readonly url: Node } | undefined {
    const at = unwrap(this.#constants.resolve(subject));
    if (at.type === 'MemberExpression') return { part: nameOf(at), url: unwrap(at.object) };
    const binding = at.type === 'Identifier' ? this.#scopes.bindingOf.get(at) : undefined;
    const declarator = binding?.declaration;
    if (declarator?.type !== 'VariableDeclarator' || declarator.id.type !== 'ObjectPattern' || !declarator.init)
      return undefined;
    for (const property of declarator.id.properties) {
      if (property.type === 'Property' && property.value === binding!.identifier)
        return { part: nameOf(property.key), url: unwrap(declarator.init) };
    }
    return undefined;
  }

  /** The text that a URL is parsed from: by `new URL(text)`, `URL.parse(text)` or `url.parse(text)`. */
  #parsedUrl(node: Node, depth = 0): Node | undefined {
    const url = this.#constants.resolve(node);
    const made = url.type === 'Identifier' ? this.#assignedOnce(url) : url;
    if (made?.type === 'NewExpression' && nameOf(made.callee) === 'URL') return made.arguments[0];
    // `isAbsolute ? new URL(text) : new URL(text, base)`
    if (made?.type === 'ConditionalExpression' && depth < 2) {
      const [one, other] = [made.consequent, made.alternate].map((each) => this.#parsedUrl(each, depth + 1));
      return one?.type === 'Identifier' && other?.type === 'Identifier' && one.name === other.name ? one : undefined;
    }
    if (made?.type === 'CallExpression' && depth < 2) {
      const text = this.#parsedByLocal(made, depth);
      if (text) return text;
    }
    const isParse =
      made?.type === 'CallExpression' && made.callee.type === 'MemberExpression' && nameOf(made.callee) === 'parse';
    return isParse && /^url$/i.test(nameOf((made.callee as TSESTree.MemberExpression).object) ?? '')
      ? made.arguments[0]
      : undefined;
  }

  /** The argument that a function of this file parses as a URL and returns so: `const tryParse = (text) => { try { return new URL(text) } … }`. */
  #parsedByLocal(call: TSESTree.CallExpression, depth: number): Node | undefined {
    const fn = this.localCallee(call);
    for (const returned of fn ? returnedExpressions(fn) : []) {
      const text = this.#parsedUrl(returned, depth + 1);
      const name = text?.type === 'Identifier' ? text.name : undefined;
      const index = fn!.params.findIndex((parameter) => parameter.type === 'Identifier' && parameter.name === name);
      if (index >= 0) return call.arguments[index];
    }
    return undefined;
  }

  /** `let url; try { url = new URL(text); } …` */
  #assignedOnce(variable: TSESTree.Identifier): Node | undefined {
    const writes = this.#scopes.bindingOf.get(variable)?.writes;
    const assignment = writes?.length === 1 ? writes[0]?.parent : undefined;
    return assignment?.type === 'AssignmentExpression' && assignment.operator === '=' && assignment.left === writes![0]
      ? unwrap(assignment.right)
      : undefined;
  }

  /** `host.endsWith('.example.com')`; without the dot anybody can register a name that fits. */
  #hostSuffix(subject: Node, suffix: Node): readonly Refinement[] {
    const [text] = this.#constants.piecesOf(suffix);
    if (typeof text !== 'string' || !text.startsWith('.')) return [];
    return this.#urlPart(unwrap(subject)) ?? this.#messageOf(unwrap(subject)) ?? [];
  }
}

/** What a parameter says that is a test itself: `(condition) => { if (!condition) throw … }`. */
function ofParameter(parameter: Node): Refinements {
  return {
    whenTrue: [{ target: parameter, clears: 0, holds: true }],
    whenFalse: [{ target: parameter, clears: 0, holds: false }],
  };
}

/** True for an expression that says something by being true, and is no value that is tested itself. */
function isTest(node: Node): boolean {
  return /^(?:Call|Unary|Binary|Logical|Await)Expression$/.test(unwrap(node).type);
}

/** What a test proves, once it is known that it counts: by what a call of another file proves. */
export function putOff(
  proved: readonly Refinement[],
  how: Omit<NonNullable<Refinement['pending']>, 'clears' | 'isUnpromised'>,
): readonly Refinement[] {
  return proved.flatMap(({ clears, pending, ...each }) =>
    pending || clears === 0 ? [] : [{ ...each, clears: 0, pending: { ...how, clears, isUnpromised: true } }],
  );
}

function one(target: Node, clears: TaintBits, prefix?: PrefixFact): readonly Refinement[] {
  return isTarget(target) ? [{ target: targetOf(target), clears, ...(prefix && { prefix }) }] : [];
}

/** The text whose length an expression is: it is no longer than the bound of that. */
function ofLength(node: Node): readonly Refinement[] {
  return node.type === 'MemberExpression' && nameOf(node) === 'length' ? one(unwrap(node.object), LONG) : [];
}

/** What fails `x.includes('..')` has no way up; what has no backslash has none behind its first slash. */
function withoutPart(text: Node, part: string): readonly Refinement[] {
  switch (part) {
    case '.':
    case '..':
    case '../':
      return one(text, WAY_UP);
    case '/':
      return one(text, WHOLE_PATH);
    case '\\':
      return one(text, 0, 'no-backslash');
    case '//':
      return one(text, 0, 'no-second-slash');
    case '_':
    case '__':
    case '__proto__':
      return one(text, NAME);
    default:
      return [];
  }
}

/** A predicate with such a name says yes to what is bad. */
const REFUSES =
  /(?:^|[a-z])(?:invalid|unsafe|untrusted|forbid|den(?:y|ied)|block|black|ban(?:ned)?$|private|internal|loopback|malicious|danger|suspicious|illegal|traversal|outside|disallow|bad|evil)/i;

/** Modules whose functions say nothing of who is asked: their work is understood here, or there is none of interest. */
const PLAIN_MODULES = /^(?:node:)?(?:path|url|fs|fs\/promises|util|querystring|os|buffer|assert|events|process)$/;

/** Functions that write the same thing in another form: what is asked of their result is asked of what they were given. */
const REWRITES = /^(?:normali[sz]e|canonicali[sz]e|resolve|realpath)/i;

/** True when a statement can throw by itself. */
function throws(statement: Node): boolean {
  if (statement.type === 'ThrowStatement') return true;
  let found = false;
  if (!isFunction(statement))
    forEachChild(statement, (child) => {
      found ||= throws(child);
    });
  return found;
}

/** What two tests prove together. A path that starts with one slash, and no second one of either kind, stays on its host. */
function both(a: readonly Refinement[], b: readonly Refinement[]): readonly Refinement[] {
  const all = [...a, ...b];
  const slashes = all.filter((each) => each.prefix === 'slash');
  for (const { target } of slashes) {
    const says = (prefix: PrefixFact) =>
      all.some((each) => each.prefix === prefix && isSameTarget(each.target, target));
    if (says('no-second-slash') && says('no-backslash')) all.push({ target, clears: HOST });
  }
  return all;
}

const TRANSPARENT_METHODS = new Set(['toLowerCase', 'toUpperCase', 'trim', 'toString', 'normalize']);

/** The variable or property that an expression speaks of, through `String(x)`, `x.trim()`, `(x ?? '')` and the like. */
function targetOf(node: Node): Node {
  const at = unwrap(node);
  if (at.type === 'CallExpression') {
    if (at.callee.type === 'MemberExpression' && TRANSPARENT_METHODS.has(nameOf(at.callee) ?? ''))
      return targetOf(at.callee.object);
    if (at.callee.type === 'Identifier' && /^(?:String|Number|BigInt)$/.test(at.callee.name) && at.arguments[0])
      return targetOf(at.arguments[0]);
  }
  if (at.type === 'UnaryExpression' && at.operator === '+') return targetOf(at.argument);
  if (at.type === 'LogicalExpression' && at.operator !== '&&') return targetOf(at.left);
  if (at.type === 'AssignmentExpression') return targetOf(at.left);
  return at;
}

/** True for an expression that is a number or NaN: `Number(x)`, `+x`. */
function isNumeric(node: Node): boolean {
  const at = unwrap(node);
  return at.type === 'UnaryExpression'
    ? at.operator === '+'
    : at.type === 'CallExpression' && at.callee.type === 'Identifier' && at.callee.name === 'Number';
}

function isTarget(node: Node): boolean {
  const at = targetOf(node);
  return at.type === 'Identifier' || at.type === 'MemberExpression' || isRepeatable(at);
}

/** The object whose method a call calls. */
function calledOn({ callee }: TSESTree.CallExpression): Node | undefined {
  const at = unwrap(callee);
  return at.type === 'MemberExpression' ? unwrap(at.object) : undefined;
}

function isUndefined(node: Node): boolean {
  return node.type === 'Identifier' && node.name === 'undefined';
}

/** What two readings of one test prove. */
function also(a: Refinements, b: Refinements): Refinements {
  return { whenTrue: [...a.whenTrue, ...b.whenTrue], whenFalse: [...a.whenFalse, ...b.whenFalse] };
}

function flip({ whenTrue, whenFalse }: Refinements): Refinements {
  return { whenTrue: whenFalse, whenFalse: whenTrue };
}

/** The values that a function returns, those inside `try` included. */
function returnedExpressions(fn: FunctionNode): Node[] {
  if (!fn.body) return [];
  if (fn.body.type !== 'BlockStatement') return [fn.body];
  const statements = fn.body.body.flatMap((each) => (each.type === 'TryStatement' ? each.block.body : [each]));
  return statements.flatMap((each) => (each.type === 'ReturnStatement' && each.argument ? [each.argument] : []));
}

/** The tests of which one must hold. */
function disjunctsOf(test: Node): Node[] {
  const at = unwrap(test);
  return at.type === 'LogicalExpression' && at.operator === '||'
    ? [...disjunctsOf(at.left), ...disjunctsOf(at.right)]
    : [at];
}

/** What a block returns whose only statement is a `return`. */
function onlyReturned(block: TSESTree.BlockStatement): Node | undefined {
  const [first, ...others] = block.body;
  return others.length === 0 && first?.type === 'ReturnStatement' && first.argument ? first.argument : undefined;
}

/** The key under which a pattern takes a variable out: `id` for `x` in `{ id: x }`. */
function keyFor(pattern: TSESTree.ObjectPattern, name: string): string | undefined {
  for (const property of pattern.properties) {
    if (property.type !== 'Property' || property.computed) continue;
    const value = property.value.type === 'AssignmentPattern' ? property.value.left : property.value;
    if (value.type === 'Identifier' && value.name === name) return nameOf(property.key);
  }
  return undefined;
}

/** The class whose instance `this` is at a node. */
function classAround(node: Node): Node | undefined {
  for (let at: Node | undefined = node; at; at = at.parent) {
    if (at.type === 'ClassBody') return at.parent;
    const isMethod = at.parent?.type === 'MethodDefinition' || at.parent?.type === 'PropertyDefinition';
    if (isFunction(at) && at.type !== 'ArrowFunctionExpression' && !isMethod) return undefined;
  }
  return undefined;
}

function methodIn(declaration: Node | undefined, name: string): FunctionNode | undefined {
  if (declaration?.type !== 'ClassDeclaration' && declaration?.type !== 'ClassExpression') return undefined;
  for (const member of declaration.body.body) {
    if (member.type !== 'MethodDefinition' && member.type !== 'PropertyDefinition') continue;
    if (!member.computed && nameOf(member.key) === name && isFunction(member.value)) return member.value;
  }
  return undefined;
}

/** How many `return`s a statement has, those of inner functions left out. */
function countReturns(statement: Node): number {
  let count = 0;
  const pending: Node[] = [statement];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (node.type === 'ReturnStatement') count++;
    else if (!isFunction(node)) forEachChild(node, (child) => pending.push(child));
  }
  return count;
}

/** True when a function never returns: its last statement throws, and none before it returns. */
export function neverReturns(fn: FunctionNode): boolean {
  const body = fn.body?.type === 'BlockStatement' ? fn.body.body : [];
  return (
    body.at(-1)?.type === 'ThrowStatement' &&
    !body.some((statement) => /^(?:Return|If|Switch|Try)Statement$/.test(statement.type))
  );
}
