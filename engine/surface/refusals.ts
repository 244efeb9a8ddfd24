import type { Constants } from '../semantics/constants.ts';
import type { Scopes } from '../semantics/scopes.ts';
import { locate, type SourceFile } from '../source/sourceFile.ts';
import { type FunctionNode, isFunction, type Node, nameOf, type TSESTree } from '../syntax/nodes.ts';
import { forEachChild } from '../syntax/walk.ts';
import { isNarrowed, missingWhen, wordsIn } from './absence.ts';
import { conditionsAround, endingOf, isAfterExit } from './exits.ts';
import type { Permit, Refusal } from './surface.ts';

/** Names by which people and libraries call the statuses: https://www.rfc-editor.org/rfc/rfc9110#name-client-error-4xx */
const STATUS_NAMES: readonly (readonly [RegExp, number])[] = [
  [/unauthori[sz]ed|unauthenticated|not_?logged_?in|notauthenticated|invalid_?(?:session_)?token/i, 401],
  [/forbidden|access_?denied|not_?authori[sz]ed|no_?privileges|insufficient_?permission/i, 403],
  [/too_?many_?requests/i, 429],
];

/** What a value was made of is followed so far. */
const MAX_ORIGINS = 2;

/** What is known of a module. */
export interface Known {
  readonly constants: Constants;
  readonly scopes: Scopes;
  /** Statements that leave their function, as far as they were looked at. */
  readonly exits: Map<Node, boolean>;
}

/** Calls that set a status: of Express, Fastify, Koa, hapi, Hono, the Fetch API and error classes. */
const SETTERS = new Set(['status', 'sendStatus', 'code', 'throw', 'writeHead', 'json', 'text', 'createError', 'error']);

/**
 * The ways in which a function sends its caller away: an answer with 401, 403 or 429, an error of that meaning, another
 * page. Each with the words of what was asked before it.
 */
export function refusalsOf(fn: Node, source: SourceFile, known: Known): Refusal[] {
  const { constants, scopes } = known;
  const found: Refusal[] = [];
  const visit = (node: Node): void => {
    if (node !== fn && isFunction(node)) return;
    const refused = refusedBy(node, constants);
    if (refused !== undefined) {
      const location = locate(source, node.range[0], node.range[1]);
      const last = found.at(-1);
      // `res.status(401)` inside of `res.status(401).json()` is the same refusal.
      if (!last || last.location.end < location.start || last.location.start > location.end)
        found.push({
          with: refused,
          ...askedBefore(node, fn, scopes),
          isAlways: conditionsAround(node, fn) <= 1 && !isAfterRefusal(node, known, fn),
          ...endingOf(node, fn),
          location,
        });
      return;
    }
    forEachChild(node, visit);
  };
  visit(fn);
  return found;
}

function refusedBy(node: Node, constants: Constants): number | 'redirect' | undefined {
  switch (node.type) {
    case 'AssignmentExpression': {
      const name = nameOf(node.left);
      return name === 'status' || name === 'statusCode' ? statusOf(node.right, constants) : undefined;
    }
    case 'ThrowStatement':
      return node.argument.type === 'NewExpression' || node.argument.type === 'CallExpression'
        ? (statusOf(node.argument.callee, constants) ??
            node.argument.arguments
              .map((each) => statusOf(each, constants) ?? codeIn(each, constants))
              .find((each) => each !== undefined))
        : undefined;
    case 'NewExpression': {
      const named = statusOf(node.callee, constants);
      if (named !== undefined) return named;
      const name = nameOf(node.callee) ?? '';
      if (name === 'Response' || name === 'NextResponse') return statusIn(node.arguments[1], constants);
      if (!/error|exception/i.test(name)) return undefined;
      return node.arguments.map((each) => statusOf(each, constants)).find((each) => each !== undefined);
    }
    case 'CallExpression': {
      const name = nameOf(node.callee);
      if (name === 'redirect') return looksLikeSignIn(node.arguments, constants) ? 'redirect' : undefined;
      if (name === undefined) return undefined;
      if (SETTERS.has(name)) {
        for (const argument of node.arguments) {
          const status = statusOf(argument, constants) ?? statusIn(argument, constants);
          if (status !== undefined) return status;
        }
        return undefined;
      }
      return node.callee.type === 'MemberExpression' ||
        /^(?:(?:throw|send|render|reply|respond)|(?:unauthorized|forbidden)$)/.test(name)
        ? namedStatus(name)
        : undefined;
    }
    default:
      return undefined;
  }
}

