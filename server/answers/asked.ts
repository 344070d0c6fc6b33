import { filterKeys } from '#figure/cohort.ts';
import type { Cohort } from '#figure/cohort.ts';
import { formatCohort } from '#figure/cohort-url.ts';
import type { Draft } from '#figure/draft.ts';
import { splitsOf } from '#metrics/splits.ts';
import { assumptionOf } from '#metrics/value.ts';
import type { Scope } from '../access/viewer.ts';
import { select } from '../counting/select.ts';
import { narrowingOf } from '../disclosure/conditions.ts';
import { isUnfilteredYear } from '../disclosure/guard.ts';
import { policyFor, policyOf } from '../disclosure/policy.ts';
import type { Policy } from '../disclosure/policy.ts';
import { rungsOf } from '../disclosure/ladder.ts';
import { isHiddenForOthers } from '../disclosure/publish.ts';
import type { Asked } from '../disclosure/publish.ts';
import { countsThatAddUp } from '../disclosure/tell-tales.ts';
import { longerCohort, widerCohorts } from '../disclosure/wider.ts';
import type { Snapshot } from '../episodes/snapshot.ts';
import { answer } from '../kinds/index.ts';
import { keepsEmptyRows } from '../kinds/table.ts';
import type { Asking } from './asking.ts';
import { RecentCache } from './cache.ts';
import { reachOf } from './context.ts';
import type { FigureRequest } from './request.ts';

/** The policy a viewer's question is answered under. */
export const policyOfQuestion = (cohort: Cohort, snapshot: Snapshot, scope: Scope): Policy =>
  policyFor(policyOf(scope.policy), isUnfilteredYear(cohort, reachOf(snapshot)));

type Questioned = Pick<FigureRequest, 'metric' | 'by' | 'cohort'>;

/**
 * What disclosure control must know of a question beside its draft: how far it narrows, and where
 * that matters, the same figure of the cohorts around it.
 */
export function askedOf(question: Questioned, draft: Draft, asking: Asking, scope: Scope): Asked {
  return asked(question, draft, asking, scope, () =>
    widerCohorts(question.cohort, reachOf(asking.snapshot)),
  );
}

/** The same of all others: narrowed by the very filters that leave them over, out of `everyone`. */
export function askedOfRest(
  question: Questioned,
  draft: Draft,
  everyone: Cohort,
  asking: Asking,
  scope: Scope,
): Asked {
  return asked(question, draft, asking, scope, () => [everyone]);
}

function asked(
  question: Questioned,
  draft: Draft,
  asking: Asking,
  scope: Scope,
  widerThan: () => readonly Cohort[],
): Asked {
  const { metric, by, cohort } = question;
  const reach = reachOf(asking.snapshot);
  const policy = policyOf(scope.policy);
  const narrowing = narrowingOf(cohort, by);
  const plain: Asked = {
    by,
    narrowing,
    dropsEmptyRows: by !== 'all' && !keepsEmptyRows(by),
    wider: [],
  };
  if (!policy.guarded || metric.statistic.kind === 'records') return plain;
  const draftOf = (whole: Cohort, split = by): Draft =>
    draftFor({ metric, by: split, cohort: whole }, asking, scope);
  const isRounded = policyOfQuestion(cohort, asking.snapshot, scope) !== policy;
  // Beside a year printed exactly, a quarter gives back what it leaves over of the year.
  const beside = isRounded ? longerCohort(cohort, reach) : null;
  const wholes = narrowing.row >= 2 ? widerThan() : beside ? [beside] : [];
  const aroundPractices = by === 'practice' && splitsOf(metric).includes('pcn');
  const addsUp = draft.columns.some(({ key }) => countsThatAddUp(draft, key));
  const climbs = addsUp && narrowing.row === 1 && by !== 'month' && !policy.complementary;
  return {
    ...plain,
    ...(by === 'practice' ? { pcnOf: reach.pcnOf } : {}),
    wider: [
      ...wholes.map((whole) => ({ draft: draftOf(whole) })),
      ...(aroundPractices ? [{ draft: draftOf(cohort, 'pcn'), keyOf: reach.pcnOf }] : []),
    ],
    ladders: climbs
      ? rungsOf(cohort, reach).map(({ whole, parts, own }) => ({
          whole: draftOf(whole),
          parts: parts.map((part) => draftOf(part)),
          own,
        }))
      : [],
    isHiddenElsewhere: narrowing.total === 1 && isHiddenAsRow(question, asking, scope),
  };
}

/** Whether the people of a cohort with one filter are a hidden row of the unfiltered figure. */
function isHiddenAsRow({ metric, cohort }: Questioned, asking: Asking, scope: Scope): boolean {
  const key = filterKeys.find((each) => cohort.filters[each]);
  const code = key && cohort.filters[key]?.[0];
  if (!key || !splitsOf(metric).includes(key)) return false;
  const question = { metric, by: key, cohort: { ...cohort, filters: {} } };
  const draft = draftFor(question, asking, scope);
  return isHiddenForOthers(
    code ?? '',
    draft,
    policyOfQuestion(question.cohort, asking.snapshot, scope),
    askedOf(question, draft, asking, scope),
  );
}

/** Drafts of neighbouring questions, which many questions share: some kB each. */
const drafts = new RecentCache<Draft>(1000);

function draftFor({ metric, by, cohort }: Questioned, asking: Asking, scope: Scope): Draft {
  const { snapshot, values: value } = asking;
  const key = [
    snapshot.version,
    scope.key,
    metric.id,
    metric.version,
    by,
    formatCohort(cohort),
    assumptionOf(metric) ? JSON.stringify(value) : '',
  ].join('|');
  const known = drafts.get(key);
  if (known) return known;
  const selection = select(snapshot, cohort, scope);
  const question = { metric, by, cohort, snapshot, selection };
  return drafts.put(key, answer({ ...question, ...(value ? { value } : {}) }).draft);
}
