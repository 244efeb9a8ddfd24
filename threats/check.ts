/** What a change does to the threat model: what drifted, which questions it opens, and whether a gate lets it pass. */
import { type AnswerBook, aliasesOf } from './answers.ts';
import { type AstrayAnswer, astrayAnswers } from './astray.ts';
import { type Drift, driftOf } from './drift.ts';
import type { Element, ThreatModel } from './element.ts';
import { formatLock, type Lock } from './lock.ts';
import type { Item, Question } from './question.ts';
import { isOpen, openItems } from './states.ts';

/**
 * `off`: nothing fails. `new-only`: a question that the change opened does: every open one of a new element, and of
 * others those that were settled before. `all`: every open question does.
 */
export type Gate = 'off' | 'new-only' | 'all';

export interface CheckInput {
  /** The lock of the state that is compared with. */
  readonly before: Lock;
  /** The lock that the code makes now. */
  readonly after: Lock;
  /** The lock that stands in the files now; undefined when there is none. */
  readonly recorded: Lock | undefined;
  readonly model: ThreatModel;
  readonly items: readonly Item[];
  readonly answers: AnswerBook;
  readonly questions: readonly Question[];
  readonly gate: Gate;
  /** Files that the change touches; undefined when that is not known. */
  readonly touched?: ReadonlySet<string>;
}

/** One element that drifted. */
export interface DriftedElement {
  readonly drift: Drift;
  /** Undefined when it was removed. */
  readonly element?: Element;
  /** All that is asked of it, in order of need. */
  readonly items: readonly Item[];
  /** Those of them that the change opened. */
  readonly opened: readonly Item[];
  /** Of one that was removed, the file with its answers. */
  readonly file?: string;
}

export interface ThreatCheck {
  readonly gate: Gate;
  readonly drifted: readonly DriftedElement[];
  /** Items of other elements that are contradicted, expired or stale. */
  readonly pressing: readonly Item[];
  /** Answers that speak of nothing. They fail nothing. */
  readonly astray: readonly AstrayAnswer[];
  /** Questions that came with a newer question set. They are listed, and fail nothing until the lock knows them. */
  readonly newQuestions: readonly Question[];
  /** What the gate does not let pass. */
  readonly failing: readonly Item[];
  /** The lock in the files is not the one that the code makes. */
  readonly isLockBehind: boolean;
  /** It even lacks elements, or has some that are gone: a check of the next change would take them for its own. */
  readonly isLockWrong: boolean;
}

export function check(input: CheckInput): ThreatCheck {
  const { before, after, recorded, model, items, answers, questions, gate } = input;
  const elements = new Map(model.elements.map((element) => [element.id, element]));
  const drifted = driftOf(before, after, aliasesOf(answers))
    .filter((drift) => isOfThisChange(drift, elements.get(drift.id), input.touched))
    .map((drift): DriftedElement => {
      const element = elements.get(drift.id);
      if (!element) {
        const file = answers.elements.find((written) => written.element === drift.id)?.file;
        return { drift, items: [], opened: [], ...(file !== undefined && { file }) };
      }
      const about = items.filter((item) => item.element.id === drift.id);
      return { drift, element, items: about, opened: openedBy(drift, about, before) };
    });
  const ids = new Set(drifted.map(({ drift }) => drift.id));
  const isKnown = ({ question: { since = 1 } }: Item) => since <= before.questionSet;
  const failing = {
    off: [],
    'new-only': drifted.flatMap(({ opened }) => opened).filter(isKnown),
    all: openItems(items).filter(isKnown),
  }[gate];
  return {
    gate,
    drifted,
    pressing: items.filter(({ element, state }) => !ids.has(element.id) && PRESSING.has(state)),
    astray: astrayAnswers(answers, model, questions),
    newQuestions: questions.filter(({ since = 1 }) => since > before.questionSet),
    failing,
    isLockBehind: recorded !== undefined && formatLock(recorded) !== formatLock(after),
    isLockWrong: recorded !== undefined && !haveSameElements(recorded, after),
  };
}

/** True when the gate lets the change pass. */
export function passes({ gate, failing, isLockWrong }: ThreatCheck): boolean {
  return gate === 'off' || (failing.length === 0 && !isLockWrong);
}

const PRESSING = new Set(['contradicted', 'expired', 'stale']);

/** Changes of which a lock that was behind would make somebody else guilty. */
const CODE_CHANGES = new Set(['handler changed', 'its code changed', 'code that it reaches changed']);

