import type { Edit } from '../finding.ts';
import { type Node, nameOf, type TSESTree } from '../syntax/nodes.ts';
import { forEachChild } from '../syntax/walk.ts';

export interface WantedImport {
  /** Module specifier: `node:crypto`. */
  readonly from: string;
  /** The export that is needed; undefined for the module itself. */
  readonly name?: string;
  /** The local name wanted for it; default `name`. */
  readonly local?: string;
}

/** What to write for the wanted value, and the edits that bring it into scope (none when it is there already). */
export interface ImportResult {
  readonly local: string;
  readonly edits: readonly Edit[];
}

/** The specifier without the `node:` prefix, so that both spellings are one module. */
function bare(specifier: string): string {
  return specifier.startsWith('node:') ? specifier.slice(5) : specifier;
}

/**
 * Brings an export into scope once, in the style of the file: an import it has is used or extended, a CommonJS file gets
 * a `require` among its first ones, any other an `import` after the last one. A name that means something else in the
 * file is not taken.
 */
export function addImport(program: TSESTree.Program, text: string, wanted: WantedImport): ImportResult {
  const local = freeName(program, wanted.local ?? wanted.name ?? bare(wanted.from).replace(/\W+/g, '_'), wanted);
  let lastImport: TSESTree.Statement | undefined;
  let lastRequire: TSESTree.Statement | undefined;
  let isLeading = true;
  for (const statement of program.body) {
    const isImport = statement.type === 'ImportDeclaration' || statement.type === 'TSImportEqualsDeclaration';
    const required = statement.type === 'VariableDeclaration' ? requiresOf(statement) : [];
    if (isImport) lastImport = statement;
    // A variable is there only after its statement: below the first ones it would be too late.
    if (required.length > 0 && isLeading) lastRequire = statement;
    isLeading &&= isImport || required.length > 0 || isDirective(statement);
    const found =
      statement.type === 'ImportDeclaration'
        ? inImport(statement, wanted, local)
        : statement.type === 'TSImportEqualsDeclaration'
          ? inImportEquals(statement, wanted)
          : firstFound(required, (each) => inRequire(each, wanted, local));
    if (found) return found;
  }
  const isCommonJs =
    lastImport === undefined && (lastRequire !== undefined || /\bmodule\.exports\b|\brequire\(/.test(text));
  const line = lineFor(wanted, local, isCommonJs, styleOf(text, lastImport ?? lastRequire));
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const after = lastImport ?? lastRequire ?? program.body.filter(isDirective).at(-1);
  if (after) {
    const end = after.range[1] + restOfLine(text, after.range[1]);
    return { local, edits: [{ start: end, end, text: newline + line }] };
  }
  const top = topOf(text, program.body[0]);
  return { local, edits: [{ start: top, end: top, text: line + newline }] };
}

/** The wanted name, or one like it that means nothing in the file yet. */
function freeName(program: TSESTree.Program, name: string, wanted: WantedImport): string {
  const used = new Set<string>();
  const pending: Node[] = [program];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (node.type === 'Identifier' && !isOnlyAName(node)) used.add(node.name);
    forEachChild(node, (child) => pending.push(child));
  }
  if (!used.has(name)) return name;
  const [first, ...rest] = bare(wanted.from).split(/\W+/).filter(Boolean);
  const prefixed = [first ?? 'module', ...rest, ...(wanted.name ? [wanted.name] : ['module'])]
    .map((word, index) => (index === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1)))
    .join('');
  let free = prefixed;
  for (let count = 2; used.has(free); count++) free = `${prefixed}${count}`;
  return free;
}

/** True for the name of a property or of what another module exports: it stands for no variable here. */
function isOnlyAName(node: TSESTree.Identifier): boolean {
  const { parent } = node;
  switch (parent?.type) {
    case 'MemberExpression':
      return parent.property === node && !parent.computed;
    case 'Property':
      return parent.key === node && !parent.computed && !parent.shorthand;
    case 'MethodDefinition':
    case 'PropertyDefinition':
    case 'TSPropertySignature':
      return parent.key === node && !parent.computed;
    case 'ImportSpecifier':
      return parent.local !== node;
    default:
      return false;
  }
}

interface Style {
  readonly quote: string;
  readonly end: string;
}

/** Quotes and the end of statements, as the imports have them; else as the rest of the file. */
function styleOf(text: string, statement: Node | undefined): Style {
  const example = statement ? text.slice(statement.range[0], statement.range[1]) : text;
  const quote = statement
    ? /["'](?=[^"']*$)/.exec(example)?.[0]
    : example.split("'").length < example.split('"').length
      ? '"'
      : "'";
  const hasSemicolons = statement ? example.endsWith(';') : text.includes(';') || !/[\w)\]'"`][ \t]*[\r\n]/.test(text);
  return { quote: quote ?? "'", end: hasSemicolons ? ';' : '' };
}