function statusOf(node: Node, constants: Constants): number | undefined {
  const constant = node.type === 'SpreadElement' ? undefined : constants.constantOf(node);
  if (constant === 401 || constant === 403 || constant === 429 || constant === 407) return constant;
  if (typeof constant === 'string') return /^(?:401|403|429)$/.test(constant) ? Number(constant) : undefined;
  const name = node.type === 'Identifier' || node.type === 'MemberExpression' ? nameOf(node) : undefined;
  return name === undefined ? undefined : namedStatus(name);
}

/** The status among options: `{ status: 401 }`. */
function statusIn(node: Node | undefined, constants: Constants): number | undefined {
  if (node?.type !== 'ObjectExpression') return undefined;
  const status = constants.property(node, 'status') ?? constants.property(node, 'statusCode');
  return status && statusOf(status, constants);
}

/** The status of an error by the name of its code: `{ code: 'UNAUTHORIZED' }`. */
function codeIn(node: Node, constants: Constants): number | undefined {
  if (node.type !== 'ObjectExpression') return undefined;
  const code = constants.property(node, 'code');
  const constant = code && constants.constantOf(code);
  return (typeof constant === 'string' ? namedStatus(constant) : undefined) ?? statusIn(node, constants);
}

function namedStatus(name: string): number | undefined {
  return STATUS_NAMES.find(([pattern]) => pattern.test(name))?.[1];
}

function looksLikeSignIn(args: readonly Node[], constants: Constants): boolean {
  return args.some((node) => {
    const pieces = node.type === 'SpreadElement' ? undefined : constants.stringOf(node);
    const text = pieces?.map((piece) => (typeof piece === 'string' ? piece : '')).join('') || (nameOf(node) ?? '');
    return /log-?in|sign-?in|auth/i.test(text);
  });
}

/**
 * The words of what was missing, or other than asked for, on the way there, and of what was tried when that failed.
 */
function askedBefore(node: Node, fn: Node, scopes: Scopes): Pick<Refusal, 'asks' | 'from' | 'isNarrow'> {
  const words = new Set<string>();
  const from = new Set<string>();
  let isNarrow = false;
  for (let at: Node = node, parent = at.parent; parent && at !== fn; at = parent, parent = at.parent) {
    if (parent.type === 'IfStatement' || parent.type === 'ConditionalExpression') {
      if (parent.test === at) continue;
      isNarrow ||=
        isNarrowed(parent.test, parent.consequent === at) && !isInProduction(parent.test, parent.consequent === at);
      missingWhen(parent.test, parent.consequent === at, words);
      wordsOfOrigin(parent.test, scopes, from);
    } else if (parent.type === 'LogicalExpression' && parent.right === at) {
      wordsOfOrigin(parent.left, scopes, from);
      missingWhen(parent.left, parent.operator === '&&', words);
    } else if (parent.type === 'CatchClause') {
      words.add('catch');
      const { parent: attempt } = parent;
      if (attempt?.type === 'TryStatement') wordsIn(attempt.block, words);
    } else if (parent.type === 'BlockStatement') {
      // `if (user) return next(); res.redirect('/login')`: what came before has let others go.
      for (const statement of parent.body) {
        if (statement === at) break;
        if (statement.type !== 'IfStatement' || !letsGo(statement.consequent)) continue;
        missingWhen(statement.test, false, words);
        wordsOfOrigin(statement.test, scopes, from);
      }
    }
  }
  return { asks: [...words].sort(), from: [...from].sort(), isNarrow };
}

