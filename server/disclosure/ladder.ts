import type { Cohort } from '#figure/cohort.ts';
import type { Draft } from '#figure/draft.ts';
import { monthNumber, monthOf } from '#figure/month.ts';
import { controlCount, meantBy } from './policy.ts';
import type { CountRule } from './policy.ts';
import { countsThatAddUp } from './tell-tales.ts';
import type { Reach } from './wider.ts';

/** The same figure of a period and of the shorter periods it is made of, exact. */
export interface Ladder {
  readonly whole: Draft;
  readonly parts: readonly Draft[];
  /** Which of the parts is the figure asked for; -1 for the whole. */
  readonly own: number;
}

/** A period, the shorter ones it is made of, and which of all these a cohort is. */
export interface Rungs {
  readonly whole: Cohort;
  readonly parts: readonly Cohort[];
  readonly own: number;
}

type Period = Pick<Cohort, 'from' | 'to'>;

const isSame = (a: Period, b: Period): boolean => a.from === b.from && a.to === b.to;

/** Financial quarters (3) or years (12) of a period, as far as it reaches. */
function stretches({ from, to }: Period, months: 3 | 12): readonly Period[] {
  const [start, end] = [monthNumber(from), monthNumber(to)];
  const begin = start - ((((start - 3) % months) + months) % months);
  return Array.from({ length: Math.ceil((end + 1 - begin) / months) }, (_, at) => ({
    from: monthOf(Math.max(begin + at * months, start)),
    to: monthOf(Math.min(begin + (at + 1) * months - 1, end)),
  }));
}

/** Where a cohort's period stands among years of quarters and all dates of years. */
export function rungsOf(cohort: Cohort, { first, last }: Reach): readonly Rungs[] {
  const all = { from: first, to: last };
  const years = stretches(all, 12);
  const ladders = [
    { whole: all, parts: years },
    ...years.map((year) => ({ whole: year, parts: stretches(year, 3) })),
  ];
  return ladders.flatMap(({ whole, parts }) => {
    const own = parts.findIndex((part) => isSame(part, cohort));
    if (parts.length < 2 || (own < 0 && !isSame(whole, cohort))) return [];
    const during = (period: Period): Cohort => ({ ...cohort, ...period });
    return [{ whole: during(whole), parts: parts.map(during), own }];
  });
}

/** What a reader can tell of a count. */
interface Bounds {
  readonly count: number;
  least: number;
  most: number;
  hidden: boolean;
}

/** Groups by period, the whole last. */
type Grid = readonly (readonly Bounds[])[];

/**
 * Rows of a figure to hide because its table, read beside those of the periods it is part of or made
 * of, would give a hidden count back: a year of 18 less a quarter of 11 at most leaves 7 at least,
 * and more than 7 would be shown. Totals, and over time what is shown of the longest period, are taken
 * to be known exactly, as other splits narrow them down. The outcome is the same
 * whichever of the periods was asked for.
 *
 * @returns keys of rows of the own table to hide, beside those that hide themselves
 */
export function ladderRows({ whole, parts, own }: Ladder, rule: CountRule): ReadonlySet<string> {
  const tables = [...parts, whole];
  const keys = [...new Set(tables.flatMap(({ rows }) => rows.map(({ key }) => key)))];
  const hidden = new Set<string>();
  for (const { key: column } of whole.columns) {
    const sums = tables.map((table) => countsThatAddUp(table, column));
    if (sums.some((sum) => sum === null)) continue;
    const counts = sums.map((sum) => keys.map((key) => sum?.counts.get(key) ?? 0));
    const totals = sums.map((sum) => sum?.total ?? 0);
    const grid = protect(counts, totals, rule);
    const table = grid[own < 0 ? grid.length - 1 : own] ?? [];
    table.forEach((bounds, at) => {
      if (bounds.hidden && bounds.count > rule.suppressTo) hidden.add(keys[at] ?? '');
    });
  }
  return hidden;
}

/** Place of a count in the grid. */
interface At {
  readonly period: number;
  readonly group: number;
}

