import type { Scopes } from '../../semantics/scopes.ts';
import { type Node, unwrap } from '../../syntax/nodes.ts';
import { NOTHING } from '../valueFlowGraph.ts';
import type { Calls } from '../values/calls.ts';
import { callWith } from '../values/handlers.ts';
import { applyShape } from './applyShape.ts';
import { classSchema } from './schemaValue.ts';
import { mapObjects, objectShape, unionOf } from './shape.ts';
import type { Shapes } from './shapes.ts';

/** Makes classes schemas of which decorators say what their fields may hold, or which are made of such ones. */
export function seedClassSchemas(calls: Calls): void {
  const { facts } = calls;
  for (const { ast, value } of facts.graph.classes) {
    if (!ast || value === NOTHING) continue;
    const isDecorated = ast.body.body.some(
      (member) =>
        member.type === 'PropertyDefinition' && member.decorators.some(({ expression }) => isMaker(calls, expression)),
    );
    const parent = ast.superClass ? (facts.graph.nodeOf.get(unwrap(ast.superClass)) ?? NOTHING) : NOTHING;
    if (isDecorated || facts.schemasAt(parent).length > 0)
      facts.add(value, 0, facts.item({ kind: 'schema', schema: classSchema(ast) }, ast, false));
  }
  facts.propagate();
}

function isMaker({ facts }: Calls, expression: Node): boolean {
  const callee = unwrap(expression.type === 'CallExpression' ? expression.callee : expression);
  const node = facts.graph.nodeOf.get(callee) ?? NOTHING;
  return facts.entitiesAt(node).some(({ entity }) => entity.schemaMakers.length > 0);
}

/**
 * What a parameter is given was checked by its class: a framework that knows the parameter's decorator checks what the
 * fields' decorators say. Names that the class does not list are told of where the parameter is read.
 */
export function settleTypedData(calls: Calls, scopes: Scopes, shapes: Shapes): void {
  const { graph } = calls.facts;
  for (const { from, to, type, edge } of calls.typed.splice(0)) {
    const schemas = calls.facts.schemasAt(classNode(calls, type, scopes));
    if (schemas.length === 0 || edge < 0) continue;
    graph.edgeMask[edge] = 0;
    const shape = mapObjects(unionOf(schemas.map((schema) => shapes.of(schema))), ({ fields }) =>
      objectShape(fields, 'dropped'),
    );
    const ast = graph.ast[to]!;
    applyShape(calls, shape, from, to, callWith(ast, graph.owner[to]!), ast);
  }
}

/** The class that a declared type names, as a value. */
function classNode({ facts }: Calls, type: Node, scopes: Scopes): number {
  if (type.type !== 'TSTypeReference' || type.typeName.type !== 'Identifier') return NOTHING;
  const binding = scopes.bindingOf.get(type.typeName);
  const own = facts.graph.classes.find(({ ast }) => ast !== undefined && ast === binding?.declaration);
  return own?.value ?? (binding ? facts.graph.nodeOf.get(binding.identifier) : undefined) ?? NOTHING;
}