/** True for a branch that lets somebody go, other than by sending away: it returns, or calls what comes next. */
function letsGo(branch: Node): boolean {
  const statements: readonly Node[] = branch.type === 'BlockStatement' ? branch.body : [branch];
  return statements.some((each) => {
    if (each.type === 'ReturnStatement' || each.type === 'ContinueStatement') return true;
    const call = each.type === 'ExpressionStatement' ? each.expression : undefined;
    return call?.type === 'CallExpression' && nameOf(call.callee) === 'next' && call.arguments.length === 0;
  });
}

/** Collects the words of what the names in a condition were given: of `const session = await auth()` these are `auth`. */
function wordsOfOrigin(test: Node, scopes: Scopes, words: Set<string>): void {
  const visit = (node: Node, depth: number): void => {
    if (node.type !== 'Identifier') {
      if (!isFunction(node)) forEachChild(node, (child) => visit(child, depth));
      return;
    }
    const binding = scopes.bindingOf.get(node);
    const { declaration } = binding ?? {};
    if (declaration?.type !== 'VariableDeclarator' || !declaration.init || binding!.writes.length !== 1) return;
    wordsIn(declaration.init, words);
    if (depth < MAX_ORIGINS) visit(declaration.init, depth + 1);
  };
  visit(test, 0);
}

/** True when a function can be left before a node is reached, other than by a refusal. */
export function isAfterRefusal(node: Node, { constants, exits }: Known, within?: Node): boolean {
  let fn: Node | undefined = within ?? node.parent;
  while (fn && fn !== within && !isFunction(fn)) fn = fn.parent;
  return fn !== undefined && isAfterExit(node, fn, (each) => refusedBy(each, constants) !== undefined, exits);
}

/** How a function lets pass, as middleware does: by a call of the last of its parameters. */
export interface Passing {
  readonly passes: boolean;
  /** Words of what may be missing when it does: of `if (!token) return next()` it is the token. */
  readonly passesWithout: readonly string[];
  /** Parts of paths at which it does so unasked. */
  readonly passesAt: readonly string[];
}

export function passing(fn: FunctionNode): Passing {
  const last = fn.params.at(-1);
  const given = fn.params.length === 1 && last?.type === 'ObjectPattern' ? nextIn(last) : undefined;
  const name = given ?? (last?.type === 'Identifier' ? last.name : undefined);
  const without = new Set<string>();
  const at = new Set<string>();
  let passes = false;
  const passAt = (node: Node): void => {
    for (
      let inner: Node = node, parent: Node | undefined = inner.parent;
      parent && inner !== fn;
      inner = parent, parent = inner.parent
    ) {
      if (parent.type === 'IfStatement' && parent.consequent === inner) {
        missingIn(parent.test, without);
        pathsIn(parent.test, at);
      } else if (parent.type === 'CatchClause') without.add('catch');
    }
  };
  const returns: Node[] = [];
  const visit = (node: Node): void => {
    if (node.type === 'CallExpression' && node.callee.type === 'Identifier' && node.callee.name === name) {
      // An error is no way through.
      if (node.arguments.length > 0 && given === undefined) return;
      passes = true;
      passAt(node);
      return;
    }
    if (node.type === 'ReturnStatement' && !node.argument && isAlone(node) && isOwn(node, fn)) returns.push(node);
    forEachChild(node, visit);
  };
  if (name !== undefined && (fn.params.length >= 2 || given !== undefined)) visit(fn.body);
  // A hook that is given no function to go on with lets pass by its end.
  if (!passes) for (const node of returns) passAt(node);
  return { passes, passesWithout: [...without].sort(), passesAt: [...at].sort() };
}

/** The name of what middleware goes on with where it is given all at once: `async ({ ctx, next }) => next()`. */
function nextIn(pattern: TSESTree.ObjectPattern): string | undefined {
  for (const property of pattern.properties)
    if (property.type === 'Property' && nameOf(property.key) === 'next' && property.value.type === 'Identifier')
      return property.value.name;
  return undefined;
}

/** True for a statement of a function that stands in no other function within. */
function isOwn(node: Node, fn: Node): boolean {
  let at: Node | undefined = node;
  while (at && !isFunction(at)) at = at.parent;
  return at === fn;
}

