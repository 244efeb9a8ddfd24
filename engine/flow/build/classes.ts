import { isFunction, nameOf, type TSESTree } from '../../syntax/nodes.ts';
import { ANY, setterOf } from '../accessPath.ts';
import { type FunctionInfo, NOTHING } from '../valueFlowGraph.ts';
import { decorators, inside, makeFunction, newFunction, parameterName } from './functions.ts';
import type { ClassFrame, GraphBuilder } from './graphBuilder.ts';

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
  const frame: ClassFrame = { instance, value, superclass };
  const outer = b.classFrame;
  b.classFrame = frame;
  let construct: FunctionInfo | undefined;
  const bodies: (() => void)[] = [];
  for (const member of ast.body?.body ?? []) {
    if (member.type === 'MethodDefinition' && member.value.type === 'FunctionExpression') {
      const { value: method, build } = makeFunction(b, member.value, member.static ? value : instance);
      bodies.push(build);
      const info = b.graph.functionOf.get(member.value);
      const name = nameOf(member.key) ?? ANY;
      if (member.kind === 'constructor') construct = info;
      else if (member.kind === 'get')
        b.graph.addEdge(info?.returns ?? NOTHING, member.static ? value : instance, 'store', name);
      else
        b.graph.addEdge(
          method,
          member.static ? value : instance,
          'store',
          member.kind === 'set' ? setterOf(name) : name,
        );
      decorators(b, member.decorators, member, { method: info });
    } else if (member.type === 'PropertyDefinition' || member.type === 'AccessorProperty') {
      bodies.push(() => fieldValue(b, member, frame));
    } else if (member.type === 'StaticBlock') {
      const block = newFunction(b, member, undefined);
      block.self = value;
      bodies.push(() => inside(b, block, b.env, frame, () => b.block(member.body)));
    }
  }
  const parameters = construct?.ast && isFunction(construct.ast) ? construct.ast.params : [];
  parameters.forEach((parameter, index) => {
    if (parameter.type !== 'TSParameterProperty') return;
    const name = parameterName(parameter);
    if (name) b.graph.addEdge(construct!.parameters[index]!, instance, 'store', name);
  });
  b.graph.classes.push({ ast, value, instance, construct, superclass });
  for (const build of bodies) build();
  b.classFrame = outer;
  return value;
}

function fieldValue(
  b: GraphBuilder,
  member: TSESTree.PropertyDefinition | TSESTree.AccessorProperty,
  frame: ClassFrame,
): void {
  const holder = member.static ? frame.value : frame.instance;
  const name = nameOf(member.key) ?? ANY;
  const field = b.node(member, 'variable', name);
  b.graph.addEdge(field, holder, 'store', name);
  if (member.typeAnnotation) b.graph.declared.push({ node: field, type: member.typeAnnotation.typeAnnotation });
  decorators(b, member.decorators, member, { target: field, type: member.typeAnnotation?.typeAnnotation });
  if (!member.value) return;
  const initializer = newFunction(b, member as TSESTree.PropertyDefinition, undefined);
  initializer.self = holder;
  inside(b, initializer, b.env, frame, () => b.copy(b.expression(member.value!), field));
}
