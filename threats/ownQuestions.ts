/** A team's own questions and kinds, from `.portside/questions/*.yaml`, in the form of those that ship. */
import { top10Of } from '../rules/checklists/top10.ts';
import type { ElementKind } from './element.ts';
import type { Question, QuestionCondition } from './question.ts';

/** A file of questions as its schema lets it through. */
export interface WrittenQuestions {
  /** Each kind of the team's own is a selection of elements. */
  readonly kinds?: Readonly<Record<string, WrittenKind>>;
  readonly questions?: readonly WrittenQuestion[];
}

interface WrittenKind {
  readonly of: readonly ElementKind[];
  readonly when?: QuestionCondition;
}

type WrittenQuestion = Pick<Question, 'id' | 'asks' | 'when' | 'who' | 'provedBy' | 'linddun'> &
  Partial<Pick<Question, 'stride' | 'cwe' | 'api' | 'controls'>> & {
    readonly of: readonly string[];
    readonly asvs?: Readonly<Record<string, 1 | 2 | 3>>;
  };

/** What is wrong with a file, at which key: `['questions', 0, 'of', 1]`. */
export interface QuestionProblem {
  readonly file: string;
  readonly key: readonly (string | number)[];
  readonly problem: string;
}

interface QuestionFile {
  readonly file: string;
  readonly written: WrittenQuestions;
}

/**
 * The questions of these files. A kind that one of them names is there for all.
 * @param shipped questions whose ids are taken
 */
export function ownQuestions(
  files: readonly QuestionFile[],
  shipped: readonly Question[],
): readonly Question[] | QuestionProblem {
  const kinds = new Map<string, WrittenKind>();
  for (const { file, written } of files) {
    for (const [name, kind] of Object.entries(written.kinds ?? {})) {
      const key = ['kinds', name];
      if (isShippedKind(name)) return { file, key, problem: `"${name}" is a kind that ships` };
      if (kinds.has(name)) return { file, key, problem: `the kind "${name}" is named twice` };
      kinds.set(name, kind);
    }
  }
  const taken = new Set(shipped.map(({ id }) => id));
  const questions: Question[] = [];
  for (const { file, written } of files) {
    for (const [index, row] of (written.questions ?? []).entries()) {
      const at = (key: string | number, problem: string, ...more: number[]): QuestionProblem => ({
        file,
        key: ['questions', index, key, ...more],
        problem,
      });
      if (taken.has(row.id)) return at('id', `there is a question "${row.id}" already`);
      taken.add(row.id);
      const requirement = Object.keys(row.asvs ?? {}).find((id) => !/^\d{1,2}\.\d{1,2}\.\d{1,2}$/.test(id));
      if (requirement !== undefined) return at('asvs', `"${requirement}" is no requirement such as 8.2.1`);
      const unseen = row.provedBy?.findIndex((kind) => !row.controls?.includes(kind)) ?? -1;
      if (unseen >= 0) return at('provedBy', `"${row.provedBy?.[unseen]}" is not among its controls`, unseen);
      const selections: NonNullable<Question['alsoOf']>[number][] = [];
      for (const [position, name] of row.of.entries()) {
        const kind = isShippedKind(name) ? { of: [name] } : kinds.get(name);
        if (!kind) return at('of', `there is no kind "${name}"`, position);
        const twice = Object.keys(kind.when ?? {}).find((key) => Object.hasOwn(row.when ?? {}, key));
        if (twice !== undefined) return at('when', `"${twice}" is said by the kind "${name}", too`);
        selections.push({ of: kind.of, ...(kind.when || row.when ? { when: { ...kind.when, ...row.when } } : {}) });
      }
      questions.push(questionOf(file, row, selections));
    }
  }
  return questions;
}

function questionOf(
  file: string,
  { of: _, when: __, asvs = {}, ...row }: WrittenQuestion,
  [first = { of: [] }, ...alsoOf]: readonly NonNullable<Question['alsoOf']>[number][],
): Question {
  const { cwe = [] } = row;
  return {
    stride: [],
    api: [],
    controls: [],
    ...row,
    ...first,
    ...(alsoOf.length > 0 ? { alsoOf } : {}),
    cwe,
    asvs: Object.entries(asvs).map(([id, level]) => ({ id, level })),
    top10: top10Of(cwe),
    file,
  };
}

const SHIPPED: Readonly<Record<ElementKind, true>> = {
  app: true,
  entry: true,
  store: true,
  call: true,
  upload: true,
  download: true,
  auth: true,
  session: true,
  crypto: true,
  admin: true,
  script: true,
  secret: true,
  ci: true,
  process: true,
  data: true,
  package: true,
};

function isShippedKind(name: string): name is ElementKind {
  return Object.hasOwn(SHIPPED, name);
}
