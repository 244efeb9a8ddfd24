/** Answers that speak of nothing. They lose nothing by standing there, but somebody may believe that they count. */
import { type AnswerBook, isInGroup } from './answers.ts';
import type { ThreatModel } from './element.ts';
import type { Question } from './question.ts';

export interface AstrayAnswer {
  readonly file: string;
  /** `there is no question RATTE` */
  readonly problem: string;
}

/** What files of answers say of elements that the code does not have, and of questions that there are not, by file. */
export function astrayAnswers(
  { elements, groups }: AnswerBook,
  model: ThreatModel,
  questions: readonly Question[],
): readonly AstrayAnswer[] {
  const ids = new Set(model.elements.map(({ id }) => id));
  const asked = new Set(questions.map(({ id }) => id));
  const unasked = ({ file, answers = [] }: (typeof elements | typeof groups)[number]): AstrayAnswer[] =>
    answers.flatMap(({ q }) => (asked.has(q) ? [] : [{ file, problem: `there is no question ${q}` }]));
  return [
    ...elements.flatMap((written) => {
      const isThere = [written.element, ...(written.aliases ?? [])].some((id) => ids.has(id));
      return isThere ? unasked(written) : [{ file: written.file, problem: `the code has no ${written.element}` }];
    }),
    ...groups.flatMap((group) => {
      const hasMembers = model.elements.some((element) => isInGroup(element, group));
      return hasMembers ? unasked(group) : [{ file: group.file, problem: `the code has no element of the group` }];
    }),
  ];
}
