import type { SchemaCheck } from '../../model.ts';
import type { ApiEntity } from '../../semantics/entities.ts';
import { type CallSite, NOTHING } from '../valueFlowGraph.ts';
import type { Calls } from '../values/calls.ts';
import { derivedSchema, isCheck, type SchemaValue, schemaOf } from './schemaValue.ts';

/** A method of a schema: it checks data, or makes another schema. */
export function schemaMethod(calls: Calls, call: CallSite, schema: SchemaValue): void {
  // A class has methods of its own.
  if (call.method === undefined || schema.library.makers.length === 0) return;
  calls.resolved.add(call.id);
  const { methods = {} } = schema.library;
  const row = Object.hasOwn(methods, call.method) ? methods[call.method]! : { same: 'base' as const };
  if (isCheck(row)) use(calls, call, row, schema);
  else {
    const made = derivedSchema(schema, row, call);
    if (made) add(calls, call.result, made);
  }
}

/** A schema that is called itself. */
export function calledSchema(calls: Calls, call: CallSite, schema: SchemaValue): void {
  const { called } = schema.library;
  if (!called) return;
  calls.resolved.add(call.id);
  use(calls, call, called, schema);
}

/** A function of a library that makes schemas, or checks data by one. */
export function schemaFunction(calls: Calls, call: CallSite, entity: ApiEntity): void {
  for (const { library, form } of entity.schemaMakers) add(calls, call.result, schemaOf(library, form, call));
  for (const check of entity.schemaChecks) use(calls, call, check, undefined);
}

/** A value of a library that is a schema has arrived. */
export function schemaArrived(calls: Calls, node: number, path: number, entity: ApiEntity): void {
  for (const { library, form } of entity.schemaValues) {
    let schema = calls.exportedSchemas.get(form);
    if (!schema) {
      schema = schemaOf(library, form);
      calls.exportedSchemas.set(form, schema);
    }
    add(calls, node, schema, path);
  }
}

function use(calls: Calls, call: CallSite, check: SchemaCheck, schema: SchemaValue | undefined): void {
  calls.schemaUses.push({ call, check, schema });
}

function add(calls: Calls, node: number, schema: SchemaValue, path = 0): void {
  if (node !== NOTHING) calls.facts.add(node, path, calls.facts.item({ kind: 'schema', schema }, schema, false));
}
