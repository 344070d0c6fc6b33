import type { Draft, DraftRow } from '#figure/draft.ts';
import { numbersIn as peopleIn } from '../disclosure/numbers.ts';
import type { CountRule } from '../disclosure/policy.ts';
import { flowColumn } from '../disclosure/publish.ts';
import { everyColumn, together } from '../disclosure/shares.ts';
import type { Columns } from '../disclosure/shares.ts';

/**
 * Columns that print a number hidden in the total once more: shares of it, steps of the flow, and the
 * rows of a table that is the whole seen in several ways (its steps, its bands).
 *
 * @param total of another table of the same people
 * @param hiddenInTotal its columns that are hidden for the sake of others
 */
export function hiddenInViews(
  { rows, total: own, flow }: Draft,
  total: DraftRow | null,
  hiddenInTotal: ReadonlySet<string>,
): Columns {
  const isShare = (column: string): boolean => total?.cells[column]?.kind === 'share';
  const columns = Object.keys(total?.cells ?? {});
  const hidden = new Set([...hiddenInTotal, ...(hiddenInTotal.has(everyColumn) ? columns : [])]);
  const numbersIn = (some: readonly string[]): readonly number[] =>
    some.flatMap((column) => numbersOf(total, column));
  // A share may be hidden for one of its two numbers, and the other still be printed by itself.
  const printed = new Set(
    numbersIn(columns.filter((column) => !hidden.has(column) && !isShare(column))),
  );
  const numbers = new Set([
    ...numbersIn([...hidden].filter((column) => !isShare(column))),
    ...numbersIn([...hidden].filter(isShare)).filter((n) => !printed.has(n)),
  ]);
  const prints = (row: DraftRow, column: string): boolean =>
    numbersOf(row, column).some((n) => numbers.has(n));
  const steps = flow.filter(({ n }) => n.kind === 'count' && numbers.has(n.n));
  return together([
    new Map([['', hidden]]),
    new Map([['', new Set(steps.map(({ key }) => flowColumn(key)))]]),
    new Map(
      [...rows, ...(own ? [own] : [])].map((row) => [
        row === own ? '' : row.key,
        new Set(Object.keys(row.cells).filter((column) => prints(row, column))),
      ]),
    ),
  ]);
}

/**
 * Columns of a row of such a table that show a number of the total that is printed there: as long as
 * it is, hiding them helps nobody.
 */
export function printedInTotal(
  row: DraftRow,
  total: DraftRow | null,
  hidden: ReadonlySet<string>,
): ReadonlySet<string> {
  const columns = Object.keys(total?.cells ?? {}).filter((column) => !hidden.has(column));
  const printed = new Set(columns.flatMap((column) => numbersOf(total, column)));
  return new Set(
    Object.keys(row.cells).filter((column) => {
      const numbers = peopleIn(row.cells[column]);
      return numbers !== null && printed.has(numbers.x ?? numbers.n);
    }),
  );
}

/**
 * Columns of people who moved from one code to another, all hidden where few of the same people are
 * of some code, or came to some outcome: with who stayed and who moved, and how it ended for them, it
 * could be told how many.
 *
 * @param total of another table of the same people
 */
export function movesBesideFew(
  { rows }: Pick<Draft, 'rows'>,
  total: DraftRow | null,
  rule: CountRule,
): Columns {
  const movesOf = ({ cells }: DraftRow): readonly string[] =>
    Object.keys(cells).filter((column) => {
      const cell = cells[column];
      return cell?.kind === 'count' && cell.isOfCode;
    });
  if (!rows.some((row) => movesOf(row).length > 0)) return new Map();
  const sharesOf = ({ cells }: DraftRow) =>
    Object.values(cells).filter((cell) => cell.kind === 'share');
  const people = new Set(rows.flatMap(sharesOf).map(({ n }) => n));
  const isFew = (n: number): boolean => n > 0 && n <= rule.suppressTo;
  const hasFew = [...rows, ...(total ? [total] : [])]
    .flatMap(sharesOf)
    .some(({ x, n }) => people.has(n) && (isFew(x) || isFew(n - x)));
  return hasFew ? new Map(rows.map((row) => [row.key, new Set(movesOf(row))])) : new Map();
}

function numbersOf(row: DraftRow | null, column: string): readonly number[] {
  const numbers = peopleIn(row?.cells[column]);
  return numbers ? [numbers.n, numbers.x ?? 0].filter((n) => n > 0) : [];
}
