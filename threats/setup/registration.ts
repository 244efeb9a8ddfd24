/** What is registered on routers, and how people call it. */
import type { CallStep } from '../../engine/surface/surface.ts';
import type { Argument, Frame, Handler, Host, Router, Value } from './values.ts';

/** A call that registers something, with what it is given. */
export interface RegisterCall {
  readonly host: Host;
  readonly step: CallStep;
  readonly args: readonly Argument[];
  readonly frame: Frame;
  readonly framework: string;
}

export function mountRouter(outer: Router, inner: Router, path: string, handlers: readonly Handler[]): void {
  if (outer === inner) return;
  inner.isMounted = true;
  outer.events.push({ kind: 'mount', path, router: inner, handlers });
}

/** A handler as people call it: as it is written where it is given, else by its own name. */
export function handlerOf({ step }: Pick<RegisterCall, 'step'>, { values, written }: Argument): Handler {
  if (written) return { text: shortened(written.text), location: written.location, values };
  const [value] = values;
  const of = value && nameOfValue(value);
  return { text: shortened(of?.text ?? 'function'), location: of?.location ?? step.location, values };
}

function nameOfValue(value: Value): Pick<Handler, 'text' | 'location'> | undefined {
  if (value.kind === 'function') return { text: value.fn.name ?? 'function', location: value.fn.location };
  if (value.kind !== 'library') return undefined;
  if (value.made) return { text: value.made.step.text, location: value.made.step.location };
  return undefined;
}

const LONGEST_NAME = 48;

/** A call by its name, when what it is given is more than a name: no formatting of options renames it. */
function shortened(text: string): string {
  const open = text.indexOf('(');
  return text.length > LONGEST_NAME && open > 0 ? `${text.slice(0, open).trim()}(…)` : text;
}
