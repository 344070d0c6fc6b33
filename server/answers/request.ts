import type { Cohort } from '#figure/cohort.ts';
import type { PolicyId } from '#figure/figure.ts';
import type { Metric } from '#metrics/metric.ts';
import type { Against } from './compare.ts';

/** One figure asked for: everything already parsed and checked. */
export interface FigureRequest {
  readonly metric: Metric;
  /** A split the metric has a panel for. */
  readonly by: string;
  readonly cohort: Cohort;
  readonly against?: Against | undefined;
  readonly policy?: PolicyId | undefined;
  readonly purpose?: 'screen' | 'file' | undefined;
}
