import type { Month } from './cohort.ts';
import { monthNumber, monthOf } from './month.ts';

export interface Period {
  readonly id: string;
  readonly label: string;
  readonly from: Month;
  readonly to: Month;
}

/** Months since the April that begins the financial year. */
const intoYear = (month: number): number => (((month - 3) % 12) + 12) % 12;

/**
 * The presets of the filter bar: this and last financial quarter and year (April to March),
 * rolling 12 months, all. `last` is the last whole month the case data covers; nothing reaches past it.
 */
export function periodPresets(first: Month, last: Month): readonly Period[] {
  const end = monthNumber(last);
  const start = monthNumber(first);
  const quarter = end - (intoYear(end) % 3);
  const year = end - intoYear(end);
  const span = (id: string, label: string, from: number, to: number): Period => ({
    id,
    label,
    from: monthOf(Math.max(from, start)),
    to: monthOf(Math.min(to, end)),
  });
  return [
    span('12m', 'Last 12 months', end - 11, end),
    span('quarter', 'This financial quarter', quarter, quarter + 2),
    span('last-quarter', 'Last financial quarter', quarter - 3, quarter - 1),
    span('year', 'This financial year', year, year + 11),
    span('last-year', 'Last financial year', year - 12, year - 1),
    span('all', 'All dates', start, end),
  ].filter((period) => period.from <= period.to);
}
