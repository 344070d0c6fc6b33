import { filterKeys } from '#figure/cohort.ts';
import type { Cohort } from '#figure/cohort.ts';
import { formatCohort } from '#figure/cohort-url.ts';
import type { Draft } from '#figure/draft.ts';
import { isView, splitsOf } from '#metrics/splits.ts';
import type { Scope } from '../access/viewer.ts';
import { select } from '../counting/select.ts';
import { monthIn, narrowingOf } from '../disclosure/conditions.ts';
import type { Narrowing } from '../disclosure/conditions.ts';
import { isUnfilteredYear } from '../disclosure/guard.ts';
import { policyAt, policyFor, policyOf } from '../disclosure/policy.ts';
import type { Policy } from '../disclosure/policy.ts';
import { hiddenForOthersIn } from '../disclosure/publish.ts';
import type { Asked } from '../disclosure/publish.ts';
import { everyColumn, someOf, together } from '../disclosure/shares.ts';
import type { Columns } from '../disclosure/shares.ts';
import { longerCohort, widerCohorts } from '../disclosure/wider.ts';
import type { Reach } from '../disclosure/wider.ts';
import type { Snapshot } from '../episodes/snapshot.ts';
import { answer } from '../kinds/index.ts';
import { keepsEmptyRows } from '../kinds/table.ts';
import type { Asking } from './asking.ts';
import { hiddenInViews, movesBesideFew } from './views.ts';
import { hiddenBeside } from './beside.ts';
import { RecentCache, keptBy } from './cache.ts';
import { reachOf } from './context.ts';
import { questionKey } from './question-key.ts';
import type { Questioned } from './question-key.ts';
import { readingsOf } from './readings.ts';

/** How far a question narrows the people that its figure counts. */
export const narrowingOfQuestion = ({ metric, by, cohort }: Questioned, reach: Reach): Narrowing =>
  narrowingOf(cohort, by, reach, metric.dated === 'month-end');

/** The policy a viewer's question is answered under. */
export const policyOfQuestion = (cohort: Cohort, snapshot: Snapshot, scope: Scope): Policy =>
  policyFor(policyOf(scope.policy), isUnfilteredYear(cohort, reachOf(snapshot)));

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
  const narrowing = narrowingOfQuestion(question, reach);
  const plain: Asked = {
    by,
    narrowing,
    dropsEmptyRows: by !== 'all' && !keepsEmptyRows(by),
    wider: [],
  };
  if (!policy.guarded || metric.statistic.kind === 'records') return plain;
  const draftOf = (whole: Cohort, split = by): Draft =>
    draftFor({ metric, by: split, cohort: whole }, asking, scope);
  const own = policyOfQuestion(cohort, asking.snapshot, scope);
  // Beside a year printed exactly, a quarter gives back what it leaves over of the year.
  const beside = own === policy ? null : longerCohort(cohort, reach);
  // Who is there at the end of one month is not some of those at the end of another.
  const isAround = (whole: Cohort): boolean =>
    metric.dated !== 'month-end' || whole.to === cohort.to;
  const wholes = (narrowing.row >= 2 ? widerThan() : beside ? [beside] : []).filter(isAround);
  const aroundPractices = by === 'practice' && splitsOf(metric).includes('pcn');
  const isUnfiltered =
    monthIn(cohort, reach) === null && filterKeys.every((key) => !cohort.filters[key]);
  const neighbour = (each: Questioned): Draft => draftFor(each, asking, scope);
  // A year that is printed exactly is seen to by the rule of exact counts.
  const elsewhere = together([
    isUnfiltered && !own.complementary
      ? hiddenBeside(question, neighbour, asking, scope)
      : new Map(),
    isUnfiltered && !policy.complementary
      ? new Map()
      : hiddenElsewhere(question, draft, asking, scope),
  ]);
  return {
    ...plain,
    ...(by === 'practice' ? { pcnOf: reach.pcnOf } : {}),
    wider: [
      ...wholes.map((whole) => ({ draft: draftOf(whole) })),
      ...(aroundPractices ? [{ draft: draftOf(cohort, 'pcn'), keyOf: reach.pcnOf }] : []),
    ],
    hiddenElsewhere: withViews(question, draft, elsewhere, asking, scope),
  };
}

/** The same with what prints the total's numbers once more; measures have figures of their own. */
function withViews(
  question: Questioned,
  draft: Draft,
  elsewhere: Columns,
  asking: Asking,
  scope: Scope,
): Columns {
  const { metric, by } = question;
  const any = isView(by) ? splitsOf(metric).find((split) => !isView(split)) : undefined;
  const { total } = any === undefined ? draft : draftFor({ ...question, by: any }, asking, scope);
  const policy = policyOfQuestion(question.cohort, asking.snapshot, scope);
  const { row } = narrowingOfQuestion(question, reachOf(asking.snapshot));
  return together([
    elsewhere,
    movesBesideFew(draft, total, policyAt(policy, row)),
    hiddenInViews(draft, total, elsewhere.get('') ?? new Set()),
    by === 'scale' ? ofMeasures(question, draft, asking, scope) : new Map(),
  ]);
}

