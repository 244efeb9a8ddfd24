import {
  type Fix,
  isFunction,
  type Node,
  nameOf,
  type RuleContext,
  type SinkMatch,
  suggestion,
  type TSESTree,
  unwrap,
} from '../../../engine/rule.ts';

const MOST_STEPS = 6;

/** Ways in which a program comes to write into an object that a name from outside chose. */
export type PollutionShape = 'merge' | 'path' | 'assignment';

/** Which way a write is: in a function that calls itself, through a path that is walked, or at once. */
export function shapeOf({ site, value }: SinkMatch, context: RuleContext): PollutionShape {
  const fn = functionAround(site);
  if (fn && callsItself(fn, context)) return 'merge';
  const object = unwrap(value);
  const isWalked =
    object.type === 'Identifier' &&
    context.referencesOf(object).some(({ parent }) => {
      if (parent?.type !== 'AssignmentExpression' || nameOf(parent.left) !== object.name) return false;
      const read = readFirst(parent.right);
      return read.type === 'MemberExpression' && nameOf(read.object) === object.name;
    });
  return isWalked || isReduced(context.resolve(object)) ? 'path' : 'assignment';
}

/** What is read before all else: `at[name]` in `at[name] ?? {}` and in `at[name] ??= {}`. */
function readFirst(value: Node): Node {
  const node = unwrap(value);
  if (node.type === 'LogicalExpression' || node.type === 'AssignmentExpression') return readFirst(node.left);
  return node;
}

/** `parts.reduce((at, name) => at[name], root)` */
function isReduced(node: Node): boolean {
  return node.type === 'CallExpression' && /^reduce(?:Right)?$/.test(nameOf(node.callee) ?? '');
}

function functionAround(node: Node): Node | undefined {
  let at: Node | undefined = node.parent;
  while (at && !isFunction(at)) at = at.parent;
  // The callback of `Object.keys(x).forEach(…)` is a part of the function around it.
  if (at?.parent?.type === 'CallExpression' && (at.parent.arguments as Node[]).includes(at)) {
    return functionAround(at) ?? at;
  }
  return at;
}

function callsItself(fn: Node, context: RuleContext): boolean {
  const name = ownName(fn);
  const text = context.textOf(fn);
  const body = text.slice(text.indexOf('{') + 1);
  return name !== undefined && (body.includes(`${name}(`) || body.includes(`${name}.call(`));
}

/** The name by which a function can call itself. */
function ownName(fn: Node): string | undefined {
  if (fn.type === 'FunctionDeclaration' || fn.type === 'FunctionExpression') if (fn.id) return fn.id.name;
  const { parent } = fn;
  switch (parent?.type) {
    case 'VariableDeclarator':
      return nameOf(parent.id);
    case 'MethodDefinition':
    case 'Property':
    case 'PropertyDefinition':
      return nameOf(parent.key);
    case 'AssignmentExpression':
      return nameOf(parent.left);
    default:
      return undefined;
  }
}

/**
 * True for a write that gives no property to every object: of a place in a list (`rows[name][0]`, `rows[name][i++]`), of
 * an empty object for what comes next (`table[name] = {}`).
 */
export function isHarmless({ site }: SinkMatch, context: RuleContext): boolean {
  const left = site.type === 'AssignmentExpression' ? unwrap(site.left) : undefined;
  if (site.type !== 'AssignmentExpression' || left?.type !== 'MemberExpression') return false;
  const right = unwrap(site.right);
  if (isEmpty(right)) return true;
  // `table[name] = table[name] || {}`: what is there already, or nothing yet.
  if (
    right.type === 'LogicalExpression' &&
    isEmpty(unwrap(right.right)) &&
    context.textOf(right.left) === context.textOf(left)
  )
    return true;
  const key = context.resolve(left.property);
  return (
    key.type === 'UpdateExpression' ||
    (key.type === 'BinaryExpression' && key.operator !== '+') ||
    (key.type === 'MemberExpression' && /^(?:length|size)$/.test(nameOf(key) ?? '')) ||
    (key.type === 'Identifier' && /^[ijn]$|index$/i.test(key.name)) ||
    (key.type === 'CallExpression' &&
      /^(?:now|Number|parseInt|indexOf|findIndex|random\w*)$/.test(nameOf(key.callee) ?? ''))
  );
}

function isEmpty(value: Node): boolean {
  return value.type === 'ObjectExpression' && value.properties.length === 0;
}

/** Leaves the names out by which the prototype of all objects is reached, in the loop that brings the name. */
export function* skippingNames({ site }: SinkMatch, context: RuleContext): Generator<Fix> {
  for (let at: Node | undefined = site; at && !isFunction(at); at = at.parent) {
    const name = loopName(at);
    if (name === undefined || (at as TSESTree.ForInStatement).body.type !== 'BlockStatement') continue;
    const { body } = at as TSESTree.ForInStatement;
    const [first] = (body as TSESTree.BlockStatement).body;
    if (!first) return;
    const indent = /[^\n]*$/.exec(context.text.slice(0, first.range[0]))?.[0] ?? '';
    const gap = /^\s*$/.test(indent) ? `\n${indent}` : ' ';
    const test = ['__proto__', 'constructor', 'prototype'].map((each) => `${name} === '${each}'`).join(' || ');
    yield suggestion('Leave out the names of prototypes', {
      start: first.range[0],
      end: first.range[0],
      text: `if (${test}) continue;${gap}`,
    });
    return;
  }
}

/** The variable of a loop over names. */
function loopName(loop: Node): string | undefined {
  if (loop.type !== 'ForInStatement' && loop.type !== 'ForOfStatement') return undefined;
  const declared = loop.left.type === 'VariableDeclaration' ? loop.left.declarations[0]?.id : undefined;
  if (loop.type === 'ForInStatement') return nameOf(declared);
  const list = unwrap(loop.right);
  const isNames = list.type === 'CallExpression' && nameOf(list.callee) === 'keys';
  return declared?.type === 'Identifier' && isNames ? declared.name : undefined;
}

/** The whole of a request's URL starts with a slash, as no name does that all objects know. */
export function isWholeUrl(source: string, through: readonly string[]): boolean {
  return (
    /#(?:path|url|originalUrl|baseUrl)$/.test(source) &&
    through.every((name) => /^(?:\*|path|url|originalUrl|baseUrl|to\w+Case)$/.test(name))
  );
}

/** A way through the inner works of a library in the page, which names everything by tables, is none that anybody meant. */
export function isFarFetched({ flow }: SinkMatch): boolean {
  return flow.trust === 'browser' && flow.steps.length > MOST_STEPS;
}