function lineFor({ from, name }: WantedImport, local: string, isCommonJs: boolean, { quote, end }: Style): string {
  const source = quote + from + quote;
  const sign = isCommonJs ? ': ' : ' as ';
  const names = name === undefined ? local : `{ ${name === local ? local : name + sign + local} }`;
  return isCommonJs ? `const ${names} = require(${source})${end}` : `import ${names} from ${source}${end}`;
}

/** How much of a line belongs to the statement that ends in it: what follows is a comment. */
function restOfLine(text: string, from: number): number {
  const rest = /^[ \t]*(?:\/\/[^\r\n]*|\/\*[^\r\n]*?\*\/[ \t]*(?=[\r\n]|$))/.exec(text.slice(from, from + 1_000));
  return rest?.[0].length ?? 0;
}

/** Behind the line that names the interpreter and a comment on the file, which an empty line parts from the code. */
function topOf(text: string, first: Node | undefined): number {
  const start = /^#!.*(?:\r?\n|$)/.exec(text)?.[0].length ?? 0;
  const head = text.slice(start, first?.range[0] ?? start);
  const gap = [...head.matchAll(/(?:\r?\n|^)[ \t]*\r?\n/g)].at(-1);
  return gap ? start + gap.index + gap[0].length : start;
}

function isDirective(statement: TSESTree.Statement): boolean {
  return statement.type === 'ExpressionStatement' && statement.directive != null;
}

function firstFound<T, R>(list: readonly T[], find: (each: T) => R | undefined): R | undefined {
  for (const each of list) {
    const found = find(each);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A declarator with the module that it requires. */
interface Required {
  readonly id: TSESTree.Node;
  readonly from: string;
}

function requiresOf(statement: TSESTree.VariableDeclaration): Required[] {
  return statement.declarations.flatMap(({ id, init }) => {
    if (init?.type !== 'CallExpression' || init.callee.type !== 'Identifier' || init.callee.name !== 'require')
      return [];
    const argument = init.arguments[0];
    return argument?.type === 'Literal' && typeof argument.value === 'string' ? [{ id, from: argument.value }] : [];
  });
}

/** The wanted value by the name of its whole module. */
function ofModule(module: string, { name }: WantedImport): ImportResult {
  return { local: name === undefined ? module : `${module}.${name}`, edits: [] };
}

function inImport(
  statement: TSESTree.ImportDeclaration,
  wanted: WantedImport,
  local: string,
): ImportResult | undefined {
  if (statement.importKind === 'type' || bare(String(statement.source.value)) !== bare(wanted.from)) return undefined;
  let lastNamed: TSESTree.ImportSpecifier | undefined;
  let module: string | undefined;
  for (const specifier of statement.specifiers) {
    if (specifier.type !== 'ImportSpecifier') {
      module = specifier.local.name;
      continue;
    }
    lastNamed = specifier;
    if (specifier.importKind === 'type' || nameOf(specifier.imported) !== (wanted.name ?? 'default')) continue;
    return { local: specifier.local.name, edits: [] };
  }
  if (module !== undefined) return ofModule(module, wanted);
  if (wanted.name === undefined || !lastNamed) return undefined;
  const text = `, ${wanted.name === local ? local : `${wanted.name} as ${local}`}`;
  return { local, edits: [{ start: lastNamed.range[1], end: lastNamed.range[1], text }] };
}

/** `import crypto = require('node:crypto');` */
function inImportEquals(statement: TSESTree.TSImportEqualsDeclaration, wanted: WantedImport): ImportResult | undefined {
  const { moduleReference, importKind, id } = statement;
  if (importKind === 'type' || moduleReference.type !== 'TSExternalModuleReference') return undefined;
  const from = nameOf(moduleReference.expression);
  return from !== undefined && bare(from) === bare(wanted.from) ? ofModule(id.name, wanted) : undefined;
}

function inRequire({ id, from }: Required, wanted: WantedImport, local: string): ImportResult | undefined {
  if (bare(from) !== bare(wanted.from)) return undefined;
  if (id.type === 'Identifier') return ofModule(id.name, wanted);
  if (id.type !== 'ObjectPattern' || wanted.name === undefined) return undefined;
  for (const property of id.properties) {
    const isWanted = property.type === 'Property' && !property.computed && nameOf(property.key) === wanted.name;
    if (isWanted && property.value.type === 'Identifier') return { local: property.value.name, edits: [] };
  }
  const last = id.properties.at(-1);
  if (last?.type !== 'Property') return undefined;
  const text = `, ${wanted.name === local ? local : `${wanted.name}: ${local}`}`;
  return { local, edits: [{ start: last.range[1], end: last.range[1], text }] };
}
