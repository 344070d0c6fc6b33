import type { Chart, Filling } from '#figure/figure.ts';
import type { Metric } from '#metrics/metric.ts';
import type { Published } from '../disclosure/publish.ts';
import type { Answer } from '../kinds/kind.ts';
import type { PinnedNote } from './asking.ts';
import { funnelMarks } from './funnel-marks.ts';
import { xmrMarks } from './xmr-marks.ts';

export interface Annotated {
  readonly metric: Metric;
  readonly answer: Answer;
  readonly published: Published;
  readonly notes: readonly PinnedNote[];
  readonly filling: Filling | null;
}

/** Adds what is read off the published numbers (never the exact ones): XmR limits, funnel limits. */
export function annotate({ metric, answer, published, notes, filling }: Annotated): Chart {
  const { chart } = answer;
  const settled = published.rows.filter(({ key }) => !filling?.keys.includes(key));
  const xmr = metric.monthsOverlap ? null : xmrMarks(settled, chart, metric.direction, notes);
  const funnel = funnelMarks(published.rows, published.total, chart, metric);
  // With too few places to draw limits for, bars with intervals say what can be said.
  const kind = chart.kind === 'funnel-plot' && !funnel ? 'breakdown' : chart.kind;
  return {
    ...chart,
    kind,
    ...(xmr ? { xmr } : {}),
    ...(funnel ? { funnel } : {}),
    ...(filling && kind === 'trend' ? { filling } : {}),
  };
}
