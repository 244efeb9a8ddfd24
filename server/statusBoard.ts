import type { Status } from './protocol.ts';

export interface StatusBoard {
  /** Work starts; call what it gives when the work ends. */
  begin(what: string): () => void;
  /** Something is not analysed in full; undefined when it is again. */
  incomplete(subject: string, cause: string | undefined): void;
  /** A folder's own configuration leaves most of its files out; undefined when it doesn't. */
  mostlyExcluded(folder: string, detail: string | undefined): void;
}

/** Work that is done sooner is not shown: it would only flicker. */
const SHOWN_AFTER_MS = 400;

/** Knows what goes on, and tells when that changes. */
export function createStatusBoard(tell: (status: Status) => void): StatusBoard {
  const work = new Set<{ readonly what: string }>();
  const incomplete = new Map<string, string>();
  const excluded = new Map<string, string>();
  let told = '';
  let timer: NodeJS.Timeout | undefined;

  function resting(): Status {
    const [first] = incomplete;
    if (first) {
      const more = incomplete.size > 1 ? `, and ${incomplete.size - 1} more` : '';
      return { state: 'incomplete', detail: `Not analysed in full: ${first[0]}: ${first[1]}${more}` };
    }
    const [detail] = excluded.values();
    return detail === undefined ? { state: 'idle', detail: 'Ready' } : { state: 'mostlyExcluded', detail };
  }

  function update(isSlow: boolean): void {
    const [busy] = work;
    if (busy && !isSlow) {
      timer ??= setTimeout(() => {
        timer = undefined;
        update(true);
      }, SHOWN_AFTER_MS);
      return;
    }
    if (!busy) {
      clearTimeout(timer);
      timer = undefined;
    }
    const status: Status = busy ? { state: 'analysing', detail: busy.what } : resting();
    const text = JSON.stringify(status);
    if (text === told) return;
    told = text;
    tell(status);
  }

  return {
    begin(what) {
      const entry = { what };
      work.add(entry);
      update(false);
      return () => {
        if (work.delete(entry)) update(false);
      };
    },
    incomplete(subject, cause) {
      if (cause === undefined) incomplete.delete(subject);
      else incomplete.set(subject, cause);
      update(false);
    },
    mostlyExcluded(folder, detail) {
      if (detail === undefined) excluded.delete(folder);
      else excluded.set(folder, detail);
      update(false);
    },
  };
}
