/** A text with a name, wherever it stands: what the generic detectors judge. */
export interface Candidate {
  readonly name: string;
  readonly value: string;
  /** The span of the value, without quotes. */
  readonly start: number;
  readonly end: number;
  /**
   * `code`: a constant of a program. `settings`: a value of a document. `environment`: a line of an `.env` or ini file,
   * which is nothing but a value. `comment`: code that is commented out. `attribute`: of an element.
   */
  readonly place: 'code' | 'settings' | 'environment' | 'comment' | 'attribute';
  /** The names round it, from the outside in, without its own. */
  readonly path: readonly string[];
  /** The names beside it. */
  readonly siblings: readonly string[];
  /** The texts beside it. */
  readonly siblingValues: readonly string[];
  /** The value is the key of a function that signs or encrypts, whatever its name. */
  readonly isKey?: boolean;
}
