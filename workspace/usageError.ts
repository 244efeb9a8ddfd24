/** What the person who asked must change: the command line, the configuration, the folder. The CLI ends with 2. */
export class UsageError extends Error {
  override readonly name: string = 'UsageError';
}
