import { type Node, nameOf, type TSESTree } from '../syntax/nodes.ts';
import type { ApiEntity, ApiTrie } from './entities.ts';
import type { Binding, Scopes } from './scopes.ts';

/**
 * What a declared type says a value is: an instance of a library's type, or of a class of this module; with a path, what
 * it says of a property.
 */
export type DeclaredValue =
  | { readonly kind: 'entity'; readonly entity: ApiEntity; readonly path?: readonly string[] }
  | { readonly kind: 'class'; readonly declaration: Node; readonly path?: readonly string[] }
  | { readonly kind: 'function'; readonly package: string; readonly type: string }
  | {
      readonly kind: 'imported';
      readonly specifier: string;
      readonly names: readonly string[];
      readonly path?: readonly string[];
    };

/** Types whose values have the members of their first argument. */
const TRANSPARENT = new Set(['Promise', 'Readonly', 'NonNullable', 'Required', 'Partial', 'Awaited', 'Omit', 'Pick']);

/** Types that the module declares are followed through so many names. */
const MAX_DEPTH = 8;

/**
 * Reads a type annotation. Unions give all their members, promises what they are resolved with, aliases and interfaces of
 * the module what they are made of.
 */
export function declaredValues(type: Node, scopes: Scopes, trie: ApiTrie, depth = 0): readonly DeclaredValue[] {
  if (depth > MAX_DEPTH) return [];
  const inside = (inner: Node) => declaredValues(inner, scopes, trie, depth + 1);
  switch (type.type) {
    case 'TSUnionType':
    case 'TSIntersectionType':
      return type.types.flatMap(inside);
    case 'TSArrayType':
      // `ServerRoute[]`: what a list of a library's objects holds, its models say by that name.
      return inside(type.elementType).flatMap((each) =>
        each.kind === 'function' ? { ...each, type: `${each.type}[]` } : [],
      );
    case 'TSImportType': {
      const source = type.source.type === 'Literal' ? String(type.source.value) : undefined;
      const name = type.qualifier ? qualifiedName(type.qualifier) : undefined;
      return source && name ? typeOf(source, name, trie) : [];
    }
    case 'TSTypeReference':
    case 'TSInterfaceHeritage': {
      const name = type.type === 'TSTypeReference' ? type.typeName : type.expression;
      const path = qualifiedName(name);
      if (!path) return [];
      const [first, ...rest] = path.split('.');
      const binding = scopes.bindingOf.get(rootOf(name));
      if (!binding && TRANSPARENT.has(path)) return type.typeArguments?.params.slice(0, 1).flatMap(inside) ?? [];
      const declaration = rest.length === 0 ? binding?.declaration : undefined;
      if (declaration?.type === 'TSTypeAliasDeclaration') return inside(declaration.typeAnnotation);
      if (declaration?.type === 'TSInterfaceDeclaration')
        return [...declaration.extends.flatMap(inside), ...membersOf(declaration.body, scopes, trie)];
      return namedType(binding, rest, first!, trie);
    }
    case 'TSTypeLiteral':
      return membersOf(type, scopes, trie);
    default:
      return [];
  }
}

/** Names on the way to a declared value; what lies deeper is not looked at. */
const MAX_PATH = 3;

/** What the members of each object type are: many values are of one type. */
const members = new WeakMap<Scopes, Map<Node, readonly DeclaredValue[]>>();

/** What the properties are that an object type declares. */
function membersOf(
  type: TSESTree.TSInterfaceBody | TSESTree.TSTypeLiteral,
  scopes: Scopes,
  trie: ApiTrie,
): readonly DeclaredValue[] {
  const ofModule = members.get(scopes) ?? new Map<Node, readonly DeclaredValue[]>();
  members.set(scopes, ofModule);
  const known = ofModule.get(type);
  if (known) return known;
  // A type that has itself as a member, as a list or a tree has.
  ofModule.set(type, []);
  const found: DeclaredValue[] = [];
  for (const member of type.type === 'TSTypeLiteral' ? type.members : type.body) {
    if (member.type !== 'TSPropertySignature' || member.computed || !member.typeAnnotation) continue;
    const name = nameOf(member.key);
    if (name === undefined) continue;
    for (const value of declaredValues(member.typeAnnotation.typeAnnotation, scopes, trie)) {
      const path = value.kind === 'function' ? [] : [name, ...(value.path ?? [])];
      if (value.kind !== 'function' && path.length <= MAX_PATH) found.push({ ...value, path });
    }
  }
  ofModule.set(type, found);
  return found;
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
  const names = path.split('.');
  const found: DeclaredValue[] = [
    { kind: 'function', package: packageName, type: names.at(-1)! },
    { kind: 'imported', specifier, names },
  ];
  if (at?.instance) found.push({ kind: 'entity', entity: at.instance });
  return found;
}

/** `a.b.C` of a name; undefined for anything else. */
function qualifiedName(name: Node): string | undefined {
  if (name.type === 'Identifier') return name.name;
  const [holder, member] =
    name.type === 'TSQualifiedName'
      ? [name.left, name.right.name]
      : name.type === 'MemberExpression'
        ? [name.object, nameOf(name)]
        : [];
  const left = holder && qualifiedName(holder);
  return left && member && `${left}.${member}`;
}

/** The first identifier of a name. */
function rootOf(name: Node): Node {
  let root = name;
  for (;;) {
    if (root.type === 'TSQualifiedName') root = root.left;
    else if (root.type === 'MemberExpression') root = root.object;
    else return root;
  }
}
