/** A person's answers: what the files of `.portside/elements/` and `.portside/groups/` say of which element. */
import type { Element } from './element.ts';
import type { Answer } from './question.ts';
import { matchesGlob } from './selection.ts';

/** An answer as it is written: `q` is the id of its question. */
export interface WrittenAnswer extends Omit<Answer, 'question' | 'findings' | 'file' | 'group' | 'for'> {
  readonly q: string;
  readonly findings?: readonly string[];
}

/** `.portside/elements/<kind>/<slug>.yaml` */
export interface WrittenElementAnswers {
  readonly element: string;
  /** Ids that the element had before. */
  readonly aliases?: readonly string[];
  readonly owner?: string;
  readonly answers?: readonly (WrittenAnswer & { readonly for?: string })[];
}

/** `.portside/groups/<slug>.yaml`: answers that hold for many elements. */
export interface WrittenGroupAnswers {
  readonly group: string;
  /** Globs of ids. */
  readonly elements: readonly string[];
  /** Only those that pass all of these middlewares: one that loses it is answered no more. */
  readonly behind?: readonly string[];
  /** Globs of the ids that are no part of it after all. */
  readonly except?: readonly string[];
  readonly owner?: string;
  readonly answers?: readonly (WrittenAnswer & {
    /** The hash of each element that it was given for. Without it the answer holds for all that join later. */
    readonly for?: Readonly<Record<string, string>>;
    /** Globs of the ids that this answer is not for. */
    readonly except?: readonly string[];
  })[];
}

type InFile<T> = T & { readonly file: string };

/** All that people have answered. */
export interface AnswerBook {
  readonly elements: readonly InFile<WrittenElementAnswers>[];
  readonly groups: readonly InFile<WrittenGroupAnswers>[];
}

export const NO_ANSWERS: AnswerBook = { elements: [], groups: [] };

/** The answers for an element by question: its own, before those of the groups that it is in, the first group first. */
export function answersOf({ elements, groups }: AnswerBook): (element: Element) => ReadonlyMap<string, Answer> {
  const own = new Map<string, InFile<WrittenElementAnswers>>();
  for (const each of elements) {
    for (const id of each.aliases ?? []) if (!own.has(id)) own.set(id, each);
  }
  for (const each of elements) own.set(each.element, each);
  return (element) => {
    const found = new Map<string, Answer>();
    const { file = '', answers = [] } = own.get(element.id) ?? {};
    for (const { q, findings = [], ...answer } of answers) {
      if (!found.has(q)) found.set(q, { ...answer, question: q, findings, file });
    }
    for (const group of groups) {
      if (!isInGroup(element, group)) continue;
      for (const { q, findings = [], for: hashes, except = [], ...answer } of group.answers ?? []) {
        if (except.some((glob) => matchesGlob(element.id, glob))) continue;
        const given = hashes === undefined ? {} : { for: hashes[element.id] ?? '' };
        if (!found.has(q)) {
          found.set(q, { ...answer, ...given, question: q, findings, file: group.file, group: group.group });
        }
      }
    }
    return found;
  };
}

export function isInGroup(
  { id, parts }: Element,
  { elements, behind = [], except = [] }: WrittenGroupAnswers,
): boolean {
  return (
    elements.some((glob) => matchesGlob(id, glob)) &&
    !except.some((glob) => matchesGlob(id, glob)) &&
    behind.every((name) => parts.middleware.includes(name))
  );
}

/**
 * The code that an answer for a group is given for, as its file says it. What all members pass is what the answer rests on;
 * without that it holds for the code that there is.
 */
export function hashesFor(
  { behind }: WrittenGroupAnswers,
  members: readonly Element[],
  except: readonly string[],
): { readonly for?: Readonly<Record<string, string>> } {
  if (behind) return {};
  const held = members.filter(({ id }) => !except.some((glob) => matchesGlob(id, glob)));
  return { for: Object.fromEntries(held.map(({ id, hash }) => [id, hash])) };
}

/** The ids that elements had before, each with the one that it has now. */
export function aliasesOf({ elements }: AnswerBook): ReadonlyMap<string, string> {
  return new Map(elements.flatMap(({ element, aliases = [] }) => aliases.map((alias) => [alias, element] as const)));
}

/** Where the answers for an element belong when it has no file yet: `.portside/elements/entry/post-api-orders-id.yaml`. */
export function fileFor(elementId: string): string {
  const [kind = 'other', , ...name] = elementId.split(':');
  return `${ELEMENTS}/${slug(kind)}/${slug(name.join(' '))}.yaml`;
}

/** Where the answers for a group belong: `.portside/groups/admin-routes.yaml`. */
export function groupFileFor(name: string): string {
  return `${GROUPS}/${slug(name)}.yaml`;
}

export const ELEMENTS = '.portside/elements';
export const GROUPS = '.portside/groups';

/** A name that every file system takes. */
function slug(text: string): string {
  const words = text.toLowerCase().match(/[a-z0-9]+/g) ?? ['other'];
  // Windows knows devices by these names, whatever comes after the dot.
  const name = words.join('-').slice(0, 80).replace(/-$/, '');
  return /^(con|prn|aux|nul|com\d|lpt\d)$/.test(name) ? `${name}-` : name;
}
