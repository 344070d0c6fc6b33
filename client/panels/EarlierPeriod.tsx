import type { Figure } from '#figure/figure.ts';
import { periodWords } from '#figure/month.ts';
import { isMostlyTooRecent, ripeYear } from '#figure/ripe-period.ts';
import type { Metric } from '#metrics';
import { useCatalogue } from '../cohort/catalogue.ts';
import { useView } from '../cohort/view-context.ts';

interface EarlierPeriodProps {
  readonly metric: Metric;
  readonly figure: Figure;
}

/** Where most people are too recent to be followed: the newest year that is not, one click away. */
export function EarlierPeriod({ metric, figure }: EarlierPeriodProps) {
  const { period } = useCatalogue();
  const { changeCohort } = useView();
  const appointmentsTo = figure.provenance.dataTo.appointments;
  if (!metric.followUp || !appointmentsTo || !isMostlyTooRecent(figure)) return null;
  const year = ripeYear({ days: metric.followUp, appointmentsTo, first: period.first });
  if (!year) return null;
  return (
    <p className="earlier-period">
      <button
        type="button"
        className="link-button"
        onClick={() => changeCohort((cohort) => ({ ...cohort, ...year }))}
      >
        Show {periodWords(year.from, year.to)}, followed in full
      </button>
    </p>
  );
}
