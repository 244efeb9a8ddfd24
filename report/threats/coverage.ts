/** What the checklist says of the requirements of OWASP ASVS 5.0.0, by chapter. */
import type { Item } from '../../threats/question.ts';
import { isOpen } from '../../threats/states.ts';
import { compare, grouped } from './standing.ts';

export interface ChapterCoverage {
  readonly chapter: number;
  /** What it is about, in our words: the chapters' own titles are not ours to print. */
  readonly about: string;
  /** Ids of requirements: all proved; all settled, some by a person; at least one open. */
  readonly proved: readonly string[];
  readonly answered: readonly string[];
  readonly open: readonly string[];
}

/** Requirements of ASVS 5.0.0 in all: https://github.com/OWASP/ASVS/tree/v5.0.0 */
export const ALL_REQUIREMENTS = 345;

const ABOUT: readonly string[] = [
  'Output encoding and injection',
  'Input validation and business rules',
  'The browser side',
  'APIs and web services',
  'Files',
  'Signing in',
  'Sessions',
  'Access control',
  'Signed tokens',
  'OAuth and OpenID Connect',
  'Cryptography',
  'Transport security',
  'Configuration',
  'Data protection',
  'Code and architecture',
  'Logs and errors',
  'WebRTC',
];

/** The chapters that an item speaks of, in order. */
export function coverageOf(items: readonly Item[], level: 1 | 2 | 3): readonly ChapterCoverage[] {
  const asked = items.flatMap((item) =>
    item.question.asvs.filter((requirement) => requirement.level <= level).map(({ id }) => ({ id, item })),
  );
  const byRequirement = grouped(asked, ({ id }) => id);
  const byChapter = grouped([...byRequirement.keys()].sort(byNumbers), (id) => id.split('.')[0] ?? '');
  return [...byChapter].map(([chapter, ids]) => {
    const standing = (id: string) => {
      const about = (byRequirement.get(id) ?? []).map(({ item }) => item);
      if (about.some(isOpen)) return 'open';
      return about.every(({ state }) => state === 'proved') ? 'proved' : 'answered';
    };
    return {
      chapter: Number(chapter),
      about: ABOUT[Number(chapter) - 1] ?? '',
      proved: ids.filter((id) => standing(id) === 'proved'),
      answered: ids.filter((id) => standing(id) === 'answered'),
      open: ids.filter((id) => standing(id) === 'open'),
    };
  });
}

function byNumbers(a: string, b: string): number {
  const [left, right] = [a.split('.').map(Number), b.split('.').map(Number)];
  for (let at = 0; at < Math.max(left.length, right.length); at++) {
    const difference = (left[at] ?? 0) - (right[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return compare(a, b);
}
