import type { Cell } from '#figure/cell.ts';
import type { Cohort, Month } from '#figure/cohort.ts';
import type { Scope } from '../access/viewer.ts';
import { groupBy } from '../counting/group.ts';
import { refusalOf } from './refusal.ts';
import type { Asking } from './asking.ts';
import { offerOf } from './context.ts';
import { publishedFigure } from './published-figure.ts';

const hidden: Cell = { value: null, state: 'suppressed' };

/** Referrals of a cohort by month over all dates: the strip the period is brushed on. */
export function monthlyReferrals(
  cohort: Cohort,
  asking: Asking,
  scope: Scope,
): readonly { readonly month: Month; readonly n: Cell }[] {
  const { snapshot } = asking;
  const { first, last } = offerOf(snapshot);
  const whole: Cohort = { ...cohort, from: first, to: last };
  const { groups } = groupBy(snapshot, 'month', whole);
  if (refusalOf(whole, asking, scope)) return groups.map(({ key }) => ({ month: key, n: hidden }));
  const { rows } = publishedFigure('referrals', 'month', whole, asking, scope);
  const published = new Map(rows.map(({ key, cells }) => [key, cells['n']]));
  return groups.map(({ key }) => ({ month: key, n: published.get(key) ?? hidden }));
}
