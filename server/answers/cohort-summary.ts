import { dimensionOf } from '#dimensions';
import type { Cell } from '#figure/cell.ts';
import { filterKeys } from '#figure/cohort.ts';
import type { Cohort, FilterKey } from '#figure/cohort.ts';
import { formatCohort } from '#figure/cohort-url.ts';
import { cohortWords } from '#figure/cohort-words.ts';
import { splitsOf } from '#metrics/splits.ts';
import type { Scope } from '../access/viewer.ts';
import { NOT_KNOWN, columnOf } from '../counting/codes.ts';
import { missingOf, select } from '../counting/select.ts';
import type { Selection } from '../counting/select.ts';
import { publishCell } from '../disclosure/cells.ts';
import { conditionsOf } from '../disclosure/conditions.ts';
import { policyAt } from '../disclosure/policy.ts';
import type { Snapshot } from '../episodes/snapshot.ts';
import { policyOfQuestion } from './asked.ts';
import { refusalOf } from './refusal.ts';
import type { Asking } from './asking.ts';
import { offerOf, reachOf } from './context.ts';
import { publishedFigure } from './published-figure.ts';

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

const isNotRecorded = (key: FilterKey, code: string): boolean =>
  code === NOT_KNOWN ||
  dimensionOf(key).codes.some((each) => each.code === code && each.notRecorded);

function unplaced(asking: Asking, cohort: Cohort, scope: Scope): readonly [FilterKey, number][] {
  return filterKeys.flatMap((key): [FilterKey, number][] => {
    const codes = cohort.filters[key];
    if (!codes || codes.some((code) => isNotRecorded(key, code))) return [];
    const parent = select(asking.snapshot, withoutFilter(cohort, key), scope);
    const n = notRecorded(asking.snapshot, parent, key);
    return n > 0 ? [[key, n]] : [];
  });
}

const hidden: Cell = { value: null, state: 'suppressed' };

const isShown = (cell: Cell | undefined): cell is Cell => typeof cell?.value === 'number';

/** Those who could not be placed, shown where the figure of referrals shows them as a row. */
function leftOutCell(cohort: Cohort, key: FilterKey, n: Cell, asking: Asking, scope: Scope): Cell {
  const referrals = asking.metrics.metricOf('referrals');
  if (!splitsOf(referrals).includes(key)) return n;
  const { rows } = publishedFigure('referrals', key, withoutFilter(cohort, key), asking, scope);
  const unplacedRows = rows.filter(({ kind }) => kind === 'not_recorded');
  const isWhole = unplacedRows.length > 0 && unplacedRows.every(({ cells }) => isShown(cells['n']));
  return isWhole ? n : hidden;
}

/** Those who opted out, shown where the figure of GP appointments does not hide how many it lost so. */
function optedOutCell(cohort: Cohort, n: Cell, asking: Asking, scope: Scope): Cell {
  const { flow } = publishedFigure('gp-appointments', 'all', cohort, asking, scope);
  const lost = flow.flatMap((step) => step.lost ?? []).find(({ key }) => key === 'opted_out');
  return lost?.n.state === 'suppressed' ? hidden : n;
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
  const cell = (n: number, rule = policy): Cell => publishCell({ kind: 'count', n }, rule);
  const selection = select(snapshot, cohort, scope);
  const linkage = snapshot.tables.episode.column('linkage');
  let optedOut = 0;
  for (const row of selection.rows) if (linkage[row] === 1) optedOut++;
  const reasons = unplaced(asking, cohort, scope);
  if (!policy.guarded) {
    return {
      ...name,
      counted: cell(selection.count),
      considered: cell(reasons.reduce((sum, [, n]) => sum + n, selection.count)),
      leftOut: reasons.map(([key, n]) => ({ key, label: leftOutWords(key), n: cell(n) })),
      optedOut: cell(optedOut),
      refused: null,
    };
  }
  const counted =
    publishedFigure('referrals', 'all', cohort, asking, scope).total?.cells['n'] ?? hidden;
  const ofParts = policyAt(policyOfQuestion(cohort, snapshot, scope), conditions + 1);
  const leftOut = reasons
    .map(([key, n]) => ({
      key,
      label: leftOutWords(key),
      n: leftOutCell(cohort, key, cell(n), asking, scope),
    }))
    // A reason that fits nobody is not listed, so where nobody is hidden, neither are the few.
    .filter(({ n }) => !(policy.hidesZero && n.state === 'suppressed'));
  return {
    ...name,
    counted,
    considered: together([counted, ...leftOut.map(({ n }) => n)]),
    leftOut,
    optedOut: optedOutCell(cohort, cell(optedOut, ofParts), asking, scope),
    refused: null,
  };
}

const leftOutWords = (key: FilterKey): string => `${dimensionOf(key).label} not recorded`;

/** Printed counts added up: rounded anew, their sum would tell more than they do. */
function together(cells: readonly Cell[]): Cell {
  if (!cells.every(isShown)) return hidden;
  return { value: cells.reduce((sum, { value }) => sum + Number(value), 0) };
}
