import type { ModuleModel } from '../moduleModel.ts';
import type { RuleContext } from '../rule.ts';
import type { Constant, StringWithHoles } from '../semantics/constants.ts';
import type { ApiTrie } from '../semantics/entities.ts';
import type { SourceFile } from '../source/sourceFile.ts';
import { isFunction, type Node, nameOf, type TSESTree, unwrap } from '../syntax/nodes.ts';

const SERVER_MODULES =
  /^(?:node:|(?:assert|async_hooks|buffer|child_process|cluster|crypto|dgram|dns|fs|http|http2|https|module|net|os|path|perf_hooks|process|readline|stream|tls|util|v8|vm|worker_threads|zlib)(?:\/|$)|(?:express|koa|fastify|@hapi\/hapi|@nestjs\/common|next\/server|pg|mysql2?|better-sqlite3|mongoose|mongodb|jsonwebtoken)(?:\/|$))/;

const BROWSER_GLOBALS = new Set([
  'document',
  'window',
  'localStorage',
  'sessionStorage',
  'navigator',
  'location',
  'HTMLElement',
]);

/** Answers a rule's questions about one module. */
export class ModuleContext implements RuleContext {
  readonly path: string;
  readonly text: string;
  readonly program: TSESTree.Program;
  readonly inTest: boolean;
  readonly #model: ModuleModel;
  readonly #trie: ApiTrie;
  #runtime: RuleContext['runtime'] | undefined;

  constructor(source: SourceFile, model: ModuleModel, trie: ApiTrie, inTest: boolean) {
    this.path = source.path;
    this.text = source.text;
    this.program = model.tree.program;
    this.inTest = inTest;
    this.#model = model;
    this.#trie = trie;
  }

  get runtime(): RuleContext['runtime'] {
    this.#runtime ??= this.#findRuntime();
    return this.#runtime;
  }

  #findRuntime(): RuleContext['runtime'] {
    for (const statement of this.program.body) {
      if (statement.type !== 'ExpressionStatement' || statement.directive == null) break;
      if (statement.directive === 'use client') return 'browser';
      if (statement.directive === 'use server') return 'server';
    }
    const { graph } = this.#model;
    const onServer = graph.modules.some(({ specifier }) => SERVER_MODULES.test(specifier));
    const inBrowser = [...graph.globals.keys()].some((name) => BROWSER_GLOBALS.has(name));
    if (onServer === inBrowser) return 'unknown';
    return onServer ? 'server' : 'browser';
  }

  textOf(node: Node): string {
    return this.text.slice(node.range[0], node.range[1]);
  }

  constantOf(node: Node | null | undefined): Constant | undefined {
    return this.#model.constants.constantOf(node);
  }

  stringOf(node: Node | null | undefined): StringWithHoles | undefined {
    return this.#model.constants.stringOf(node);
  }

  resolve(node: Node): Node {
    return this.#model.constants.resolve(node);
  }

  property(object: Node | null | undefined, name: string): Node | undefined {
    return this.#model.constants.property(object, name);
  }

  isClosedObject(object: Node | null | undefined): boolean {
    return this.#model.constants.isClosedObject(object);
  }

  entitiesOf(node: Node): readonly string[] {
    const { graph, values } = this.#model;
    const id = graph.nodeOf.get(unwrap(node));
    return id === undefined ? [] : values.entitiesAt(id).map(({ entity }) => entity.name);
  }

  isEntity(node: Node, ...namePaths: string[]): boolean {
    const found = this.entitiesOf(node);
    return found.length > 0 && namePaths.some((name) => found.includes(this.#trie.named(name).name));
  }

  imports(...packages: string[]): boolean {
    return this.#model.graph.modules.some(({ specifier }) => packages.includes(specifier.replace(/^node:/, '')));
  }

  enclosingNames(node: Node): readonly string[] {
    return enclosingNames(node);
  }

  targetName(node: Node): string | undefined {
    return targetName(node);
  }

  declarationOf(identifier: Node): Node | undefined {
    return this.#model.scopes.bindingOf.get(identifier)?.declaration;
  }

  referencesOf(identifier: Node): readonly TSESTree.Identifier[] {
    return this.#model.scopes.bindingOf.get(identifier)?.references ?? [];
  }
}

/** The names of the declarations around a node, the nearest first. */
function enclosingNames(node: Node): string[] {
  const names: string[] = [];
  for (let at: Node | undefined = node.parent; at; at = at.parent) {
    const name = declaredName(at);
    if (name !== undefined && names.at(-1) !== name) names.push(name);
  }
  return names;
}

/** The name that a declaration gives to what stands in it. */
export function declaredName(node: Node): string | undefined {
  switch (node.type) {
    case 'FunctionDeclaration':
    case 'FunctionExpression':
    case 'ClassDeclaration':
    case 'ClassExpression':
      return node.id?.name;
    case 'VariableDeclarator':
      return nameOf(node.id);
    case 'MethodDefinition':
    case 'PropertyDefinition':
    case 'Property':
      return node.computed ? undefined : nameOf(node.key);
    case 'AssignmentExpression':
      return nameOf(node.left);
    default:
      return undefined;
  }
}

/** Calls of these give their argument back in another form: the name of the result is the argument's. */
const CONVERSIONS = new Set([
  'String',
  'Number',
  'parseInt',
  'parseFloat',
  'BigInt',
  'btoa',
  'floor',
  'round',
  'ceil',
  'trunc',
  'abs',
  'from',
  'hash',
  'freeze',
]);

function targetName(node: Node): string | undefined {
  let at = node;
  for (let parent = at.parent; parent; at = parent, parent = at.parent) {
    switch (parent.type) {
      case 'VariableDeclarator':
        return parent.init === at ? nameOf(parent.id) : undefined;
      case 'AssignmentExpression':
        return parent.right === at ? nameOf(parent.left) : undefined;
      case 'AssignmentPattern':
        return parent.right === at ? nameOf(parent.left) : undefined;
      case 'Property':
      case 'PropertyDefinition':
        if (parent.value !== at) return undefined;
        return parent.computed ? undefined : nameOf(parent.key);
      case 'JSXAttribute':
        return nameOf(parent.name);
      case 'ReturnStatement':
        return functionName(parent);
      case 'ArrowFunctionExpression':
        return parent.body === at ? declaredName(parent.parent ?? parent) : undefined;
      case 'MemberExpression':
        if (parent.object !== at) return undefined;
        break;
      case 'CallExpression':
        if (parent.callee !== at && !isConversion(parent)) return undefined;
        break;
      case 'NewExpression':
        return undefined;
      case 'BinaryExpression':
        if (/^(?:[=!]==?|[<>]=?|in|instanceof)$/.test(parent.operator)) return undefined;
        break;
      case 'ConditionalExpression':
        if (parent.test === at) return undefined;
        break;
      case 'TemplateLiteral':
      case 'LogicalExpression':
      case 'AwaitExpression':
      case 'UnaryExpression':
      case 'ChainExpression':
      case 'TSAsExpression':
      case 'TSSatisfiesExpression':
      case 'TSNonNullExpression':
      case 'JSXExpressionContainer':
      case 'SpreadElement':
      case 'ArrayExpression':
        break;
      default:
        return undefined;
    }
  }
  return undefined;
}

function isConversion(call: TSESTree.CallExpression): boolean {
  return CONVERSIONS.has(nameOf(call.callee) ?? '');
}

function functionName(node: Node): string | undefined {
  for (let at: Node | undefined = node; at; at = at.parent) {
    if (isFunction(at)) return at.id?.name ?? (at.parent ? declaredName(at.parent) : undefined);
  }
  return undefined;
}
