import { dimensionOf } from '#dimensions';
import type { Cell } from '#figure/cell.ts';
import { filterKeys } from '#figure/cohort.ts';
import type { Cohort, FilterKey } from '#figure/cohort.ts';
import type { Draft } from '#figure/draft.ts';
import { formatCohort } from '#figure/cohort-url.ts';
import { cohortWords } from '#figure/cohort-words.ts';
import type { Scope } from '../access/viewer.ts';
import { columnOf } from '../counting/codes.ts';
import { missingOf, select } from '../counting/select.ts';
import type { Selection } from '../counting/select.ts';
import { publishCell } from '../disclosure/cells.ts';
import { conditionsOf } from '../disclosure/conditions.ts';
import { policyAt } from '../disclosure/policy.ts';
import { publish } from '../disclosure/publish.ts';
import type { Snapshot } from '../episodes/snapshot.ts';
import { askedOf, policyOfQuestion } from './asked.ts';
import { refusalOf } from './refusal.ts';
import type { Asking } from './asking.ts';
import { offerOf, reachOf } from './context.ts';

/** The line under the filter bar: who is counted, who is left out and why. */
export interface CohortSummary {
  readonly key: string;
  readonly words: string;
  /** Referrals counted. */
  readonly counted: Cell;
  /** Those, and the ones that could not be placed because a filtered field is not recorded. */
  readonly considered: Cell;
  readonly leftOut: readonly { readonly key: string; readonly label: string; readonly n: Cell }[];
  /** Counted in service figures, never in linked ones. */
  readonly optedOut: Cell;
  /** Set when a controlled viewer may not see this cohort: nothing above is shown then. */
  readonly refused: { readonly words: string; readonly wayOut: string } | null;
}

const withoutFilter = (cohort: Cohort, key: FilterKey): Cohort => ({
  ...cohort,
  filters: Object.fromEntries(Object.entries(cohort.filters).filter(([each]) => each !== key)),
});

/** Rows of a selection whose value for a dimension is not recorded. */
function notRecorded(snapshot: Snapshot, selection: Selection, key: FilterKey): number {
  const dimension = dimensionOf(key);
  const values = snapshot.tables.episode.column(columnOf(dimension, selection.cohort));
  const missing = missingOf(values);
  const unknown = new Set(
    dimension.codes.flatMap((code, ordinal) => (code.notRecorded ? [ordinal] : [])),
  );
  let found = 0;
  for (const row of selection.rows) {
    const value = values[row] as number;
    if (value === missing || unknown.has(value)) found++;
  }
  return found;
}

function unplaced(asking: Asking, cohort: Cohort, scope: Scope): readonly [FilterKey, number][] {
  return filterKeys.flatMap((key): [FilterKey, number][] => {
    const codes = cohort.filters[key];
    if (!codes || codes.includes('not_recorded') || codes.includes('unknown')) return [];
    const parent = select(asking.snapshot, withoutFilter(cohort, key), scope);
    const n = notRecorded(asking.snapshot, parent, key);
    return n > 0 ? [[key, n]] : [];
  });
}

const hidden: Cell = { value: null, state: 'suppressed' };

/** Referrals of the cohort, published as the total of a figure is. */
function countedCell(cohort: Cohort, asking: Asking, scope: Scope): Cell {
  const n = { kind: 'count', n: select(asking.snapshot, cohort, scope).count } as const;
  const total = { key: '', label: 'All', kind: 'total', cells: { n } } as const;
  const draft: Draft = { columns: [], rows: [], total, flow: [] };
  const question = { metric: asking.metrics.metricOf('referrals'), by: 'all', cohort };
  const published = publish(
    draft,
    policyOfQuestion(cohort, asking.snapshot, scope),
    askedOf(question, draft, asking, scope),
  );
  return published.total?.cells['n'] ?? hidden;
}

/** The summary under the viewer's policy, by the same exit as every figure. */
export function summarise(cohort: Cohort, asking: Asking, scope: Scope): CohortSummary {
  const { snapshot } = asking;
  const conditions = conditionsOf(cohort, reachOf(snapshot));
  const policy = policyAt(policyOfQuestion(cohort, snapshot, scope), conditions);
  const name = { key: formatCohort(cohort), words: cohortWords(cohort, offerOf(snapshot).label) };
  const refused = refusalOf(cohort, asking, scope);
  if (refused) {
    return { ...name, counted: hidden, considered: hidden, leftOut: [], optedOut: hidden, refused };
  }
  const cell = (n: number): Cell => publishCell({ kind: 'count', n }, policy);
  const selection = select(snapshot, cohort, scope);
  const reasons = unplaced(asking, cohort, scope);
  const linkage = snapshot.tables.episode.column('linkage');
  let optedOut = 0;
  for (const row of selection.rows) if (linkage[row] === 1) optedOut++;
  return {
    ...name,
    counted: countedCell(cohort, asking, scope),
    considered: cell(reasons.reduce((sum, [, n]) => sum + n, selection.count)),
    // A reason that fits nobody is not listed, so where nobody is hidden, neither are the few.
    leftOut: reasons
      .map(([key, n]) => ({ key, label: `${dimensionOf(key).label} not recorded`, n: cell(n) }))
      .filter(({ n }) => !(policy.hidesZero && n.state === 'suppressed')),
    optedOut: cell(optedOut),
    refused: null,
  };
}
