import { isFunction, type Node, nameOf, type TSESTree } from '../../syntax/nodes.ts';
import { ANY, setterOf } from '../accessPath.ts';
import { type FunctionInfo, NOTHING } from '../valueFlowGraph.ts';
import { decorators, inside, makeFunction, newFunction, parameterName } from './functions.ts';
import type { ClassFrame, GraphBuilder } from './graphBuilder.ts';
import { seeOwnSelf } from './ownSelf.ts';
import { withoutProperty } from './properties.ts';

export function classValue(b: GraphBuilder, ast: TSESTree.ClassDeclaration | TSESTree.ClassExpression): number {
  const known = b.graph.nodeOf.get(ast);
  if (known !== undefined) return known;
  const superclass = ast.superClass ? b.expression(ast.superClass) : NOTHING;
  const value = b.node(ast, 'value', ast.id?.name);
  const instance = b.node(ast, 'shared', ast.id?.name ?? 'this');
  b.graph.nodeOf.set(ast, value);
  const binding = ast.id && b.scopes.bindingOf.get(ast.id);
  if (binding) b.define(binding, value);
  decorators(b, ast.decorators, ast, {});
  const inherited = superclass === NOTHING ? NOTHING : b.node(ast, 'value');
  const isApart = isToldApart(b, ast);
  const frame: ClassFrame = { instance, value, superclass, inherited };
  const members: [string, number][] = [];
  const statics: [string, number][] = [];
  const outer = b.classFrame;
  b.classFrame = frame;
  let construct: FunctionInfo | undefined;
  const bodies: (() => void)[] = [];
  for (const member of ast.body?.body ?? []) {
    if (member.type === 'MethodDefinition' && member.value.type === 'FunctionExpression') {
      const { value: method, build } = makeFunction(b, member.value, member.static ? value : instance);
      bodies.push(build);
      const info = b.graph.functionOf.get(member.value);
      if (isApart && info && !member.static) b.toldApart.add(info);
      const name = nameOf(member.key) ?? ANY;
      if (member.kind === 'constructor') construct = info;
      else
        (member.static ? statics : members).push([
          member.kind === 'set' ? setterOf(name) : name,
          member.kind === 'get' ? (info?.returns ?? NOTHING) : method,
        ]);
      decorators(b, member.decorators, member, {
        method: info,
        member: { holder: member.static ? value : instance, name },
      });
    } else if (member.type === 'PropertyDefinition' || member.type === 'AccessorProperty') {
      const field = b.node(member, 'variable', nameOf(member.key));
      (member.static ? statics : members).push([nameOf(member.key) ?? ANY, field]);
      bodies.push(() => fieldValue(b, member, frame, field));
    } else if (member.type === 'StaticBlock') {
      const block = newFunction(b, member, undefined);
      block.self = value;
      bodies.push(() => inside(b, block, b.env, frame, () => b.block(member.body)));
    }
  }
  if (construct && b.toldApart.has(construct)) seeOwnSelf(b, construct);
  const parameters = construct?.ast && isFunction(construct.ast) ? construct.ast.params : [];
  parameters.forEach((parameter, index) => {
    if (parameter.type !== 'TSParameterProperty') return;
    const name = parameterName(parameter);
    if (name) b.graph.addEdge(construct!.parameters[index]!, construct!.self, 'store', name);
  });
  for (const [name, node] of statics) b.graph.addEdge(node, value, 'store', name);
  for (const [name, node] of members) b.graph.addEdge(node, instance, 'store', name);
  inherit(b, inherited, instance, members, ast);
  b.graph.classes.push({ ast, value, instance, construct, superclass, inherited, members, statics });
  for (const build of bodies) build();
  b.classFrame = outer;
  return value;
}

/**
 * True for a class of which the module makes several instances, and that is nothing but that: it extends none, none
 * extends it, nobody else is given it, and there is nothing in it but methods and fields. Only then every method is sure
 * to be called on an instance that is seen.
 */
function isToldApart(
  b: GraphBuilder,
  { body, decorators: decorated, id, superClass }: TSESTree.ClassDeclaration | TSESTree.ClassExpression,
): boolean {
  const binding = id && b.scopes.bindingOf.get(id);
  if (!binding || superClass || decorated?.length > 0) return false;
  let made = 0;
  for (const { parent } of binding.references) {
    if (parent?.type === 'NewExpression') made++;
    else if (!parent?.type.startsWith('TS')) return false;
  }
  const declaration = binding.declaration.parent?.type ?? '';
  return made > 1 && !declaration.startsWith('Export') && body.body.every(isMethodOrValue);
}

function isMethodOrValue(member: TSESTree.ClassElement): boolean {
  if (member.type === 'MethodDefinition')
    return /^(?:method|constructor)$/.test(member.kind) && member.decorators.length === 0;
  return (
    member.type === 'PropertyDefinition' &&
    member.decorators.length === 0 &&
    (!member.value || /^(?:Literal|(?:Array|Object|New)Expression)$/.test(member.value.type))
  );
}

/** An instance has what the superclass's instances have, but for what its class declares itself. */
function inherit(
  b: GraphBuilder,
  inherited: number,
  instance: number,
  members: readonly (readonly [string, number])[],
  ast: Node,
): void {
  let rest = inherited;
  for (const name of new Set(members.map(([each]) => each)))
    if (name !== ANY) rest = withoutProperty(b, rest, name, ast);
  b.copy(rest, instance);
}

/** What `super` is: the superclass in static members, elsewhere what instances have of it. */
export function superValue(b: GraphBuilder): number {
  const frame = b.classFrame;
  if (!frame) return NOTHING;
  return b.fn.self === frame.value ? frame.superclass : frame.inherited;
}

function fieldValue(
  b: GraphBuilder,
  member: TSESTree.PropertyDefinition | TSESTree.AccessorProperty,
  frame: ClassFrame,
  field: number,
): void {
  const holder = member.static ? frame.value : frame.instance;
  if (member.typeAnnotation) b.graph.declared.push({ node: field, type: member.typeAnnotation.typeAnnotation });
  decorators(b, member.decorators, member, { target: field, type: member.typeAnnotation?.typeAnnotation });
  if (!member.value) return;
  const initializer = newFunction(b, member as TSESTree.PropertyDefinition, undefined);
  initializer.self = holder;
  inside(b, initializer, b.env, frame, () => b.copy(b.expression(member.value!), field));
}
