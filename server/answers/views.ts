import type { Draft, DraftRow } from '#figure/draft.ts';
import { numbersIn } from '../disclosure/numbers.ts';
import { together } from '../disclosure/shares.ts';
import type { Columns } from '../disclosure/shares.ts';

/**
 * Columns that print a number hidden in the total once more: shares of it, and the rows of a table that
 * is the whole seen in several ways (its steps, its bands).
 *
 * @param total of another table of the same people
 * @param hidden its columns that are hidden for the sake of others
 */
export function hiddenInViews(
  { rows, total: own }: Draft,
  total: DraftRow | null,
  hidden: ReadonlySet<string>,
): Columns {
  const numbers = new Set([...hidden].flatMap((column) => numbersOf(total, column)));
  const prints = (row: DraftRow, column: string): boolean =>
    numbersOf(row, column).some((n) => numbers.has(n));
  return together([
    new Map([['', hidden]]),
    new Map(
      [...rows, ...(own ? [own] : [])].map((row) => [
        row === own ? '' : row.key,
        new Set(Object.keys(row.cells).filter((column) => prints(row, column))),
      ]),
    ),
  ]);
}

function numbersOf(row: DraftRow | null, column: string): readonly number[] {
  const numbers = numbersIn(row?.cells[column]);
  return numbers ? [numbers.n, numbers.x ?? 0].filter((n) => n > 0) : [];
}
