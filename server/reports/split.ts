import type { Metric } from '#metrics/metric.ts';
import { splitsOf } from '#metrics/splits.ts';
import { HttpError } from '../http-error.ts';

/** Splits whose rows are people or named staff: for working with, never for a report. */
const notForReports = ['case', 'worker'];

/** @throws HttpError 400 for a split the metric does not have, or that no report may hold */
export function needSplitOf(metric: Metric, by: string): void {
  const known = splitsOf(metric).filter((each) => !notForReports.includes(each));
  if (known.includes(by)) return;
  throw new HttpError(`no such split in a report: ${metric.id} by ${by}`, 400, {
    wayOut: `Choose one of ${known.join(', ')}.`,
  });
}
