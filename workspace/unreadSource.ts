import type { Document, SourceFile } from '../engine/source/sourceFile.ts';

/** A file whose text is read when somebody needs it, and not before. */
export class UnreadSource implements SourceFile {
  readonly path: string;
  #read: SourceFile | undefined;

  constructor(path: string) {
    this.path = path;
  }

  /** Says what the file holds. */
  fill(source: SourceFile): void {
    this.#read = source;
  }

  get isRead(): boolean {
    return this.#read !== undefined;
  }

  get text(): string {
    return this.#source.text;
  }

  get documents(): readonly Document[] {
    return this.#source.documents;
  }

  get lineStarts(): readonly number[] {
    return this.#source.lineStarts;
  }

  get #source(): SourceFile {
    if (!this.#read) throw new Error(`${this.path} has not been read`);
    return this.#read;
  }
}
