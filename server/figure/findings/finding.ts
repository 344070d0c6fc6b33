import type { Metric } from '../../metrics/metric.ts';
import type { Cell, Column, Row } from '../cell.ts';
import type { Cohort } from '../cohort.ts';
import type { FlowStep } from '../draft.ts';
import type { Chart } from '../figure.ts';

/** What a finding may be made of: published numbers and words, nothing exact. */
export interface FindingInput {
  readonly metric: Metric;
  readonly by: string;
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  readonly total: Row | null;
  readonly flow: readonly FlowStep<Cell>[];
  readonly headlineColumn: string;
  readonly chart: Chart;
  readonly cohort: Cohort;
}

/**
 * A finding: one plain sentence or two; never a cause, never a ranking of overlaps. What stands under
 * it on the card (measure, place, period) it does not repeat.
 */
export type Finding = string;
