/** What the process ends with: a promise to scripts and CI. */
export const EXIT = {
  clean: 0,
  /** Findings at or above `failOn`. */
  findings: 1,
  /** The command line, the configuration or the folder can't be used. */
  usage: 2,
  /** Something could not be analysed, so that findings may be missing. */
  incomplete: 3,
  /** Ctrl+C: 128 and the number of SIGINT, as shells say it. */
  cancelled: 130,
} as const;

/** The code of a scan that came to its end. Findings count more than what is missing. */
export function exitCodeOf(result: {
  readonly failing: number;
  readonly receipt: { readonly complete: boolean };
}): number {
  if (result.failing > 0) return EXIT.findings;
  return result.receipt.complete ? EXIT.clean : EXIT.incomplete;
}
