import type { Columns } from '../counting/kernel.ts';
import type { SnapshotTable } from './columns.ts';

/** A place or person-like code that comes with the data, by its number (`practice_no`, `pcn_no`, ...). */
export interface PlaceCode {
  readonly code: string;
  readonly label: string;
  readonly short: string;
  /** Practices only: tiny ones (federation hub, special allocation) stay in totals, out of charts. */
  readonly showInCharts: boolean;
  /** PCN code as at the last loaded date (practices, teams, workers); null when none. */
  readonly pcn: string | null;
  /** Practices: false once closed or merged. */
  readonly current: boolean;
  /** Practices that closed or merged: the day (ISO), and the code of the practice that took over. */
  readonly closed?: { readonly on: string; readonly successor: string | null } | null;
}

/** Index = the number stored in the column; holes are null. */
export type PlaceList = readonly (PlaceCode | null)[];

export interface Dictionaries {
  readonly practice: PlaceList;
  readonly pcn: PlaceList;
  readonly team: PlaceList;
  readonly worker: PlaceList;
  readonly provider: PlaceList;
  readonly ward: PlaceList;
}

/** Last day each feed covers, as days since 1970-01-01; null when that feed was never loaded. */
export interface DataTo {
  readonly cases: number | null;
  readonly wellbeing: number | null;
  readonly appointments: number | null;
}

/** Reference figures that are not in the episodes: census and area populations, by dimension. */
export interface ReferencePopulation {
  readonly dimension: 'ethnicity' | 'deprivation' | 'local_deprivation';
  /** People by ordinal of the dimension. */
  readonly people: readonly number[];
  readonly source: string;
  readonly date: string;
}

/** Residents of one area, counted by a census: no numbers of the service. */
export interface Area {
  /** Code of the ward dimension. */
  readonly code: string;
  readonly residents: number;
  /** Those in small areas among the two fifths of England that are most deprived. */
  readonly deprived: number;
  readonly source: string;
  readonly date: string;
}

/** One immutable data version in memory. Every cache key, ETag and exported file names `version`. */
export interface Snapshot {
  readonly version: string;
  readonly demonstration: boolean;
  /** Name of the case system, for the source line. */
  readonly source: string;
  /** ISO instant the version was made. */
  readonly madeAt: string;
  readonly dataTo: DataTo;
  /** True when a comparison sample was loaded. */
  readonly hasComparisonSample: boolean;
  /** What comparators share beside the exact match: practice, quarter, both or neither. */
  readonly comparisonMatchedOn: readonly string[];
  readonly tables: Readonly<Record<SnapshotTable, Columns>>;
  readonly dictionaries: Dictionaries;
  readonly populations: readonly ReferencePopulation[];
  readonly areas: readonly Area[];
}
