import { filterKeys } from '#figure/cohort.ts';
import type { Cohort } from '#figure/cohort.ts';
import type { Period } from '#figure/periods.ts';
import type { Metric } from '#metrics/metric.ts';
import { splitsOf } from '#metrics/splits.ts';
import { assumptionOf } from '#metrics/value.ts';
import type { Offer } from '../context.ts';
import type { Questioned } from '../question-key.ts';

/**
 * The unfiltered questions whose readings one click under control may wait for: every metric in every
 * period that the filter bar offers, by each of its splits (rows beside the same rows unfiltered) and by
 * whatever can be filtered (the filter's own row). The period that pages open with comes first; then
 * metric by metric, as the tables of its periods are the same ones. In groups, to be handed on whole.
 */
export function questionsAhead(
  metrics: readonly Metric[],
  { presets, standard }: Pick<Offer, 'presets' | 'standard'>,
): readonly (readonly Questioned[])[] {
  // What rests on a setting is read when asked for: the setting may change. Records are not counted.
  const some = metrics.filter(
    (metric) => metric.statistic.kind !== 'records' && !assumptionOf(metric),
  );
  // Two of them may be the same months: this year's, and the last 12.
  const others = new Map(presets.map((period) => [nameOf(period), period]));
  others.delete(nameOf(standard));
  return [
    ...some.map((metric) => questionsOf(metric, standard)),
    ...some.flatMap((metric) => [...others.values()].map((period) => questionsOf(metric, period))),
  ];
}

type Months = Pick<Period, 'from' | 'to'>;

const nameOf = ({ from, to }: Months): string => `${from}/${to}`;

function questionsOf(metric: Metric, { from, to }: Months): readonly Questioned[] {
  const cohort: Cohort = { basis: 'referred', from, to, pcns: 'then', filters: {} };
  const splits = new Set([...splitsOf(metric), ...filterKeys]);
  // Link workers are shown to no controlled viewer.
  splits.delete('worker');
  return [...splits].map((by) => ({ metric, by, cohort }));
}
