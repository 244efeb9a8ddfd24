/** Which calls of a module a configuration can speak of, and by which name. */
import { analyzeScopes, type Scopes } from './semantics/scopes.ts';
import { type Node, nameOf, type TSESTree, unwrap } from './syntax/nodes.ts';

/** A call of a function that has a name outside of its file. */
export interface DeclarableCall {
  readonly start: number;
  readonly end: number;
  /** The function as a reader calls it. */
  readonly title: string;
  /** What it is imported from; undefined for a function of this file that is exported. */
  readonly specifier: string | undefined;
  /** Its name there: `cleanName`, `default`, `Cleaner#clean`. */
  readonly name: string;
  readonly arguments: readonly { readonly start: number; readonly end: number }[];
}

/**
 * The calls of a module whose functions a configuration can name: what is imported or exported, and methods of its
 * classes where the object is made in sight.
 * @param nodes all nodes of the tree
 */
export function declarableCalls(program: TSESTree.Program, nodes: readonly Node[]): DeclarableCall[] {
  const scopes = analyzeScopes(program);
  const exported = exportedNames(program);
  const found: DeclarableCall[] = [];
  for (const node of nodes) {
    if (node.type !== 'CallExpression') continue;
    const named = nameOfCallee(unwrap(node.callee), scopes, exported, 0);
    const title = nameOf(unwrap(node.callee));
    if (!named || title === undefined) continue;
    found.push({
      start: node.range[0],
      end: node.range[1],
      title,
      ...named,
      arguments: node.arguments.map(({ range: [start, end] }) => ({ start, end })),
    });
  }
  return found;
}

interface NamedValue {
  readonly specifier: string | undefined;
  readonly name: string;
}

/** Objects that hold each other deeper than this have no name that anybody would write down. */
const MAX_DEPTH = 3;

function nameOfCallee(
  callee: Node,
  scopes: Scopes,
  exported: ReadonlyMap<string, string>,
  depth: number,
): NamedValue | undefined {
  if (callee.type === 'Identifier') return nameOfVariable(callee, scopes, exported);
  if (callee.type !== 'MemberExpression' || callee.computed || depth >= MAX_DEPTH) return undefined;
  const member = nameOf(callee);
  if (member === undefined) return undefined;
  const object = unwrap(callee.object);
  const made = object.type === 'NewExpression' ? object : madeOnce(object, scopes);
  const holder = made
    ? nameOfCallee(unwrap(made.callee), scopes, exported, depth + 1)
    : nameOfCallee(object, scopes, exported, depth + 1);
  if (!holder) return undefined;
  if (made) return { ...holder, name: `${holder.name}#${member}` };
  return { ...holder, name: holder.name === 'default' || holder.name === '' ? member : `${holder.name}.${member}` };
}

/** `const cleaner = new Cleaner()` */
function madeOnce(object: Node, scopes: Scopes): TSESTree.NewExpression | undefined {
  const binding = object.type === 'Identifier' ? scopes.bindingOf.get(object) : undefined;
  const declaration = binding?.writes.length === 1 ? binding.declaration : undefined;
  const init = declaration?.type === 'VariableDeclarator' && declaration.init ? unwrap(declaration.init) : undefined;
  return init?.type === 'NewExpression' ? init : undefined;
}

function nameOfVariable(
  variable: TSESTree.Identifier,
  scopes: Scopes,
  exported: ReadonlyMap<string, string>,
): NamedValue | undefined {
  const binding = scopes.bindingOf.get(variable);
  if (!binding) return undefined;
  const { declaration } = binding;
  const statement = declaration.parent;
  if (statement?.type === 'ImportDeclaration') {
    const specifier = String(statement.source.value);
    if (declaration.type === 'ImportNamespaceSpecifier') return { specifier, name: '' };
    if (declaration.type === 'ImportDefaultSpecifier') return { specifier, name: 'default' };
    const name = declaration.type === 'ImportSpecifier' ? nameOf(declaration.imported) : undefined;
    return name === undefined ? undefined : { specifier, name };
  }
  if (declaration.type === 'VariableDeclarator') {
    const required = requiredBy(declaration.init);
    if (required !== undefined && declaration.id.type === 'Identifier') return { specifier: required, name: 'default' };
    if (required !== undefined && declaration.id.type === 'ObjectPattern') {
      for (const property of declaration.id.properties) {
        const name = property.type === 'Property' && property.value === binding.identifier && nameOf(property.key);
        if (name) return { specifier: required, name };
      }
    }
  }
  const name = binding.scope === scopes.module ? exported.get(binding.name) : undefined;
  return name === undefined ? undefined : { specifier: undefined, name };
}

function requiredBy(init: Node | null): string | undefined {
  if (init?.type !== 'CallExpression' || nameOf(init.callee) !== 'require') return undefined;
  const [argument] = init.arguments;
  return argument?.type === 'Literal' && typeof argument.value === 'string' ? argument.value : undefined;
}

/** The names under which a module's own variables are exported, by variable. */
function exportedNames(program: TSESTree.Program): Map<string, string> {
  const names = new Map<string, string>();
  for (const statement of program.body) {
    if (statement.type === 'ExportNamedDeclaration') {
      for (const each of statement.source ? [] : statement.specifiers) {
        const [local, outside] = [nameOf(each.local), nameOf(each.exported)];
        if (local !== undefined && outside !== undefined) names.set(local, outside);
      }
      const { declaration } = statement;
      if (declaration?.type === 'VariableDeclaration') {
        for (const { id } of declaration.declarations) if (id.type === 'Identifier') names.set(id.name, id.name);
      } else if (declaration && 'id' in declaration && declaration.id?.type === 'Identifier')
        names.set(declaration.id.name, declaration.id.name);
    } else if (statement.type === 'ExportDefaultDeclaration') {
      const { declaration } = statement;
      const local =
        declaration.type === 'Identifier' ? declaration.name : 'id' in declaration ? nameOf(declaration.id) : undefined;
      if (local !== undefined) names.set(local, 'default');
    } else if (statement.type === 'ExpressionStatement' && statement.expression.type === 'AssignmentExpression')
      addAssigned(names, statement.expression);
  }
  return names;
}

/** `module.exports = { run }`, `module.exports = run`, `exports.run = run` */
function addAssigned(names: Map<string, string>, { left, right }: TSESTree.AssignmentExpression): void {
  if (left.type !== 'MemberExpression') return;
  const isModule = nameOf(left.object) === 'module' && nameOf(left) === 'exports';
  const isExports = nameOf(left.object) === 'exports' || nameOf(unwrap(left.object)) === 'exports';
  if (isModule && right.type === 'Identifier') names.set(right.name, 'default');
  if (isModule && right.type === 'ObjectExpression') {
    for (const property of right.properties) {
      if (property.type !== 'Property' || property.value.type !== 'Identifier') continue;
      const name = property.computed ? undefined : nameOf(property.key);
      if (name !== undefined) names.set(property.value.name, name);
    }
  }
  const name = isExports && !isModule ? nameOf(left) : undefined;
  if (name !== undefined && right.type === 'Identifier') names.set(right.name, name);
}
