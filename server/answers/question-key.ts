import { formatCohort } from '#figure/cohort-url.ts';
import { assumptionOf } from '#metrics/value.ts';
import type { Scope } from '../access/viewer.ts';
import type { Asking } from './asking.ts';
import type { FigureRequest } from './request.ts';

/** What is counted, without how it is to leave. */
export type Questioned = Pick<FigureRequest, 'metric' | 'by' | 'cohort'>;

/** Names all that the counts of a question depend on: the data by their version, who may see what, and the question. */
export const questionKey = (
  { metric, by, cohort }: Questioned,
  { snapshot, values }: Asking,
  scope: Scope,
): string =>
  [
    snapshot.version,
    scope.key,
    metric.id,
    metric.version,
    by,
    formatCohort(cohort),
    assumptionOf(metric) ? JSON.stringify(values) : '',
  ].join('|');
