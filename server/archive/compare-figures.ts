import type { Cell, Column, Row } from '#figure/cell.ts';
import type { Figure } from '#figure/figure.ts';
import { writeCell, writeInterval } from '#figure/format.ts';

/** One number that is not what it was. */
export interface Difference {
  readonly row: string;
  readonly column: string;
  readonly then: string;
  readonly now: string;
}

/** Numbers kept as JSON come back as they were; a tolerance allows for another processor's arithmetic. */
const sameNumber = (a: number, b: number): boolean =>
  Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b));

function same(a: unknown, b: unknown): boolean {
  if (typeof a === 'number' && typeof b === 'number') return sameNumber(a, b);
  return (a ?? null) === (b ?? null);
}

function sameCell(a: Cell | undefined, b: Cell | undefined): boolean {
  return (['value', 'lower', 'upper', 'state', 'base'] as const).every((part) =>
    same(a?.[part], b?.[part]),
  );
}

function cellWords(cell: Cell | undefined, column: Column): string {
  if (!cell) return 'not there';
  const interval = writeInterval(cell, column);
  return interval === '' ? writeCell(cell, column) : `${writeCell(cell, column)} (${interval})`;
}

/** Rows by key; the total under a key of its own. */
function rowsByKey({ rows, total }: Pick<Figure, 'rows' | 'total'>): ReadonlyMap<string, Row> {
  return new Map([
    ...rows.map((row) => [`${row.kind}:${row.key}`, row] as const),
    ...(total ? [['total', total] as const] : []),
  ]);
}

function differencesOfRow(
  then: Row | undefined,
  now: Row | undefined,
  columns: readonly Column[],
): readonly Difference[] {
  const label = then?.label ?? now?.label ?? '';
  return columns.flatMap((column) => {
    const [a, b] = [then?.cells[column.key], now?.cells[column.key]];
    if (sameCell(a, b)) return [];
    const base = (cell: Cell | undefined): string =>
      cell?.base === undefined
        ? ''
        : `, of ${writeCell({ value: cell.base }, { format: 'count' })}`;
    const [was, is] = [cellWords(a, column), cellWords(b, column)];
    // Equal as written: what it rests on is what moved.
    const more = was === is;
    return [
      {
        row: label,
        column: column.label,
        then: more ? `${was}${base(a)}` : was,
        now: more ? `${is}${base(b)}` : is,
      },
    ];
  });
}

/** Every cell of table and total that differs, in the order of the table; rows that came or went too. */
export function differencesOf(then: Figure, now: Figure): readonly Difference[] {
  const [before, after] = [rowsByKey(then), rowsByKey(now)];
  const columns = [
    ...then.columns,
    ...now.columns.filter(({ key }) => !then.columns.some((column) => column.key === key)),
  ];
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((key) =>
    differencesOfRow(before.get(key), after.get(key), columns),
  );
}
