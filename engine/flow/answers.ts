import type { Constants } from '../semantics/constants.ts';
import { type FunctionNode, isFunction, type Node, nameOf, type TSESTree, unwrap } from '../syntax/nodes.ts';
import { forEachChild } from '../syntax/walk.ts';
import { common, type Refinement, type Refinements } from './refinements.ts';
import type { Answer } from './summary.ts';
import { ALL_KINDS } from './taintKind.ts';

/** What a reader of answers asks of those who know tests. */
export interface Tests {
  of(test: Node): Refinements;
  localCallee(call: TSESTree.CallExpression): FunctionNode | undefined;
  /** What is proven of the variables of a function, said of what a call gives it. */
  mapped(proved: readonly Refinement[], fn: FunctionNode, call: TSESTree.CallExpression): readonly Refinement[];
}

/** What a piece of code adds to what is known where it goes on; undefined when it does not. */
type Added = readonly Refinement[] | undefined;

/**
 * Reads what a function proves of its own variables by an answer: by returning at all, by yes or no, by a part of what it
 * returns. That is what holds on all the ways to a `return` that can be this answer.
 */
export class Answers {
  readonly #tests: Tests;
  readonly #constants: Constants;
  readonly #known = new Map<FunctionNode, Map<string, readonly Refinement[] | undefined>>();
  /** Functions that leave an answer to a call of which nothing is understood. */
  readonly #opaque = new Map<FunctionNode, Set<string>>();

  constructor(tests: Tests, constants: Constants) {
    this.#tests = tests;
    this.#constants = constants;
  }

  /** Undefined when the function never answers so. */
  proved(fn: FunctionNode, answer: Answer): readonly Refinement[] | undefined {
    let known = this.#known.get(fn);
    if (!known) {
      known = new Map();
      this.#known.set(fn, known);
    }
    const key = answerText(answer);
    if (known.has(key)) return known.get(key);
    // A function that asks itself proves nothing by that.
    known.set(key, []);
    const ways = new Ways(answer, fn);
    if (fn.body?.type === 'BlockStatement') {
      const added = this.#block(fn.body.body, [], ways);
      if (added) ways.add(this.#answer(undefined, ways), added);
    } else if (fn.body) ways.add(this.#answer(fn.body, ways), answer === 'returning' ? this.#done(fn.body) : []);
    known.set(key, ways.proved);
    return ways.proved;
  }

  /** True when what a function answers so is, on some way, for a call to say of which nothing is understood. */
  isLeftOpen(fn: FunctionNode, answer: Answer): boolean {
    this.proved(fn, answer);
    return this.#opaque.get(fn)?.has(answerText(answer)) === true;
  }

  #leave({ answer, fn }: Ways): void {
    const answers = this.#opaque.get(fn) ?? new Set();
    this.#opaque.set(fn, answers.add(answerText(answer)));
  }

  /** The parts of what it returns by which a function can answer. */
  partsOf(fn: FunctionNode): ReadonlySet<string> {
    const names = new Set<string>();
    for (const returned of returnedBy(fn)) {
      const at = this.#constants.resolve(returned);
      if (at.type === 'ArrayExpression' && at.elements.length > 0) names.add('0');
      for (const property of at.type === 'ObjectExpression' ? at.properties : []) {
        const name = property.type === 'Property' && !property.computed ? nameOf(property.key) : undefined;
        if (name !== undefined && VERDICTS.test(name)) names.add(name);
      }
    }
    return names;
  }

  #block(statements: readonly Node[], known: readonly Refinement[], ways: Ways): Added {
    let added = known;
    for (const statement of statements) {
      if (ways.isHopeless) return undefined;
      const more = this.#statement(statement, added, ways);
      if (!more) return undefined;
      added = more;
    }
    return added;
  }

