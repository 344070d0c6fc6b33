import type { Month } from './cohort.ts';
import type { Figure } from './figure.ts';
import { dayNumber, firstDayOf, monthNumber, monthOf, monthOfDay } from './month.ts';

/** Above this share of people not due yet, another period is worth offering. */
const worthOffering = 0.5;

interface Following {
  /** Days after referral that must be covered. */
  readonly days: number;
  /** Last day the appointments cover, ISO. */
  readonly appointmentsTo: string;
  /** First month of the data. */
  readonly first: Month;
}

/**
 * The newest financial year (April to March, a period everyone may ask for) whose last referrals
 * have been followed for the whole time; null when the data begin after its first month.
 */
export function ripeYear({
  days,
  appointmentsTo,
  first,
}: Following): { readonly from: Month; readonly to: Month } | null {
  const lastDay = dayNumber(appointmentsTo) - days;
  const newest = monthOfDay(lastDay + 1) - 1;
  const march = newest - ((((newest - 2) % 12) + 12) % 12);
  const april = march - 11;
  if (april < monthNumber(first) || firstDayOf(march + 1) - 1 > lastDay) return null;
  return { from: monthOf(april), to: monthOf(march) };
}

/** Whether most people of a figure are too recent for it, by its published flow. */
export function isMostlyTooRecent({ flow }: Pick<Figure, 'flow'>): boolean {
  const began = flow[0]?.n.value;
  const lost = flow.flatMap((step) => step.lost ?? []).find(({ key }) => key === 'not_due')
    ?.n.value;
  return typeof began === 'number' && typeof lost === 'number' && lost > worthOffering * began;
}
