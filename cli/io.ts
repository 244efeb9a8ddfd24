/** The world as a command sees it, so that commands can be tested without a process. */
export interface Io {
  /** Absolute. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Program and arguments that start this CLI again. */
  readonly program: readonly string[];
  /** True when a person reads standard output. */
  readonly isTerminal: boolean;
  /** Resolves when the text is taken, also when nobody reads any more. */
  out(text: string): Promise<void>;
  err(text: string): Promise<void>;
  /** Shows a person how far things are, on one line that the next call replaces; an empty text takes it away. */
  progress(text: string): void;
  /** All of standard input. @throws the signal's reason when aborted before its end */
  stdin(signal: AbortSignal): Promise<Uint8Array>;
  /** Aborted when the person presses Ctrl+C; from the first call on, that no longer ends the process by itself. */
  cancellation(): AbortSignal;
}

/** Colours are for people: https://no-color.org, and FORCE_COLOR for a terminal that is not seen as one. */
export function wantsColor(io: Pick<Io, 'env' | 'isTerminal'>, isRefused: boolean): boolean {
  const { NO_COLOR: no, FORCE_COLOR: force, TERM: terminal } = io.env;
  if (isRefused || (no !== undefined && no !== '')) return false;
  if (force !== undefined && force !== '') return force !== '0' && force !== 'false';
  return io.isTerminal && terminal !== 'dumb';
}
