import type { Edit, Range } from '../finding.ts';
import { wordsOf } from '../semantics/names.ts';
import { type Node, nameOf, type TSESTree } from '../syntax/nodes.ts';
import { forEachChild } from '../syntax/walk.ts';
import { replace } from './edits.ts';

/** How a text in the code becomes a reading of the environment. */
export interface EnvironmentReading {
  /** The variable, in the form that POSIX has for names of applications: `STRIPE_SECRET_KEY`. */
  readonly variable: string;
  /** True when the code reads it already and the text was only what stood in for it. */
  readonly isRead: boolean;
  readonly edits: readonly Edit[];
}

/** Names that tell nothing without the name around them: `stripe: { key: '…' }`. */
const TELLS_NOTHING =
  /^(?:API_?)?(?:KEY|TOKEN|SECRET|PASSWORD|PASS|PWD|AUTH|VALUE|ID|URL|DATA|CONFIG|OPTIONS|DEFAULT)$/;

const HOLDS_ANYTHING = /^(?:this|self|module|exports|config|conf|settings|options|opts|env|process)$/i;

/**
 * Reads a secret that stands in a script from the environment instead. Undefined where no expression can take its place:
 * in a type, a key, an import, a comment, and in code for the browser, where an environment hides nothing.
 * @param secret the span of the value without quotes, or of the whole expression that makes it
 * @param called what the secret is, for where the code gives it no name: "Sentry organization token"
 * @param isTypeScript a reading may be missing, which type checkers want to hear about
 */
export function environmentReading(
  program: TSESTree.Program,
  text: string,
  secret: Range,
  called: string,
  isTypeScript: boolean,
): EnvironmentReading | undefined {
  if (
    program.body.some((statement) => statement.type === 'ExpressionStatement' && statement.directive === 'use client')
  )
    return undefined;
  const node = holderOf(program, secret);
  if (!node || !isExpression(node)) return undefined;
  const fallback = fallbackOf(node);
  if (fallback) {
    const { variable, left, whole } = fallback;
    return { variable, isRead: true, edits: [replace(whole, text.slice(left.range[0], left.range[1]))] };
  }
  const [start, end] = node.range;
  const isPart =
    node.type === 'TemplateElement' ||
    (node.type !== 'BinaryExpression' && (secret.start > start + 1 || secret.end < end - 1));
  const named = variableFor(node, called);
  const variable = isPart ? partOf(named, text, secret) : named;
  const inText = `\${${readingOf(variable, text, false)}}`;
  if (node.type === 'TemplateElement') {
    return { variable, isRead: false, edits: [{ start: secret.start, end: secret.end, text: inText }] };
  }
  if (!isPart) return { variable, isRead: false, edits: [replace(node, readingOf(variable, text, isTypeScript))] };
  const asWritten = node.type === 'TemplateLiteral' ? (raw: string) => raw : inTemplate;
  const template = `\`${asWritten(text.slice(start + 1, secret.start))}${inText}${asWritten(text.slice(secret.end, end - 1))}\``;
  return { variable, isRead: false, edits: [replace(node, template)] };
}

/** The smallest node that holds all of the secret. */
function holderOf(program: TSESTree.Program, { start, end }: Range): Node | undefined {
  let holder: Node | undefined;
  const enter = (node: Node) => {
    if (node.range[0] > start || node.range[1] < end) return;
    holder = node;
    forEachChild(node, enter);
  };
  enter(program);
  // A template without holes is a text like any other.
  const template = holder?.type === 'TemplateElement' ? holder.parent : undefined;
  return template?.type === 'TemplateLiteral' && template.expressions.length === 0 ? template : holder;
}

/** True for a text whose value the program uses. */
function isExpression(node: Node): boolean {
  const { parent } = node;
  if (node.type === 'TemplateElement') return parent?.parent?.type !== 'TaggedTemplateExpression' && !isInType(node);
  if (node.type === 'TemplateLiteral') return parent?.type !== 'TaggedTemplateExpression' && !isInType(node);
  if (node.type === 'BinaryExpression') return node.operator === '+';
  if (node.type !== 'Literal' || typeof node.value !== 'string' || isInType(node)) return false;
  switch (parent?.type) {
    case 'Property':
    case 'PropertyDefinition':
    case 'MethodDefinition':
      return parent.key !== node || parent.computed;
    case 'ExpressionStatement':
      return parent.directive == null;
    case 'JSXAttribute':
    case 'ImportDeclaration':
    case 'ExportNamedDeclaration':
    case 'ExportAllDeclaration':
    case 'TSEnumMember':
    case 'TSExternalModuleReference':
      return false;
    default:
      return true;
  }
}

function isInType(node: Node): boolean {
  return node.parent?.type === 'TSLiteralType' || node.parent?.parent?.type === 'TSLiteralType';
}

