/**
 * Where a merge that nobody has resolved left its marks; undefined when it left none. Git writes seven signs and a name
 * (https://git-scm.com/docs/git-merge#_how_conflicts_are_presented); a line of equals signs alone may be a headline.
 */
export function mergeMark(text: string): number | undefined {
  const start = /^<{7}(?: |\r?$)/m.exec(text);
  return start && /^>{7}(?: |\r?$)/m.test(text.slice(start.index)) ? start.index : undefined;
}

/** What is told of it. */
export const UNRESOLVED = 'has the marks of a merge that nobody has resolved';
