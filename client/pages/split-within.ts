import type { Cohort } from '#figure/cohort.ts';
import { filterKeys } from '#figure/cohort.ts';
import type { Metric } from '#metrics';
import { splitsOf } from '#metrics/splits.ts';

/** What is asked next of one PCN, one practice or one month; a metric's own panels come after. */
const within: Readonly<Record<string, readonly string[]>> = {
  pcn: ['practice', 'month'],
  practice: ['month'],
  month: ['pcn', 'practice'],
  team: ['month'],
};

/** Splits no page chooses by itself: the whole as one row, lists for working with, rules of method. */
const neverChosen = ['all', 'case', 'worker', 'rule'];

/** Whether the cohort leaves one group of a split: one month, one PCN, one of what is filtered on. */
function isOne(by: string, { from, to, filters }: Cohort): boolean {
  if (by === 'month') return from === to;
  if (by === 'pcn') return filters.pcn?.length === 1 || filters.practice?.length === 1;
  const key = filterKeys.find((each) => each === by);
  return key !== undefined && filters[key]?.length === 1;
}

/**
 * The split a card begins with: the page's own, unless the cohort leaves one group of it. Then it
 * is split by what is inside that group (the practices of a PCN, the months of a practice), so that
 * no card is one bar long; `taken` are the splits of the same metric on the page.
 */
export function splitWithin(
  metric: Metric,
  by: string,
  cohort: Cohort,
  taken: ReadonlySet<string>,
): string {
  if (!isOne(by, cohort)) return by;
  const known = splitsOf(metric);
  const panels = metric.panels.map((panel) => panel.by);
  const next = [...(within[by] ?? []), ...panels].find(
    (each) =>
      known.includes(each) &&
      !neverChosen.includes(each) &&
      !taken.has(each) &&
      !isOne(each, cohort),
  );
  return next ?? by;
}
