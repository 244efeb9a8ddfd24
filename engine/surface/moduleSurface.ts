import { declaredName } from '../check/moduleContext.ts';
import { written } from '../flow/flowSteps.ts';
import type { ModuleModel } from '../moduleModel.ts';
import type { ApiTrie } from '../semantics/entities.ts';
import { locate, type SourceFile } from '../source/sourceFile.ts';
import { type FunctionNode, isFunction, type Node, nameOf, type TSESTree, unwrap } from '../syntax/nodes.ts';
import { forEachChild } from '../syntax/walk.ts';
import { codeHash } from './codeHash.ts';
import { isAsync, isAwaited } from './exits.ts';
import { dataClassOf } from './personalData.ts';
import { decoratedRoutes, directedRoutes, exportedRoutes, type PlacedNode } from './placedRoutes.ts';
import { References } from './references.ts';
import { isAfterRefusal, isConditional, type Known, passing, permitsOf, refusalsOf } from './refusals.ts';
import type {
  ClassSurface,
  DataSurface,
  DecoratorSurface,
  FunctionSurface,
  ModuleSurface,
  NamedPlace,
  ObjectSurface,
  ParameterSurface,
  PlacedRoute,
  Ref,
  ScriptSurface,
  Step,
  SymbolName,
  Written,
} from './surface.ts';
import { UNKNOWN } from './surface.ts';

/** Functions that the flow of values does not number get numbers from here on. */
const FIRST_OWN = 1_000_000;

type ClassNode = TSESTree.ClassDeclaration | TSESTree.ClassExpression;

/** Says what a module is made of. @param source with its secrets hidden: what is quoted comes from it */
export function moduleSurface(
  source: SourceFile,
  model: ModuleModel,
  trie: ApiTrie,
  { inTest, imports }: { readonly inTest: boolean; readonly imports: ReadonlyMap<string, string> },
): ModuleSurface {
  return new SurfaceBuilder(source, model, trie, imports).build(inTest);
}

class SurfaceBuilder {
  readonly #source: SourceFile;
  readonly #model: ModuleModel;
  readonly #trie: ApiTrie;
  readonly #refs: References;
  readonly #knownToRefusals: Known;
  readonly #functionIds = new Map<Node, number>();
  readonly #classIds = new Map<Node, number>();
  readonly #callIds = new Map<Node, number>();
  readonly #loopIds = new Map<Node, number>();
  readonly #objectIds = new Map<Node, number>();
  readonly #lists = new Map<Node, number>();
  readonly #objectNodes: TSESTree.ObjectExpression[] = [];
  readonly #classNodes: ClassNode[] = [];
  readonly #functionNodes: FunctionNode[] = [];
  readonly #functions = new Map<number, FunctionSurface>();
  readonly #data: DataSurface[] = [];
  readonly #scripts: ScriptSurface[] = [];
  readonly #apiOf = new Map<Node, { readonly names: string[]; readonly targets: SymbolName[] }>();
  /** Of the function that is being looked at. */
  #steps: Step[] = [];
  #environment: NamedPlace[] = [];
  #dataClasses = new Set<string>();

