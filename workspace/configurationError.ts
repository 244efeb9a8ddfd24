import { UsageError } from './usageError.ts';

/** A configuration file that cannot be used. Its message names file, line and key. */
export class ConfigurationError extends UsageError {
  override readonly name = 'ConfigurationError';
  /** Path from the workspace's root, with `/`. */
  readonly file: string;
  /** The key at fault, `rules.sql-injection`; empty when it is the file as a whole. */
  readonly key: string;
  /** What is wrong, without file and key. */
  readonly problem: string;
  /** Half-open span of the key or value at fault in the file's text. */
  readonly range: { readonly start: number; readonly end: number };
  /** Line of `range.start`, from 1. */
  readonly line: number;

  constructor(file: string, key: string, problem: string, text = '', range = { start: 0, end: 0 }) {
    const line = text.slice(0, range.start).split(/\r\n|\r|\n/).length;
    super(`${file}:${line}: ${key === '' ? '' : `${key}: `}${problem}`);
    this.file = file;
    this.key = key;
    this.problem = problem;
    this.range = range;
    this.line = line;
  }
}
