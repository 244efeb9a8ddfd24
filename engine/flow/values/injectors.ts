import type { Calls } from './calls.ts';

/** Functions of containers that are given a class and give an instance of it: of tsyringe, typedi, inversify, Nest and Angular. */
const GIVES_INSTANCE = /^(?:inject|get|getAsync|resolve|resolveAsync|make|create|getInstance|getService)$/;

/**
 * `container.resolve(Users)`, `inject(Users)`: what a function with such a name gives that nobody knows and that is given a
 * class, is an instance of it. Sources: the documentation of tsyringe (`resolve`), typedi and inversify (`get`), NestJS
 * (`ModuleRef.get`, `resolve`, `create`) and Angular (`inject`).
 */
export function applyInjectors(calls: Calls): void {
  const { facts, foreign } = calls;
  for (const call of facts.graph.calls) {
    const name = call.method ?? facts.graph.label[call.result] ?? '';
    const asked = call.arguments[0];
    if (asked === undefined || call.isNew || !GIVES_INSTANCE.test(name) || calls.resolved.has(call.id)) continue;
    for (const { names, item } of [...facts.heldAt(asked)]) {
      if (item.kind !== 'class' || names.length > 0) continue;
      facts.edge(item.cls.instance, call.result, 'copy');
      foreign.instantiate(item.cls, call.result);
    }
  }
  facts.propagate();
}
