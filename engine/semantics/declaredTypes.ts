import { type Node, nameOf } from '../syntax/nodes.ts';
import type { ApiEntity, ApiTrie } from './entities.ts';
import type { Binding, Scopes } from './scopes.ts';

/** What a declared type says a value is: an instance of a library's type, or of a class of this module. */
export type DeclaredValue =
  | { readonly kind: 'entity'; readonly entity: ApiEntity }
  | { readonly kind: 'class'; readonly declaration: Node }
  | { readonly kind: 'function'; readonly package: string; readonly type: string };

/** Reads a type annotation. Unions give all their members, promises what they are resolved with. */
export function declaredValues(type: Node, scopes: Scopes, trie: ApiTrie): readonly DeclaredValue[] {
  switch (type.type) {
    case 'TSUnionType':
    case 'TSIntersectionType':
      return type.types.flatMap((each) => declaredValues(each, scopes, trie));
    case 'TSImportType': {
      const source = type.source.type === 'Literal' ? String(type.source.value) : undefined;
      const name = type.qualifier ? qualifiedName(type.qualifier) : undefined;
      return source && name ? typeOf(source, name, trie) : [];
    }
    case 'TSTypeReference': {
      const path = qualifiedName(type.typeName);
      if (!path) return [];
      const [first, ...rest] = path.split('.');
      if (first === 'Promise' || first === 'Readonly' || first === 'NonNullable') {
        const inner = type.typeArguments?.params[0];
        return inner ? declaredValues(inner, scopes, trie) : [];
      }
      let root: Node = type.typeName;
      while (root.type === 'TSQualifiedName') root = root.left;
      return namedType(scopes.bindingOf.get(root), rest, first!, trie);
    }
    default:
      return [];
  }
}

/** Reads a type of a JSDoc comment: `import('express').Request`, `express.Request`, `Request`. */
export function jsdocValues(type: string, scopes: Scopes, trie: ApiTrie): readonly DeclaredValue[] {
  const imported = /^import\(\s*(['"])([^'"]+)\1\s*\)\.([\w.]+)/.exec(type);
  if (imported) return typeOf(imported[2]!, imported[3]!, trie);
  const path = /^[!?]?([\w$.]+)/.exec(type)?.[1];
  if (!path) return [];
  const [first, ...rest] = path.split('.');
  return namedType(scopes.module.bindings.get(first!), rest, first!, trie);
}

function namedType(
  binding: Binding | undefined,
  rest: readonly string[],
  name: string,
  trie: ApiTrie,
): readonly DeclaredValue[] {
  if (!binding) {
    const entity = trie.declaredType([name, ...rest].join('.'));
    return entity ? [{ kind: 'entity', entity }] : [];
  }
  const declaration = binding.declaration;
  if (declaration.type === 'ClassDeclaration') return [{ kind: 'class', declaration }];
  if (
    declaration.type === 'ImportSpecifier' ||
    declaration.type === 'ImportDefaultSpecifier' ||
    declaration.type === 'ImportNamespaceSpecifier'
  ) {
    const statement = declaration.parent;
    if (statement?.type !== 'ImportDeclaration') return [];
    const own = declaration.type === 'ImportSpecifier' ? [nameOf(declaration.imported) ?? name] : [];
    const path = [...own, ...rest];
    return path.length > 0
      ? typeOf(String(statement.source.value), path.join('.'), trie)
      : typeOf(String(statement.source.value), 'default', trie);
  }
  if (
    declaration.type === 'VariableDeclarator' &&
    declaration.init?.type === 'CallExpression' &&
    nameOf(declaration.init.callee) === 'require'
  ) {
    const argument = declaration.init.arguments[0];
    if (argument?.type === 'Literal' && rest.length > 0) return typeOf(String(argument.value), rest.join('.'), trie);
  }
  return [];
}

function typeOf(specifier: string, path: string, trie: ApiTrie): readonly DeclaredValue[] {
  let at: ApiEntity | undefined = trie.module(specifier);
  const { package: packageName } = at;
  for (const name of path.split('.')) if (name !== 'default') at = at?.members.get(name);
  const found: DeclaredValue[] = [{ kind: 'function', package: packageName, type: path.split('.').at(-1)! }];
  if (at?.instance) found.push({ kind: 'entity', entity: at.instance });
  return found;
}

/** `a.b.C` of a type name; undefined for anything else. */
function qualifiedName(name: Node): string | undefined {
  if (name.type === 'Identifier') return name.name;
  if (name.type !== 'TSQualifiedName') return undefined;
  const left = qualifiedName(name.left);
  return left && `${left}.${name.right.name}`;
}
