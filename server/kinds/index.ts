import type { Kind } from '#metrics/metric.ts';
import { needSplit } from '#metrics/splits.ts';
import { activitiesKind } from './activities.ts';
import { beforeAfterKind } from './before-after.ts';
import { compositionKind } from './composition.ts';
import { countKind, distinctKind } from './count.ts';
import { eventStudyKind } from './event-study.ts';
import type { Answer, KindOf, Question } from './kind.ts';
import { pairedChangeKind } from './paired-change.ts';
import { rateKind } from './rate.ts';
import { shareKind } from './share.ts';
import { stepsKind } from './steps.ts';

export type { Answer, KindOf, Question } from './kind.ts';

/** Every kind that is counted from the snapshot. `records` kinds are read from the record tables. */
const kinds: { readonly [K in Kind['kind']]?: KindOf<K> } = {
  count: countKind,
  distinct: distinctKind,
  composition: compositionKind,
  share: shareKind,
  rate: rateKind,
  'paired-change': pairedChangeKind,
  'before-after': beforeAfterKind,
  'event-study': eventStudyKind,
  steps: stepsKind,
  activities: activitiesKind,
};

/**
 * The exact answer to a question, for `publish` and for nobody else. Throws for a split the metric
 * does not have, and for a metric that is read from the record tables (`answerFromRecords`).
 */
export function answer(question: Question): Answer {
  const { metric, by } = question;
  needSplit(metric, by);
  const kind = kinds[metric.statistic.kind] as KindOf<Kind['kind']> | undefined;
  if (!kind) {
    throw new Error(`${metric.id} is not counted from the snapshot: it needs the record tables`);
  }
  return kind(question, metric.statistic);
}