/** Code changes only where a file does; all else can be the work of a file elsewhere, such as a removed middleware. */
function isOfThisChange(drift: Drift, element: Element | undefined, touched: ReadonlySet<string> | undefined): boolean {
  if (!touched || !element || drift.kind !== 'changed') return true;
  if (drift.changes.some((change) => !CODE_CHANGES.has(change))) return true;
  // What it reaches stands in files that nobody lists, so only the handler's own code is looked for.
  if (!drift.changes.includes('handler changed')) return true;
  const { location, evidence, spans = [] } = element;
  return [location, ...evidence.map((each) => each.location), ...spans].some(({ path }) => touched.has(path));
}

function openedBy(drift: Drift, items: readonly Item[], before: Lock): readonly Item[] {
  const open = openItems(items);
  const old = before.elements.get(drift.kind === 'renamed' ? drift.from : drift.id);
  if (drift.kind === 'new' || !old) return open.filter(({ followsUp }) => !followsUp);
  return open.filter(({ state, question, answer }) => {
    if (state === 'contradicted' || old.proved.includes(question.id)) return true;
    // An answer that was stale before is not this change's doing.
    return state === 'stale' && (answer?.for === undefined || answer.for === '' || old.hash.startsWith(answer.for));
  });
}

function haveSameElements(a: Lock, b: Lock): boolean {
  return a.elements.size === b.elements.size && [...a.elements.keys()].every((id) => b.elements.has(id));
}

/** What fails although nothing of its element changed, and nothing presses: when every open question counts. */
export function failingElsewhere({ failing, drifted, pressing }: ThreatCheck): readonly Item[] {
  const ids = new Set(drifted.map(({ drift }) => drift.id));
  return failing.filter((item) => !ids.has(item.element.id) && !pressing.includes(item));
}

/** True when nothing but code changed, and no question was opened or presses: worth a line among others. */
export function isQuiet({ drift, items, opened }: DriftedElement): boolean {
  if (drift.kind !== 'changed' || opened.length > 0) return false;
  if (items.some(({ state }) => state === 'broken' || PRESSING.has(state))) return false;
  return drift.changes.every((change) => CODE_CHANGES.has(change));
}

/** So many that changed alike are told of once. */
const MANY = 3;

/**
 * The elements that are worth a section, the ones with the most pressing first: each by itself, or together what many have
 * in common, such as a middleware that the whole program got.
 */
export function sectionsOf({ drifted }: ThreatCheck): readonly (readonly DriftedElement[])[] {
  const alike = new Map<string, DriftedElement[]>();
  for (const each of drifted) {
    if (isQuiet(each)) continue;
    const key = each.drift.kind === 'changed' ? likenessOf(each) : each.drift.id;
    alike.set(key, [...(alike.get(key) ?? []), each]);
  }
  const sections = [...alike.values()].flatMap((those) =>
    those.length < MANY ? those.map((each) => [each]) : [those],
  );
  return sections.sort(([a], [b]) => pressureOf(b) - pressureOf(a));
}

function likenessOf(each: DriftedElement): string {
  const changes = each.drift.kind === 'changed' ? each.drift.changes : [];
  return JSON.stringify([changes, shownItems(each).map(({ question, state, why }) => [question.id, state, why])]);
}

function pressureOf(each: DriftedElement | undefined): number {
  if (!each) return 0;
  if (each.opened.some(({ state }) => state === 'broken' || state === 'contradicted')) return 3;
  return each.opened.length > 0 ? 2 : shownItems(each).length > 0 ? 1 : 0;
}

/** What is worth showing of an element: of a new one all, of another what the change opened and what presses. */
export function shownItems({ drift, items, opened }: DriftedElement): readonly Item[] {
  if (drift.kind === 'new') return items.filter(({ later }) => later !== true);
  return items.filter((item) => opened.includes(item) || item.state === 'broken' || PRESSING.has(item.state));
}

/** How many questions of an element are open, and how many of these are broken: `3 open questions, 1 broken`. */
export function openInWords(items: readonly Item[]): string {
  const open = items.filter(isOpen).length;
  const broken = items.filter(({ state }) => state === 'broken' || state === 'contradicted').length;
  const words = `${open} open question${open === 1 ? '' : 's'}`;
  return broken === 0 ? words : `${words}, ${broken} broken`;
}
