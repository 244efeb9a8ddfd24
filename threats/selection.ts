/** Which questions are asked of an element. */
import type { Element, ElementKind, ThreatModel } from './element.ts';
import type { Question, QuestionCondition } from './question.ts';

/** What conditions need to know of the program beyond the element. */
export interface ProgramTraits {
  readonly hasCookieSession: boolean;
  /** The kind of every element, by id. */
  readonly kinds: ReadonlyMap<string, ElementKind>;
}

export function traitsOf({ elements }: ThreatModel): ProgramTraits {
  return {
    hasCookieSession: elements.some(({ kind }) => kind === 'session'),
    kinds: new Map(elements.map(({ id, kind }) => [id, kind])),
  };
}

export function isAskedOf({ of, when, alsoOf = [] }: Question, element: Element, traits: ProgramTraits): boolean {
  return [{ of, when }, ...alsoOf].some(
    (selection) => selection.of.includes(element.kind) && (!selection.when || holds(selection.when, element, traits)),
  );
}

function holds(condition: QuestionCondition, element: Element, { hasCookieSession, kinds }: ProgramTraits): boolean {
  const { methods, frameworks, hasParameter, ids, cookieSession, reaches, data } = condition;
  const { route } = element;
  // An element without a method (an admin surface, an authentication) is not narrowed by one.
  if (methods && route && !methods.includes(route.method.toUpperCase())) return false;
  if (frameworks && !frameworks.includes(element.framework)) return false;
  if (hasParameter !== undefined && hasParameter !== PARAMETER.test(route?.path ?? '')) return false;
  if (ids && !ids.some((glob) => matchesGlob(element.id, glob))) return false;
  if (cookieSession !== undefined && cookieSession !== hasCookieSession) return false;
  if (reaches && !element.parts.reaches.some((id) => reaches.some((kind) => kinds.get(id) === kind))) return false;
  return data === undefined || data === element.data.length > 0;
}

/** `:id` of Express and its kin, `{…}` and `[…]` for a parameter or a hole, `*` for the rest of a path. */
const PARAMETER = /[:*]\w|\{[^}]+\}|\[[^\]]+\]/;

/**
 * True when the whole text is matched: `*` stands for anything within a part of an id or a path, `**` for anything at
 * all. In time of text × glob, whatever a glob of a user's looks like.
 */
export function matchesGlob(text: string, glob: string): boolean {
  const tokens = glob.match(/\*{2,}|[\s\S]/g) ?? [];
  // After each token: the positions of the text up to which what stands before can match.
  let reached = new Set([0]);
  for (const token of tokens) {
    const next = new Set<number>();
    for (const start of reached) {
      if (!token.startsWith('*')) {
        if (text[start] === token) next.add(start + 1);
        continue;
      }
      for (let at = start; at <= text.length && !next.has(at); at++) {
        next.add(at);
        if (token === '*' && (text[at] === ':' || text[at] === '/')) break;
      }
    }
    reached = next;
  }
  return reached.has(text.length);
}
