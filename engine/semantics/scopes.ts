import { type FunctionNode, isFunction, type Node, type TSESTree } from '../syntax/nodes.ts';
import { forEachChild } from '../syntax/walk.ts';

export type BindingKind =
  | 'var'
  | 'let'
  | 'const'
  | 'function'
  | 'class'
  | 'param'
  | 'import'
  | 'catch'
  | 'enum'
  | 'type';

/** A name and all that is known of it. */
export interface Binding {
  readonly name: string;
  readonly kind: BindingKind;
  readonly scope: Scope;
  /** The node that declares it: declarator, function, class, import specifier, parameter, catch clause. */
  readonly declaration: Node;
  readonly identifier: TSESTree.Identifier;
  readonly references: TSESTree.Identifier[];
  /** The references (and declarations with a value) that write it. */
  readonly writes: Node[];
  /** Another function than the declaring one uses it. */
  captured: boolean;
  /** Another function than the declaring one writes it. */
  writtenByInner: boolean;
}

export interface Scope {
  readonly parent: Scope | undefined;
  /** The nearest scope that is a function's or the module's: where `var` lives. */
  readonly functionScope: Scope;
  readonly bindings: Map<string, Binding>;
  readonly block: Node;
}

/** Who is who: the binding of each identifier that refers to or declares a value. Identifiers without one are globals. */
export interface Scopes {
  readonly module: Scope;
  readonly bindingOf: ReadonlyMap<Node, Binding>;
  readonly bindings: readonly Binding[];
}

interface Reference {
  readonly identifier: TSESTree.Identifier;
  readonly scope: Scope;
  readonly write: boolean;
  readonly inType: boolean;
}

/**
 * Resolves all names of a module in one pass over the tree and one over the references. Type names resolve as well, in
 * the same space as values, which is enough to follow a declared type to its import.
 */
export function analyzeScopes(program: TSESTree.Program): Scopes {
  const resolver = new Resolver(program);
  resolver.run(program);
  return resolver.scopes();
}

class Resolver {
  readonly #module: Scope;
  readonly #references: Reference[] = [];
  readonly #bindingOf = new Map<Node, Binding>();
  readonly #bindings: Binding[] = [];

  constructor(program: TSESTree.Program) {
    const scope = { parent: undefined, bindings: new Map(), block: program } as unknown as {
      functionScope: Scope;
    } & Scope;
    scope.functionScope = scope;
    this.#module = scope;
  }

  run(program: TSESTree.Program): void {
    for (const statement of program.body) this.#visit(statement, this.#module);
    for (const reference of this.#references) this.#resolve(reference);
  }

  scopes(): Scopes {
    return { module: this.#module, bindingOf: this.#bindingOf, bindings: this.#bindings };
  }

  #resolve({ identifier, scope, write, inType }: Reference): void {
    let at: Scope | undefined = scope;
    while (at) {
      const binding = at.bindings.get(identifier.name);
      if (binding && !isHiddenFrom(identifier, binding)) {
        this.#bindingOf.set(identifier, binding);
        if (inType) return;
        binding.references.push(identifier);
        const inner = scope.functionScope !== binding.scope.functionScope;
        if (inner) binding.captured = true;
        if (write) {
          binding.writes.push(identifier);
          if (inner) binding.writtenByInner = true;
        }
        return;
      }
      at = at.parent;
    }
  }

  #open(parent: Scope, block: Node, isFunction: boolean): Scope {
    const scope = { parent, bindings: new Map(), block, functionScope: parent.functionScope } as {
      functionScope: Scope;
    } & Scope;
    if (isFunction) scope.functionScope = scope;
    return scope;
  }

