import type { FileFormatId } from '#figure/formats.ts';
import type { Plain } from './read-back.ts';

/** One value of a file that is not the figure's. */
export interface FileDifference {
  readonly format: FileFormatId;
  /** Where in the file: `row 3`, `series Before, place 2`. */
  readonly place: string;
  readonly wanted: string;
  readonly got: string;
}

/** Values of a file held against those of the figure. */
export interface Tally {
  readonly values: number;
  readonly differences: readonly FileDifference[];
}

/** Counts comparisons of one file and keeps those that fail. */
export class FileTally implements Tally {
  readonly #format: FileFormatId;
  readonly #found: FileDifference[] = [];
  #values = 0;

  constructor(format: FileFormatId) {
    this.#format = format;
  }

  get values(): number {
    return this.#values;
  }

  get differences(): readonly FileDifference[] {
    return this.#found;
  }

  /** @param slack how far two numbers may lie apart: what subtraction in a file loses, else none */
  same(place: string, wanted: Plain | undefined, got: Plain | undefined, slack = 0): void {
    this.#values += 1;
    const [a, b] = [wanted ?? null, got ?? null];
    if (a === b) return;
    if (typeof a === 'number' && typeof b === 'number' && Math.abs(a - b) <= slack) return;
    this.#found.push({ format: this.#format, place, wanted: String(a), got: String(b) });
  }

  /** Row by row, as far as the wanted rows reach across; more or fewer rows is a difference too. */
  rows(wanted: readonly (readonly Plain[])[], got: readonly (readonly Plain[])[]): void {
    this.same('number of rows', wanted.length, got.length);
    wanted.forEach((row, at) =>
      row.forEach((value, across) =>
        this.same(`row ${at + 1}, column ${across + 1}`, value, got[at]?.[across]),
      ),
    );
  }
}
