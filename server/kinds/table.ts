import { dimensionOf } from '#dimensions';
import type { Column } from '#figure/cell.ts';
import type { DraftRow } from '#figure/draft.ts';
import { firstDayOf, monthNumber } from '#figure/month.ts';
import { count, total as sumOfGroups, vectorOf } from '../counting/count.ts';
import { countDistinct } from '../counting/distinct.ts';
import { groupBy } from '../counting/group.ts';
import type { Group, Groups } from '../counting/group.ts';
import type { Columns, Counts, Fold } from '../counting/kernel.ts';
import { missingOf } from '../counting/select.ts';
import type { Selection } from '../counting/select.ts';
import type { Snapshot } from '../episodes/snapshot.ts';
import type { Question } from './kind.ts';
import { empty } from './statistic.ts';
import type { Cells } from './statistic.ts';

export type Vector = Float64Array;

/** What a kind counts in each group, and how one vector becomes the cells of a row. */
export interface Tally {
  readonly fold: Fold;
  readonly columns: readonly Column[];
  /** `at` is the number of the group, -1 for the total. */
  cells(vector: Vector, at: number): Cells;
  /** Rows of a nominal split (practices, needs) without any of this are left out; -1 keeps all. */
  readonly size?: (vector: Vector, at: number) => number;
}

export interface Table {
  readonly rows: readonly DraftRow[];
  readonly total: DraftRow;
  readonly groups: Groups | null;
}

/** Rows of a split and the total of the whole selection, the total folded from rows as well. */
export function tabulate(question: Question, tally: Tally): Table {
  const { by, selection } = question;
  if (by === 'all') {
    const total = totalRow(tally.cells(vectorOf(count(selection, tally.fold), 0), -1));
    return { rows: wholeRows(question, total), total, groups: null };
  }
  const groups = groupsOf(question, tally.fold.table);
  const { counts, whole } = countBoth(selection, tally.fold, groups);
  const total = totalRow(tally.cells(whole, -1));
  return { rows: rowsOf(question, groups, counts, tally), total, groups };
}

/**
 * Vectors by group and of everything. Where each row is in one group at most, one pass does both:
 * rows in no group go to a bucket of their own, and the exact vectors add up to the whole.
 */
function countBoth(
  selection: Selection,
  fold: Fold,
  groups: Groups,
): { readonly counts: Counts; readonly whole: Vector } {
  if (groups.maskOf) {
    const counts = count(selection, fold, groups);
    return { counts, whole: vectorOf(count(selection, fold), 0) };
  }
  const { size } = groups;
  const counts = count(selection, fold, {
    size: size + 1,
    of: (row) => {
      const group = groups.of(row);
      return group < 0 ? size : group;
    },
  });
  return { counts, whole: sumOfGroups(counts) };
}

/** The whole cohort as the one row of a picture, where the metric draws one of it. */
export function wholeRows({ metric }: Question, total: DraftRow): readonly DraftRow[] {
  const drawn = metric.panels.some((panel) => panel.by === 'all' && panel.chart !== 'table');
  return drawn ? [{ ...total, key: 'all', label: 'Everyone', kind: 'group' }] : [];
}

/** Groups of the question's own split over the rows of one table. */
export function groupsOf(question: Question, table: Fold['table'] = 'episode'): Groups {
  const { by, cohort } = question;
  const grouped = groupBy(question.snapshot, by, cohort, table);
  const chosen = new Map<string, readonly string[] | undefined>(Object.entries(cohort.filters)).get(
    by,
  );
  if (!chosen) return grouped;
  // Groups the filter leaves out hold nobody by the question itself, which is not a finding.
  const groups = grouped.groups.map((group) =>
    chosen.includes(group.key) ? group : { ...group, showInCharts: false },
  );
  return { ...grouped, groups };
}

/** Whether a row is in group number `at`; every row is in the total, -1. */
export function inGroup(groups: Groups | null, row: number, at: number): boolean {
  if (!groups || at < 0) return true;
  return groups.maskOf ? ((groups.maskOf(row) >> at) & 1) === 1 : groups.of(row) === at;
}

export function totalRow(cells: Cells, label = 'All'): DraftRow {
  return { key: '', label, kind: 'total', cells };
}

function rowsOf(
  question: Question,
  groups: Groups,
  counts: Counts,
  tally: Tally,
): readonly DraftRow[] {
  const keepEmpty = keepsEmptyRows(question.by);
  return groups.groups.flatMap((group, at) => {
    const vector = vectorOf(counts, at);
    if (!group.showInCharts) return [];
    const size = tally.size?.(vector, at) ?? vector[0] ?? 0;
    if (size === 0 && (!keepEmpty || group.notRecorded)) return [];
    const cells = outOfData(question, group, tally.columns) ?? tally.cells(vector, at);
    return [rowOf(group, cells)];
  });
}

export function rowOf(group: Group, cells: Cells): DraftRow {
  const kind = group.notRecorded ? 'not_recorded' : 'group';
  return { key: group.key, label: group.label, kind, cells };
}

const orderedSplits = new Set(['month', 'age', 'sex', 'ethnicity', 'pcn', 'team', 'green']);

/** Ordered splits show every group, so that a gap in a series or a scale is seen. */
export function keepsEmptyRows(by: string): boolean {
  return orderedSplits.has(by) || by.endsWith('deprivation');
}

/**
 * Cells of a month the data does not reach: before its first referral nothing is known (`missing`),
 * after its last day nothing can be yet (`not_due`).
 */
export function outOfData(
  question: Question,
  group: Group,
  columns: readonly Column[],
): Cells | null {
  if (question.by !== 'month') return null;
  const state = monthState(question.snapshot, group.key);
  return state && Object.fromEntries(columns.map((column) => [column.key, empty(state)]));
}

/** Whether a month lies outside the case data, and on which side. */
export function monthState(snapshot: Snapshot, month: string): 'missing' | 'not_due' | null {
  const number = monthNumber(month);
  const to = snapshot.dataTo.cases;
  if (to !== null && firstDayOf(number) > to) return 'not_due';
  const first = firstMonth(snapshot.tables.episode);
  return first !== null && number < first ? 'missing' : null;
}

const firstMonths = new WeakMap<Columns, { readonly month: number | null }>();

function firstMonth(episodes: Columns): number | null {
  let known = firstMonths.get(episodes);
  if (!known) {
    const months = episodes.column('referred_month');
    const missing = missingOf(months);
    let month: number | null = null;
    for (const each of months) {
      if (each !== missing && (month === null || each < month)) month = each;
    }
    firstMonths.set(episodes, (known = { month }));
  }
  return known.month;
}

/** Distinct people by group and in all. */
export function peopleOf(
  selection: Selection,
  groups: Groups | null,
): { readonly groups: Vector; readonly all: number } {
  return {
    groups: groups ? countDistinct(selection, groups) : new Float64Array(0),
    all: countDistinct(selection)[0] ?? 0,
  };
}

/** True when a row can be in several groups at once, so that groups add up to more than the total. */
export function isMultiple(by: string): boolean {
  if (by === 'all' || by === 'month') return false;
  return dimensionOf(by).multiple === true;
}
