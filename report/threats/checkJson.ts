/** What a change does to the threat model, for programs. The form is a promise: keys are added, never changed. */
import { passes, type ThreatCheck } from '../../threats/check.ts';
import type { Item } from '../../threats/question.ts';
import { isOpen } from '../../threats/states.ts';

/** The same check gives the same bytes. */
export function checkJson(check: ThreatCheck): string {
  const report = {
    version: 1,
    gate: check.gate,
    passes: passes(check),
    lockIsBehind: check.isLockBehind,
    elements: check.drifted.map(({ drift, element, items, opened, file }) => ({
      ...drift,
      ...(element && { name: element.name, location: element.location }),
      ...(file !== undefined && { file }),
      opened: opened.map(({ question }) => question.id),
      items: items.map(itemOf),
    })),
    pressing: check.pressing.map(itemOf),
    astray: check.astray,
    newQuestions: check.newQuestions.map(({ id, asks }) => ({ id, asks })),
    failing: check.failing.map(({ element, question }) => ({ element: element.id, question: question.id })),
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}

function itemOf(item: Item): object {
  const { element, question, state, why, evidence, findings, answer, peers, later } = item;
  return {
    element: element.id,
    question: question.id,
    state,
    open: isOpen(item),
    why,
    evidence,
    findings,
    ...(answer && { answer }),
    ...(peers !== undefined && { peers }),
    ...(later && { later }),
  };
}
