import type { Cell } from '#figure/cell.ts';
import type { Cohort, Month } from '#figure/cohort.ts';
import type { Scope } from '../access/viewer.ts';
import { count } from '../counting/count.ts';
import { rowCount } from '../counting/folds.ts';
import { groupBy } from '../counting/group.ts';
import { select } from '../counting/select.ts';
import { publishCell } from '../disclosure/cells.ts';
import { narrowingOf } from '../disclosure/conditions.ts';
import { policyAt, policyOf } from '../disclosure/policy.ts';
import { refusalOf } from './refusal.ts';
import type { Asking } from './asking.ts';
import { offerOf } from './context.ts';

/** Referrals of a cohort by month over all dates: the strip the period is brushed on. */
export function monthlyReferrals(
  cohort: Cohort,
  asking: Asking,
  scope: Scope,
): readonly { readonly month: Month; readonly n: Cell }[] {
  const { first, last } = offerOf(asking.snapshot);
  const whole: Cohort = { ...cohort, from: first, to: last };
  const groups = groupBy(asking.snapshot, 'month', whole);
  if (refusalOf(whole, asking, scope)) {
    return groups.groups.map(({ key }) => ({
      month: key,
      n: { value: null, state: 'suppressed' as const },
    }));
  }
  const { values } = count(select(asking.snapshot, whole, scope), rowCount(), groups);
  const policy = policyAt(policyOf(scope.policy), narrowingOf(whole, 'month').row);
  return groups.groups.map(({ key }, at) => ({
    month: key,
    n: publishCell({ kind: 'count', n: values[at] ?? 0 }, policy),
  }));
}
