import { type Node, nameOf, type TSESTree, unwrap } from '../syntax/nodes.ts';
import type { ConstantData, ImportedConstants } from './constantData.ts';
import type { Constants } from './constants.ts';
import type { Scopes } from './scopes.ts';

/**
 * What a module exports, by name, ESM and CommonJS alike: functions, classes and expressions, as they stand in its text.
 * `default` is also what `module.exports` is set to.
 */
export function exportedValues(
  program: TSESTree.Program,
  scopes: Scopes,
  constants: Constants,
): ReadonlyMap<string, Node> {
  const found = new Map<string, Node>();
  const resolved = (node: Node): Node => {
    const at = constants.resolve(node);
    const declaration = at.type === 'Identifier' ? scopes.bindingOf.get(at)?.declaration : undefined;
    return declaration?.type === 'FunctionDeclaration' || declaration?.type === 'ClassDeclaration' ? declaration : at;
  };
  const add = (name: string | undefined, node: Node) => {
    if (name !== undefined) found.set(name, resolved(node));
  };
  for (const statement of program.body) {
    if (statement.type === 'ExportDefaultDeclaration') add('default', statement.declaration);
    else if (statement.type === 'ExportNamedDeclaration') {
      const { declaration, specifiers, source } = statement;
      if (declaration?.type === 'VariableDeclaration') {
        for (const { id, init } of declaration.declarations) if (init) add(nameOf(id), init);
      } else if (declaration?.type === 'FunctionDeclaration' || declaration?.type === 'ClassDeclaration') {
        add(declaration.id?.name, declaration);
      }
      if (!source) for (const { local, exported } of specifiers) add(nameOf(exported), local);
    } else if (statement.type === 'ExpressionStatement') {
      const { expression } = statement;
      if (expression.type !== 'AssignmentExpression' || expression.operator !== '=') continue;
      const name = commonJsName(expression.left);
      add(name, expression.right);
      const value = unwrap(expression.right);
      if (name !== 'default' || value.type !== 'ObjectExpression') continue;
      for (const property of value.properties) {
        if (property.type === 'Property' && !property.computed) add(nameOf(property.key), property.value);
      }
    }
  }
  return found;
}

/** The constants that a module exports, by name, those included that it passes on from others. */
export function exportedConstants(
  program: TSESTree.Program,
  constants: Constants,
  imported: ImportedConstants,
): Map<string, ConstantData> {
  const found = new Map<string, ConstantData>();
  const add = (name: string | undefined, data: ConstantData | undefined) => {
    if (name !== undefined && data && found.size < MAX_CONSTANTS) found.set(name, data);
  };
  for (const statement of program.body) {
    if (statement.type === 'ExportDefaultDeclaration') add('default', constants.dataOf(statement.declaration));
    else if (statement.type === 'ExportNamedDeclaration') {
      const { declaration, specifiers, source } = statement;
      if (declaration?.type === 'VariableDeclaration')
        for (const { id } of declaration.declarations) if (id.type === 'Identifier') add(id.name, constants.dataOf(id));
      for (const { local, exported } of specifiers)
        add(nameOf(exported), source ? imported(source.value, nameOf(local) ?? '') : constants.dataOf(local));
    } else if (statement.type === 'ExpressionStatement') {
      const { expression } = statement;
      if (expression.type !== 'AssignmentExpression' || expression.operator !== '=') continue;
      const name = commonJsName(expression.left);
      const data = name === undefined ? undefined : constants.dataOf(expression.right);
      add(name, data);
      const value = unwrap(expression.right);
      if (name !== 'default' || value.type !== 'ObjectExpression') continue;
      for (const property of value.properties)
        if (property.type === 'Property' && !property.computed)
          add(nameOf(property.key), constants.dataOf(property.value));
    }
  }
  return found;
}

/** More constants of one module are not told to others. */
const MAX_CONSTANTS = 400;

/** `module.exports` is `default`, `exports.x` and `module.exports.x` are `x`. */
function commonJsName(target: Node): string | undefined {
  if (target.type !== 'MemberExpression') return undefined;
  const { object } = target;
  const name = nameOf(target);
  if (object.type === 'Identifier') {
    if (object.name === 'exports') return name;
    return object.name === 'module' && name === 'exports' ? 'default' : undefined;
  }
  return commonJsName(object) === 'default' ? name : undefined;
}
