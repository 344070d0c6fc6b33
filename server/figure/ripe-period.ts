import type { Metric } from '../metrics/metric.ts';
import type { Month } from './cohort.ts';
import type { Figure } from './figure.ts';
import { dayNumber, firstDayOf, monthNumber, monthOf, monthOfDay } from './month.ts';

/** Above this share of people not due yet, another period is worth offering. */
const worthOffering = 0.5;

/** Six months after referral: the shortest time the published GP figures look ahead. */
const GP_DAYS = 182;
/** About eight weeks of support, then 90 days in which a second score still counts. */
const SCORE_DAYS = 146;

/** How long people must be followed for a figure, and how far the data that follow them reach. */
export interface Following {
  /** Days after referral that must be covered. */
  readonly days: number;
  /** Last day covered, ISO. */
  readonly to: string;
}

/** Null for a figure that follows nobody, or whose data are not loaded. */
export function followingOf(
  metric: Pick<Metric, 'room' | 'followUp'>,
  dataTo: { readonly appointments: string | null; readonly wellbeing: string | null },
): Following | null {
  const isGp = metric.room === 'gp';
  if (!isGp && metric.room !== 'wellbeing') return null;
  const to = isGp ? dataTo.appointments : dataTo.wellbeing;
  return to === null ? null : { days: isGp ? (metric.followUp ?? GP_DAYS) : SCORE_DAYS, to };
}

export interface Span {
  readonly from: Month;
  readonly to: Month;
}

/**
 * The newest financial quarter (3 months) or year (12, April to March), periods everyone may ask
 * for, whose last referrals have been followed for the whole time; null when the data begin after
 * its first month, `first`.
 */
export function ripePeriod({ days, to }: Following, first: Month, months: 3 | 12): Span | null {
  const lastDay = dayNumber(to) - days;
  const newest = monthOfDay(lastDay + 1) - 1;
  const end = newest - ((((newest - 2) % months) + months) % months);
  const begin = end - months + 1;
  if (begin < monthNumber(first) || firstDayOf(end + 1) - 1 > lastDay) return null;
  return { from: monthOf(begin), to: monthOf(end) };
}

/**
 * The months a card of a report counts instead of the report's: its own, while they are the earlier.
 * A report moved to an earlier period needs none, and must not count people of after it.
 */
export function ownPeriodIn(period: Span | undefined, report: Pick<Span, 'to'>): Span | null {
  return period && period.to < report.to ? period : null;
}

/** How many people of a figure are too recent for it when they are most of them, by its published flow; else null. */
export function mostTooRecent({ flow }: Pick<Figure, 'flow'>): number | null {
  const began = flow[0]?.n.value;
  const lost = flow.flatMap((step) => step.lost ?? []).find(({ key }) => key === 'not_due')
    ?.n.value;
  return typeof began === 'number' && typeof lost === 'number' && lost > worthOffering * began
    ? lost
    : null;
}
