import type { Cohort } from '#figure/cohort.ts';
import { dayNumber, firstDayOf, monthNumber, periodWords } from '#figure/month.ts';
import type { Row } from '#figure/cell.ts';
import type { Filling } from '#figure/figure.ts';
import type { Metric } from '#metrics/metric.ts';

interface Series {
  readonly metric: Metric;
  readonly by: string;
  readonly cohort: Pick<Cohort, 'basis'>;
  readonly rows: readonly Pick<Row, 'key'>[];
  /** Last day of the case data, ISO; null when nothing says it. */
  readonly casesTo: string | null;
}

/**
 * The newest months of a series by referral date whose referrals have not yet had the time the
 * metric needs. They would look like a fall to anyone, the limits of an XmR chart included: they
 * are drawn, and never judged. Null when every month has settled.
 */
export function fillingMonths({ metric, by, cohort, rows, casesTo }: Series): Filling | null {
  const { settling } = metric;
  if (!settling || by !== 'month' || cohort.basis !== 'referred' || casesTo === null) return null;
  const settledTo = dayNumber(casesTo) - settling.days;
  const keys = rows
    .map(({ key }) => key)
    .filter((key) => /^\d{4}-\d\d$/.test(key))
    .filter((key) => firstDayOf(monthNumber(key) + 1) - 1 > settledTo);
  const [first, last] = [keys[0], keys.at(-1)];
  if (first === undefined || last === undefined) return null;
  return {
    keys,
    words: `${periodWords(first, last, true)} not settled: ${settling.why} Drawn, but not judged.`,
  };
}
