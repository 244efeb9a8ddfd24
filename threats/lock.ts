/**
 * What the code said when the team last looked, as it stands in `.portside/model.lock.json`: sorted, without lines and
 * dates, each element a block of its own, so that the same code gives the same bytes and branches merge.
 */
import type { ThreatModel, Zone } from './element.ts';
import type { Item } from './question.ts';

/** An element as the lock keeps it: what is needed to say later what has changed. */
export interface LockedElement {
  readonly hash: string;
  readonly zone: Zone;
  readonly code: string;
  readonly handler: string;
  readonly middleware: readonly string[];
  readonly reaches: readonly string[];
  /** Boundaries that data crosses on its way from or to it: `internet → app`. */
  readonly crosses: readonly string[];
  readonly data: readonly string[];
  /** Ids of the questions that the scan proved. */
  readonly proved: readonly string[];
}

export interface Lock {
  /** The version of the question set. */
  readonly questionSet: number;
  readonly elements: ReadonlyMap<string, LockedElement>;
}

/** The lock as its schema lets it through. Lists that are empty are left out. */
export interface WrittenLock {
  readonly questionSet: number;
  readonly [id: string]: number | WrittenElement;
}

interface WrittenElement {
  readonly hash: string;
  readonly zone: Zone;
  readonly code?: string;
  readonly handler?: string;
  readonly middleware?: readonly string[];
  readonly reaches?: readonly string[];
  readonly crosses?: readonly string[];
  readonly data?: readonly string[];
  readonly proved?: readonly string[];
}

export function lockOf(model: ThreatModel, items: readonly Item[], questionSet: number): Lock {
  const crossings = new Map<string, Set<string>>();
  for (const { from, to, crosses } of model.flows) {
    if (!crosses) continue;
    for (const id of [from, to]) {
      const known = crossings.get(id) ?? new Set();
      crossings.set(id, known.add(crosses.join(' → ')));
    }
  }
  const proved = new Map<string, string[]>();
  for (const { element, question, state } of items) {
    if (state === 'proved') proved.set(element.id, [...(proved.get(element.id) ?? []), question.id]);
  }
  const elements = model.elements.map(({ id, hash, zone, data, parts }): [string, LockedElement] => [
    id,
    {
      hash,
      zone,
      code: parts.code,
      handler: parts.handler,
      middleware: parts.middleware,
      reaches: [...parts.reaches].sort(),
      crosses: [...(crossings.get(id) ?? [])].sort(),
      data: [...data].sort(),
      proved: (proved.get(id) ?? []).sort(),
    },
  ]);
  return { questionSet, elements: new Map(elements) };
}

/**
 * The text of the lock. The version of the question set comes last, so that every element ends with a comma and one that
 * is added at the end changes no line of another.
 */
export function formatLock({ questionSet, elements }: Lock): string {
  const blocks = [...elements]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, element]) => `  ${JSON.stringify(id)}: {\n${linesOf(element).join(',\n')}\n  },\n`);
  return `{\n${blocks.join('')}  "questionSet": ${questionSet}\n}\n`;
}

function linesOf(element: LockedElement): string[] {
  const isWritten = ([, value]: [string, string | readonly string[]]) => value.length > 0;
  return Object.entries(element)
    .filter(isWritten)
    .map(([key, value]) => {
      const text = typeof value === 'string' ? JSON.stringify(value) : `[${value.map(quote).join(', ')}]`;
      return `    ${JSON.stringify(key)}: ${text}`;
    });
}

const quote = (text: string) => JSON.stringify(text);

/** The lock that was written. */
export function lockFrom({ questionSet, ...written }: WrittenLock): Lock {
  const elements = Object.entries(written).map(([id, value]): [string, LockedElement] => {
    const { hash, zone, ...rest } = value as WrittenElement;
    const { code = '', handler = '', middleware = [], reaches = [], crosses = [], data = [], proved = [] } = rest;
    return [id, { hash, zone, code, handler, middleware, reaches, crosses, data, proved }];
  });
  return { questionSet, elements: new Map(elements) };
}