  /** What is known after a statement, where it goes on to the next. */
  #statement(statement: Node, known: readonly Refinement[], ways: Ways): Added {
    switch (statement.type) {
      case 'ReturnStatement':
        ways.add(this.#answer(statement.argument ?? undefined, ways), known);
        return undefined;
      case 'ThrowStatement':
        return undefined;
      case 'ExpressionStatement':
        return [...known, ...this.#done(statement.expression)];
      case 'BlockStatement':
        return this.#block(statement.body, known, ways);
      default:
        return leaves(statement) ? this.#choice(statement, known, ways) : known;
    }
  }

  #choice(statement: Node, known: readonly Refinement[], ways: Ways): Added {
    switch (statement.type) {
      case 'IfStatement': {
        const { whenTrue, whenFalse } = this.#tests.of(statement.test);
        const consequent = this.#statement(statement.consequent, [...known, ...whenTrue], ways);
        const otherwise = [...known, ...whenFalse];
        return either(
          known,
          consequent,
          statement.alternate ? this.#statement(statement.alternate, otherwise, ways) : otherwise,
        );
      }
      case 'SwitchStatement':
        return this.#switch(statement, known, ways);
      case 'TryStatement': {
        const { block, finalizer, handler } = statement;
        if (finalizer && leaves(finalizer)) return ways.giveUp();
        const tried = this.#block(block.body, known, ways);
        return handler ? either(known, tried, this.#block(handler.body.body, known, ways)) : tried;
      }
      case 'ForStatement':
      case 'ForInStatement':
      case 'ForOfStatement':
      case 'WhileStatement':
        this.#statement(statement.body, known, ways);
        return ways.isHopeless ? undefined : known;
      case 'BreakStatement':
      case 'ContinueStatement':
        return known;
      default:
        return ways.giveUp();
    }
  }

  /** `switch (x) { case 'a': case 'b': return true; default: return false; }` */
  #switch({ cases, discriminant }: TSESTree.SwitchStatement, known: readonly Refinement[], ways: Ways): Added {
    const subject = unwrap(discriminant);
    const isTold = subject.type === 'Identifier' || subject.type === 'MemberExpression';
    let isChosen = true;
    let isAnyOther = !cases.some(({ test }) => !test);
    for (const { consequent, test } of cases) {
      isChosen &&= test !== null && this.#constants.constantOf(test) !== undefined;
      if (consequent.length === 0) continue;
      const chosen: readonly Refinement[] = isChosen && isTold ? [{ target: subject, clears: ALL_KINDS }] : [];
      const goesOn = this.#block(consequent, [...known, ...chosen], ways) !== undefined;
      isAnyOther ||= goesOn;
      isChosen = !goesOn || consequent.at(-1)?.type === 'BreakStatement';
    }
    return isAnyOther ? known : undefined;
  }

  /** What a function that was called proves by coming back. */
  #done(expression: Node): readonly Refinement[] {
    const at = unwrap(expression);
    const call = at.type === 'AwaitExpression' ? unwrap(at.argument) : at;
    const fn = call.type === 'CallExpression' ? this.#tests.localCallee(call) : undefined;
    if (!fn || (fn.async && call === at)) return [];
    return this.#tests.mapped(this.proved(fn, 'returning') ?? [], fn, call as TSESTree.CallExpression);
  }

  /** What it proves that a value is such an answer; undefined when it never is. */
  #answer(value: Node | undefined, ways: Ways, answer = ways.answer): Added {
    if (answer === 'returning') return [];
    const at = value && unwrap(value);
    if (!at || (at.type === 'Identifier' && at.name === 'undefined')) return isFalsy(answer) ? [] : undefined;
    if (at.type === 'AwaitExpression') return this.#answer(at.argument, ways, answer);
    if (at.type === 'ConditionalExpression') {
      const { whenTrue, whenFalse } = this.#tests.of(at.test);
      const consequent = this.#answer(at.consequent, ways, answer);
      const alternate = this.#answer(at.alternate, ways, answer);
      return either([], consequent && [...whenTrue, ...consequent], alternate && [...whenFalse, ...alternate]);
    }
    if (at.type === 'CallExpression' && isPromised(at)) return this.#answer(at.arguments[0], ways, answer);
    if (typeof answer === 'object') return this.#partAnswer(at, ways, answer);
    const constant = this.#constants.constantOf(at);
    const isMade = MADE.test(at.type) || undefined;
    const isYes = constant === undefined ? isMade : Boolean(constant);
    if (isYes !== undefined) return isYes === (answer === 'yes') ? [] : undefined;
    const proved = this.#tests.of(at)[answer === 'yes' ? 'whenTrue' : 'whenFalse'];
    if (proved.length === 0 && at.type === 'CallExpression') this.#leave(ways);
    return proved;
  }

  #partAnswer(value: Node, ways: Ways, answer: Answer & object): Added {
    const whole = answer.is === 'set' ? 'yes' : 'no';
    const at = this.#constants.resolve(value);
    if (at.type === 'ArrayExpression') return this.#answer(at.elements[Number(answer.name)] ?? undefined, ways, whole);
    if (at.type === 'ObjectExpression') {
      const part = at.properties.findLast(
        (each) => each.type === 'SpreadElement' || each.computed || nameOf(each.key) === answer.name,
      );
      return part && (part.type === 'SpreadElement' || part.computed) ? [] : this.#answer(part?.value, ways, whole);
    }
    const fn = at.type === 'CallExpression' ? this.#tests.localCallee(at) : undefined;
    if (!fn) return [];
    const proved = this.proved(fn, answer);
    return proved && this.#tests.mapped(proved, fn, at as TSESTree.CallExpression);
  }
}

