import type { Cell } from '#figure/cell.ts';
import type { Cohort, Month } from '#figure/cohort.ts';
import type { Draft } from '#figure/draft.ts';
import type { Scope } from '../access/viewer.ts';
import { count } from '../counting/count.ts';
import { rowCount } from '../counting/folds.ts';
import { groupBy } from '../counting/group.ts';
import { select } from '../counting/select.ts';
import { publish } from '../disclosure/publish.ts';
import { askedOf, policyOfQuestion } from './asked.ts';
import { refusalOf } from './refusal.ts';
import type { Asking } from './asking.ts';
import { offerOf } from './context.ts';

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
  const draft = monthlyCounts(whole, asking, scope);
  const question = { metric: asking.metrics.metricOf('referrals'), by: 'month', cohort: whole };
  const { rows } = publish(
    draft,
    policyOfQuestion(whole, snapshot, scope),
    askedOf(question, draft, asking, scope),
  );
  const published = new Map(rows.map(({ key, cells }) => [key, cells['n']]));
  return groups.map(({ key }) => ({ month: key, n: published.get(key) ?? hidden }));
}

function monthlyCounts(cohort: Cohort, { snapshot }: Asking, scope: Scope): Draft {
  const groups = groupBy(snapshot, 'month', cohort);
  const { values } = count(select(snapshot, cohort, scope), rowCount(), groups);
  return {
    columns: [],
    rows: groups.groups.map(({ key, label }, at) => ({
      key,
      label,
      kind: 'group',
      cells: { n: { kind: 'count', n: values[at] ?? 0 } },
    })),
    total: null,
    flow: [],
  };
}
