import type { Kind } from '#metrics/metric.ts';
import { needSplit } from '#metrics/splits.ts';
import { activitiesKind } from './activities.ts';
import { annualPeopleKind } from './annual-people.ts';
import { areaRateKind } from './area-rate.ts';
import { attritionBridgeKind } from './attrition-bridge.ts';
import { beforeAfterKind } from './before-after.ts';
import { caseloadKind } from './caseload.ts';
import { completenessKind } from './completeness.ts';
import { compositionKind } from './composition.ts';
import { contactsKind } from './contacts.ts';
import { countKind, distinctKind } from './count.ts';
import { eventStudyKind } from './event-study.ts';
import { flowKind } from './flow.ts';
import { gpTimeValueKind } from './gp-time-value.ts';
import type { Answer, KindOf, Question } from './kind.ts';
import { matchedComparisonKind } from './matched-comparison.ts';
import { pairedChangeKind } from './paired-change.ts';
import { queueForecastKind } from './queue-forecast.ts';
import { rateKind } from './rate.ts';
import { reconcilerKind } from './reconciler.ts';
import { representationKind } from './representation.ts';
import { sensitivityKind } from './sensitivity.ts';
import { shareKind } from './share.ts';
import { stepsKind } from './steps.ts';
import { survivalKind } from './survival.ts';
import { wellbyKind } from './wellby.ts';

export type { Answer, KindOf, Question } from './kind.ts';

/** Every kind that is counted from the snapshot. `records` kinds are read from the record tables. */
const kinds: { readonly [K in Exclude<Kind['kind'], 'records'>]: KindOf<K> } = {
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
  'annual-people': annualPeopleKind,
  'area-rate': areaRateKind,
  'attrition-bridge': attritionBridgeKind,
  caseload: caseloadKind,
  completeness: completenessKind,
  contacts: contactsKind,
  flow: flowKind,
  'gp-time-value': gpTimeValueKind,
  'matched-comparison': matchedComparisonKind,
  'queue-forecast': queueForecastKind,
  reconciler: reconcilerKind,
  representation: representationKind,
  sensitivity: sensitivityKind,
  survival: survivalKind,
  wellby: wellbyKind,
};

/**
 * The exact answer to a question, for `publish` and for nobody else. Throws for a split the metric
 * does not have, and for a metric that is read from the record tables (`answerFromRecords`).
 */
export function answer(question: Question): Answer {
  const { metric, by } = question;
  needSplit(metric, by);
  const { statistic } = metric;
  if (statistic.kind === 'records') {
    throw new Error(`${metric.id} is not counted from the snapshot: it needs the record tables`);
  }
  const kind = kinds[statistic.kind] as KindOf<Kind['kind']>;
  return kind(question, statistic);
}
