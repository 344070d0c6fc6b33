import type { Cohort } from '#figure/cohort.ts';
import { splitsOf } from '#metrics/splits.ts';
import type { Scope } from '../access/viewer.ts';
import { select } from '../counting/select.ts';
import { narrowingOf } from '../disclosure/conditions.ts';
import { isUnfilteredYear } from '../disclosure/guard.ts';
import { policyFor, policyOf } from '../disclosure/policy.ts';
import type { Policy } from '../disclosure/policy.ts';
import type { Asked } from '../disclosure/publish.ts';
import { longerCohort, widerCohorts } from '../disclosure/wider.ts';
import type { Snapshot } from '../episodes/snapshot.ts';
import { answer } from '../kinds/index.ts';
import { keepsEmptyRows } from '../kinds/table.ts';
import type { Asking } from './asking.ts';
import { reachOf } from './context.ts';
import type { FigureRequest } from './request.ts';

/** The policy a viewer's question is answered under. */
export const policyOfQuestion = (cohort: Cohort, snapshot: Snapshot, scope: Scope): Policy =>
  policyFor(policyOf(scope.policy), isUnfilteredYear(cohort, reachOf(snapshot)));

type Questioned = Pick<FigureRequest, 'metric' | 'by' | 'cohort'>;

/**
 * What disclosure control must know of a question: how far it narrows, and where that is far enough
 * to matter, the same figure of the cohorts next wider.
 */
export function askedOf(question: Questioned, asking: Asking, scope: Scope): Asked {
  return asked(question, asking, scope, () =>
    widerCohorts(question.cohort, reachOf(asking.snapshot)),
  );
}

/** The same of all others: narrowed by the very filters that leave them over, out of `everyone`. */
export function askedOfRest(
  question: Questioned,
  everyone: Cohort,
  asking: Asking,
  scope: Scope,
): Asked {
  return asked(question, asking, scope, () => [everyone]);
}

function asked(
  { metric, by, cohort }: Questioned,
  { snapshot, values: value }: Asking,
  scope: Scope,
  widerThan: () => readonly Cohort[],
): Asked {
  const narrowing = narrowingOf(cohort, by);
  const controlled = policyOf(scope.policy).guarded && metric.statistic.kind !== 'records';
  const draftOf = (whole: Cohort, split: string) =>
    answer({
      metric,
      by: split,
      cohort: whole,
      snapshot,
      selection: select(snapshot, whole, scope),
      ...(value ? { value } : {}),
    }).draft;
  const wholes = !controlled ? [] : narrowing.row >= 2 ? widerThan() : exactYear();
  /** Beside a year printed exactly, a quarter gives back what it leaves over of the year. */
  function exactYear(): readonly Cohort[] {
    const isRounded = policyOfQuestion(cohort, snapshot, scope) !== policyOf(scope.policy);
    const longer = isRounded ? longerCohort(cohort, reachOf(snapshot)) : null;
    return longer ? [longer] : [];
  }
  const aroundPractices = controlled && by === 'practice' && splitsOf(metric).includes('pcn');
  return {
    by,
    narrowing,
    ...(by === 'practice' ? { pcnOf: reachOf(snapshot).pcnOf } : {}),
    dropsEmptyRows: by !== 'all' && !keepsEmptyRows(by),
    wider: [
      ...wholes.map((whole) => ({ draft: draftOf(whole, by) })),
      ...(aroundPractices
        ? [{ draft: draftOf(cohort, 'pcn'), keyOf: reachOf(snapshot).pcnOf }]
        : []),
    ],
  };
}
