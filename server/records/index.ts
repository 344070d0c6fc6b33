import { needSplit } from '#metrics/splits.ts';
import type { Answer } from '../kinds/kind.ts';
import { discrepancies } from './discrepancies.ts';
import { duplicates } from './duplicates.ts';
import { followUpDue } from './follow-up-due.ts';
import { freshness } from './freshness.ts';
import type { RecordQuestion } from './record-question.ts';
import { unmapped } from './unmapped.ts';

export type { RecordAccess, RecordQuestion } from './record-question.ts';

/** The named queries of `records` metrics. */
const queries: Readonly<Record<string, (question: RecordQuestion) => Promise<Answer>>> = {
  freshness,
  duplicates,
  unmapped,
  discrepancies,
  'follow-up-due': followUpDue,
};

/**
 * The exact answer of a `records` metric, for `publish` like any other. Throws for a split it does
 * not have, for a query that does not exist, and for a metric of another kind.
 */
export function answerFromRecords(question: RecordQuestion): Promise<Answer> {
  const { metric, by } = question;
  needSplit(metric, by);
  const { statistic } = metric;
  if (statistic.kind !== 'records') {
    throw new Error(`${metric.id} is counted from the snapshot, not from records`);
  }
  const query = queries[statistic.query];
  if (!query) {
    const known = Object.keys(queries).join(', ');
    throw new Error(`unknown record query: ${statistic.query}; one of ${known}`);
  }
  return query(question);
}