  constructor(source: SourceFile, model: ModuleModel, trie: ApiTrie, imports: ReadonlyMap<string, string>) {
    this.#source = source;
    this.#model = model;
    this.#trie = trie;
    this.#knownToRefusals = { scopes: model.scopes, constants: model.constants, exits: new Map() };
    const number = (known: Map<Node, number>, node: Node) => {
      const id = known.get(node) ?? known.size;
      known.set(node, id);
      return id;
    };
    this.#refs = new References(
      model.scopes,
      model.constants,
      {
        functionOf: (node) => this.#functionOf(node),
        classOf: (node) => {
          if (!this.#classIds.has(node)) this.#classNodes.push(node as ClassNode);
          return number(this.#classIds, node);
        },
        callOf: (node) => number(this.#callIds, node),
        loopOf: (node) => number(this.#loopIds, node),
        objectOf: (node) => {
          if (!this.#objectIds.has(node)) this.#objectNodes.push(node);
          return number(this.#objectIds, node);
        },
        listOf: (node) => number(this.#lists, node),
        writtenOf: (node) => this.#written(node ?? model.tree.program),
        selfOf: (node) => this.#selfOf(node),
      },
      imports,
    );
    this.#readCalls();
  }

  build(inTest: boolean): ModuleSurface {
    const { program } = this.#model.tree;
    this.#function(0, program, undefined, [], program.body);
    for (let at = 0; at < this.#functionNodes.length; at++) this.#functionOfNode(this.#functionNodes[at]!);
    const routes = this.#routes();
    const { exports, passesOn } = this.#exports(program);
    const classes: ClassSurface[] = [];
    const objects: ObjectSurface[] = [];
    // What is looked at may name further ones.
    for (let at = 0; at < this.#classNodes.length; at++) classes.push(this.#class(this.#classNodes[at]!, at));
    for (let at = 0; at < this.#objectNodes.length; at++) objects.push(this.#object(this.#objectNodes[at]!));
    for (let at = classes.length; at < this.#classNodes.length; at++)
      classes.push(this.#class(this.#classNodes[at]!, at));
    return {
      path: this.#source.path,
      inTest,
      exports,
      imports: program.body.flatMap((statement) => {
        const source =
          statement.type === 'ImportDeclaration' ||
          statement.type === 'ExportAllDeclaration' ||
          statement.type === 'ExportNamedDeclaration'
            ? statement.source?.value
            : undefined;
        const ref = source === undefined ? UNKNOWN : this.#refs.moduleOf(source);
        return ref.kind === 'module' ? [ref.path] : [];
      }),
      passesOn,
      functions: this.#functions,
      classes,
      objects,
      routes,
      data: this.#data,
      scripts: this.#scripts,
    };
  }

  /** What calls mean, as the flow of values has found out. */
  #readCalls(): void {
    const { graph, values } = this.#model;
    const entry = (ast: Node) => {
      const known = this.#apiOf.get(ast) ?? { names: [], targets: [] };
      this.#apiOf.set(ast, known);
      return known;
    };
    for (const call of graph.calls) {
      if (call.isDerived) continue;
      const callees = values.calleesOf.get(call.id);
      if (!callees) continue;
      const { names } = entry(call.ast);
      for (const { entity } of callees) if (!names.includes(entity.name)) names.push(entity.name);
    }
    for (const { call, fn } of values.invocations) {
      if (call.isDerived) continue;
      const { targets } = entry(call.ast);
      const target = fn.foreign ?? { module: this.#source.path, id: fn.id };
      if (!targets.some(({ module, id }) => module === target.module && id === target.id)) targets.push(target);
    }
  }

  #functionOf(node: Node): number {
    const known = this.#functionIds.get(node);
    if (known !== undefined) return known;
    const id = this.#model.graph.functionOf.get(node)?.id ?? FIRST_OWN + this.#functionIds.size;
    this.#functionIds.set(node, id);
    if (isFunction(node)) this.#functionNodes.push(node);
    return id;
  }

  /** The function around a node; the module is 0. */
  #ownerOf(node: Node): number {
    for (let at = node.parent; at; at = at.parent) if (isFunction(at)) return this.#functionOf(at);
    return 0;
  }

  /** The function whose `this` a node sees: a field's value sees that of the constructor, which is told by the class. */
  #selfOf(node: Node): number {
    for (let at = node.parent; at; at = at.parent) {
      if (isFunction(at) && at.type !== 'ArrowFunctionExpression') return this.#functionOf(at);
      if (at.type === 'PropertyDefinition') return -1 - this.#refsClass(at.parent.parent);
    }
    return 0;
  }

  #refsClass(node: Node): number {
    const ref = this.#refs.of(node);
    return ref.kind === 'class' ? ref.id : 0;
  }

  #functionOfNode(node: FunctionNode): void {
    const id = this.#functionOf(node);
    if (this.#functions.has(id)) return;
    const body = node.body as Node | null | undefined;
    this.#function(id, node, this.#ownerOf(node), node.params, body?.type === 'BlockStatement' ? body.body : body);
  }

  #function(
    id: number,
    node: FunctionNode | TSESTree.Program,
    parent: number | undefined,
    params: readonly TSESTree.Parameter[],
    body: readonly Node[] | Node | null | undefined,
  ): void {
    this.#steps = [];
    this.#environment = [];
    this.#dataClasses = new Set();
    for (const param of params) this.#visit(param);
    if (Array.isArray(body)) for (const statement of body as readonly Node[]) this.#visit(statement);
    else if (body) {
      this.#visit(body as Node);
      this.#steps.push({ kind: 'return', value: this.#refs.of(body as Node) });
    }
    const { scopes } = this.#model;
    this.#functions.set(id, {
      id,
      name: nameOfFunction(node),
      parent,
      parameters: params.map((param) => this.#parameter(param)),
      steps: this.#steps,
      hash: isFunction(node) ? codeHash(node, scopes) : '',
      location: locate(this.#source, node.range[0], node.range[1]),
      refusals: isFunction(node) ? refusalsOf(node, this.#source, this.#knownToRefusals) : [],
      isAsync: isAsync(node),
      ...(isFunction(node) ? passing(node) : { passes: false, passesWithout: [], passesAt: [] }),
      permits: isFunction(node) ? permitsOf(node) : [],
      environment: this.#environment,
      data: [...this.#dataClasses].sort(),
    });
  }

  #parameter(param: Node): ParameterSurface {
    const inner = param.type === 'TSParameterProperty' ? param.parameter : param;
    const target = inner.type === 'AssignmentPattern' ? inner.left : inner;
    const annotated = target as { readonly typeAnnotation?: TSESTree.TSTypeAnnotation };
    const annotation = annotated.typeAnnotation?.typeAnnotation as Node | undefined;
    return {
      name: nameOf(target),
      type: annotation && this.#typeOf(annotation),
      typeArguments: annotation?.type === 'TSTypeReference' ? typeArgumentsOf(annotation) : [],
    };
  }

  /** The class, or the type of a package, that a declared type names. */
  #typeOf(type: Node): Ref | undefined {
    if (type.type !== 'TSTypeReference') return undefined;
    const { typeName } = type;
    if (typeName.type === 'TSQualifiedName') {
      const name = nameOf(typeName.right);
      const of = typeName.left.type === 'Identifier' ? this.#named(typeName.left) : undefined;
      return of && name !== undefined ? { kind: 'member', of, name } : undefined;
    }
    return typeName.type === 'Identifier' ? this.#named(typeName) : undefined;
  }

  #named(identifier: TSESTree.Identifier): Ref | undefined {
    const binding = this.#model.scopes.bindingOf.get(identifier);
    if (!binding) return { kind: 'global', name: identifier.name };
    if (binding.kind === 'type') {
      const { declaration } = binding;
      return declaration.type === 'TSTypeAliasDeclaration' ? this.#typeOf(declaration.typeAnnotation) : undefined;
    }
    const ref = this.#refs.ofBinding(binding);
    return ref.kind === 'unknown' ? undefined : ref;
  }

  #visit(node: Node): void {
    switch (node.type) {
      case 'FunctionDeclaration':
      case 'FunctionExpression':
      case 'ArrowFunctionExpression':
        this.#functionOf(node);
        return;
      case 'ClassDeclaration':
      case 'ClassExpression':
        this.#visitClass(node);
        return;
      case 'TSInterfaceDeclaration':
        this.#dataOfType(node.id.name, node.body.body, node);
        return;
      case 'TSTypeAliasDeclaration':
        if (node.typeAnnotation.type === 'TSTypeLiteral')
          this.#dataOfType(node.id.name, node.typeAnnotation.members, node);
        return;
      case 'CallExpression':
      case 'NewExpression':
        forEachChild(node, (child) => this.#visit(child));
        this.#call(node, node.callee, node.arguments);
        return;
      case 'TaggedTemplateExpression':
        forEachChild(node, (child) => this.#visit(child));
        this.#call(node, node.tag, [node.quasi]);
        return;
      case 'AssignmentExpression':
        forEachChild(node, (child) => this.#visit(child));
        if (node.left.type === 'MemberExpression' && node.operator === '=') {
          const name = nameOf(node.left);
          this.#steps.push({
            kind: 'write',
            object: this.#refs.of(node.left.object),
            name: name === undefined ? this.#refs.of(node.left.property) : { kind: 'text', text: name },
            value: this.#refs.of(node.right),
          });
        }
        return;
      case 'ForOfStatement':
      case 'ForInStatement': {
        this.#visit(node.right);
        const outer = this.#steps;
        this.#steps = [];
        this.#visit(node.body);
        const body = this.#steps;
        this.#steps = outer;
        const id = this.#loopIds.get(node) ?? this.#loopIds.size;
        this.#loopIds.set(node, id);
        this.#steps.push({
          kind: 'loop',
          id,
          over: this.#refs.of(node.right),
          isKeys: node.type === 'ForInStatement',
          body,
        });
        return;
      }
      case 'ReturnStatement':
        if (!node.argument) return;
        this.#visit(node.argument);
        this.#steps.push({ kind: 'return', value: this.#refs.of(node.argument) });
        return;
      case 'MemberExpression': {
        const name = nameOf(node);
        if (name !== undefined) this.#name(name);
        if (isEnvironment(node.object) && name !== undefined) this.#readEnvironment(name, node);
        forEachChild(node, (child) => this.#visit(child));
        return;
      }
      case 'VariableDeclarator':
        if (node.init && isEnvironment(node.init) && node.id.type === 'ObjectPattern')
          for (const property of node.id.properties) {
            const name = property.type === 'Property' ? nameOf(property.key) : undefined;
            if (name !== undefined) this.#readEnvironment(name, property);
          }
        forEachChild(node, (child) => this.#visit(child));
        return;
      case 'Property': {
        const name = nameOf(node.key);
        if (name !== undefined && !node.computed) this.#name(name);
        if (node.computed) this.#visit(node.key);
        this.#visit(node.value);
        return;
      }
      case 'JSXOpeningElement':
        this.#script(node);
        forEachChild(node, (child) => this.#visit(child));
        return;
      default:
        if (node.type.startsWith('TS') && /Type|Interface|Keyword|Signature|Declare/.test(node.type)) return;
        forEachChild(node, (child) => this.#visit(child));
    }
  }

  #visitClass(node: ClassNode): void {
    this.#refs.of(node);
    // `extends AuthGuard('jwt')` is made by a call.
    if (node.superClass) this.#visit(node.superClass);
    for (const decorator of node.decorators ?? []) this.#visit(decorator.expression);
    const fields: string[] = [];
    for (const member of node.body?.body ?? []) {
      if (member.type === 'PropertyDefinition' && !member.static) {
        const name = nameOf(member.key);
        if (name !== undefined) fields.push(name);
      }
      if ('decorators' in member) for (const decorator of member.decorators ?? []) this.#visit(decorator.expression);
      if (member.type === 'StaticBlock') for (const statement of member.body) this.#visit(statement);
      else if ('value' in member && member.value) this.#visit(member.value);
    }
    if (node.id) this.#dataNamed(node.id.name, fields, node);
  }

  #name(name: string): void {
    const found = dataClassOf(name);
    if (found !== undefined) this.#dataClasses.add(found);
  }

  #dataOfType(name: string, members: readonly Node[], node: Node): void {
    const fields = members.flatMap((member) => {
      const field = member.type === 'TSPropertySignature' ? nameOf(member.key) : undefined;
      return field === undefined ? [] : [field];
    });
    this.#dataNamed(name, fields, node);
  }

  #dataNamed(name: string, fields: readonly string[], node: Node): void {
    const classes = new Set(fields.flatMap((field) => dataClassOf(field) ?? []));
    if (classes.size === 0) return;
    this.#data.push({ name, classes: [...classes].sort(), location: locate(this.#source, ...node.range) });
  }

  #readEnvironment(name: string, node: Node): void {
    this.#environment.push({ name, location: locate(this.#source, ...node.range) });
  }

  #call(node: Node, callee: Node, args: readonly Node[]): void {
    const known = this.#apiOf.get(node);
    const ref = this.#refs.of(node);
    if (ref.kind !== 'made') {
      // `require('./x')` runs the module where it stands.
      if (ref.kind !== 'module') return;
      this.#steps.push({ kind: 'write', object: ref, name: UNKNOWN, value: UNKNOWN });
      return;
    }
    const id = ref.call;
    this.#schemaOf(node, callee, args);
    this.#steps.push({
      kind: 'call',
      id,
      callee: this.#refs.of(callee),
      arguments: args.map((argument): Ref => {
        if (argument.type === 'SpreadElement') return { kind: 'spread', of: this.#refs.of(argument.argument) };
        return this.#refs.of(argument);
      }),
      written: args.map((argument) => this.#written(argument)),
      text: written(this.#source, node),
      api: known?.names ?? [],
      targets: known?.targets ?? [],
      isNew: node.type === 'NewExpression',
      isTag: node.type === 'TaggedTemplateExpression',
      ...declaredBy(node),
      isConditional: isConditional(node),
      isAfterExit: isAfterRefusal(node, this.#knownToRefusals),
      isAwaited: isAwaited(node),
      location: locate(this.#source, ...node.range),
    });
  }

  /** A table or document that is declared by a call: `new Schema({ email: String })`, `pgTable('users', { … })`. */
  #schemaOf(node: Node, callee: Node, args: readonly Node[]): void {
    const name = nameOf(unwrap(callee)) ?? '';
    if (!/schema|model|define|table|object|entity/i.test(name)) return;
    for (const argument of args) {
      if (argument.type !== 'ObjectExpression') continue;
      const fields = argument.properties.flatMap((property) =>
        property.type === 'Property' ? (nameOf(property.key) ?? []) : [],
      );
      const [first] = args;
      const text = first && this.#refs.of(first);
      const declared = text?.kind === 'text' ? text.text : declaredAround(node);
      if (declared !== undefined) this.#dataNamed(declared, fields, node);
    }
  }

  #written(node: Node): Written {
    const location = locate(this.#source, ...node.range);
    if (isFunction(node)) return { text: nameOfFunction(node) ?? 'function', location };
    return { text: written(this.#source, node), location };
  }

  #script(node: TSESTree.JSXOpeningElement): void {
    if (!/^[sS]cript$/.test(nameOf(node.name) ?? '')) return;
    const value = (name: string) => {
      const attribute = node.attributes.find((each) => each.type === 'JSXAttribute' && nameOf(each.name) === name);
      const given = attribute?.type === 'JSXAttribute' ? attribute.value : undefined;
      return given?.type === 'JSXExpressionContainer' ? given.expression : given;
    };
    const pieces = this.#model.constants.stringOf(value('src'));
    const source = pieces?.map((piece) => (typeof piece === 'string' ? piece : '{…}')).join('');
    if (source === undefined || !/^(?:https?:)?\/\//.test(source)) return;
    this.#scripts.push({
      source,
      hasIntegrity: value('integrity') != null,
      location: locate(this.#source, ...node.range),
    });
  }

  #class(node: ClassNode, id: number): ClassSurface {
    const methods: [string, number][] = [];
    const fields: [string, Ref][] = [];
    const statics: [string, Ref][] = [];
    const types: [string, Ref][] = [];
    const fromParameters: [string, number][] = [];
    let construct: number | undefined;
    for (const member of node.body?.body ?? []) {
      if (member.type === 'MethodDefinition') {
        const name = nameOf(member.key);
        const fn = this.#functionOf(member.value);
        if (member.kind === 'constructor') {
          construct = fn;
          member.value.params.forEach((param, index) => {
            if (param.type !== 'TSParameterProperty') return;
            const { name: field } = this.#parameter(param);
            if (field !== undefined) fromParameters.push([field, index]);
          });
        } else if (name !== undefined && member.kind === 'method') {
          if (member.static) statics.push([name, { kind: 'function', id: fn }]);
          else methods.push([name, fn]);
        }
      } else if (member.type === 'PropertyDefinition') {
        const name = nameOf(member.key);
        if (name === undefined) continue;
        if (member.value) (member.static ? statics : fields).push([name, this.#refs.of(member.value)]);
        const annotation = member.typeAnnotation?.typeAnnotation;
        const type = annotation && this.#typeOf(annotation);
        if (type) types.push([name, type]);
      }
    }
    return {
      id,
      name: node.id?.name ?? (node.parent ? declaredName(node.parent) : undefined),
      superclass: node.superClass ? this.#refs.of(node.superClass) : undefined,
      construct,
      methods,
      fields,
      statics,
      owner: this.#ownerOf(node),
      fromParameters,
      types,
      decorators: (node.decorators ?? []).map((decorator) => this.#decorator(decorator)),
    };
  }

  #decorator({ expression }: TSESTree.Decorator): DecoratorSurface {
    const call = expression.type === 'CallExpression' ? expression : undefined;
    return {
      decorator: this.#refs.of(call ? call.callee : expression),
      arguments: (call?.arguments ?? []).map((argument) => this.#refs.of(argument)),
      written: (call?.arguments ?? []).map((argument) => this.#written(argument)),
    };
  }

  #object(node: TSESTree.ObjectExpression): ObjectSurface {
    const properties: [string, Ref][] = [];
    const named: [string, Written][] = [];
    const spreads: Ref[] = [];
    for (const property of node.properties) {
      if (property.type === 'SpreadElement') spreads.push(this.#refs.of(property.argument));
      else {
        const constant = property.computed ? this.#model.constants.constantOf(property.key) : undefined;
        const name = property.computed ? (typeof constant === 'string' ? constant : undefined) : nameOf(property.key);
        if (name === undefined) continue;
        properties.push([name, this.#refs.of(property.value)]);
        if (/^(?:Identifier|MemberExpression|CallExpression)$/.test(property.value.type))
          named.push([name, this.#written(property.value)]);
      }
    }
    return { owner: this.#ownerOf(node), properties, written: named, spreads };
  }

  #exports(program: TSESTree.Program): Pick<ModuleSurface, 'exports' | 'passesOn'> {
    const exports: [string, Ref][] = [];
    const passesOn: Ref[] = [];
    for (const statement of program.body) {
      if (statement.type === 'ExportDefaultDeclaration')
        exports.push(['default', this.#refs.of(statement.declaration)]);
      else if (statement.type === 'TSExportAssignment') exports.push(['default', this.#refs.of(statement.expression)]);
      else if (statement.type === 'ExportAllDeclaration') {
        const of = this.#refs.moduleOf(statement.source.value);
        const name = statement.exported && nameOf(statement.exported);
        if (name) exports.push([name, of]);
        else passesOn.push(of);
      } else if (statement.type === 'ExportNamedDeclaration') {
        const { declaration, specifiers, source } = statement;
        if (declaration?.type === 'VariableDeclaration') {
          for (const { id } of declaration.declarations)
            for (const identifier of identifiersIn(id)) {
              const binding = this.#model.scopes.bindingOf.get(identifier);
              if (binding) exports.push([identifier.name, this.#refs.ofBinding(binding)]);
            }
        } else if (declaration?.type === 'FunctionDeclaration' || declaration?.type === 'ClassDeclaration') {
          if (declaration.id) exports.push([declaration.id.name, this.#refs.of(declaration)]);
        } else if (declaration?.type === 'TSTypeAliasDeclaration') {
          // Another name of a type, for those who declare things by it.
          const type = this.#typeOf(declaration.typeAnnotation);
          if (type) exports.push([declaration.id.name, type]);
        }
        for (const { local, exported } of specifiers) {
          const name = nameOf(exported);
          const from = nameOf(local);
          if (name === undefined || from === undefined) continue;
          exports.push([
            name,
            source ? { kind: 'member', of: this.#refs.moduleOf(source.value), name: from } : this.#refs.of(local),
          ]);
        }
      }
    }
    return { exports, passesOn };
  }

  /** What an exported handler is made by: `withSession` in `export const GET = withSession(handler)`. */
  #wrappers(node: Node): PlacedRoute['middleware'][number][] {
    const found: PlacedRoute['middleware'][number][] = [];
    const inner = wrappedIn(node);
    for (let at = unwrap(node); at.type === 'CallExpression' && at !== inner; ) {
      found.push({ ...this.#written(at.callee), value: this.#refs.of(at) });
      const next = at.arguments
        .map(unwrap)
        .find((argument) => argument === inner || argument.type === 'CallExpression');
      if (!next) break;
      at = next;
    }
    return found;
  }

  /** What an export is, also one that another module is asked for: `export { action } from './edit'`. */
  #exportedRef(node: Node): Ref {
    const specifier = node.parent?.type === 'ExportSpecifier' ? node.parent : undefined;
    const statement = specifier?.parent;
    const name = specifier && nameOf(specifier.local);
    if (statement?.type !== 'ExportNamedDeclaration' || !statement.source || name === undefined)
      return this.#refs.of(node);
    return { kind: 'member', of: this.#refs.moduleOf(statement.source.value), name };
  }

  #routes(): PlacedRoute[] {
    const place = (by: PlacedRoute['by'], routes: readonly PlacedNode[]): PlacedRoute[] =>
      routes.map((route) => ({
        framework: route.framework,
        method: route.method,
        path: route.path,
        handler: by === 'file' && unwrap(route.node).type === 'CallExpression' ? shortName(route) : route.handler,
        location: route.location,
        middleware: [
          ...route.middlewareNodes.map((node) => ({ ...this.#written(node), value: this.#refs.of(node) })),
          ...(by === 'file' ? this.#wrappers(route.node) : []),
        ],
        value: this.#exportedRef(route.node),
        marks: route.markNodes.map((node) => this.#refs.of(node)),
        by,
      }));
    return [
      ...place('decorator', decoratedRoutes(this.#source, this.#model, this.#trie)),
      ...place('file', exportedRoutes(this.#source, this.#model, this.#trie)),
      ...place('directive', directedRoutes(this.#source, this.#model, this.#trie)),
    ];
  }
}

/** A handler that is made by a call is called by what it answers. */
function shortName({ method, handler }: PlacedNode): string {
  return method === 'ANY' || method === 'MIDDLEWARE' ? handler.replace(/\(.*$/s, '') : method;
}

/** Names of functions that answer requests. */
const ANSWERING = /(?:handler|handle|route|loader|action|get|post|put|patch|delete)$/i;

/** The function that an expression hands on through others: the handler in `withSession(withLog(handler))`. */
function wrappedIn(node: Node): Node {
  let at = unwrap(node);
  while (at.type === 'CallExpression') {
    const inner = at.arguments
      .map(unwrap)
      .find(
        (argument) =>
          isFunction(argument) ||
          argument.type === 'CallExpression' ||
          (argument.type === 'Identifier' && ANSWERING.test(argument.name)),
      );
    if (!inner) break;
    at = unwrap(inner);
  }
  return at;
}

function nameOfFunction(node: Node): string | undefined {
  if (!isFunction(node)) return undefined;
  return node.id?.name ?? (node.parent ? declaredName(node.parent) : undefined);
}

/** The constant that holds what a chain of calls gives, of which a call is a part. */
function declaredBy(call: Node): { readonly declares?: string } {
  let at = call;
  for (let parent = at.parent; parent; at = parent, parent = at.parent) {
    const isLink =
      (parent.type === 'MemberExpression' && parent.object === at) ||
      (parent.type === 'CallExpression' && parent.callee === at);
    if (isLink) continue;
    const name = parent.type === 'VariableDeclarator' && parent.init === at ? nameOf(parent.id) : undefined;
    return name === undefined ? {} : { declares: name };
  }
  return {};
}

/** The name of the variable or field that something is made for. */
function declaredAround(node: Node): string | undefined {
  for (let at = node.parent; at && !isFunction(at); at = at.parent) {
    const name = declaredName(at);
    if (name !== undefined) return name;
  }
  return undefined;
}

function isEnvironment(node: Node): boolean {
  const at = unwrap(node);
  if (at.type !== 'MemberExpression' || nameOf(at) !== 'env') return false;
  const object = unwrap(at.object);
  return (object.type === 'Identifier' && object.name === 'process') || object.type === 'MetaProperty';
}

function typeArgumentsOf(type: TSESTree.TSTypeReference): string[] {
  return (type.typeArguments?.params ?? []).flatMap((param) =>
    param.type === 'TSTypeReference' && param.typeName.type === 'Identifier' ? [param.typeName.name] : [],
  );
}

function identifiersIn(pattern: Node): TSESTree.Identifier[] {
  switch (pattern.type) {
    case 'Identifier':
      return [pattern];
    case 'ObjectPattern':
      return pattern.properties.flatMap((property) =>
        identifiersIn(property.type === 'Property' ? property.value : property.argument),
      );
    case 'ArrayPattern':
      return pattern.elements.flatMap((element) => (element ? identifiersIn(element) : []));
    case 'AssignmentPattern':
      return identifiersIn(pattern.left);
    default:
      return [];
  }
}
