import { dimensionOf } from '#dimensions';
import { filterKeys } from '#figure/cohort.ts';
import type { Cohort, FilterKey } from '#figure/cohort.ts';
import { monthNumber } from '#figure/month.ts';
import { MISSING } from '../episodes/columns.ts';
import type { SnapshotTable } from '../episodes/columns.ts';
import type { Snapshot } from '../episodes/snapshot.ts';
import { allowedNumbers, columnOf, placeNumbers } from './codes.ts';
import { bisect, runsOf } from './geography.ts';
import type { Run } from './geography.ts';
import type { Values } from './kernel.ts';

/** Rows a viewer may touch: all, or those of some PCNs. Part of `Scope` (server/access/viewer.ts). */
export interface RowScope {
  readonly rows: 'everything' | { readonly pcns: readonly string[] };
}

/** Rows of one table that answer to a cohort inside a scope. Immutable. */
export interface Selection {
  readonly snapshot: Snapshot;
  readonly cohort: Cohort;
  readonly scope: RowScope;
  readonly table: SnapshotTable;
  /** Ascending row numbers of `table`. */
  readonly rows: Int32Array;
  readonly count: number;
}

/** Column of the months a cohort's period is about. */
export const basisColumns = {
  referred: 'referred_month',
  first_contact: 'first_contact_month',
  closed: 'closed_month',
} as const;

const placeKeys: readonly FilterKey[] = ['pcn', 'practice'];

/**
 * Episode rows of a cohort: whole months from `from` to `to` on the cohort's date basis, every
 * filter, and only rows of the scope. A scope of PCNs means the PCNs the cohort means: as at
 * referral, or today's when the cohort says `today`. Rows outside it are never read.
 *
 * Throws for a code the data does not have (`unknown practice: G85999; ...`).
 */
export function select(snapshot: Snapshot, cohort: Cohort, scope: RowScope): Selection {
  return selectRows(snapshot, cohort, scope, true);
}

/**
 * The same cohort whatever the period: calendar snapshots (open cases at a month end) need cases
 * from before it. Filters and scope hold.
 */
export function selectAnyPeriod(selection: Selection): Selection {
  return selectRows(selection.snapshot, selection.cohort, selection.scope, false);
}

function selectRows(
  snapshot: Snapshot,
  cohort: Cohort,
  scope: RowScope,
  inPeriod: boolean,
): Selection {
  const episodes = snapshot.tables.episode;
  const runs = runsOf(episodes).filter(runTest(snapshot, cohort, scope));
  const months = episodes.column(basisColumns[cohort.basis]);
  const period = inPeriod ? { from: monthNumber(cohort.from), to: monthNumber(cohort.to) } : null;
  const rows = new Int32Array(runs.reduce((sum, run) => sum + run.end - run.start, 0));
  let count = rowsOfRuns(runs, months, cohort.basis === 'referred', period, rows);
  for (const key of filterKeys) {
    const codes = cohort.filters[key];
    if (!codes || placeKeys.includes(key)) continue;
    const values = episodes.column(columnOf(dimensionOf(key), cohort));
    count = keep(rows, count, values, allowedNumbers(snapshot, key, codes, missingOf(values)));
  }
  return {
    snapshot,
    cohort,
    scope,
    table: 'episode',
    rows: rows.subarray(0, count),
    count,
  };
}

/** True for runs of the scope that also pass the cohort's PCN and practice filters. */
export function runTest(
  snapshot: Snapshot,
  cohort: Cohort,
  scope: RowScope,
): (run: Pick<Run, 'practice' | 'pcnThen' | 'pcnToday'>) => boolean {
  const pcns = (codes: readonly string[]): ReadonlySet<number> =>
    placeNumbers(snapshot, dimensionOf('pcn'), codes, MISSING.int16);
  const inScope = scope.rows === 'everything' ? null : pcns(scope.rows.pcns);
  const pcn = cohort.filters.pcn ? pcns(cohort.filters.pcn) : null;
  const practice = cohort.filters.practice
    ? placeNumbers(snapshot, dimensionOf('practice'), cohort.filters.practice, MISSING.int16)
    : null;
  return (run) => {
    const own = cohort.pcns === 'today' ? run.pcnToday : run.pcnThen;
    return (
      (inScope === null || inScope.has(own)) &&
      (pcn === null || pcn.has(own)) &&
      (practice === null || practice.has(run.practice))
    );
  };
}

function rowsOfRuns(
  runs: readonly Run[],
  months: Values,
  sorted: boolean,
  period: { readonly from: number; readonly to: number } | null,
  out: Int32Array,
): number {
  let count = 0;
  for (const run of runs) {
    let { start, end } = run;
    if (period && sorted && run.inMonthOrder) {
      start = bisect(months, start, end, period.from);
      end = bisect(months, start, end, period.to + 1);
    } else if (period) {
      count = keepMonths(months, start, end, period.from, period.to, out, count);
      continue;
    }
    for (let row = start; row < end; row++) out[count++] = row;
  }
  return count;
}

function keepMonths(
  months: Values,
  start: number,
  end: number,
  from: number,
  to: number,
  out: Int32Array,
  count: number,
): number {
  for (let row = start; row < end; row++) {
    const month = months[row]!;
    out[count] = row;
    count += month >= from && month <= to ? 1 : 0;
  }
  return count;
}

/** Compacts `rows` in place to those whose value is allowed; returns how many are left. */
export function keep(
  rows: Int32Array,
  count: number,
  values: Values,
  allowed: ReadonlySet<number>,
): number {
  const missing = missingOf(values);
  const missingAllowed = allowed.has(missing) ? 1 : 0;
  const table = new Uint8Array(Math.max(256, ...[...allowed].map((number) => number + 1)));
  for (const number of allowed) if (number >= 0) table[number] = 1;
  let kept = 0;
  for (let at = 0; at < count; at++) {
    const row = rows[at]!;
    const value = values[row]!;
    rows[kept] = row;
    kept += value === missing ? missingAllowed : value < table.length ? table[value]! : 0;
  }
  return kept;
}

/** The stored stand-in for "no value" of a column. */
export function missingOf(values: Values): number {
  if (values instanceof Uint8Array) return MISSING.uint8;
  return values instanceof Int16Array ? MISSING.int16 : MISSING.int32;
}
