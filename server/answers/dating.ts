import { basisWords, cohortWords } from '#figure/cohort-words.ts';
import { dateOf, dateWords, monthWords, periodWords } from '#figure/month.ts';
import type { Snapshot } from '../episodes/snapshot.ts';
import { latestOf, monthEnds } from '../kinds/calendar.ts';
import { dataToOf, offerOf } from './context.ts';
import type { FigureRequest } from './request.ts';

type Dated = Pick<FigureRequest, 'metric' | 'by' | 'cohort'>;

/** The day a figure, or the newest number of a series, is as at; null for one of a period. */
function dayOf({ metric, cohort }: Dated, snapshot: Snapshot): string | null {
  const to = dataToOf(snapshot);
  switch (metric.dated) {
    case 'month-end':
    case 'year-to-month-end': {
      const end = latestOf(monthEnds({ cohort, snapshot }));
      return end && dateOf(end.last);
    }
    case 'last-day':
      return to.cases;
    case 'score-day':
      return to.wellbeing;
    case 'load':
      return Object.values(to).reduce((a, b) => ((b ?? '') > (a ?? '') ? b : a), null);
    default:
      return null;
  }
}

const asAt = (day: string, short: boolean): string => `as at ${dateWords(day, short)}`;

/** The dates of a figure of a day or of month ends: `as at 31 Oct 2026`, `12 months to Oct 2026`. */
function stockWords({ metric, by, cohort }: Dated, day: string, short: boolean): string {
  if (metric.dated === 'last-day' || metric.dated === 'load') return asAt(day, short);
  if (by === 'month') return periodWords(cohort.from, cohort.to, short);
  return metric.dated === 'year-to-month-end'
    ? `12 months to ${monthWords(day.slice(0, 7), short)}`
    : asAt(day, short);
}

/** What dates a figure, as its subtitle has it: `Nov 2025 to Oct 2026, by date referred`, `as at 31 Oct 2026`. */
export function datesWords(question: Dated, snapshot: Snapshot): string {
  const { metric, cohort } = question;
  const day = dayOf(question, snapshot);
  if (day !== null && metric.dated !== 'score-day') return stockWords(question, day, true);
  const period = periodWords(cohort.from, cohort.to, true);
  const referred = `${period}, ${basisWords[cohort.basis]}`;
  return day === null ? referred : `${referred}, ${asAt(day, true)}`;
}

/** Whom a figure counts, in full. */
export function countedWords(question: Dated, snapshot: Snapshot): string {
  const { metric, cohort } = question;
  const { label } = offerOf(snapshot);
  const day = dayOf(question, snapshot);
  if (day === null) return cohortWords(cohort, label);
  if (metric.dated === 'score-day') return `${cohortWords(cohort, label)}; ${asAt(day, false)}`;
  const dates = stockWords(question, day, false);
  return metric.dated === 'load'
    ? `The whole service, ${dates}`
    : cohortWords(cohort, label, `All cases, whenever referred, ${dates}`);
}

/** The dates of the other side of a comparison: `Nov 2024 to Oct 2025`, `31 Oct 2025`. */
export function otherDates(question: Dated, snapshot: Snapshot): string {
  const { metric, cohort } = question;
  const day = dayOf(question, snapshot);
  if (day === null || metric.dated === 'score-day')
    return periodWords(cohort.from, cohort.to, true);
  return metric.dated === 'year-to-month-end'
    ? stockWords({ ...question, by: 'all' }, day, true)
    : dateWords(day, true);
}
