import type { Cohort } from '#figure/cohort.ts';
import type { Figure } from '#figure/figure.ts';
import { periodWords } from '#figure/month.ts';
import { isMostlyTooRecent, ripeYear } from '#figure/ripe-period.ts';
import type { Metric } from '#metrics';
import { useCatalogue } from '../cohort/catalogue.ts';
import type { CatalogueAnswer } from '../cohort/catalogue.ts';
import { useViewActions } from '../cohort/view-context.ts';

interface EarlierPeriodProps {
  readonly metric: Metric;
  readonly figure: Figure;
}

/** Days after referral until a figure is whole, and the last day its feed covers. */
interface Following {
  readonly days: number;
  readonly to: string | null;
}

/** Six months after referral: the shortest time the published GP figures look ahead. */
const GP_DAYS = 182;
/** About eight weeks of support, then 90 days in which a second score still counts. */
const SCORE_DAYS = 146;

function followingOf(metric: Metric, dataTo: CatalogueAnswer['dataTo']): Following | null {
  if (metric.room === 'gp') return { days: metric.followUp ?? GP_DAYS, to: dataTo.appointments };
  return metric.room === 'wellbeing' ? { days: SCORE_DAYS, to: dataTo.wellbeing } : null;
}

/** Where most people are too recent to be followed: the newest year that is not, one click away. */
export function EarlierPeriod({ metric, figure }: EarlierPeriodProps) {
  const { period, dataTo } = useCatalogue();
  const { changeCohort, near } = useViewActions();
  const following = followingOf(metric, dataTo);
  const nothing = figure.message?.state === 'not_due' || figure.message?.state === 'empty';
  if (!following?.to || !(nothing || isMostlyTooRecent(figure))) return null;
  const { days, to } = following;
  const year = ripeYear({ days, appointmentsTo: to, first: period.first });
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
