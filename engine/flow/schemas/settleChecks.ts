import type { SchemaCheck } from '../../model.ts';
import { conditionHolds } from '../../semantics/callConditions.ts';
import { type CallSite, NOTHING, type PendingGuard } from '../valueFlowGraph.ts';
import { receiverNode } from '../values/callEnds.ts';
import type { Calls } from '../values/calls.ts';
import { applyShape } from './applyShape.ts';
import type { SchemaValue } from './schemaValue.ts';
import { ANYTHING, asLookedAt, mapObjects, objectShape, type Shape, UNKNOWN, unionOf } from './shape.ts';
import type { Shapes } from './shapes.ts';

/** Adds what the checks mean that were found since the last time. Gives whether there were any. */
export function settleChecks(calls: Calls, shapes: Shapes): boolean {
  const uses = calls.schemaUses.splice(0);
  for (const { call, check, schema } of uses) {
    if (check.schema !== undefined && !calls.facts.once(`check ${call.id} ${check.schema}`)) continue;
    const shape = shapeFor(calls, shapes, call, check, schema);
    const ast = call.argumentNodes[check.data];
    const data = call.arguments[check.data] ?? NOTHING;
    if (!ast || data === NOTHING) continue;
    const known = calls.checked.get(call.ast) ?? [];
    calls.checked.set(call.ast, [...known, { call, check, shape }]);
    if (check.gives === 'nothing' || call.result === NOTHING) continue;
    if (check.gives === undefined || check.gives === 'return') {
      applyShape(calls, shape, data, call.result, call, ast);
      continue;
    }
    const part = calls.facts.graph.addNode(ast, call.owner, 'guard');
    applyShape(calls, shape, data, part, call, ast);
    calls.facts.edge(part, call.result, 'store', check.gives.part);
  }
  return uses.length > 0;
}

function shapeFor(
  calls: Calls,
  shapes: Shapes,
  call: CallSite,
  check: SchemaCheck,
  schema: SchemaValue | undefined,
): Shape {
  if (check.onlyConverts || (check.validatedBy && !isCalled(calls, check.validatedBy))) return ANYTHING;
  const shape = schema
    ? (shapes.made(receiverNode(call)) ?? shapes.of(schema))
    : check.schema === undefined
      ? UNKNOWN
      : shapes.at(call.argumentNodes[check.schema], check.dialect);
  const rule = check.others?.find(
    ({ when }) => !when || conditionHolds(when, call.argumentNodes, undefined, calls.constants),
  );
  if (!rule) return shape;
  const others = rule.are === 'kept' ? ANYTHING : rule.are;
  return mapObjects(shape, (object) => objectShape(object.fields, others));
}

function isCalled(calls: Calls, names: readonly string[]): boolean {
  for (const callees of calls.calleesOf.values())
    if (callees.some(({ entity }) => names.includes(entity.name))) return true;
  return false;
}

/** Refines a value that a schema has looked at. Gives whether the guard is such a test. */
export function settleSchemaGuard(calls: Calls, guard: PendingGuard): boolean {
  const { from, argument } = guard;
  const proving = (calls.checked.get(guard.call) ?? []).filter(
    ({ check }) => check.data === argument && proves(check, guard),
  );
  const [first] = proving;
  if (!first || guard.edge < 0) return false;
  const { graph } = calls.facts;
  graph.edgeMask[guard.edge] = 0;
  const to = graph.edgeTo[guard.edge]!;
  applyShape(calls, asLookedAt(unionOf(proving.map(({ shape }) => shape))), from, to, first.call, graph.ast[to]!);
  return true;
}

function proves({ proves: proofs = [] }: SchemaCheck, { answer }: PendingGuard): boolean {
  return [proofs].flat().some((how) => {
    if (typeof how === 'object') return typeof answer === 'object' && how.part === answer.name && how.is === answer.is;
    return how === answer;
  });
}
