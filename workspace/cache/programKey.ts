import { statSync } from 'node:fs';
import type { Tools } from '../tools.ts';

/**
 * What a cache is good for: these rules and models, and this build of the program. Undefined when the program runs from
 * its sources, which change from one run to the next.
 */
export function programKey({ ruleset }: Tools): string | undefined {
  if (import.meta.filename.endsWith('.ts')) return undefined;
  const { mtimeMs, size } = statSync(import.meta.filename);
  return `${ruleset.hash} ${size} ${mtimeMs}`;
}
