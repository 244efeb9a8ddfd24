/** What to do about a secret that has leaked, as Markdown. Pure; the value is nowhere in it. */
import { code } from './markdownText.ts';

export interface LeakedSecret {
  /** What it is: "A Stripe live secret key". */
  readonly title: string;
  readonly maskedValue: string;
  /** Where it stands, from the root. */
  readonly path: string;
  readonly line: number;
  /** How its provider takes it back, as a sentence; undefined where nobody but the team knows. */
  readonly revoke?: string | undefined;
  /** The rule's id, for the page. */
  readonly ruleId: string;
}

/** What git knows of it; undefined outside of a repository. */
export interface LeakPlaces {
  readonly inHead: readonly string[];
  readonly branches: readonly string[];
  /** The oldest first; `authoredAt` in ISO 8601. */
  readonly commits: readonly { readonly id: string; readonly authoredAt: string; readonly author: string }[];
  readonly isCut: boolean;
}

/** The guide: first the provider, then the code, then the history. */
export function rotationGuide(secret: LeakedSecret, places: LeakPlaces | undefined, variable?: string): string {
  const { title, maskedValue, path, line, revoke, ruleId } = secret;
  const steps = [
    `**Make it worthless first.** ${revoke ?? 'Change it where it is valid: whoever has read it can use it until then.'}`,
    variable === undefined
      ? 'Make a new one with no more rights than the program needs, and keep it outside of the repository.'
      : `Make a new one with no more rights than the program needs, and set ${code(variable)} to it wherever the program runs.`,
    'Look through the log of its uses for those that were not yours.',
    ...historyStep(places),
  ];
  return [
    `# ${title}`,
    `${code(maskedValue)} at ${code(`${path}:${line}`)}`,
    '## Where it is',
    placesText(places),
    '## What to do',
    steps.map((step, index) => `${index + 1}. ${step}`).join('\n'),
    `More: the page of the rule, \`portside explain ${ruleId}\`.`,
  ]
    .join('\n\n')
    .concat('\n');
}

function placesText(places: LeakPlaces | undefined): string {
  if (!places) return 'No commit could be asked. If it was committed anywhere, it stays there.';
  const { inHead, branches, commits, isCut } = places;
  const more = isCut ? '\n\nThere is more than was looked at: `portside scan --history` looks through all.' : '';
  if (inHead.length === 0 && branches.length === 0 && commits.length === 0) {
    return `No commit holds it.${more}`;
  }
  const lines = [
    inHead.length > 0
      ? `- in the last commit: ${list(inHead)}`
      : '- not in the last commit of the branch that is checked out',
    ...(branches.length > 0 ? [`- at the end of ${list(branches)}`] : []),
    ...commits.map(
      ({ id, authoredAt, author }, index) =>
        `- ${index === 0 ? 'first added' : 'added again'} by ${code(id.slice(0, 10))}, ${authoredAt.slice(0, 10)}, ${code(author)}`,
    ),
  ];
  return lines.join('\n') + more;
}

function historyStep(places: LeakPlaces | undefined): string[] {
  if (places && !places.isCut && places.commits.length === 0) return [];
  return [
    'A commit that takes the text out takes it out of nothing that was pushed: copies, forks and caches keep it. Writing the history anew only tidies up, after the first step.',
  ];
}

const NAMED = 10;

function list(names: readonly string[]): string {
  const more = names.length - NAMED;
  return names.slice(0, NAMED).map(code).join(', ') + (more > 0 ? ` and ${more} more` : '');
}
