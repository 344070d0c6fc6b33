import type { Cohort } from '#figure/cohort.ts';
import type { Figure } from '#figure/figure.ts';
import { periodWords } from '#figure/month.ts';
import { followingOf, mostTooRecent, ripePeriod } from '#figure/ripe-period.ts';
import type { Metric } from '#metrics';
import { useCatalogue } from '../cohort/catalogue.ts';
import { useViewActions } from '../cohort/view-context.ts';

interface EarlierPeriodProps {
  readonly metric: Metric;
  readonly figure: Figure;
}

/** Where most people are too recent to be followed: the newest year that is not, one click away. */
export function EarlierPeriod({ metric, figure }: EarlierPeriodProps) {
  const { period, dataTo } = useCatalogue();
  const { changeCohort, near } = useViewActions();
  const following = followingOf(metric, dataTo);
  const nothing = figure.message?.state === 'not_due' || figure.message?.state === 'empty';
  if (!following || !(nothing || mostTooRecent(figure) !== null)) return null;
  const year = ripePeriod(following, period.first, 12);
  const shownTo = new URLSearchParams(figure.cohort.key).get('to') ?? '';
  if (!year || shownTo <= year.to) return null;
  const earlier = (cohort: Cohort): Cohort => ({ ...cohort, ...year });
  return (
    <p className="earlier-period">
      <button
        type="button"
        className="bar-button"
        {...near(earlier)}
        onClick={() => changeCohort(earlier)}
      >
        Show {periodWords(year.from, year.to)}, followed in full
      </button>
    </p>
  );
}