  #declare(
    identifier: TSESTree.Identifier,
    kind: BindingKind,
    scope: Scope,
    declaration: Node,
    hasValue: boolean,
  ): void {
    const home = kind === 'var' ? scope.functionScope : scope;
    let binding = home.bindings.get(identifier.name);
    if (!binding || (binding.kind === 'type' && kind !== 'type')) {
      binding = {
        name: identifier.name,
        kind,
        scope: home,
        declaration,
        identifier,
        references: [],
        writes: [],
        captured: false,
        writtenByInner: false,
      };
      home.bindings.set(identifier.name, binding);
      this.#bindings.push(binding);
    }
    if (hasValue) binding.writes.push(identifier);
    this.#bindingOf.set(identifier, binding);
  }

  #declarePattern(pattern: Node | null, kind: BindingKind, scope: Scope, declaration: Node, hasValue: boolean): void {
    if (!pattern) return;
    switch (pattern.type) {
      case 'Identifier':
        this.#declare(pattern, kind, scope, declaration, hasValue);
        if (pattern.typeAnnotation) this.#visitType(pattern.typeAnnotation, scope);
        return;
      case 'ObjectPattern':
        for (const property of pattern.properties) {
          if (property.type === 'RestElement') this.#declarePattern(property.argument, kind, scope, declaration, true);
          else {
            if (property.computed) this.#visit(property.key, scope);
            this.#declarePattern(property.value, kind, scope, declaration, true);
          }
        }
        if (pattern.typeAnnotation) this.#visitType(pattern.typeAnnotation, scope);
        return;
      case 'ArrayPattern':
        for (const element of pattern.elements) this.#declarePattern(element, kind, scope, declaration, true);
        if (pattern.typeAnnotation) this.#visitType(pattern.typeAnnotation, scope);
        return;
      case 'RestElement':
        this.#declarePattern(pattern.argument, kind, scope, declaration, true);
        if (pattern.typeAnnotation) this.#visitType(pattern.typeAnnotation, scope);
        return;
      case 'AssignmentPattern':
        this.#declarePattern(pattern.left, kind, scope, declaration, true);
        this.#visit(pattern.right, scope);
        return;
      case 'TSParameterProperty':
        this.#declarePattern(pattern.parameter, kind, scope, declaration, hasValue);
        for (const decorator of pattern.decorators) this.#visit(decorator, scope);
        return;
      default:
        this.#visit(pattern, scope);
    }
  }

  #visitFunction(
    node: FunctionNode | TSESTree.TSDeclareFunction | TSESTree.TSEmptyBodyFunctionExpression,
    scope: Scope,
  ): void {
    // The name of a function expression is known inside of it, outside of its parameters and variables.
    const outer = node.id && node.type === 'FunctionExpression' ? this.#open(scope, node, false) : scope;
    if (node.id) this.#declare(node.id, 'function', outer, node, true);
    const inner = this.#open(outer, node, true);
    for (const parameter of node.params) {
      this.#declarePattern(parameter, 'param', inner, node, true);
      if ('decorators' in parameter) for (const decorator of parameter.decorators ?? []) this.#visit(decorator, scope);
    }
    if (node.returnType) this.#visitType(node.returnType, inner);
    if (node.typeParameters) this.#visitType(node.typeParameters, inner);
    const body = node.body as Node | null | undefined;
    if (body?.type === 'BlockStatement') for (const statement of body.body) this.#visit(statement, inner);
    else if (body) this.#visit(body, inner);
  }

  #visitClass(node: TSESTree.ClassDeclaration | TSESTree.ClassExpression, scope: Scope): void {
    const inner = this.#open(scope, node, false);
    if (node.id) this.#declare(node.id, 'class', node.type === 'ClassDeclaration' ? scope : inner, node, true);
    for (const decorator of node.decorators ?? []) this.#visit(decorator, scope);
    if (node.superClass) this.#visit(node.superClass, scope);
    for (const implemented of node.implements ?? []) this.#visitType(implemented, inner);
    if (node.typeParameters) this.#visitType(node.typeParameters, inner);
    for (const member of node.body?.body ?? []) {
      if ('computed' in member && member.computed) this.#visit(member.key, inner);
      if ('decorators' in member) for (const decorator of member.decorators ?? []) this.#visit(decorator, inner);
      if (member.type === 'StaticBlock') {
        const block = this.#open(inner, member, true);
        for (const statement of member.body) this.#visit(statement, block);
      } else if (member.type === 'PropertyDefinition' || member.type === 'AccessorProperty') {
        if (member.typeAnnotation) this.#visitType(member.typeAnnotation, inner);
        // A field's initialiser runs as if it were a method: what it uses from outside is captured.
        if (member.value) this.#visit(member.value, this.#open(inner, member, true));
      } else if ('value' in member && member.value) {
        this.#visit(member.value, inner);
      }
    }
  }

  /** The members of an enum know each other by their names alone. */
  #visitMembers(node: TSESTree.TSEnumDeclaration, inner: Scope): void {
    for (const member of node.body?.members ?? []) {
      if (member.id.type === 'Identifier') this.#declare(member.id, 'enum', inner, member, true);
      if (member.initializer) this.#visit(member.initializer, inner);
    }
  }

  #visitAll(nodes: readonly (Node | null)[], scope: Scope): void {
    for (const node of nodes) if (node) this.#visit(node, scope);
  }

  /** The target of an assignment: identifiers are writes, members are read. */
  #visitTarget(node: Node, scope: Scope): void {
    switch (node.type) {
      case 'Identifier':
        this.#references.push({ identifier: node, scope, write: true, inType: false });
        return;
      case 'ObjectPattern':
        for (const property of node.properties) {
          if (property.type === 'RestElement') this.#visitTarget(property.argument, scope);
          else {
            if (property.computed) this.#visit(property.key, scope);
            this.#visitTarget(property.value, scope);
          }
        }
        return;
      case 'ArrayPattern':
        for (const element of node.elements) if (element) this.#visitTarget(element, scope);
        return;
      case 'RestElement':
        this.#visitTarget(node.argument, scope);
        return;
      case 'AssignmentPattern':
        this.#visitTarget(node.left, scope);
        this.#visit(node.right, scope);
        return;
      case 'TSAsExpression':
      case 'TSNonNullExpression':
      case 'TSTypeAssertion':
      case 'TSSatisfiesExpression':
        this.#visitTarget(node.expression, scope);
        return;
      default:
        this.#visit(node, scope);
    }
  }

  #visitType(node: Node, scope: Scope): void {
    if (node.type === 'Identifier') {
      this.#references.push({ identifier: node, scope, write: false, inType: true });
      return;
    }
    if (node.type === 'TSTypeQuery' && node.exprName.type === 'Identifier') {
      this.#references.push({ identifier: node.exprName, scope, write: false, inType: true });
    }
    if (node.type === 'TSPropertySignature' || node.type === 'TSMethodSignature') {
      if (node.type === 'TSPropertySignature' && node.typeAnnotation) this.#visitType(node.typeAnnotation, scope);
      return;
    }
    if (node.type === 'TSQualifiedName') {
      this.#visitType(node.left, scope);
      return;
    }
    if (node.type === 'MemberExpression') {
      this.#visitType(node.object, scope);
      return;
    }
    forEachChild(node, (child) => this.#visitType(child, scope));
  }

  #visit(node: Node, scope: Scope): void {
    switch (node.type) {
      case 'Identifier':
        this.#references.push({ identifier: node, scope, write: false, inType: false });
        return;
      case 'FunctionDeclaration':
      case 'FunctionExpression':
      case 'ArrowFunctionExpression':
      case 'TSDeclareFunction':
      case 'TSEmptyBodyFunctionExpression':
        this.#visitFunction(node, scope);
        return;
      case 'ClassDeclaration':
      case 'ClassExpression':
        this.#visitClass(node, scope);
        return;
      case 'VariableDeclaration': {
        const kind = node.kind === 'var' || node.kind === 'let' ? node.kind : 'const';
        for (const declarator of node.declarations) {
          const inLoop = node.parent?.type === 'ForInStatement' || node.parent?.type === 'ForOfStatement';
          this.#declarePattern(declarator.id, kind, scope, declarator, declarator.init != null || inLoop);
          if (declarator.init) this.#visit(declarator.init, scope);
        }
        return;
      }
      case 'BlockStatement':
      case 'ForStatement':
      case 'TSModuleBlock': {
        const inner = this.#open(scope, node, false);
        forEachChild(node, (child) => this.#visit(child, inner));
        return;
      }
      case 'SwitchStatement':
        this.#visit(node.discriminant, scope);
        this.#visitAll(node.cases, this.#open(scope, node, false));
        return;
      case 'ForInStatement':
      case 'ForOfStatement': {
        const inner = this.#open(scope, node, false);
        if (node.left.type === 'VariableDeclaration') this.#visit(node.left, inner);
        else this.#visitTarget(node.left, inner);
        this.#visit(node.right, inner);
        this.#visit(node.body, inner);
        return;
      }
      case 'CatchClause': {
        const inner = this.#open(scope, node, false);
        this.#declarePattern(node.param, 'catch', inner, node, true);
        this.#visit(node.body, inner);
        return;
      }
      case 'ImportDeclaration':
        for (const specifier of node.specifiers) this.#declare(specifier.local, 'import', scope, specifier, true);
        return;
      case 'TSImportEqualsDeclaration':
        this.#declare(node.id, 'import', scope, node, true);
        if (node.moduleReference.type !== 'TSExternalModuleReference') this.#visitType(node.moduleReference, scope);
        return;
      case 'ExportNamedDeclaration':
        if (node.declaration) this.#visit(node.declaration, scope);
        else if (!node.source) {
          for (const specifier of node.specifiers)
            if (specifier.local.type === 'Identifier') this.#visit(specifier.local, scope);
        }
        return;
      case 'ExportAllDeclaration':
        return;
      case 'TSEnumDeclaration':
        this.#declare(node.id, 'enum', scope, node, true);
        this.#visitMembers(node, this.#open(scope, node, false));
        return;
      case 'TSModuleDeclaration':
        if (node.id.type === 'Identifier') this.#declare(node.id, 'enum', scope, node, true);
        if (node.body) this.#visit(node.body, scope);
        return;
      case 'TSTypeAliasDeclaration':
      case 'TSInterfaceDeclaration':
        this.#declare(node.id, 'type', scope, node, false);
        forEachChild(node, (child) => {
          if (child !== node.id) this.#visitType(child, scope);
        });
        return;
      case 'AssignmentExpression':
        if (node.operator === '=') this.#visitTarget(node.left, scope);
        else {
          if (node.left.type === 'Identifier')
            this.#references.push({ identifier: node.left, scope, write: true, inType: false });
          else this.#visitTarget(node.left, scope);
        }
        this.#visit(node.right, scope);
        return;
      case 'UpdateExpression':
        this.#visitTarget(node.argument, scope);
        return;
      case 'MemberExpression':
        this.#visit(node.object, scope);
        if (node.computed) this.#visit(node.property, scope);
        return;
      case 'Property':
        if (node.computed) this.#visit(node.key, scope);
        this.#visit(node.value, scope);
        return;
      case 'LabeledStatement':
        this.#visit(node.body, scope);
        return;
      case 'BreakStatement':
      case 'ContinueStatement':
      case 'MetaProperty':
        return;
      case 'JSXOpeningElement':
        this.#visitJsxName(node.name, scope);
        this.#visitAll(node.attributes, scope);
        return;
      case 'JSXClosingElement':
        return;
      case 'JSXAttribute':
        if (node.value) this.#visit(node.value, scope);
        return;
      case 'TSAsExpression':
      case 'TSSatisfiesExpression':
      case 'TSTypeAssertion':
        this.#visit(node.expression, scope);
        this.#visitType(node.typeAnnotation, scope);
        return;
      case 'CallExpression':
      case 'NewExpression':
        this.#visit(node.callee, scope);
        if (node.typeArguments) this.#visitType(node.typeArguments, scope);
        this.#visitAll(node.arguments, scope);
        return;
      case 'TaggedTemplateExpression':
        this.#visit(node.tag, scope);
        this.#visit(node.quasi, scope);
        return;
      default:
        if (node.type.startsWith('TS') && node.type.endsWith('Keyword')) return;
        forEachChild(node, (child) => this.#visit(child, scope));
    }
  }

  #visitJsxName(name: Node, scope: Scope): void {
    if (name.type === 'JSXMemberExpression') this.#visitJsxName(name.object, scope);
    // A capital letter makes it a component: a reference. The identifier nodes differ only in their type.
    else if (name.type === 'JSXIdentifier' && /^[A-Z_$]/.test(name.name)) {
      this.#references.push({ identifier: name as unknown as TSESTree.Identifier, scope, write: false, inType: false });
    }
  }
}

/** Parameters do not see what the body of their function declares: `function f(a = b) { const b = 1; }`. */
function isHiddenFrom(identifier: TSESTree.Identifier, { scope, identifier: declared }: Binding): boolean {
  const { block } = scope;
  if (!isFunction(block) || block.body?.type !== 'BlockStatement') return false;
  const bodyStart = block.body.range[0];
  return declared.range[0] >= bodyStart && identifier.range[0] < bodyStart && identifier.range[0] >= block.range[0];
}
