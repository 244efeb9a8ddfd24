import type { Overruling } from '../workspace/workspace.ts';
import type { CommandLine } from './args.ts';

/** What was typed that stands above the configuration. */
export function overrulingOf({ flags, values }: CommandLine): Overruling {
  const { profile, 'fail-on': failOn } = values;
  return {
    ...(flags.has('tests') ? { tests: true } : {}),
    // Their values are checked by `oneOf`.
    ...(profile === undefined ? {} : { profile: profile as NonNullable<Overruling['profile']> }),
    ...(failOn === undefined ? {} : { failOn: failOn as NonNullable<Overruling['failOn']> }),
  };
}
