import type { Chart } from '#figure/figure.ts';
import type { Metric } from '#metrics/metric.ts';
import type { Published } from '../disclosure/publish.ts';
import type { Answer } from '../kinds/kind.ts';
import type { PinnedNote } from './asking.ts';
import { xmrMarks } from './xmr-marks.ts';

export interface Annotated {
  readonly metric: Metric;
  readonly answer: Answer;
  readonly published: Published;
  readonly notes: readonly PinnedNote[];
}

/** Adds what is read off the published numbers (never the exact ones): XmR limits, funnel limits. */
export function annotate({ metric, answer, published, notes }: Annotated): Chart {
  const { chart } = answer;
  const xmr = xmrMarks(published.rows, chart, metric.direction, notes);
  return xmr ? { ...chart, xmr } : chart;
}