/** True for all that a condition does. */
function isAlone({ parent }: Node): boolean {
  if (parent?.type === 'IfStatement') return true;
  return parent?.type === 'BlockStatement' && parent.body.length === 1 && parent.parent?.type === 'IfStatement';
}

/** @see FunctionSurface.permits */
export function permitsOf(fn: FunctionNode): Permit[] {
  const found: Permit[] = [];
  const visit = (node: Node): void => {
    if (isFunction(node) && node !== fn) return;
    if (node.type !== 'ReturnStatement') {
      forEachChild(node, visit);
      return;
    }
    if (node.argument?.type !== 'Literal' || node.argument.value !== true) return;
    const missing = new Set<string>();
    const all = new Set<string>();
    const names = new Set<string>();
    for (
      let at: Node = node, parent: Node | undefined = at.parent;
      parent && at !== fn;
      at = parent, parent = at.parent
    ) {
      if (parent.type !== 'IfStatement' || parent.test === at) continue;
      missingWhen(parent.test, parent.consequent === at, missing);
      wordsIn(parent.test, all);
      namesIn(parent.test, names);
    }
    if (all.size > 0) found.push({ names: [...names].sort(), words: [...all].sort(), isMissing: missing.size > 0 });
  };
  visit(fn);
  return found;
}

function namesIn(node: Node, names: Set<string>): void {
  if (node.type === 'Identifier') names.add(node.name);
  else if (!isFunction(node)) forEachChild(node, (child) => namesIn(child, names));
}

const PATH_WORDS = new Set(['path', 'pathname', 'url', 'href', 'route']);

/** The texts that a condition on the path of a request names; '' when it names none. */
function pathsIn(test: Node, paths: Set<string>): void {
  const words = new Set<string>();
  wordsIn(test, words);
  if (![...words].some((word) => PATH_WORDS.has(word))) return;
  const texts = new Set<string>();
  const visit = (node: Node): void => {
    if (node.type === 'Literal' && typeof node.value === 'string') texts.add(node.value);
    else forEachChild(node, visit);
  };
  visit(test);
  // A pattern, or a list that stands elsewhere, may be any path.
  for (const text of texts.size > 0 ? texts : ['']) paths.add(text);
}

/** The words of what a condition says to be missing. */
function missingIn(test: Node, words: Set<string>): void {
  if (test.type === 'UnaryExpression' && test.operator === '!') wordsIn(test.argument, words);
  else if (test.type === 'LogicalExpression') {
    missingIn(test.left, words);
    missingIn(test.right, words);
  } else if (test.type === 'BinaryExpression' && /^===?$/.test(test.operator)) {
    const sides: readonly (readonly [Node, Node])[] = [
      [test.left, test.right],
      [test.right, test.left],
    ];
    for (const [value, other] of sides)
      if (nameOf(other) === 'undefined' || (other.type === 'Literal' && other.value === null)) wordsIn(value, words);
  }
}

/**
 * True when a condition within its function decides whether a call is made. That the program runs in production is none:
 * there it matters.
 */
export function isConditional(call: Node): boolean {
  for (let at = call, parent = at.parent; parent && !isFunction(at); at = parent, parent = at.parent) {
    if (parent.type === 'IfStatement' || parent.type === 'ConditionalExpression') {
      if (parent.test !== at && !isInProduction(parent.test, parent.consequent === at)) return true;
    } else if (parent.type === 'LogicalExpression') {
      if (parent.right === at && !isInProduction(parent.left, parent.operator === '&&')) return true;
    } else if (parent.type === 'SwitchCase' && parent.test !== at) return true;
  }
  return false;
}

function isInProduction(test: Node, holds: boolean): boolean {
  const all = new Set<string>();
  const missing = new Set<string>();
  wordsIn(test, all);
  missingWhen(test, holds, missing);
  const asks = (words: readonly string[], where: ReadonlySet<string>) => words.some((word) => where.has(word));
  if (asks(['production', 'prod'], all)) return !asks(['production', 'prod'], missing);
  return asks(['development', 'dev', 'test', 'testing'], missing);
}
