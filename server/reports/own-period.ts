import type { Cohort } from '#figure/cohort.ts';
import { dayNumber, firstDayOf, monthNumber, periodWords } from '#figure/month.ts';
import type { RecipeCard } from '#figure/recipe.ts';
import { followingOf, ownPeriodIn } from '#figure/ripe-period.ts';
import type { Metric } from '#metrics/metric.ts';
import type { Asking } from '../answers/asking.ts';
import { dataToOf } from '../answers/context.ts';

/** The cohort of a card: the report's, in the months of the card where it has its own. */
export function cohortOfCard(cohort: Cohort, { period }: Pick<RecipeCard, 'period'>): Cohort {
  return { ...cohort, ...ownPeriodIn(period, cohort) };
}

/** `about 6 months`: of days that are no whole number of them. */
const lengthWords = (days: number): string => `about ${Math.round(days / (365.25 / 12))} months`;

/**
 * What a page of a report says of a period of its own: which months it counts, and that those of the
 * report are too recent, while they are. Null where it counts the report's own months.
 */
export function ownPeriodWords(
  metric: Metric,
  card: Pick<RecipeCard, 'period'>,
  report: Pick<Cohort, 'from' | 'to'>,
  asking: Asking,
): string | null {
  const period = ownPeriodIn(card.period, report);
  if (!period) return null;
  const following = followingOf(metric, dataToOf(asking.snapshot));
  const lastReferral = firstDayOf(monthNumber(report.to) + 1) - 1;
  const why =
    following && lastReferral + following.days > dayNumber(following.to)
      ? `: those are too recent, as each is followed for ${lengthWords(following.days)}`
      : '';
  const own = periodWords(period.from, period.to);
  return `This figure counts referrals of ${own}, not of ${periodWords(report.from, report.to)}${why}.`;
}
