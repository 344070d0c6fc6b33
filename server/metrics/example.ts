import type { Basis, FilterKey } from '#figure/cohort.ts';
import type { ValueAssumptions } from './value.ts';

/** A row of a worked example: columns of the snapshot by name; what is left out is missing. */
export type ExampleRow = Readonly<Record<string, number | null>>;

/**
 * A worked example: a handful of hand-made referrals and the answer a person can check with a
 * pencil. Days are days since 1970-01-01; 20454 is 1 January 2026.
 */
export interface Example {
  readonly says: string;
  readonly by: string;
  readonly episodes: readonly ExampleRow[];
  readonly scores?: readonly ExampleRow[];
  readonly onward?: readonly ExampleRow[];
  readonly comparators?: readonly ExampleRow[];
  readonly listSizes?: readonly ExampleRow[];
  readonly capacity?: readonly ExampleRow[];
  /** Residents of wards, by code. */
  readonly areas?: readonly {
    readonly code: string;
    readonly residents: number;
    readonly deprived: number;
  }[];
  readonly basis?: Basis;
  readonly from?: string;
  readonly to?: string;
  readonly filters?: Readonly<Partial<Record<FilterKey, readonly string[]>>>;
  /** Last day of all feeds; 30 September 2026 unless said. */
  readonly dataTo?: number;
  /** Assumptions of the money figures. */
  readonly value?: ValueAssumptions;
  /** Row key ('' for the total), then column, then what the cell must say. */
  readonly expected: Readonly<Record<string, Readonly<Record<string, ExpectedCell>>>>;
}

/** A value (with counts behind a share or a rate), or the state of an empty cell. */
export type ExpectedCell = number | string | { readonly x: number; readonly n: number };
