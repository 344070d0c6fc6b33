import type { Cohort } from '#figure/cohort.ts';
import type { Scope } from '../access/viewer.ts';
import { select } from '../counting/select.ts';
import { publish } from '../disclosure/publish.ts';
import type { Published } from '../disclosure/publish.ts';
import { answer } from '../kinds/index.ts';
import { askedOf, policyOfQuestion } from './asked.ts';
import type { Asking } from './asking.ts';

/**
 * The numbers of a figure as they are published, for what prints some of them outside of a figure: so
 * the two never differ in what they hide. Refusals are the caller's.
 */
export function publishedFigure(
  id: string,
  by: string,
  cohort: Cohort,
  asking: Asking,
  scope: Scope,
): Published {
  const { snapshot } = asking;
  const metric = asking.metrics.metricOf(id);
  const selection = select(snapshot, cohort, scope);
  const { draft } = answer({ metric, by, cohort, snapshot, selection });
  const asked = askedOf({ metric, by, cohort }, draft, asking, scope);
  return publish(draft, policyOfQuestion(cohort, snapshot, scope), asked);
}
