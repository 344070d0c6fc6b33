import type { RowTest } from '../counting/predicate.ts';
import { missingOf } from '../counting/select.ts';
import type { Selection } from '../counting/select.ts';
import { FEWEST_TO_RESAMPLE, bootstrapRatio } from '../statistics/bootstrap-ratio.ts';
import { scaleInterval } from '../statistics/interval.ts';
import type { Interval } from '../statistics/interval.ts';
import { FEWEST_PAIRS } from './statistic.ts';

/** The counts before and after of everybody in a group, one by one. */
export type PeopleCounted = () => {
  readonly before: readonly number[];
  readonly after: readonly number[];
};

interface Pair {
  /** Columns of the counts. */
  readonly before: string;
  readonly after: string;
  readonly among: RowTest | ((row: number) => boolean);
}

/** Reads the people a fold has added up, for a group too small for a formula on its sums. */
export function peopleCounted(
  { snapshot, rows }: Selection,
  { before, after, among }: Pair,
  inGroup: (row: number) => boolean = () => true,
): PeopleCounted {
  const { episode } = snapshot.tables;
  return () => {
    const [x, y] = [episode.column(before), episode.column(after)];
    const [noX, noY] = [missingOf(x), missingOf(y)];
    const found: { before: number[]; after: number[] } = { before: [], after: [] };
    for (const row of rows) {
      if (!inGroup(row) || x[row] === noX || y[row] === noY || !among(row)) continue;
      found.before.push(x[row]!);
      found.after.push(y[row]!);
    }
    return found;
  };
}

/**
 * Interval of a ratio of means among `n` people: the formula's from 30; resampled below, where the
 * formula is too narrow; none below 10 (statistics.md 5). `unit` turns a ratio of counts into one
 * of rates.
 */
export function ratioInterval(
  n: number,
  formula: Interval | null,
  people: PeopleCounted,
  unit = 1,
): Interval | null {
  if (n >= FEWEST_PAIRS) return formula;
  if (n < FEWEST_TO_RESAMPLE) return null;
  const { before, after } = people();
  const found = bootstrapRatio(before, after);
  return found && scaleInterval(found, unit);
}
