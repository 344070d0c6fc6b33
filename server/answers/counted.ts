import { formatCohort } from '#figure/cohort-url.ts';
import { assumptionOf } from '#metrics/value.ts';
import type { Scope } from '../access/viewer.ts';
import { select } from '../counting/select.ts';
import { answer } from '../kinds/index.ts';
import type { Answer } from '../kinds/kind.ts';
import type { Asking } from './asking.ts';
import { RecentCache } from './cache.ts';
import type { FigureRequest } from './request.ts';

/** What is counted, without how it is to leave. */
export type Questioned = Pick<FigureRequest, 'metric' | 'by' | 'cohort'>;

/** Exact answers: under control a figure is set beside those around it, which are asked for soon, too. Some kB each. */
const counted = new RecentCache<Answer>(1000);

/** Counts and derives a figure of the snapshot: still exact, for `publish` or for setting beside another. */
export function countedFor(question: Questioned, asking: Asking, scope: Scope): Answer {
  const { metric, by, cohort } = question;
  const { snapshot, values: value } = asking;
  const key = questionKey(question, asking, scope);
  const known = counted.get(key);
  if (known) return known;
  const selection = select(snapshot, cohort, scope);
  const asked = { metric, by, cohort, snapshot, selection };
  return counted.put(key, answer({ ...asked, ...(value ? { value } : {}) }));
}

/** Names everything that the counts of a question depend on: data, scope, metric, cohort, and what money figures assume. */
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
