import type { Edit } from '../finding.ts';
import { type Node, nameOf, type TSESTree, unwrap } from '../syntax/nodes.ts';
import type { SyntaxTree } from '../syntax/parse.ts';

/**
 * Adds a variable to what a module checks of the environment when the program starts, in the module's own way: a schema
 * of zod or joi, `createEnv` of @t3-oss/env, `cleanEnv` of envalid, or a list of names that must be there. Undefined when
 * the module has no such check, knows the variable already, or writes it in a way that is not understood.
 */
export function addToEnvironmentCheck({ nodes }: SyntaxTree, text: string, variable: string): Edit[] | undefined {
  if (!/\benv\b/.test(text) || new RegExp(`\\b${variable}\\b`).test(text)) return undefined;
  for (const node of nodes) {
    const edits = node.type === 'CallExpression' ? inCall(node, text, variable) : inList(node, text, variable);
    if (edits) return edits;
  }
  return undefined;
}

function inCall(call: TSESTree.CallExpression, text: string, variable: string): Edit[] | undefined {
  const [first, second] = call.arguments;
  switch (nameOf(call.callee)) {
    // https://github.com/af/envalid
    case 'cleanEnv':
      return second?.type === 'ObjectExpression' && /\bstr\b/.test(text)
        ? [lastProperty(second, text, `${variable}: str()`)]
        : undefined;
    // https://env.t3.gg/docs/customization
    case 'createEnv': {
      const server = propertyOf(first, 'server');
      if (server?.type !== 'ObjectExpression' || !/\bz\b/.test(text)) return undefined;
      const read = propertyOf(first, 'runtimeEnv');
      const edits = [lastProperty(server, text, `${variable}: z.string().min(1)`)];
      return read?.type === 'ObjectExpression'
        ? [...edits, lastProperty(read, text, `${variable}: process.env.${variable}`)]
        : edits;
    }
    // https://zod.dev/api#objects, https://joi.dev/api: the schema is tried on the environment further down.
    case 'object': {
      if (first?.type !== 'ObjectExpression' || !isTriedOnEnvironment(call, text)) return undefined;
      const library = call.callee.type === 'MemberExpression' ? nameOf(call.callee.object) : undefined;
      if (library === 'z') return [lastProperty(first, text, `${variable}: z.string().min(1)`)];
      return library && /^joi$/i.test(library)
        ? [lastProperty(first, text, `${variable}: ${library}.string().required()`)]
        : undefined;
    }
    default:
      return undefined;
  }
}

const TRIES = new Set(['parse', 'safeParse', 'validate', 'parseAsync', 'attempt', 'validateAsync']);

/** `z.object({…}).parse(process.env)`, or by the schema's name. */
function isTriedOnEnvironment(call: Node, text: string): boolean {
  let at: Node = call;
  while (at.parent?.type === 'MemberExpression' || (at.parent?.type === 'CallExpression' && at.parent.callee === at)) {
    at = at.parent;
    if (at.type === 'CallExpression' && TRIES.has(nameOf(at.callee) ?? '')) return isEnvironment(at.arguments[0]);
  }
  const declared = at.parent?.type === 'VariableDeclarator' ? nameOf(at.parent.id) : undefined;
  if (declared === undefined) return false;
  const tries = new RegExp(
    `\\b${escaped(declared)}(?:\\s*\\.\\w{1,40}\\(\\))*\\s*\\.(\\w+)\\(\\s*process\\.env\\b`,
  ).exec(text);
  return TRIES.has(tries?.[1] ?? '');
}

function isEnvironment(node: Node | undefined): boolean {
  if (!node) return false;
  const inner = unwrap(node);
  return inner.type === 'MemberExpression' && nameOf(inner) === 'env' && nameOf(inner.object) === 'process';
}

/** `const required = ['DATABASE_URL', 'REDIS_URL']` in a module that looks each of them up in the environment. */
function inList(node: Node, text: string, variable: string): Edit[] | undefined {
  if (node.type !== 'ArrayExpression' || !/process\.env\[/.test(text)) return undefined;
  const last = node.elements.at(-1);
  const areNames = node.elements.every((element) => /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/.test(nameOf(element) ?? ''));
  if (!last || !areNames || last.type !== 'Literal') return undefined;
  const quote = text.charAt(last.range[0]);
  return [addedAfter(last, text, `${quote}${variable}${quote}`)];
}

function propertyOf(node: Node | undefined, name: string): Node | undefined {
  if (node?.type !== 'ObjectExpression') return undefined;
  for (const property of node.properties) {
    if (property.type === 'Property' && nameOf(property.key) === name) return property.value;
  }
  return undefined;
}

function lastProperty(object: TSESTree.ObjectExpression, text: string, property: string): Edit {
  const last = object.properties.at(-1);
  if (last) return addedAfter(last, text, property);
  const at = object.range[0] + 1;
  return { start: at, end: at, text: ` ${property} ` };
}

/** Another element after the last one, on a line of its own where the last one has one. */
function addedAfter(last: Node, text: string, element: string): Edit {
  const [start, end] = last.range;
  const line = text.slice(text.lastIndexOf('\n', start) + 1, start);
  const isAlone = /^[ \t]*$/.test(line);
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  return { start: end, end, text: `,${isAlone ? `${newline}${line}` : ' '}${element}` };
}

function escaped(name: string): string {
  return name.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
