import type { Draft, DraftRow, Statistic } from '#figure/draft.ts';
import { hidden } from './complements.ts';

/** Columns of rows, by the key of the row; '' is the total. */
export type Columns = ReadonlyMap<string, ReadonlySet<string>>;

/** Stands for every column of a row, whatever the table. */
export const everyColumn = '*';

/** Numbers of people that a statistic is made of. */
function countsIn(statistic: Statistic | undefined): readonly (number | null)[] {
  switch (statistic?.kind) {
    case 'count':
      return [statistic.n];
    case 'share':
      return [statistic.x, statistic.n];
    case 'estimate':
      return [null, statistic.n];
    default:
      return [null, null];
  }
}

/**
 * Columns of a table that tell of the people of one: those with a count that is never more than its
 * own. With a share go its numerator, what is a share of that, and the people behind.
 */
export function tellingOf({ columns, rows, total }: Draft, own: string): ReadonlySet<string> {
  const all = total ? [...rows, total] : rows;
  const x = all.map((row) => countsIn(row.cells[own])[0] ?? null);
  const isWithin = (column: string, part: 0 | 1): boolean => {
    let known = 0;
    return (
      all.every((row, at) => {
        const count = countsIn(row.cells[column])[part] ?? null;
        const top = x[at] ?? null;
        if (count === null || top === null) return true;
        known++;
        return count <= top;
      }) && known > 0
    );
  };
  const telling = columns.filter(({ key }) => isWithin(key, 0) || isWithin(key, 1));
  return new Set([own, ...telling.map(({ key }) => key)]);
}

/**
 * A row without the numbers of some columns. Of an estimate only the people it rests on go, unless
 * the whole row does.
 */
export const hideColumns = (row: DraftRow, columns: ReadonlySet<string> | undefined): DraftRow =>
  columns === undefined || columns.size === 0
    ? row
    : {
        ...row,
        cells: Object.fromEntries(
          Object.entries(row.cells).map(([key, cell]) => [key, withoutCounts(key, cell, columns)]),
        ),
      };

/** A row without the numbers of some columns, estimates too. */
export const hideWholly = (row: DraftRow, columns: ReadonlySet<string> = new Set()): DraftRow => ({
  ...row,
  cells: Object.fromEntries(
    Object.entries(row.cells).map(([key, cell]) => [
      key,
      columns.has(key) && cell.kind !== 'plain' ? hidden : cell,
    ]),
  ),
});

function withoutCounts(key: string, cell: Statistic, columns: ReadonlySet<string>): Statistic {
  if (cell.kind === 'plain') return cell;
  if (columns.has(everyColumn)) return hidden;
  if (!columns.has(key)) return cell;
  return cell.kind === 'estimate' ? { ...cell, isBaseHidden: true } : hidden;
}

/** The rows of which some columns are named: what is kept for long. */
export const someOf = (columns: Columns): Columns =>
  new Map([...columns].filter(([, some]) => some.size > 0));

/** Columns of several rows, one map after the other. */
export function together(all: readonly Columns[]): Columns {
  const sum = new Map<string, Set<string>>();
  for (const each of all)
    for (const [key, columns] of each) sum.set(key, new Set([...(sum.get(key) ?? []), ...columns]));
  return sum;
}
