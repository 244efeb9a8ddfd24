/** How a server signs callers in where its settings say it: https://hapi.dev/api/#-routeoptionsauth */
import { handlerOf, type RegisterCall } from './registration.ts';
import type { Argument, Handler, Value } from './values.ts';

/** Modes in which strangers may pass. */
const LETS_PASS = new Set(['try', 'optional']);

/** What a setting says: a strategy, nobody, or nothing. */
export function signInOf(
  call: Pick<RegisterCall, 'step'>,
  { values, written }: Argument,
): Handler | 'nobody' | undefined {
  for (const value of values) {
    if (value.kind === 'constant' && value.value === false) return 'nobody';
    const strategies = value.kind === 'text' ? [value.text] : partOf(value, ['strategy', 'strategies']);
    const modes = partOf(value, ['mode']);
    if (strategies.length === 0 && modes.length === 0) continue;
    return {
      ...handlerOf(call, { values: [], written }),
      text: ['auth', ...strategies].join(' '),
      signsIn: modes.some((mode) => LETS_PASS.has(mode)) ? 'some' : 'all',
    };
  }
  return undefined;
}

function partOf(value: Value, names: readonly string[]): readonly string[] {
  if (value.kind !== 'object') return [];
  return names.flatMap((name) => (value.properties.get(name) ?? []).flatMap(textsOf));
}

function textsOf(value: Value): readonly string[] {
  if (value.kind === 'text') return [value.text];
  return value.kind === 'list' ? value.items.flatMap(({ values }) => values.flatMap(textsOf)) : [];
}