/** Parts of a result by which a check says whether data is good. */
export const VERDICTS =
  /^(?:success|valid|isValid|ok|isOk|allowed|isAllowed|passed|accepted|err|error|errors|issues|summary|0)$/;

/** What is made where it stands is there. */
const MADE = /^(?:New|Object|Array|ArrowFunction|Function|Class)Expression$/;

/** An answer as a text. */
export function answerText(answer: Answer): string {
  return typeof answer === 'string' ? answer : `${answer.name} ${answer.is}`;
}

/** What all the ways to an answer prove. */
class Ways {
  readonly answer: Answer;
  readonly fn: FunctionNode;
  /** Undefined until there is one. */
  proved: readonly Refinement[] | undefined;

  constructor(answer: Answer, fn: FunctionNode) {
    this.answer = answer;
    this.fn = fn;
  }

  /** Nothing is proven on all of them. */
  get isHopeless(): boolean {
    return this.proved?.length === 0;
  }

  /** @param answered what it proves that the answer is this one; undefined when it is not */
  add(answered: Added, known: readonly Refinement[]): void {
    if (!answered) return;
    const all = [...known, ...answered];
    this.proved = this.proved ? common(this.proved, all) : all;
  }

  giveUp(): undefined {
    this.proved = [];
    return undefined;
  }
}

/** What is known where two ways meet, beside what was known before them. */
function either(known: readonly Refinement[], one: Added, other: Added): Added {
  if (!one || !other) return one ?? other;
  return [...known, ...common(one.slice(known.length), other.slice(known.length))];
}

function isFalsy(answer: Answer): boolean {
  return typeof answer === 'object' ? answer.is === 'unset' : answer === 'no';
}

/** `Promise.resolve(x)` */
function isPromised({ callee }: TSESTree.CallExpression): boolean {
  const at = unwrap(callee);
  return at.type === 'MemberExpression' && nameOf(at) === 'resolve' && nameOf(at.object) === 'Promise';
}

/** True when a statement can leave its function, or ends what it stands in. */
function leaves(statement: Node): boolean {
  if (/^(?:Return|Throw|Break|Continue)Statement$/.test(statement.type)) return true;
  let found = false;
  if (!isFunction(statement))
    forEachChild(statement, (child) => {
      found ||= leaves(child);
    });
  return found;
}

/** The values that a function returns, wherever in it. */
function returnedBy(fn: FunctionNode): readonly Node[] {
  if (fn.body?.type !== 'BlockStatement') return fn.body ? [fn.body].flatMap(choices) : [];
  const found: Node[] = [];
  const pending: Node[] = [fn.body];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (node.type === 'ReturnStatement') found.push(...(node.argument ? choices(node.argument) : []));
    else if (!isFunction(node)) forEachChild(node, (child) => pending.push(child));
  }
  return found;
}

function choices(value: Node): readonly Node[] {
  const at = unwrap(value);
  return at.type === 'ConditionalExpression' ? [...choices(at.consequent), ...choices(at.alternate)] : [at];
}
