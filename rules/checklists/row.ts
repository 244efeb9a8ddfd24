import type { Question } from '../../threats/question.ts';
import { top10Of } from './top10.ts';

/** A question as it is written down: what can be left out has an empty list, and the category follows from the weaknesses. */
type QuestionRow = Omit<Question, 'top10' | 'asvs' | 'api' | 'controls'> &
  Partial<Pick<Question, 'api' | 'controls'>> & {
    /** Requirements of ASVS 5.0.0 by number, each with the lowest level that asks for it. */
    readonly asvs?: Readonly<Record<string, 1 | 2 | 3>>;
  };

/** The question of a row. */
export function question({ asvs = {}, ...row }: QuestionRow): Question {
  return {
    api: [],
    controls: [],
    ...row,
    asvs: Object.entries(asvs).map(([id, level]) => ({ id, level })),
    top10: top10Of(row.cwe),
  };
}

/** Methods by which a program is called over HTTP. */
export const HTTP = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'ANY', 'ALL', 'RPC'];

/**
 * What a page of another site can make a browser send. Functions of the server that a framework calls (`ACTION`) are none of
 * it: the framework compares origins, see https://nextjs.org/docs/app/guides/data-security#csrf and
 * https://svelte.dev/docs/kit/configuration#csrf.
 */
export const FORGEABLE = ['POST', 'PUT', 'PATCH', 'DELETE', 'ANY', 'ALL', 'RPC', 'MUTATION'];

/** Methods that change something. */
export const CHANGING = [...FORGEABLE, 'ACTION'];

/** All by which somebody else calls; what the program starts by itself (`CRON`, `CLI`) has no caller to look at. */
export const CALLED = [...HTTP, 'QUERY', 'MUTATION', 'SUBSCRIPTION', 'ACTION', 'WS', 'MESSAGE'];
