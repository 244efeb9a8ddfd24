import type { Finding } from '../engine/finding.ts';
import { commentMarks } from '../workspace/commentMarks.ts';

/** How somebody says that a finding stays, and why: what to write above its line, or to type where no comment can stand. */
export function howToKeep({ ruleId, location: { path } }: Finding): string {
  const marks = commentMarks(path);
  return marks === undefined
    ? 'portside baseline write, then stage portside.baseline'
    : `${marks[0]}portside-ignore ${ruleId} -- <your reason>${marks[1]} on the line above`;
}