/** What is hidden of each measure in the figure that is of it alone. */
function ofMeasures(question: Questioned, { rows }: Draft, asking: Asking, scope: Scope): Columns {
  const own = new Set(rows.map(({ key }) => key));
  return new Map(
    asking.metrics.list.flatMap((metric) => {
      const { statistic } = metric;
      const scale = statistic.kind === 'paired-change' ? statistic.scale : undefined;
      if (scale === undefined || !own.has(scale) || metric.id === question.metric.id) return [];
      const alone = { ...question, metric, by: 'all' };
      const asked = askedOf(alone, draftFor(alone, asking, scope), asking, scope);
      return [[scale, asked.hiddenElsewhere?.get('') ?? new Set<string>()] as const];
    }),
  );
}

/**
 * Columns whose counts are hidden in a row of the same figure unfiltered, or lie in such counts: as
 * parts, added up, they would give them back.
 */
function hiddenElsewhere(
  { metric, by, cohort }: Questioned,
  { rows, total: whole }: Draft,
  asking: Asking,
  scope: Scope,
): NonNullable<Asked['hiddenElsewhere']> {
  const { filters } = cohort;
  const reach = reachOf(asking.snapshot);
  const month = monthIn(cohort, reach);
  const here = new Set(
    [...rows, ...(whole ? [whole] : [])].flatMap(({ cells }) => Object.keys(cells)),
  );
  const hiddenAt = (split: string, code: string, everyone: Cohort | null): readonly string[] => {
    const isOwn = everyone && split === by && formatCohort(everyone) === formatCohort(cohort);
    if (!everyone || isOwn) return [];
    const question = { metric, by: split, cohort: everyone };
    const hidden = hiddenRowsOf(question, asking, scope).get(code) ?? new Set();
    const isHere = (column: string): boolean => here.has(column) || isView(by);
    return [...hidden].filter((column) => isHere(column) || column === everyColumn);
  };
  const everything = { ...cohort, from: reach.first, to: reach.last, filters: {} };
  const ofMonth = (each: string): readonly string[] => hiddenAt('month', each, everything);
  // Of one month alone no split is plain.
  const ofCode = (split: string, code: string): readonly string[] =>
    month !== null || split === 'all' ? [] : hiddenAt(split, code, { ...cohort, filters: {} });
  const total = [
    ...filterKeys.flatMap((key) => (filters[key] ?? []).flatMap((code) => ofCode(key, code))),
    ...(month === null ? [] : ofMonth(month)),
  ];
  return new Map([
    ['', new Set(total)],
    ...rows.map(({ key }) => {
      const own = by === 'month' ? ofMonth(key) : ofCode(by, key);
      return [key, new Set([...total, ...own])] as const;
    }),
  ]);
}

/**
 * What is hidden for the sake of others in the rows of an unfiltered figure; nothing of a split there is
 * not. Every filtered question asks it of its filters and its split (`ahead/`).
 */
export function hiddenRowsOf(question: Questioned, asking: Asking, scope: Scope): Columns {
  if (!splitsOf(question.metric).includes(question.by)) {
    const policy = policyOfQuestion(question.cohort, asking.snapshot, scope);
    if (policy.complementary) return new Map();
    return hiddenBeside(question, (each) => draftFor(each, asking, scope), asking, scope);
  }
  const key = questionKey(question, asking, scope);
  const { inRows } = readingsOf(asking.snapshot);
  const known = inRows.get(key);
  if (known) return known;
  const draft = draftFor(question, asking, scope);
  const policy = policyOfQuestion(question.cohort, asking.snapshot, scope);
  const asked = askedOf(question, draft, asking, scope);
  return inRows.put(key, someOf(hiddenForOthersIn(draft, policy, asked)));
}

/** Drafts of neighbouring questions, which many questions share: some kB each. */
const draftsBy = keptBy(() => new RecentCache<Draft>(1000));

function draftFor({ metric, by, cohort }: Questioned, asking: Asking, scope: Scope): Draft {
  const { snapshot, values: value } = asking;
  const key = questionKey({ metric, by, cohort }, asking, scope);
  const drafts = draftsBy(snapshot);
  const known = drafts.get(key);
  if (known) return known;
  const selection = select(snapshot, cohort, scope);
  const question = { metric, by, cohort, snapshot, selection };
  return drafts.put(key, answer({ ...question, ...(value ? { value } : {}) }).draft);
}
