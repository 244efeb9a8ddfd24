import type { Edit } from '../finding.ts';
import type { TSESTree } from '../syntax/nodes.ts';

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
 * Brings an export into scope once, in the style of the file: an import it has is extended, a CommonJS file gets a
 * `require`, any other an `import` after the last one.
 */
export function addImport(program: TSESTree.Program, text: string, wanted: WantedImport): ImportResult {
  const local = wanted.local ?? wanted.name ?? bare(wanted.from).replace(/\W+/g, '_');
  const style = {
    quote: text.includes("'") || !text.includes('"') ? "'" : '"',
    newline: text.includes('\r\n') ? '\r\n' : '\n',
  };
  let lastImport: TSESTree.Node | undefined;
  let lastRequire: TSESTree.Node | undefined;
  for (const statement of program.body) {
    if (statement.type === 'ImportDeclaration') {
      lastImport = statement;
      if (statement.importKind === 'type' || bare(String(statement.source.value)) !== bare(wanted.from)) continue;
      const found = inImport(statement, wanted, local);
      if (found) return found;
    } else if (statement.type === 'VariableDeclaration') {
      for (const declarator of statement.declarations) {
        const specifier = requiredModule(declarator.init);
        if (specifier === undefined) continue;
        lastRequire = statement;
        if (bare(specifier) !== bare(wanted.from)) continue;
        const found = inRequire(declarator, wanted, local);
        if (found) return found;
      }
    }
  }
  const commonJs =
    lastImport === undefined && (lastRequire !== undefined || /\bmodule\.exports\b|\brequire\(/.test(text));
  const source = style.quote + wanted.from + style.quote;
  const line = commonJs
    ? `const ${wanted.name === undefined ? local : `{ ${wanted.name === local ? local : `${wanted.name}: ${local}`} }`} = require(${source});`
    : `import ${wanted.name === undefined ? local : `{ ${wanted.name === local ? local : `${wanted.name} as ${local}`} }`} from ${source};`;
  const after = lastImport ?? lastRequire ?? lastDirective(program);
  if (after) return { local, edits: [{ start: after.range[1], end: after.range[1], text: style.newline + line }] };
  const top = /^(#!.*\r?\n)?/.exec(text)?.[0].length ?? 0;
  return { local, edits: [{ start: top, end: top, text: line + style.newline }] };
}

function lastDirective(program: TSESTree.Program): TSESTree.Node | undefined {
  let last: TSESTree.Node | undefined;
  for (const statement of program.body) {
    if (statement.type !== 'ExpressionStatement' || statement.directive == null) break;
    last = statement;
  }
  return last;
}

function requiredModule(node: TSESTree.Node | null): string | undefined {
  if (node?.type !== 'CallExpression' || node.callee.type !== 'Identifier' || node.callee.name !== 'require')
    return undefined;
  const argument = node.arguments[0];
  return argument?.type === 'Literal' && typeof argument.value === 'string' ? argument.value : undefined;
}

function inImport(
  statement: TSESTree.ImportDeclaration,
  wanted: WantedImport,
  local: string,
): ImportResult | undefined {
  let lastNamed: TSESTree.Node | undefined;
  for (const specifier of statement.specifiers) {
    if (specifier.type !== 'ImportSpecifier') {
      return wanted.name === undefined
        ? { local: specifier.local.name, edits: [] }
        : { local: `${specifier.local.name}.${wanted.name}`, edits: [] };
    }
    const imported = specifier.imported.type === 'Identifier' ? specifier.imported.name : specifier.imported.value;
    if (imported === wanted.name) return { local: specifier.local.name, edits: [] };
    lastNamed = specifier;
  }
  if (wanted.name === undefined || !lastNamed) return undefined;
  const text = `, ${wanted.name === local ? local : `${wanted.name} as ${local}`}`;
  return { local, edits: [{ start: lastNamed.range[1], end: lastNamed.range[1], text }] };
}

function inRequire(
  declarator: TSESTree.VariableDeclarator,
  wanted: WantedImport,
  local: string,
): ImportResult | undefined {
  if (declarator.id.type === 'Identifier') {
    return {
      local: wanted.name === undefined ? declarator.id.name : `${declarator.id.name}.${wanted.name}`,
      edits: [],
    };
  }
  if (declarator.id.type !== 'ObjectPattern' || wanted.name === undefined) return undefined;
  let last: TSESTree.Node | undefined;
  for (const property of declarator.id.properties) {
    if (property.type !== 'Property') return undefined;
    last = property;
    if (
      property.key.type === 'Identifier' &&
      property.key.name === wanted.name &&
      property.value.type === 'Identifier'
    ) {
      return { local: property.value.name, edits: [] };
    }
  }
  if (!last) return undefined;
  const text = `, ${wanted.name === local ? local : `${wanted.name}: ${local}`}`;
  return { local, edits: [{ start: last.range[1], end: last.range[1], text }] };
}
