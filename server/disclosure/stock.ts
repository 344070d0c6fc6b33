import type { Draft, DraftRow } from '#figure/draft.ts';
import type { CountRule } from './policy.ts';
import type { Period } from './periods.ts';
import type { Columns } from './shares.ts';

/**
 * Columns of a table of months that would tell how few are left at the end of one: who left in its
 * course, and in the course of the next, as stock and arrivals less those who left is the stock after.
 */
export function leavingFew(
  { rows, stock }: Pick<Draft, 'rows' | 'stock'>,
  rule: CountRule,
): Columns {
  if (!stock) return new Map();
  const isFew = (row: DraftRow | undefined): boolean =>
    stock.of.some((column) => {
      const cell = row?.cells[column];
      return cell?.kind === 'count' && cell.n > 0 && cell.n <= rule.suppressTo;
    });
  const leaving = new Set(stock.leaving);
  return new Map(
    rows.flatMap((row, at) => (isFew(row) || isFew(rows[at - 1]) ? [[row.key, leaving]] : [])),
  );
}

/** The newest month of a period that there is data of. */
export function newestIn(months: readonly DraftRow[], { from, to }: Period): DraftRow | undefined {
  return months.findLast(
    ({ key, cells }) =>
      key >= from && key <= to && Object.values(cells).some(({ kind }) => kind !== 'empty'),
  );
}