/** The variable that the text stands in for: `process.env.KEY || '…'`, `const { KEY = '…' } = process.env`. */
function fallbackOf(node: Node): { variable: string; left: Node; whole: Node } | undefined {
  const { parent } = node;
  if (parent?.type === 'LogicalExpression' && parent.operator !== '&&' && parent.right === node) {
    const variable = variableRead(parent.left);
    return variable === undefined ? undefined : { variable, left: parent.left, whole: parent };
  }
  if (parent?.type === 'AssignmentPattern' && parent.right === node) {
    const property = parent.parent;
    const pattern = property?.type === 'Property' ? property.parent : undefined;
    const variable = property?.type === 'Property' ? nameOf(property.key) : undefined;
    const declarator = pattern?.parent;
    const isOfEnvironment = declarator?.type === 'VariableDeclarator' && isEnvironment(declarator.init);
    if (isOfEnvironment && variable !== undefined) return { variable, left: parent.left, whole: parent };
  }
  return undefined;
}

/** `KEY` of `process.env.KEY`, `process.env['KEY']`, `Deno.env.get('KEY')`. */
function variableRead(node: Node): string | undefined {
  if (node.type === 'MemberExpression' && isEnvironment(node.object)) return nameOf(node);
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return undefined;
  const { object } = node.callee;
  const isDeno = object.type === 'MemberExpression' && nameOf(object.object) === 'Deno' && nameOf(object) === 'env';
  return isDeno && nameOf(node.callee) === 'get' ? nameOf(node.arguments[0]) : undefined;
}

function isEnvironment(node: Node | null | undefined): boolean {
  return (
    node?.type === 'MemberExpression' && nameOf(node) === 'env' && /^(?:process|Bun)$/.test(nameOf(node.object) ?? '')
  );
}

/**
 * Node.js and Bun: https://nodejs.org/api/process.html#processenv; Deno: https://docs.deno.com/api/deno/~/Deno.Env.
 * A program of Deno is known by its global.
 */
function readingOf(variable: string, text: string, isTypeScript: boolean): string {
  const mark = isTypeScript ? '!' : '';
  return /\bDeno\.\w/.test(text) ? `Deno.env.get('${variable}')${mark}` : `process.env.${variable}${mark}`;
}

/** By the names that the code has for it, from the inside out until one tells something; else by what it is. */
function variableFor(node: Node, called: string): string {
  let name = '';
  let receiver = '';
  for (let at: Node | undefined = node; at && !/^(?:Program|BlockStatement|ClassBody)$/.test(at.type); at = at.parent) {
    if (name !== '' && (at.type === 'CallExpression' || at.type === 'NewExpression')) {
      receiver ||= variableOf(nameOf(at.callee) ?? '');
    }
    const given = nameGivenBy(at);
    if (given === undefined) continue;
    const words = variableOf(given);
    if (words !== '') name = name === '' ? words : `${words}_${name}`;
    if (name !== '' && !TELLS_NOTHING.test(name)) return name;
  }
  const byKind = variableOf(called);
  if (byKind !== '') return byKind;
  // `session({ secret: '…' })`
  if (name !== '' && receiver !== '') return `${receiver}_${name}`;
  return name !== '' ? name : 'SECRET';
}

function nameGivenBy(node: Node): string | undefined {
  switch (node.type) {
    case 'VariableDeclarator':
      return nameOf(node.id);
    case 'Property':
      return node.parent.type === 'ObjectExpression' ? nameOf(node.key) : undefined;
    case 'PropertyDefinition':
      return nameOf(node.key);
    case 'AssignmentPattern':
      return nameOf(node.left);
    case 'AssignmentExpression': {
      const { left } = node;
      const owner = left.type === 'MemberExpression' ? nameOf(left.object) : undefined;
      const name = nameOf(left);
      const isTold = owner !== undefined && name !== undefined && !HOLDS_ANYTHING.test(owner);
      return isTold && TELLS_NOTHING.test(variableOf(name)) ? `${owner}_${name}` : name;
    }
    default:
      return undefined;
  }
}

/** A name as names of variables are written: https://pubs.opengroup.org/onlinepubs/9799919799/basedefs/V1_chap08.html */
function variableOf(name: string): string {
  const words = wordsOf(name.slice(0, 80)).filter((word) => !/^(?:a|an|the|my|const|default)$/.test(word));
  return words
    .join('_')
    .toUpperCase()
    .replace(/^\d+_*/, '');
}

/** The name of a text is not the name of the secret in it: `dsn` holds a password, and `authorization` a token. */
function partOf(name: string, text: string, { start, end }: Range): string {
  if (/(?:^|_)(?:KEY|TOKEN|SECRET|PASSWORD|PASS|PWD)$/.test(name)) return name;
  return `${name}_${text[start - 1] === ':' && text[end] === '@' ? 'PASSWORD' : 'TOKEN'}`;
}

/** A string literal's text inside a template. An escape means the same in both, but for quotes, which may keep theirs. */
function inTemplate(raw: string): string {
  return raw.replace(/`|\$(?=\{)/g, '\\$&');
}