const nameOf = ({ period, group }: At): string => `${period} ${group}`;

/** Hides counts until none of 1 to the limit can only be one number. */
function protect(
  counts: readonly (readonly number[])[],
  totals: readonly number[],
  rule: CountRule,
): Grid {
  const read = (hidden: ReadonlySet<string>): Grid => {
    const grid = counts.map((table, period) =>
      table.map((count, group) => seen(count, hidden.has(nameOf({ period, group })), rule)),
    );
    narrow(grid, totals);
    return grid;
  };
  let hidden: ReadonlySet<string> = new Set();
  let grid = read(hidden);
  for (let given = givenBack(grid, rule); given; given = givenBack(grid, rule)) {
    const { period, group } = given;
    const spare = sparesOf(grid, period).map((at) => new Set([...hidden, nameOf(at)]));
    const frees = (names: ReadonlySet<string>): boolean => {
      const bounds = read(names)[period]?.[group];
      return bounds?.least !== bounds?.most;
    };
    const next = spare.find(frees) ?? spare[0];
    if (!next) return grid;
    hidden = next;
    grid = read(hidden);
  }
  return grid;
}

/** The first small count that can only be one number. */
function givenBack(grid: Grid, rule: CountRule): At | null {
  for (const [period, table] of grid.entries()) {
    const group = table.findIndex(
      ({ count, least, most }) => count > 0 && count <= rule.suppressTo && least === most,
    );
    if (group >= 0) return { period, group };
  }
  return null;
}

/** Shown counts, smallest first: those of one period, then of the other parts, then of the whole. */
function sparesOf(grid: Grid, first: number): readonly At[] {
  const periods = [first, ...[...grid.keys()].filter((period) => period !== first)];
  return periods.flatMap((period) =>
    (grid[period] ?? [])
      .map(({ count, hidden }, group) => ({ count, hidden, at: { period, group } }))
      .filter(({ count, hidden }) => !hidden && count > 0)
      .toSorted((a, b) => a.count - b.count)
      .map(({ at }) => at),
  );
}

function seen(count: number, isHidden: boolean, rule: CountRule): Bounds {
  const fewest = rule.hidesZero ? 0 : 1;
  if (isHidden) return { count, least: fewest, most: Number.POSITIVE_INFINITY, hidden: true };
  const shown = controlCount(count, rule);
  return shown === null
    ? { count, least: fewest, most: rule.suppressTo, hidden: true }
    : { count, ...meantBy(shown, rule), hidden: false };
}

/** Draws every bound in by the sums it stands in, until none gives way. */
function narrow(grid: Grid, totals: readonly number[]): void {
  const whole = grid.at(-1) ?? [];
  const parts = grid.slice(0, -1);
  let moved = true;
  while (moved) {
    moved = false;
    grid.forEach((table, period) => {
      const total = totals[period] ?? 0;
      if (narrowSum(table, total, total)) moved = true;
    });
    whole.forEach((sum, at) => {
      const terms = parts.flatMap((table) => table[at] ?? []);
      const [least, most] = sum.hidden ? [sum.least, sum.most] : [sum.count, sum.count];
      if (narrowSum(terms, least, most)) moved = true;
      if (tighten(sum, total(terms, 'least'), total(terms, 'most'))) moved = true;
    });
  }
}

const total = (terms: readonly Bounds[], side: 'least' | 'most'): number =>
  terms.reduce((sum, term) => sum + term[side], 0);

/** Bounds of terms by those of their sum. @returns whether any gave way */
function narrowSum(terms: readonly Bounds[], least: number, most: number): boolean {
  let moved = false;
  for (const term of terms) {
    const others = terms.filter((each) => each !== term);
    if (tighten(term, least - total(others, 'most'), most - total(others, 'least'))) moved = true;
  }
  return moved;
}

function tighten(bounds: Bounds, least: number, most: number): boolean {
  const moved = least > bounds.least || most < bounds.most;
  bounds.least = Math.max(bounds.least, least);
  bounds.most = Math.min(bounds.most, most);
  return moved;
}
